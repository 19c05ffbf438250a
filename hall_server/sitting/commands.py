"""What one may ask of the sitting: imperative, as plain data with a tag in `t`.

Knows the shape of each command. Who may give it stands in `authority.py`, what follows from it
in `decide.py`. Where a command has `seat` and `delegate`, it is about the person who sends it
when both are empty; a bridge names the seat, the desk names the delegate.
"""

from typing import Annotated, get_args

from msgspec import Meta, Struct

from hall_server.sitting.ids import Choice, OptionalTitle, Title, Word
from hall_server.sitting.model import Preparation

seconds_max = 86_400
Seconds = Annotated[int, Meta(ge=1, le=seconds_max)]


class Command(Struct, frozen=True, tag_field="t", tag=True, omit_defaults=True, gc=False):
    """What every command has in common: its name in the field `t`."""


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


class CheckIn(Command, frozen=True):
    """Note that a delegate is present."""

    seat: Word = ""
    delegate: Word = ""


class CheckOut(Command, frozen=True):
    """Note that a delegate has left."""

    seat: Word = ""
    delegate: Word = ""


class AddItem(Command, frozen=True):
    """Put an item at the end of the agenda."""

    title: Title
    title_en: OptionalTitle = ""


class TakeItem(Command, frozen=True):
    """Make an item of the agenda the current one."""

    item: Word


class RequestFloor(Command, frozen=True):
    """Ask to speak on the current item; the queue is in the order of asking."""

    seat: Word = ""
    delegate: Word = ""


class WithdrawRequest(Command, frozen=True):
    """Take a request to speak back."""

    seat: Word = ""
    delegate: Word = ""


class GrantFloor(Command, frozen=True):
    """Give a delegate the floor and open the microphone at the seat; ends a running turn."""

    delegate: Word
    seconds: Seconds | None = None


class EndSpeech(Command, frozen=True):
    """End the running turn and close its microphone; the speaker may end only their own.

    `turn` is the turn that is meant; without it, whichever runs.
    """

    turn: Word = ""


class OpenVote(Command, frozen=True):
    """Open a vote under a majority of the rule pack; ends after `seconds`, or by the chair."""

    title: Title
    title_en: OptionalTitle = ""
    majority: Word = ""
    seconds: Seconds | None = None


class CastBallot(Command, frozen=True):
    """Cast, or change where the rule allows it, a delegate's ballot.

    `after` is the time (`at`) of the recorded ballot that the person saw when choosing, 0 for
    none; with it, a ballot held back by a bad line can't override a newer one from elsewhere.
    """

    vote: Word
    choice: Choice
    seat: Word = ""
    delegate: Word = ""
    after: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class CloseVote(Command, frozen=True):
    """Close the voting and count."""

    vote: Word


class DeclareVote(Command, frozen=True):
    """Declare what the count means under the majority that was needed."""

    vote: Word


class ReportMicrophone(Command, frozen=True):
    """A device's fact: the microphone at a seat is open or closed."""

    seat: Word
    open: bool


class ReportUnit(Command, frozen=True):
    """A device's fact: the unit at a seat answers or does not."""

    seat: Word
    online: bool


FromClients = (
    OpenSitting
    | SuspendSitting
    | ResumeSitting
    | AdjournSitting
    | CheckIn
    | CheckOut
    | AddItem
    | TakeItem
    | RequestFloor
    | WithdrawRequest
    | GrantFloor
    | EndSpeech
    | OpenVote
    | CastBallot
    | CloseVote
    | DeclareVote
    | ReportMicrophone
    | ReportUnit
)
"""Every command that can come over the wire."""

COMMANDS: tuple[type[Command], ...] = get_args(FromClients)
