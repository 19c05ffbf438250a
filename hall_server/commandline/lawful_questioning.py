"""Whether the entries of questioning can be so: written questions, topics, undertakings.

One small function for each kind of event, apart from the law's own decisions; see `lawfulness.py`.
"""

from collections.abc import Iterator

from hall_server.commandline import floor_sentences as of_floor
from hall_server.commandline import sentences as say
from hall_server.sitting import floor_events as f
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.model import Topic, Undertaking
from hall_server.sitting.state import State

NOT_OVER = ("prepared", "in_session", "suspended")


def filed(state: State, event: f.QuestionFiled, _at: Milliseconds) -> Iterator[str]:
    """Say that a written question has another number, nobody who puts or answers it, no topic."""
    yield from say.phase(state, *NOT_OVER)
    yield from say.in_office(state, event.delegate)
    yield from of_floor.speaker(state, event.to)
    if str(event.delegate) == event.to:
        yield f"{event.delegate} asks themselves"
    if event.channel not in ("tablet", "desk"):
        yield f"it can be filed by tablet or desk, not by “{event.channel}”"
    if not event.topic.strip():
        yield "it has no topic"
    if event.question != f"q{state.questions_made + 1}":
        yield f"the next question is q{state.questions_made + 1}, not {event.question}"


def withdrawn(state: State, event: f.QuestionWithdrawn, _at: Milliseconds) -> Iterator[str]:
    """Say that there is no such question, or that something said or undertaken is about it."""
    yield from say.phase(state, *NOT_OVER)
    if event.question not in state.questions:
        yield f"there is no question {event.question}"
    floor = state.floor
    said = {one.about for one in floor.turns} | {one.about for one in floor.queue.values()}
    undertaken = {one.about for one in state.undertakings.values() if one.sitting == state.id}
    if event.question in said | undertaken:
        yield f"question {event.question} was spoken of"


def ranked(state: State, event: f.TopicsRanked, _at: Milliseconds) -> Iterator[str]:
    """Say that topics name questions or people that there are not, or a question twice."""
    yield from say.phase(state, *NOT_OVER)
    named = [question for topic in event.topics for question in topic.questions]
    strange = {name for name in named if name not in state.questions}
    if strange:
        yield f"there is no question {say.names(strange)}"
    if len(set(named)) < len(named):
        yield "a question stands in it twice"
    for topic in event.topics:
        yield from _topic(state, topic)
    if event.topics == state.topics:
        yield "they were ranked so already"


def _topic(state: State, topic: Topic) -> Iterator[str]:
    if not topic.title.strip():
        yield "a topic has no title"
    if topic.respondent:
        yield from of_floor.speaker(state, topic.respondent)


def recorded(state: State, event: f.UndertakingRecorded, at: Milliseconds) -> Iterator[str]:
    """Say that an undertaking has another name or time, says nothing, or is nobody's."""
    given = event.undertaking
    earlier = state.undertakings.get(given.id)
    if not given.what.strip() or not given.who.strip():
        yield "it does not say who undertook what"
    if given.about and not of_floor.is_known(state, given.about):
        yield f"there is no turn and no question {given.about}"
    if given.sitting != state.id:
        yield f"it names the sitting {given.sitting}, this one is {state.id}"
    if earlier is not None:
        yield from _mended(earlier, given, at)
        return
    own = [one.id for one in state.undertakings.values() if one.sitting == state.id]
    numbers = [name.rpartition(":u")[2] for name in own]
    number = max((int(one) for one in numbers if one.isdecimal()), default=0) + 1
    if given.id != f"{state.id}:u{number}":
        yield f"the next undertaking is {state.id}:u{number}, not {given.id}"
    if (given.state, given.evidence) != ("open", ""):
        yield "it was done before it was given"
    if given.sitting_title and state.preparation and given.sitting_title != state.preparation.title:
        yield f"it calls this sitting “{given.sitting_title}”"
    if given.recorded_at != at:
        yield "it says another time than its entry"


def _mended(earlier: Undertaking, given: Undertaking, at: Milliseconds) -> Iterator[str]:
    for name in (
        "sitting",
        "sitting_title",
        "sitting_title_en",
        "state",
        "evidence",
        "recorded_at",
    ):
        if getattr(earlier, name) != getattr(given, name):
            yield f"with its words its {name} was changed"
    if given.changed_at != at:
        yield "it says another time than its entry"
    words = ("who", "office", "what", "due", "about", "asked_by")
    if all(getattr(earlier, name) == getattr(given, name) for name in words):
        yield "it was recorded so already"


def changed(state: State, event: f.UndertakingChanged, _at: Milliseconds) -> Iterator[str]:
    """Say that there is no such undertaking, or that nothing became of it."""
    known = state.undertakings.get(event.undertaking)
    if known is None:
        yield f"there is no undertaking {event.undertaking}"
    elif (known.state, known.evidence) == (event.state, event.evidence):
        yield f"{event.undertaking} was {event.state} already"
    if event.state != "open" and not event.evidence.strip():
        yield f"nothing shows that {event.undertaking} is {event.state}"
