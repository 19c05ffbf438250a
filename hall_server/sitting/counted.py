"""What people count: shows of hands, ballots on paper and their counting board.

With it what may follow a count: the casting vote, corrections claimed.
"""

from collections.abc import Iterator

from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting import events as e
from hall_server.sitting.authority import Actor, in_office
from hall_server.sitting.ballots import marks_max
from hall_server.sitting.counting import count, tied
from hall_server.sitting.ids import DelegateId, Milliseconds, VoteId
from hall_server.sitting.model import PaperCount
from hall_server.sitting.planning import persons_of
from hall_server.sitting.refusals import (
    DelegateAbsent,
    NotEntitled,
    OtherDelegate,
    PhaseWrong,
    Refusal,
    VoteStateWrong,
    VoteUnknown,
)
from hall_server.sitting.rules import LEVELS, Form
from hall_server.sitting.state import Correction, Hands, State, Vote
from hall_server.sitting.vote_refusals import (
    BoardMissing,
    BoardOfCandidates,
    BoardOfRecused,
    ChoiceWrong,
    CountDiffers,
    CountMissing,
    FormWrong,
    MarksWrong,
    NoTie,
)
from hall_server.sitting.votes import Decided, count_missing, statutory_seats

COUNTABLE = ("open", "held", "closed")

_ALL_ANSWERS = "tổng các lựa chọn · all answers"


def enter_hands(state: State, _actor: Actor, command: c.EnterHands, _now: Milliseconds) -> Decided:
    """Take a show of hands as counted, against the frozen register."""
    vote = _of_form(state, command.vote, "show-of-hands", COUNTABLE)
    if isinstance(vote, Refusal):
        return vote
    if command.abstain and not vote.rule.abstain:
        return ChoiceWrong(vote.rule.source)
    shown = command.yes + command.no + command.abstain
    if shown > len(vote.register):
        return CountDiffers("giơ tay · hands", shown, len(vote.register), vote.article)
    hands = Hands(command.yes, command.no, command.abstain)
    if hands == vote.hands:
        return []
    return [e.HandsCounted(vote.id, hands.yes, hands.no, hands.abstain)]


def appoint_board(
    state: State, _actor: Actor, command: c.AppointCountingBoard, _now: Milliseconds
) -> Decided:
    """Name the counting board of a vote on paper: people in the hall whom it is not about.

    A board named after a count counts anew.
    """
    vote = _of_form(state, command.vote, "paper", ("prepared", *COUNTABLE))
    if isinstance(vote, Refusal):
        return vote
    involved = persons_of(vote.plan)
    members: dict[DelegateId, None] = {}
    for listed in command.members:
        member = in_office(state, listed)
        if isinstance(member, Refusal):
            return member
        name = state.delegates[member].name
        if member in involved:
            return BoardOfCandidates(name, vote.article)
        if member in vote.recused:
            return BoardOfRecused(name, vote.article)
        if member not in state.present:
            return DelegateAbsent(name, vote.article)
        members[member] = None
    if tuple(members) == vote.board:
        return []
    return [e.CountingBoardAppointed(vote.id, tuple(members))]


def enter_paper_count(
    state: State, _actor: Actor, command: c.EnterPaperCount, _now: Milliseconds
) -> Decided:
    """Take the counting board's record, once every sum in it agrees."""
    vote = _of_form(state, command.vote, "paper", COUNTABLE)
    if isinstance(vote, Refusal):
        return vote
    if not vote.board:
        return BoardMissing(vote.article)
    if command.count == vote.paper:
        return []
    refusal = next(_differences(vote, command.count), None) or _refuse_marks(vote, command.count)
    return refusal or [e.PaperCounted(vote.id, command.count)]


def _differences(vote: Vote, paper: PaperCount) -> Iterator[Refusal]:
    """Hold every number of a record against those that it must agree with."""
    register, article = len(vote.register), vote.article
    if paper.issued > register:
        yield CountDiffers("phiếu phát ra · issued", paper.issued, register, article)
    if paper.returned > paper.issued:
        yield CountDiffers("phiếu thu về · returned", paper.returned, paper.issued, article)
    parted = paper.valid + paper.invalid
    if parted != paper.returned:
        what = "hợp lệ + không hợp lệ · valid + invalid"
        yield CountDiffers(what, parted, paper.returned, article)
    if paper.abstain and not vote.rule.abstain:
        yield ChoiceWrong(vote.rule.source)
    yield from _answers_differ(vote, paper)


