"""Questioning, undertakings and who is there, as values: pure, not knowing who sees them."""

from hall_server.boards import floor_values as v
from hall_server.boards.lookup import Lookup, shown
from hall_server.sitting.floor_state import WrittenQuestion
from hall_server.sitting.ids import DelegateId, QuestionId, SpeakerId
from hall_server.sitting.state import State


def quorum_call(state: State) -> v.QuorumCallValue | None:
    """The quorum call that is under way, or the last; None: there was none."""
    if not state.quorum_calls:
        return None
    call = state.quorum_calls[-1]
    return v.QuorumCallValue(
        number=call.number,
        called_at=call.called_at,
        ends_at=call.ends_at,
        confirmed=len(call.confirmed),
        needed=call.needed,
        ended_at=call.ended_at,
        reached=call.reached,
    )


def timelines(state: State, whose: set[DelegateId]) -> dict[DelegateId, list[v.PresenceValue]]:
    """The comings and goings of some delegates, of those who ever came."""
    found: dict[DelegateId, list[v.PresenceValue]] = {}
    for point in state.timeline:
        if point.delegate in whose:
            value = v.PresenceValue(point.at, point.present, point.channel)
            found.setdefault(point.delegate, []).append(value)
    return found


def topics(lookup: Lookup) -> list[v.TopicValue]:
    """The topics of questioning in the order to be taken, with who asks whom about what."""
    questions = lookup.state.questions
    return [
        v.TopicValue(
            title=topic.title,
            title_en=topic.title_en,
            respondent=lookup.named(topic.respondent),
            questions=[
                _under_topic(lookup, questions[name])
                for name in map(QuestionId, topic.questions)
                if name in questions
            ],
        )
        for topic in lookup.state.topics
    ]


def _under_topic(lookup: Lookup, question: WrittenQuestion) -> v.TopicQuestionValue:
    return v.TopicQuestionValue(
        id=question.id,
        person=lookup.person(question.delegate),
        to=lookup.person(question.to),
        topic=question.topic,
    )


def respondents(lookup: Lookup) -> list[v.AnswerableValue]:
    """To whom questions can be put: every guest, and delegates who answer for a topic."""
    state = lookup.state
    named = (SpeakerId(topic.respondent) for topic in state.topics if topic.respondent)
    return [
        v.AnswerableValue(
            person=lookup.person(who),
            office_en=state.guests[who].office_en if who in state.guests else "",
        )
        for who in dict.fromkeys((*state.guests, *named))
    ]


def guests(lookup: Lookup) -> list[v.GuestValue]:
    """Who may be called and has no vote."""
    return [
        v.GuestValue(lookup.person(guest.id), guest.office_en)
        for guest in lookup.state.guests.values()
    ]


def undertakings(state: State) -> list[v.UndertakingValue]:
    """What was undertaken and is open from before, and all that was undertaken today."""
    return [
        v.UndertakingValue(
            id=one.id,
            sitting=one.sitting,
            who=one.who,
            office=one.office,
            what=one.what,
            due=one.due,
            about=one.about,
            asked_by=one.asked_by,
            state=one.state,
            evidence=one.evidence,
            carried=one.sitting != state.id,
            recorded_at=one.recorded_at,
            sitting_title=one.sitting_title,
            sitting_title_en=one.sitting_title_en,
        )
        for one in state.undertakings.values()
    ]


def questions(lookup: Lookup) -> dict[str, v.QuestionValue]:
    """The written questions with their texts, by id."""
    handed_in = lookup.state.questions.values()
    texts = shown(one.text for one in handed_in)
    return {
        one.id: v.QuestionValue(
            id=one.id,
            person=lookup.person(one.delegate),
            to=lookup.person(one.to),
            topic=one.topic,
            text=text,
            at=one.at,
            channel=one.channel,
        )
        for one, text in zip(handed_in, texts, strict=True)
    }


def questions_by_author(lookup: Lookup) -> dict[DelegateId, list[v.OwnQuestionValue]]:
    """The written questions of everybody who has handed one in."""
    found: dict[DelegateId, list[v.OwnQuestionValue]] = {}
    for one in lookup.state.questions.values():
        value = v.OwnQuestionValue(one.id, lookup.person(one.to), one.topic, one.text)
        found.setdefault(one.delegate, []).append(value)
    return found
