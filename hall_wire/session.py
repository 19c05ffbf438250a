"""The conversation without sockets, for both roles: hello, resume, command ids, clock offset.

Knows which message may come when. Must not know how bytes travel, nor what a command means.
Times are ms; `now` always comes in as an argument.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import ValidationError, convert

from hall_wire import limits
from hall_wire.closing import Close
from hall_wire.codec import ClientCodec, HallCodec, WireError, encode
from hall_wire.messages import (
    CommandId,
    Do,
    Done,
    FromHall,
    Hello,
    Patch,
    Ping,
    Pong,
    Refused,
    Welcome,
)
from hall_wire.mirror import Mirror

C = TypeVar("C")


class ClientSession:
    """One device's conversation with the hall, over any number of connections.

    It keeps the mirror and the commands that the hall has not answered; `new_id` makes command
    ids that no other run of this device has made.
    """

    def __init__(self, token: str, new_id: Callable[[], str], client: str = "") -> None:
        self.token = token
        self.mirror = Mirror()
        self.welcome: Welcome | None = None
        self.clock_offset = 0
        """Add it to this machine's time in ms to have the hall's."""
        self._pending: dict[str, bytes] = {}
        self._new_id = new_id
        self._client = client
        self._codec = ClientCodec()
        self._best_round_trip: int | None = None

    @property
    def unacknowledged(self) -> tuple[str, ...]:
        """Ids of the commands that the hall has not answered, oldest first."""
        return tuple(self._pending)

    def hello(self) -> bytes:
        """Give the first message of a new connection."""
        self.welcome = None
        self._best_round_trip = None
        return encode(
            Hello(
                wire=limits.WIRE_VERSION,
                token=self.token,
                epoch=self.mirror.epoch,
                boards=dict(self.mirror.versions),
                client=self._client,
            )
        )

    def command(self, command: Any, command_id: str = "") -> tuple[str, bytes]:
        """Give id and bytes of a new command, and remember it until it is answered.

        Raises `BufferError` when `unacknowledged_commands_max` are in flight, and `WireError`
        for what the hall could not answer: a bad id, or more than `message_bytes_max`.
        """
        if len(self._pending) >= limits.unacknowledged_commands_max:
            raise BufferError("too many commands without an answer")
        chosen = _sound_id(command_id) if command_id else self._new_id()
        data = encode(Do(id=chosen, command=command))
        if len(data) > limits.message_bytes_max:
            raise WireError("message-too-big", f"{len(data)} bytes", chosen)
        self._pending[chosen] = data
        return chosen, data

    def forget(self, command_id: str) -> None:
        """Give a command up: it will not be sent again."""
        self._pending.pop(command_id, None)

    def unanswered(self) -> list[bytes]:
        """Give what must be sent again after a welcome, under the old ids, in order."""
        return list(self._pending.values())

    def ping(self, now: int) -> bytes:
        """Give a ping sent at this machine's `now`."""
        return encode(Ping(sent=now))

    def receive(self, data: bytes, now: int) -> tuple[FromHall, frozenset[str]]:
        """Take one message in; return it and the keys it changed in the mirror.

        Raises `WireError` for bytes that are no message, `MirrorGap` for a patch out of order.
        """
        message = self._codec.decode(data)
        match message:
            case Welcome():
                self.welcome = message
                self.clock_offset = message.now - now
                self.mirror.enter_epoch(message.epoch)
            case Patch():
                return message, self.mirror.apply(message)
            case Done(id=command_id, patch=patch):
                # The patch first: after a gap the command is sent again for its answer.
                changed = self.mirror.apply(patch) if isinstance(patch, Patch) else frozenset()
                self._pending.pop(command_id, None)
                return message, changed
            case Refused(id=command_id):
                self._pending.pop(command_id, None)
            case Pong():
                self._take_time(message, now)
        return message, frozenset()

    def _take_time(self, pong: Pong, now: int) -> None:
        """Trust the quickest exchange: its error is at most half its round trip."""
        round_trip = max(0, now - pong.sent)
        if self._best_round_trip is None or round_trip <= self._best_round_trip:
            self._best_round_trip = round_trip
            self.clock_offset = pong.now + round_trip // 2 - now