def _answers_differ(vote: Vote, paper: PaperCount) -> Iterator[Refusal]:
    if vote.kind.question == "yes-no":
        answered = paper.yes + paper.no + paper.abstain
        if answered != paper.valid:
            yield CountDiffers(_ALL_ANSWERS, answered, paper.valid, vote.article)
        return
    if paper.yes or paper.no:
        yield ChoiceWrong(vote.rule.source)
    marked = paper.valid - paper.abstain
    for option in vote.plan.options:
        names = [f"{option.id}:{level}" for level in (*LEVELS, "none")]
        if vote.kind.question != "rating":
            names = [option.id]
        found = sum(paper.marks.get(name, 0) for name in names)
        if found > marked or (vote.kind.question == "rating" and found != marked):
            yield CountDiffers(option.vi, found, marked, vote.article)
    total = sum(paper.marks.values())
    if vote.kind.question == "one-of" and total != marked:
        yield CountDiffers(_ALL_ANSWERS, total, marked, vote.article)
    if vote.kind.question == "approve" and total > marked * marks_max(vote):
        yield CountDiffers(_ALL_ANSWERS, total, marked * marks_max(vote), vote.article)


def _refuse_marks(vote: Vote, paper: PaperCount) -> Refusal | None:
    options = {option.id for option in vote.plan.options}
    rating = vote.kind.question == "rating"
    for mark in paper.marks:
        name, colon, _level = mark.partition(":")
        if name not in options or bool(colon) != rating:
            return MarksWrong(marks_max(vote), vote.article)
    return None


def _of_form(state: State, name: str, form: Form, states: tuple[str, ...]) -> Vote | Refusal:
    vote = state.votes.get(VoteId(name))
    if vote is None:
        return VoteUnknown(name)
    if vote.kind.form != form:
        return FormWrong(vote.kind.form, vote.article)
    if state.phase == "adjourned":
        return PhaseWrong(state.phase)
    return vote if vote.state in states else VoteStateWrong(vote.state)


def give_casting_vote(
    state: State, _actor: Actor, command: c.GiveCastingVote, _now: Milliseconds
) -> Decided:
    """Decide a tie from the chair."""
    vote = state.votes.get(VoteId(command.vote))
    if vote is None:
        return VoteUnknown(command.vote)
    if vote.state != "closed" or vote.counts is None:
        return VoteStateWrong(vote.state)
    if count_missing(vote):
        return CountMissing(vote.kind.form, vote.article)
    if not tied(vote, vote.counts, statutory_seats(state)):
        return NoTie(vote.rule.source)
    if vote.casting == command.choice:
        return []
    return [e.CastingVoteGiven(vote.id, command.choice)]


def claim_correction(
    state: State, actor: Actor, command: c.ClaimCorrection, _now: Milliseconds
) -> Decided:
    """Put on record what a delegate says of their ballot after the close."""
    vote = state.votes.get(VoteId(command.vote))
    if vote is None:
        return VoteUnknown(command.vote)
    if vote.kind.form == "paper":
        # What someone wrote on a secret ballot is nobody's to know or to mend.
        return FormWrong(vote.kind.form, vote.article)
    if vote.state not in ("closed", "declared"):
        return VoteStateWrong(vote.state)
    if actor.role == "delegate" and command.delegate not in ("", actor.delegate):
        return OtherDelegate()
    delegate = in_office(state, command.delegate or actor.delegate)
    if isinstance(delegate, Refusal):
        return delegate
    if delegate not in vote.register:
        return NotEntitled(state.delegates[delegate].name, vote.article)
    said = [(one.delegate, one.claimed, one.reason) for one in vote.corrections]
    if (delegate, command.claimed, command.reason) in said:
        return []
    return [e.CorrectionClaimed(vote.id, delegate, command.claimed, command.reason, actor.channel)]


def hands_counted(state: State, event: e.HandsCounted, _at: Milliseconds) -> None:
    """Take a show of hands into the state."""
    vote = state.votes[event.vote]
    vote.hands = Hands(event.yes, event.no, event.abstain)
    _count_again(vote)


def board_appointed(state: State, event: e.CountingBoardAppointed, _at: Milliseconds) -> None:
    """Take a counting board into the state; what another has counted is nobody's record now."""
    vote = state.votes[event.vote]
    vote.board, vote.paper = event.members, None
    _count_again(vote)


def paper_counted(state: State, event: e.PaperCounted, _at: Milliseconds) -> None:
    """Take a counting board's record into the state."""
    vote = state.votes[event.vote]
    vote.paper = event.count
    _count_again(vote)


def _count_again(vote: Vote) -> None:
    """Count a vote that was closed before its count was entered; who was there then stays."""
    if vote.counts is not None:
        there = vote.counts.present_at_close
        vote.counts = structs.replace(count(vote, ()), present_at_close=there)
    vote.casting = None


def casting_vote_given(state: State, event: e.CastingVoteGiven, _at: Milliseconds) -> None:
    """Take the chair's decision into the state."""
    state.votes[event.vote].casting = event.choice


def correction_claimed(state: State, event: e.CorrectionClaimed, at: Milliseconds) -> None:
    """Put a claim beside the vote."""
    claim = Correction(event.delegate, event.claimed, event.reason, at, event.channel)
    state.votes[event.vote].corrections.append(claim)
