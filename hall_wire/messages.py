"""Every message of the wire, as a typed Struct with its tag in the field `t`.

Knows the shape of messages. Must not know what a command means: `Do` carries any command type,
the hall names its own union (`Do[Command]`), a client may send plain maps.
Unknown fields are ignored, so fields may be added; unknown tags are refused.
"""

from typing import Annotated, Any, Generic, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from hall_wire import limits

CommandId = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=limits.command_id_characters_max,
        # The lookahead: Python's $ alone would let a line feed through at the end.
        pattern=r"^[A-Za-z0-9._:\-]+(?!\n)$",
    ),
]
Token = Annotated[str, Meta(max_length=limits.token_characters_max)]
ClientName = Annotated[str, Meta(max_length=limits.client_name_characters_max)]
BoardName = Annotated[str, Meta(max_length=2 * limits.word_characters_max)]
Version = Annotated[int, Meta(ge=0)]
Milliseconds = Annotated[int, Meta(ge=0, le=2**53)]

C = TypeVar("C")


class Message(Struct, frozen=True, tag_field="t", omit_defaults=True, gc=False):
    """What every message has in common: a tag `t`, and nothing else."""


# --- to the hall ------------------------------------------------------------------------------


class Hello(Message, frozen=True, tag="hello"):
    """The first message of a connection: who I am and what I already have.

    `token` is what sign-in gave; `epoch` and `boards` (name → version) are those of the mirror
    kept from an earlier connection, both empty on the first.
    """

    wire: int
    token: Token
    epoch: Annotated[str, Meta(max_length=limits.word_characters_max)] = ""
    boards: Annotated[dict[BoardName, Version], Meta(max_length=limits.boards_max)] = {}
    client: ClientName = ""


class Do(Message, Generic[C], frozen=True, tag="do"):
    """A command under an id made by the client; the same id again gets the first answer."""

    id: CommandId
    command: C


class Ping(Message, frozen=True, tag="ping"):
    """Asks for the hall's time; `sent` (ms, any clock of the client's) comes back unchanged."""

    sent: Milliseconds


# --- from the hall ----------------------------------------------------------------------------


class Welcome(Message, frozen=True, tag="welcome"):
    """The answer to hello. Patches for each board named in `boards` follow at once.

    `now` is the hall's time in ms since 1970 UTC; `epoch` names this run of the hall: versions
    compare only within one epoch.
    """

    wire: int
    epoch: str
    now: Milliseconds
    role: str
    device: str
    boards: list[str]
    delegate: str = ""


class Patch(Message, frozen=True, tag="patch"):
    """The keys of one board that changed after version `base`, up to `version`.

    `whole` means: forget what you had of this board, `set` is all of it.
    """

    board: str
    base: int
    version: int
    set: dict[str, Any] = {}
    gone: list[str] = []
    whole: bool = False


class Done(Message, frozen=True, tag="done"):
    """The command's events are on disk. `seq` is the number of its last journal entry.

    `seq` 0 means that nothing had to change. `patch` is the sender's own seat board, so that the
    acknowledgement and what it changed arrive in one frame. `again`: this repeats a first answer.
    """

    id: str
    seq: int = 0
    patch: Patch | UnsetType = UNSET
    again: bool = False


class Refused(Message, frozen=True, tag="refused"):
    """It was not done. `code` is stable and for programs, `vi` and `en` are for people.

    Nothing was changed, except that with `journal-failed` it may yet turn out to be on the disk.

    `rule` names the article it rests on, where there is one. `id` is empty when the refused
    message had no readable id.
    """

    id: str
    code: str
    vi: str
    en: str
    rule: str = ""


class Pong(Message, frozen=True, tag="pong"):
    """The hall's time (`now`, ms since 1970 UTC) and the `sent` of the ping it answers."""

    sent: Milliseconds
    now: Milliseconds


FromHall = Welcome | Patch | Done | Refused | Pong
ToHall = Hello | Do[Any] | Ping
