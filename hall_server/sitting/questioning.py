"""Questioning (chất vấn): written questions, their topics, and what a speech is about.

A speech is about a turn or about a written question; that turn may be about another. Followed to
its end this says who asked and who was asked.
"""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from msgspec import structs

from hall_server.sitting.authority import Actor, in_office
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_commands import FileQuestion, RankTopics, WithdrawQuestion
from hall_server.sitting.floor_events import QuestionFiled, QuestionWithdrawn, TopicsRanked
from hall_server.sitting.floor_state import Turn, WrittenQuestion
from hall_server.sitting.ids import DelegateId, Milliseconds, QuestionId, SpeakerId
from hall_server.sitting.model import Topic
from hall_server.sitting.questioning_refusals import (
    QuestionsFull,
    QuestionTaken,
    QuestionToOneself,
    QuestionTwice,
    QuestionUnknown,
    RespondentUnknown,
    TopicMissing,
)
from hall_server.sitting.refusals import OtherDelegate, PhaseWrong, Refusal
from hall_server.sitting.state import State

questions_max = 2_000
"""In one sitting; a province has had about 40, and the National Assembly a few hundred."""

questions_each_max = 50
"""By one delegate: more is a slip of a program."""


def asked_of(state: State, about: str) -> SpeakerId | None:
    """Find whom the question was for that a turn or a written question (id) leads back to."""
    for step in _steps(state, about):
        if _asks(step) and step.to:
            return SpeakerId(step.to)
    return None


def asked_by_whom(state: State, about: str) -> SpeakerId | None:
    """Find who put the question that a turn or a written question (id) leads back to.

    A question that was spoken is the speaker's, whoever wrote it.
    """
    for step in _steps(state, about):
        if _asks(step):
            return step.speaker if isinstance(step, Turn) else SpeakerId(step.delegate)
    return None


def _asks(step: Turn | WrittenQuestion) -> bool:
    return isinstance(step, WrittenQuestion) or step.rule.role == "question"


def about_known(state: State, about: str) -> bool:
    """Tell whether an id is that of a turn or of a written question."""
    return any(True for _step in _steps(state, about))


def _steps(state: State, about: str) -> Iterator[Turn | WrittenQuestion]:
    """Give what an id names, and what that was about, back to the first; none comes twice."""
    turns = state.floor.turns
    position = len(turns)
    while about:
        question = state.questions.get(QuestionId(about))
        if question is not None:
            yield question
            return
        # What a turn is about was there before it.
        position = next((n for n in range(position - 1, -1, -1) if turns[n].id == about), -1)
        if position < 0:
            return
        yield turns[position]
        about = turns[position].about


def speaker_known(state: State, person: str) -> bool:
    """Tell whether an id is that of a delegate or of a guest."""
    return person in state.delegates or person in state.guests


def file_question(
    state: State, actor: Actor, command: FileQuestion, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Take a written question: one's own, or at the desk a delegate's who handed it in there."""
    delegate = _questioner(state, actor, command)
    if isinstance(delegate, Refusal):
        return delegate
    refusal = _refuse_question(state, delegate, command)
    if refusal is not None:
        return refusal
    question = QuestionId(f"q{state.questions_made + 1}")
    to, topic, text = SpeakerId(command.to), command.topic.strip(), command.text.strip()
    return [QuestionFiled(question, delegate, to, topic, text, actor.channel)]


def _questioner(state: State, actor: Actor, command: FileQuestion) -> DelegateId | Refusal:
    if actor.role != "delegate":
        return in_office(state, command.delegate)
    if command.delegate not in ("", actor.delegate):
        return OtherDelegate()
    return in_office(state, actor.delegate)


def _refuse_question(state: State, delegate: DelegateId, command: FileQuestion) -> Refusal | None:
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if not speaker_known(state, command.to):
        return RespondentUnknown(command.to)
    if command.to == delegate:
        return QuestionToOneself()
    if not command.topic.strip():
        return TopicMissing()
    if len(state.questions) >= questions_max:
        return QuestionsFull(questions_max)
    own = sum(question.delegate == delegate for question in state.questions.values())
    return QuestionsFull(questions_each_max) if own >= questions_each_max else None


def withdraw_question(
    state: State, actor: Actor, command: WithdrawQuestion, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Take a written question back, while nothing that was said or undertaken is about it."""
    question = state.questions.get(QuestionId(command.question))
    if question is None:
        return QuestionUnknown(command.question)
    if actor.role == "delegate" and actor.delegate != question.delegate:
        return OtherDelegate()
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    if _taken_up(state, question):
        return QuestionTaken(question.id)
    return [QuestionWithdrawn(QuestionId(question.id))]


def _taken_up(state: State, question: WrittenQuestion) -> bool:
    about = {
        *(turn.about for turn in state.floor.turns),
        *(request.about for request in state.floor.queue.values()),
        *(known.about for known in state.undertakings.values() if known.sitting == state.id),
    }
    return question.id in about


def rank_topics(
    state: State, _actor: Actor, command: RankTopics, _now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Put topics and the questions under them in order, in place of all that were."""
    if state.phase == "adjourned" or state.rules is None:
        return PhaseWrong(state.phase)
    for topic in command.topics:
        refusal = _refuse_topic(state, topic)
        if refusal is not None:
            return refusal
    times = Counter(question for topic in command.topics for question in topic.questions)
    twice = next((question for question, count in times.items() if count > 1), None)
    if twice is not None:
        return QuestionTwice(twice)
    return [] if command.topics == state.topics else [TopicsRanked(command.topics)]


def _refuse_topic(state: State, topic: Topic) -> Refusal | None:
    if not topic.title.strip():
        return TopicMissing()
    if topic.respondent and not speaker_known(state, topic.respondent):
        return RespondentUnknown(topic.respondent)
    unknown = next((one for one in topic.questions if one not in state.questions), None)
    return None if unknown is None else QuestionUnknown(unknown)


def still(
    state: State, same: AbstractSet[str]
) -> tuple[dict[QuestionId, WrittenQuestion], tuple[Topic, ...]]:
    """Give the questions and topics that stand when only these people (ids) are the same.

    A question goes with whoever put it or was asked; a topic whose respondent is gone has none.
    """
    questions = {
        name: question
        for name, question in state.questions.items()
        if question.delegate in same and question.to in same
    }
    return questions, tuple(
        structs.replace(
            topic,
            respondent=topic.respondent if topic.respondent in same else "",
            questions=tuple(one for one in topic.questions if one in questions),
        )
        for topic in state.topics
    )


def question_filed(state: State, event: QuestionFiled, at: Milliseconds) -> None:
    """Take a written question into the state."""
    state.questions_made += 1
    state.questions[event.question] = WrittenQuestion(
        event.question, event.delegate, event.to, event.topic, event.text, at, event.channel
    )


def question_withdrawn(state: State, event: QuestionWithdrawn, _at: Milliseconds) -> None:
    """Take a written question out of the state, and from under its topic."""
    del state.questions[event.question]
    state.topics = tuple(
        structs.replace(
            topic, questions=tuple(one for one in topic.questions if one != event.question)
        )
        for topic in state.topics
    )


def topics_ranked(state: State, event: TopicsRanked, _at: Milliseconds) -> None:
    """Take the order of the topics into the state."""
    state.topics = event.topics
