"""What each device was answered, so that a command sent again gets its first answer.

Done commands are remembered through the journal; refusals only in this process, since nothing on
disk depends on them.
"""

from zlib import crc32

import msgspec
from msgspec import Struct

from hall_server.sitting.refusals import Refusal

answers_max = 1024
"""Per device; twice what a client may have unacknowledged (see hall_wire/limits.py)."""

shared_answers_max = 200_000
"""For a device that speaks for a whole hall: every seat changing its ballot many times over."""

_encoder = msgspec.msgpack.Encoder()


def fingerprint(command: object) -> int:
    """Give the CRC-32 of a command's bytes."""
    return crc32(_encoder.encode(command))


class Done(Struct, frozen=True, gc=False):
    """The command's events are on disk, up to entry `seq` (0: nothing had to change)."""

    seq: int


Outcome = Done | Refusal


class Answer(Struct, frozen=True, gc=False):
    """An outcome, the fingerprint of the command it was given to."""

    fingerprint: int
    outcome: Outcome


class Answers:
    """The last answers of every device, by command id."""

    def __init__(self) -> None:
        self._devices: dict[str, dict[str, Answer]] = {}

    def find(self, device: str, command_id: str) -> Answer | None:
        """Give the first answer to a command, None if there was none."""
        known = self._devices.get(device)
        return None if known is None else known.get(command_id)

    def remember(self, device: str, command_id: str, answer: Answer, *, shared: bool) -> None:
        """Keep an answer; the oldest of that device goes when there are too many."""
        known = self._devices.setdefault(device, {})
        known[command_id] = answer
        if len(known) > (shared_answers_max if shared else answers_max):
            del known[next(iter(known))]
