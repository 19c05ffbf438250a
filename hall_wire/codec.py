"""Bytes ↔ messages. The only error this file lets out is `WireError`.

Typed msgspec decoding only: a deep nest or a huge announced length costs microseconds.
"""

from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from hall_wire import limits
from hall_wire.messages import Do, FromHall, Hello, Ping

C = TypeVar("C")
M = TypeVar("M")

encode = msgspec.msgpack.Encoder().encode
"""Pack one message (any Struct of `messages`) into bytes."""


class WireError(Exception):
    """Bytes that are no message of this wire.

    `code` is stable (`message-too-big`, `message-unreadable`, `message-unknown`,
    `message-invalid`, `command-unknown`, `command-invalid`); `detail` is for the log and for the
    person who writes a client; `id` is the command's id where it could be read.
    """

    def __init__(self, code: str, detail: str, command_id: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.id = command_id


class _CommandId(Struct):
    """As much of a bad `do` as is needed to answer it."""

    id: str = ""


_id_decoder = msgspec.msgpack.Decoder(_CommandId)


class _Codec(Generic[M]):
    def __init__(self, message_type: Any, bytes_max: int) -> None:
        self._decoder: msgspec.msgpack.Decoder[M] = msgspec.msgpack.Decoder(message_type)
        self._bytes_max = bytes_max

    def decode(self, data: bytes) -> M:
        """Read one message from the other side. Raises `WireError`."""
        if len(data) > self._bytes_max:
            raise WireError("message-too-big", f"{len(data)} bytes, at most {self._bytes_max}")
        try:
            return self._decoder.decode(data)
        except msgspec.ValidationError as error:
            raise _invalid(str(error), data) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise WireError("message-unreadable", str(error)) from None


class ClientCodec(_Codec[FromHall]):
    """A client's side: reads messages from the hall."""

    def __init__(self) -> None:
        super().__init__(FromHall, limits.frame_bytes_max)


class HallCodec(_Codec[Hello | Do[C] | Ping]):
    """The hall's side; `command_type` is the union of commands that a `do` may carry."""

    def __init__(self, command_type: Any) -> None:
        super().__init__(Hello | Do[command_type] | Ping, limits.message_bytes_max)


def _invalid(detail: str, data: bytes) -> WireError:
    """Say which part was wrong: the message or its command, the tag or a field."""
    what = "command" if "$.command" in detail else "message"
    tag_path = "$.command.t`" if what == "command" else "$.t`"
    unknown = detail.endswith(tag_path) or "missing required field `t`" in detail
    return WireError(f"{what}-{'unknown' if unknown else 'invalid'}", detail, _readable_id(data))


def _readable_id(data: bytes) -> str:
    try:
        found = _id_decoder.decode(data).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return found if len(found) <= limits.command_id_characters_max else ""
