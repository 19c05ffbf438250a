"""The quorum where it is tested by heads in the hall: at an opening, when someone asks, or leaves.

Knows who is there; the numbers are the rule pack's. A quorum that the vote itself tests at its
close is judged in `counting.py`; until then, and until someone asks, it is presumed.
"""

from collections.abc import Set as AbstractSet

from hall_server.sitting.events import AnyEvent
from hall_server.sitting.floor_events import QuorumLost, QuorumRegained
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.refusals import QuorumMissing
from hall_server.sitting.rules import Base, Quorum, Unit
from hall_server.sitting.state import State


def attending(
    state: State, there: AbstractSet[DelegateId] | None = None
) -> AbstractSet[DelegateId]:
    """Give those present and, where the rules count them, the absent whose proxy is present.

    `there` are others who are taken to be present.
    """
    present = state.present.keys() if there is None else there
    if state.rules is None or state.rules.vote.entitled == "present":
        return present
    return present | {who for who, holder in state.proxies.items() if holder in present}


def base_count(state: State, base: Base, unit: Unit = "heads") -> int:
    """Count a base as it stands now; outside a vote nobody is recused and nothing is cast."""
    match base:
        case "statutory" if unit == "heads":
            return state.council.seats_statutory if state.council else 0
        case "statutory" | "in_office" | "remaining":
            return _measure(state, state.delegates.keys(), unit)
        case "present" | "present_at_close":
            return _measure(state, attending(state), unit)
        case "participating" | "cast" | "valid":
            return 0


def _measure(state: State, who: AbstractSet[DelegateId], unit: Unit) -> int:
    if unit == "heads":
        return len(who)
    return sum(state.delegates[delegate].weight for delegate in who)


def quorum_count(state: State, quorum: Quorum) -> int:
    """Give how many a quorum asks for as the membership stands, in the quorum's unit."""
    if quorum.threshold is None:
        return quorum.number or 0
    return quorum.threshold.needed(base_count(state, quorum.threshold.base, _unit(quorum)))


def quorum_needed(state: State) -> int | None:
    """Give what opening the sitting needs, None where the rules know no quorum or presume it."""
    quorum = state.rules.quorum if state.rules is not None else None
    if quorum is None or quorum.tested != "opening":
        return None
    return quorum_count(state, quorum)


def quorum_reached(state: State) -> bool:
    """Tell whether enough are there to open the sitting."""
    quorum = state.rules.quorum if state.rules is not None else None
    return refuse_without_quorum(state, quorum) is None


def refuse_without_quorum(
    state: State, quorum: Quorum | None, *, asked: bool = False
) -> QuorumMissing | None:
    """Refuse what needs a quorum while there is none; `asked`: someone wants it tested."""
    if quorum is None or quorum.tested in ("close", "on-demand-close"):
        return None
    if quorum.tested == "on-demand" and not asked:
        return None
    there, least = _measure(state, attending(state), _unit(quorum)), quorum_count(state, quorum)
    if there >= least:
        return None
    return QuorumMissing(present=there, needed=least, rule=quorum.source, unit=_unit(quorum))


def heads_needed(state: State) -> int | None:
    """Give how many heads the rules' quorum asks for; None: they know none, or count weights."""
    quorum = state.rules.quorum if state.rules is not None else None
    if quorum is None or _unit(quorum) != "heads":
        return None
    return quorum_count(state, quorum)


def lost(state: State, there: AbstractSet[DelegateId], *, asked: bool = False) -> list[AnyEvent]:
    """Say that too few are left when only these are there, of a sitting in session.

    Where the rules presume a quorum until somebody asks, it is lost only if that was `asked`.
    """
    needed = _watched(state, asked=asked)
    present = len(attending(state, there))
    if state.phase != "in_session" or state.quorum_lost or needed is None or present >= needed:
        return []
    return [QuorumLost(present, needed)]


def regained(state: State, there: AbstractSet[DelegateId]) -> list[AnyEvent]:
    """Say that enough are there again, when these are there and the quorum was lost."""
    needed = _watched(state, asked=True)
    present = len(attending(state, there))
    if needed is None or present < needed:
        return []
    return [QuorumRegained(present, needed)]


def _watched(state: State, *, asked: bool) -> int | None:
    """Give how many heads must be left; what a vote tests at its close is no matter of presence."""
    quorum = state.rules.quorum if state.rules is not None else None
    tested = "" if quorum is None else quorum.tested
    if tested == "opening" or (tested == "on-demand" and asked):
        return heads_needed(state)
    return None


def _unit(quorum: Quorum) -> Unit:
    return quorum.threshold.unit if quorum.threshold is not None else "heads"
