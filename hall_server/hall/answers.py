"""What each device was answered, so that a command sent again gets its first answer.

Done commands are remembered through the journal; refusals only in this process, since nothing on
disk depends on them.
"""

from collections import defaultdict
from itertools import islice
from zlib import crc32

import msgspec
from msgspec import Struct

from hall_server.sitting.refusals import Refusal

SHARED_DEVICE = "bridge"
"""All bridges are one device: their command ids are made of a unit's own counters, so that a
press counts once through whichever bridge it comes."""

answers_max = 1024
"""Per device, at least; twice what a client may have unacknowledged (see hall_wire/limits.py)."""

shared_answers_max = 200_000
"""For all bridges: every seat of a whole hall changing its ballot many times over."""

spare_share = 8
"""So many more are kept, one in eight; then these, the oldest, go at once: a dict looks for its
first key past all that were deleted."""

_encoder = msgspec.msgpack.Encoder()


def fingerprint(command: object) -> int:
    """Give the CRC-32 of a command's bytes."""
    return crc32(_encoder.encode(command))


class Done(Struct, frozen=True, gc=False):
    """The command's events are on disk, up to entry `seq` (0: nothing had to change)."""

    seq: int


Outcome = Done | Refusal


class Answer(Struct, frozen=True, gc=False):
    """The fingerprint of a command, and what it was answered: done up to `seq`, or a refusal."""

    fingerprint: int
    seq: int
    refusal: Refusal | None = None

    @property
    def outcome(self) -> Outcome:
        """The answer as it was given."""
        return self.refusal or Done(self.seq)


class Answers:
    """The last answers of every device, by command id."""

    def __init__(self) -> None:
        self._devices: defaultdict[str, dict[str, Answer]] = defaultdict(dict)

    def find(self, device: str, command_id: str) -> Answer | None:
        """Give the first answer to a command, None if there was none."""
        known = self._devices.get(device)
        return None if known is None else known.get(command_id)

    def remember(self, device: str, command_id: str, answer: Answer) -> None:
        """Keep an answer; the oldest of that device go when there are too many."""
        known = self._devices[device]
        known[command_id] = answer
        if len(known) > answers_max:
            self._forget(device, known)

    def _forget(self, device: str, known: dict[str, Answer]) -> None:
        most = shared_answers_max if device == SHARED_DEVICE else answers_max
        spare = most // spare_share
        if len(known) > most + spare:
            for command_id in list(islice(known, spare)):
                del known[command_id]