def _sound_id(command_id: str) -> str:
    try:
        return convert(command_id, CommandId)
    except ValidationError as error:
        raise WireError("message-invalid", f"id: {error}") from None


class SessionOver(Exception):
    """The connection must be closed with `close`."""

    def __init__(self, close: Close, detail: str = "") -> None:
        super().__init__(f"{close.word}: {detail}")
        self.close = close


class Allowance:
    """A token bucket: `per_second` steadily, `burst` at once; times in ms."""

    __slots__ = ("_burst", "_full_at", "_per_second")

    def __init__(self, per_second: int, burst: int) -> None:
        self._per_second = per_second
        # In thousandths of a token, so that all is whole numbers.
        self._burst = burst * 1000
        self._full_at = 0
        """When it is full again, as the thousandths that will have flowed since 0 ms."""

    def take(self, now: int, amount: int = 1) -> bool:
        """Spend `amount`; False when so much is not left."""
        flowed = now * self._per_second
        full_at = self._full_at if self._full_at > flowed else flowed
        full_at += amount * 1000
        if full_at - flowed > self._burst:
            return False
        self._full_at = full_at
        return True


class HallSession(Generic[C]):
    """The hall's side of one connection: a hello first, then commands and pings in measure."""

    __slots__ = ("_bad", "_codec", "_greeted", "allowance")

    def __init__(self, codec: HallCodec[C]) -> None:
        self._codec = codec
        self._greeted = False
        self._bad = 0
        self.allowance = Allowance(limits.messages_per_second_max, limits.messages_burst_max)

    def receive(self, data: bytes, now: int) -> Hello | Do[C] | Ping:
        """Take one message in.

        Raises `WireError` for a message to be refused (the connection stays), `SessionOver` when
        the connection must end: too many messages, too many bad ones, or no hello first.
        """
        if not self.allowance.take(now):
            raise SessionOver(Close.TOO_MANY)
        try:
            message = self._codec.decode(data)
        except WireError as error:
            self._count_bad(error)
            raise
        if type(message) is Hello:
            return self._greet(message)
        if not self._greeted:
            raise SessionOver(Close.NO_HELLO, "hello comes first")
        return message

    def _count_bad(self, error: WireError) -> None:
        self._bad += 1
        if error.code == "message-too-big":
            raise SessionOver(Close.TOO_BIG, error.detail)
        if not self._greeted or self._bad > limits.bad_messages_max:
            raise SessionOver(Close.BAD_MESSAGES, error.detail)

    def _greet(self, hello: Hello) -> Hello:
        if self._greeted:
            raise WireError("hello-again", "one hello a connection")
        if hello.wire != limits.WIRE_VERSION:
            raise SessionOver(Close.WIRE_UNKNOWN, f"this hall speaks wire {limits.WIRE_VERSION}")
        self._greeted = True
        return hello


def refusal_of(error: WireError) -> Refused:
    """Say a wire error as the message that answers it, in both languages."""
    vi, en = _SENTENCES[error.code]
    return Refused(id=error.id, code=error.code, vi=vi, en=en)


_SENTENCES = {
    "message-unreadable": ("Không đọc được thông điệp.", "The message could not be read."),
    "message-unknown": ("Loại thông điệp không có.", "There is no message of that kind."),
    "message-invalid": ("Thông điệp sai định dạng.", "A field of the message is wrong."),
    "message-too-big": ("Thông điệp quá dài.", "The message is too long."),
    "command-unknown": ("Không có lệnh này.", "There is no such command."),
    "command-invalid": ("Nội dung lệnh sai định dạng.", "A field of the command is wrong."),
    "hello-again": ("Đã chào rồi.", "Hello was already said."),
}
