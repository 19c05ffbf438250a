"""Sentences about a sitting as it stands, that several checks of a journal's entries share."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet

from hall_server.commandline.decided import least_of
from hall_server.sitting.command import seconds_max
from hall_server.sitting.ids import DelegateId, Milliseconds, VoteId
from hall_server.sitting.rules import Base, Quorum, Unit
from hall_server.sitting.state import State, Vote, VoteState


def phase(state: State, *allowed: str) -> Iterator[str]:
    """Say that the sitting is in none of these states."""
    if state.phase not in allowed:
        yield f"it can't be while the sitting is “{state.phase}”"


def in_states(
    state: State, name: VoteId, *allowed: VoteState, otherwise: str = ""
) -> Iterator[str]:
    """Say that a vote is in none of these states."""
    vote = state.votes.get(name)
    if vote is None or vote.state not in allowed:
        yield f"vote {name} is not {otherwise or allowed[0]}"


def votes_over(state: State, *undecided: str) -> Iterator[str]:
    """Say that the current vote is in one of these states."""
    if state.vote is not None and state.vote.state in undecided:
        yield f"vote {state.vote.id} is still “{state.vote.state}”"


def number_present(state: State, told: int) -> Iterator[str]:
    """Say that another number is present than was told."""
    if told != len(state.present):
        yield f"it says {told} present, there are {len(state.present)}"


def is_present(state: State, delegate: DelegateId, name: str = "") -> Iterator[str]:
    """Say that a delegate is not present."""
    if delegate not in state.present:
        yield f"{name or delegate} is not present"


def in_office(state: State, delegate: str) -> Iterator[str]:
    """Say that nobody in office has this id."""
    if delegate not in state.delegates:
        yield f"{delegate} is not in office"


def time_to_come(end: Milliseconds, at: Milliseconds) -> Iterator[str]:
    """Say that an end is not after its beginning, or more than a day after it."""
    if not at < end <= at + seconds_max * 1000:
        yield f"its end is {end - at} ms from its beginning; 1 ms to {seconds_max} s can be"


def quorum(state: State, rule: Quorum | None, *, asked: bool = False) -> Iterator[str]:
    """Say that a quorum which is tested at an opening, or was `asked` for at it, is missing."""
    if rule is None or rule.tested not in ("opening", "on-demand" if asked else ""):
        return
    unit: Unit = rule.threshold.unit if rule.threshold else "heads"
    least = _least(state, rule, unit)
    there = _measure(state, attending(state), unit)
    if there < least:
        yield f"there is no quorum: {there} present, {least} needed"


def heads_needed(state: State) -> int | None:
    """Give how many heads the rules' quorum wants; None where it counts none."""
    rule = state.pack.quorum
    if rule is None or (rule.threshold is not None and rule.threshold.unit != "heads"):
        return None
    return _least(state, rule, "heads")


def _least(state: State, rule: Quorum, unit: Unit) -> int:
    share = rule.threshold
    return (rule.number or 0) if share is None else least_of(share, _base(state, share.base, unit))


def attending(state: State) -> set[DelegateId]:
    """Give those present and, where the rules count them, whom someone present stands for."""
    if state.pack.vote.entitled == "present":
        return set(state.present)
    return {*state.present, *stood_for(state)}


def stood_for(state: State) -> dict[DelegateId, DelegateId]:
    """Give the absent and who stands for them in the hall."""
    return {
        principal: holder
        for principal, holder in state.proxies.items()
        if principal not in state.present and holder in state.present
    }


def _base(state: State, base: Base, unit: Unit) -> int:
    if base == "statutory" and unit == "heads":
        return state.council.seats_statutory if state.council else 0
    if base in ("statutory", "in_office", "remaining"):
        return _measure(state, state.delegates.keys(), unit)
    return _measure(state, attending(state), unit) if base.startswith("present") else 0


def _measure(state: State, who: AbstractSet[DelegateId], unit: Unit) -> int:
    if unit == "heads":
        return len(who)
    return sum(state.delegates[one].weight for one in who if one in state.delegates)


def names(delegates: Collection[str]) -> str:
    """Name delegates by their ids."""
    return ", ".join(sorted(delegates)) or "nobody"


def voter(vote: Vote, delegate: str) -> str:
    """Name whose ballot it is, where the rules do not keep the name."""
    return "one whose name the rules keep" if vote.kind.form == "aggregate" else delegate
