"""The law of speaking, to be read: who is next, how long a turn would be, who pays, who is owed.

Pure functions over the state, for decisions and for what is shown.
"""

from collections import Counter

from hall_server.sitting.floor_state import Request, Turn
from hall_server.sitting.ids import ItemId, Milliseconds, SpeakerId
from hall_server.sitting.questioning import asked_by_whom
from hall_server.sitting.rules import SpeechKind
from hall_server.sitting.speakers import group_of
from hall_server.sitting.state import State


def kind_name(state: State, name: str) -> str:
    """Give the name under which a kind of speech stands in the pack; empty: the default one."""
    return name or state.pack.floor.default_kind


def kind_known(state: State, name: str) -> bool:
    """Tell whether the pack has this kind of speech."""
    resolved = kind_name(state, name)
    return not resolved or resolved in state.pack.speeches


def waiting_on(state: State, item: ItemId | None) -> list[Request]:
    """Give the requests on an item in the order of speaking.

    Those on whatever is under way belong to the item under way.
    """
    here = {item, None} if item == state.item else {item}
    return [request for request in state.floor.queue.values() if request.item in here]


def waiting_with(state: State, request: Request) -> list[Request]:
    """Give the list that a request stands in, or is to stand in, in the order of speaking."""
    return waiting_on(state, request.item or state.item)


def item_number(state: State, item: ItemId | None) -> int:
    """Give the number by which people call an item; 0: there is none."""
    return next((one.number for one in state.agenda if one.id == item), 0)


def turns_had(state: State, item: ItemId | None) -> Counter[tuple[SpeakerId, str]]:
    """Count the turns on an item by speaker and kind, those that run too."""
    return Counter((turn.speaker, turn.kind) for turn in state.floor.turns if turn.item == item)


def have_spoken(state: State, item: ItemId | None) -> set[SpeakerId]:
    """Give who has had an ordinary turn on an item."""
    turns = state.floor.turns
    return {turn.speaker for turn in turns if turn.item == item and turn.rule.ordinary}


def usual_seconds(state: State, speaker: SpeakerId, kind: str, item: ItemId | None) -> int:
    """Give the seconds that a speaker's next turn of a kind on an item has; 0: no limit."""
    had = turns_had(state, item)[speaker, kind_name(state, kind)]
    return state.pack.speech_seconds(state.pack.speech(kind), had)


def budget_left(
    state: State, item: ItemId | None, group: str, now: Milliseconds
) -> Milliseconds | None:
    """Give what a group has left for an item at `now`, turns that run included; None: no budget.

    It is below 0 where the desk let turns go on.
    """
    budget = state.floor.budgets.get((item, group)) if group else None
    if budget is None:
        seconds = state.pack.floor.group_seconds
        return seconds * 1000 if seconds and group and item is not None else None
    running = (turn for turn in state.floor.running if (turn.item, turn.payer) == (item, group))
    ran = sum(turn.clock.spent(now) - turn.clock.used for turn in running)
    return budget.initial + budget.added - budget.used - ran


def payer_of(state: State, speaker: SpeakerId, rule: SpeechKind) -> str:
    """Give the group (id) whose time a turn that began now would use; empty: nobody's."""
    match rule.charges:
        case "speaker":
            return group_of(state, speaker)
        case "interrupted":
            return "" if rule.ordinary or state.turn is None else state.turn.payer
        case "nobody":
            return ""


def next_limit(
    state: State, speaker: SpeakerId, kind: str, now: Milliseconds
) -> Milliseconds | None:
    """Give the time that a turn on the item under way would have at `now`; None: no limit.

    Where a group pays it is no more than the group has left, so 0 or less says: nothing is left.
    """
    usual = usual_seconds(state, speaker, kind, state.item) * 1000 or None
    payer = payer_of(state, speaker, state.pack.speech(kind))
    left = budget_left(state, state.item, payer, now)
    if left is None or (usual is not None and usual <= left):
        return usual
    return left


def place_for(state: State, request: Request) -> str:
    """Find the request (id) that a new one goes before; empty: it goes to the end.

    It passes, from the end of its item's list on, those of lower rank; of one rank, who put the
    question goes first where the rules say so, then who has not spoken on the item.
    """
    spoken = have_spoken(state, request.item)
    own = _key(state, request, spoken)
    before = ""
    for other in reversed(waiting_with(state, request)):
        if _key(state, other, spoken) <= own:
            break
        before = other.id
    return before


def _key(state: State, request: Request, spoken: set[SpeakerId]) -> tuple[int, bool, bool]:
    rule = state.pack.speech(request.kind)
    first = rule.questioner_first and asked_by_whom(state, request.about) == request.speaker
    again = state.pack.floor.first_time_first and request.speaker in spoken
    return rule.rank, not first, again


def interrupted_by(state: State, turn: Turn) -> Turn | None:
    """Find the turn that gets the floor back when this one ends: the next below that still runs."""
    below = turn.interrupts
    while below:
        found = next((one for one in reversed(state.floor.turns) if one.id == below), None)
        if found is None or found.state != "ended":
            return found
        below = found.interrupts
    return None


def interrupters(state: State, turn: Turn) -> list[Turn]:
    """Give the turns that run over this one and let it wait, the oldest first."""
    return [
        other
        for other in state.floor.running
        if other.rule.clock == "pauses" and interrupted_by(state, other) is turn
    ]


def in_order(state: State) -> list[Turn]:
    """Give the turns that run: who has the floor, those it interrupted, then all others."""
    found: list[Turn] = []
    turn = state.turn
    while turn is not None:
        found.append(turn)
        turn = interrupted_by(state, turn)
    return [*found, *(one for one in reversed(state.floor.running) if one not in found)]


def owed(state: State, speaker: str) -> list[ItemId | None]:
    """Give the items on which somebody asked and was not reached, and may hand in the speech."""
    if state.rules is None or not state.rules.floor.written:
        return []
    handed_in = {one.item for one in state.floor.written if one.speaker == speaker}
    waited = [item for who, item in state.floor.unreached if who == speaker]
    return [item for item in waited if item not in handed_in]
