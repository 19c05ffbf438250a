"""The quorum: how many must be present to open a sitting, resume it, or open a vote.

Source of the number: the rule pack. A pack without a quorum asks for none.
"""

from hall_server.sitting.refusals import QuorumMissing
from hall_server.sitting.rules import Base
from hall_server.sitting.state import State


def base_count(state: State, base: Base) -> int:
    """Count the heads of a base as it stands now; `cast` has none outside a vote."""
    match base:
        case "statutory":
            return state.council.seats_statutory if state.council else 0
        case "in_office":
            return len(state.delegates)
        case "present":
            return len(state.present)
        case "cast":
            return 0


def quorum_needed(state: State) -> int | None:
    """Give the quorum in heads, None where the rules know none."""
    if state.rules is None or state.rules.quorum is None:
        return None
    threshold = state.rules.quorum.threshold
    return threshold.needed(base_count(state, threshold.base))


def quorum_reached(state: State) -> bool:
    """Tell whether enough are present."""
    needed = quorum_needed(state)
    return needed is None or len(state.present) >= needed


def refuse_without_quorum(state: State) -> QuorumMissing | None:
    """Refuse what needs a quorum while there is none."""
    needed = quorum_needed(state)
    if needed is None or len(state.present) >= needed:
        return None
    source = state.pack.quorum.source if state.pack.quorum else ""
    return QuorumMissing(present=len(state.present), needed=needed, rule=source)
