"""The quorum where it is tested by heads in the hall: at an opening, or when someone asks.

Knows who is there; the numbers are the rule pack's. A quorum that the vote itself tests at its
close is judged in `counting.py`; until then, and until someone asks, it is presumed.
"""

from collections.abc import Set as AbstractSet

from hall_server.sitting.ids import DelegateId
from hall_server.sitting.refusals import QuorumMissing
from hall_server.sitting.rules import Base, Quorum, Unit
from hall_server.sitting.state import State


def attending(state: State) -> AbstractSet[DelegateId]:
    """Give those present and, where the rules count them, the absent whose proxy is present."""
    if state.rules is None or state.rules.vote.entitled == "present":
        return state.present.keys()
    stood_for = (who for who, holder in state.proxies.items() if holder in state.present)
    return state.present.keys() | stood_for


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


def _unit(quorum: Quorum) -> Unit:
    return quorum.threshold.unit if quorum.threshold is not None else "heads"
