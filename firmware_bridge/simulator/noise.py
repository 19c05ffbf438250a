"""What a bad line does to frames, in a repeatable way. Knows bytes, not messages."""

import random
from dataclasses import dataclass
from typing import Final

from firmware_bridge.framing import DELIMITER

BITS: Final = 8


@dataclass(frozen=True, slots=True)
class Noise:
    """How bad a line is: chances from 0 to 1, the same faults again for the same `seed`.

    `flip` is for each byte (one bit of it), the others for each frame: `lose` it, `double` it,
    `merge` it with the next by losing the delimiters between.
    """

    flip: float = 0.0
    lose: float = 0.0
    double: float = 0.0
    merge: float = 0.0
    seed: int = 0

    def spoiler(self) -> "Spoiler | None":
        """Give the fault maker for one direction of a line, None for a perfect line."""
        if not (self.flip or self.lose or self.double or self.merge):
            return None
        return Spoiler(self)


class Spoiler:
    """Makes the faults of one direction of a line."""

    def __init__(self, noise: Noise) -> None:
        self._noise = noise
        self._chance = random.Random(noise.seed)  # noqa: S311 - faults to order, not secrets

    def spoil_frame(self, frame: bytes) -> bytes:
        """Give what arrives of a whole frame."""
        noise, chance = self._noise, self._chance
        if chance.random() < noise.lose:
            return b""
        if chance.random() < noise.double:
            frame += frame
        if chance.random() < noise.merge:
            frame = frame.removesuffix(DELIMITER)
        return self.spoil_bytes(frame)

    def spoil_bytes(self, data: bytes) -> bytes:
        """Give what arrives of a run of bytes."""
        if not self._noise.flip:
            return data
        chance = self._chance
        return bytes(
            byte ^ 1 << chance.randrange(BITS) if chance.random() < self._noise.flip else byte
            for byte in data
        )
