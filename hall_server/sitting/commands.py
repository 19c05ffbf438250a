"""What one may ask of the sitting: imperative, as plain data with a tag in `t`.

Knows the shape of each command. Who may give it stands in `authority.py`, what follows from it
in `decide.py`. Where a command has `seat` and `delegate`, it is about the person who sends it
when both are empty; a bridge names the seat, the desk names the delegate.
"""

from typing import Annotated, Literal, get_args

from msgspec import Meta

from hall_server.sitting.command import Command, Seconds
from hall_server.sitting.floor_commands import OfTheFloor
from hall_server.sitting.ids import Choice, OptionalTitle, Title, Word
from hall_server.sitting.model import HeadCount, PaperCount, Plan, Preparation, options_max

board_members_max = 50
"""Of a counting board: more than any assembly names."""

Mark = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,32}(:(high|medium|low))?\Z")]
Marks = Annotated[tuple[Mark, ...], Meta(max_length=options_max)]


class PrepareSitting(Command, frozen=True):
    """Take council, delegates, seats, agenda and rules; only before the sitting opens."""

    preparation: Preparation


class OpenSitting(Command, frozen=True):
    """Open the sitting; needs the quorum of the rule pack."""


class SuspendSitting(Command, frozen=True):
    """Interrupt the sitting; no vote may be open."""


class ResumeSitting(Command, frozen=True):
    """Go on after a suspension; needs the quorum again."""


class AdjournSitting(Command, frozen=True):
    """End the sitting for good; no vote may be open or undeclared."""


class AddItem(Command, frozen=True):
    """Put an item at the end of the agenda."""

    title: Title
    title_en: OptionalTitle = ""


class TakeItem(Command, frozen=True):
    """Make an item of the agenda the current one."""

    item: Word


class PrepareVote(Command, frozen=True):
    """Set up a vote, to be opened later; `vote` names a prepared one that this plan replaces."""

    plan: Plan
    vote: Word = ""


class OpenVote(Command, frozen=True):
    """Open a prepared vote (`vote`), or at once one for or against with this title.

    It ends after `seconds`, or by the chair. `quorum_asked` has the quorum tested where the rules
    presume it.
    """

    title: OptionalTitle = ""
    title_en: OptionalTitle = ""
    majority: Word = ""
    seconds: Seconds | None = None
    kind: Word = ""
    vote: Word = ""
    quorum_asked: bool = False


class HoldVote(Command, frozen=True):
    """Interrupt an open vote: no ballots are taken, its clock stands."""

    vote: Word


class ResumeVote(Command, frozen=True):
    """Go on with a held vote, with the time that was left."""

    vote: Word


class ExtendVote(Command, frozen=True):
    """Give an open or held vote so many seconds more, if it has a window at all."""

    vote: Word
    seconds: Seconds


class AnnulVote(Command, frozen=True):
    """Take a vote back, in whatever state; its ballots and its reason stay on record."""

    vote: Word
    reason: Title


class AdmitDelegate(Command, frozen=True):
    """Admit to an open vote a delegate who became present after it opened."""

    vote: Word
    delegate: Word


class RecuseDelegate(Command, frozen=True):
    """Note that a delegate takes no part in a vote; a ballot they have cast is taken out."""

    vote: Word
    delegate: Word
    reason: Title


class CallDelegate(Command, frozen=True):
    """Call a delegate in a roll call; empty: the next who has not answered."""

    vote: Word
    delegate: Word = ""


class EnterHands(Command, frozen=True):
    """Enter a show of hands as counted; entered again, it takes the place of the first."""

    vote: Word
    yes: HeadCount
    no: HeadCount
    abstain: HeadCount = 0


class AppointCountingBoard(Command, frozen=True):
    """Name the delegates who count a vote on paper, the head first; none may be a candidate."""

    vote: Word
    members: Annotated[tuple[Word, ...], Meta(min_length=1, max_length=board_members_max)]


class EnterPaperCount(Command, frozen=True):
    """Enter what the counting board found; entered again, it takes the place of the first."""

    vote: Word
    count: PaperCount


class GiveCastingVote(Command, frozen=True):
    """Decide a tie from the chair, where the rules give the chair that vote."""

    vote: Word
    choice: Literal["yes", "no"]


class ClaimCorrection(Command, frozen=True):
    """Say after the close that a ballot was meant otherwise: recorded, and nothing else."""

    vote: Word
    claimed: OptionalTitle
    reason: Title
    delegate: Word = ""


class GiveProxy(Command, frozen=True):
    """Note that an absent delegate is stood for by another; an empty holder takes it back."""

    principal: Word
    holder: Word = ""


class CastBallot(Command, frozen=True):
    """Cast, or change where the rule allows it, a delegate's ballot.

    `choice` answers a question for or against (or abstains from another); `marks` answer the
    others: the options chosen, or `option:level` for each person rated. A holder of proxies names
    the `delegate` they stand for. `after` is the time (`at`) of the recorded ballot that the person
    saw when choosing, 0 for none; with it, a ballot held back by a bad line can't override a newer
    one from elsewhere.
    """

    vote: Word
    choice: Choice | Literal[""] = ""
    seat: Word = ""
    delegate: Word = ""
    after: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    marks: Marks = ()


class CloseVote(Command, frozen=True):
    """Close the voting and count."""

    vote: Word


class DeclareVote(Command, frozen=True):
    """Declare what the count means under the majority that was needed."""

    vote: Word


FromClients = (
    OfTheFloor
    | OpenSitting
    | SuspendSitting
    | ResumeSitting
    | AdjournSitting
    | AddItem
    | TakeItem
    | PrepareVote
    | OpenVote
    | HoldVote
    | ResumeVote
    | ExtendVote
    | AnnulVote
    | AdmitDelegate
    | RecuseDelegate
    | CallDelegate
    | EnterHands
    | AppointCountingBoard
    | EnterPaperCount
    | GiveCastingVote
    | ClaimCorrection
    | GiveProxy
    | CastBallot
    | CloseVote
    | DeclareVote
)
"""Every command that can come over the wire."""

COMMANDS: tuple[type[Command], ...] = get_args(FromClients)
