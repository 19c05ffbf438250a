"""When a hub is told the present poll: quickly at first, then now and again. Pure.

Knows times alone, in ms of the bridge's own monotonic clock. Must not know polls or hubs.
"""

from dataclasses import dataclass
from typing import Final

poll_quick_ms: Final = 100
poll_quick_times: Final = 3
"""A new poll is told three times quickly, so that one lost broadcast costs a tenth of a second."""

poll_again_ms: Final = 500
"""For units that come back, and for whoever missed all three."""


@dataclass(slots=True)
class Broadcast:
    """How often a hub has been told the present poll."""

    _times: int = 0
    _at: int = 0

    def take(self, now: int) -> bool:
        """Tell whether the hub is due, and count it as told."""
        pause_ms = poll_quick_ms if self._times < poll_quick_times else poll_again_ms
        due = self._times == 0 or now - self._at >= pause_ms
        if due:
            self._times += 1
            self._at = now
        return due

    @property
    def is_last_quick_one(self) -> bool:
        """The last telling ended the quick ones."""
        return self._times == poll_quick_times
