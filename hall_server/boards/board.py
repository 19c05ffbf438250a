"""The versioned keyed board: a flat map key → value with one counter.

A client that has version v is sent the keys stamped after v; a new one gets them all; a removed
key leaves its stamp. That is resume, slow readers and late displays in one mechanism. Knows
nothing of what stands on it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from hall_wire.codec import encode
from hall_wire.messages import Patch


class Board:
    """One board. `on_change` is called with the board after each change."""

    def __init__(self, name: str, on_change: Callable[["Board"], None]) -> None:
        self.name = name
        self.version = 0
        self._on_change = on_change
        self._values: dict[str, Any] = {}
        self._stamps: dict[str, int] = {}
        """Version of each key's last change, in the order of change; of keys taken away too."""
        self._frames: dict[int, bytes] = {}
        """Patches to the present version, encoded, by the version they start from."""

    def __getitem__(self, key: str) -> Any:
        """Give the value under a key. Raises `KeyError`."""
        return self._values[key]

    def names(self) -> list[str]:
        """Name the keys that have a value."""
        return list(self._values)

    def post(self, changes: Mapping[str, Any]) -> None:
        """Put values under keys; None takes a key away, the same value again is no change.

        All of it is one version: no reader is ever sent a part of it.
        """
        version = self.version + 1
        values, stamps = self._values, self._stamps
        for key, value in changes.items():
            if values.get(key) == value:
                continue
            if value is None:
                del values[key]
            else:
                values[key] = value
            stamps.pop(key, None)
            stamps[key] = self.version = version
        if self.version == version:
            self._frames.clear()
            self._on_change(self)

    def patch(self, base: int) -> Patch:
        """Give what changed after version `base`; all of it for 0 or a version from elsewhere."""
        if base <= 0 or base > self.version:
            return Patch(self.name, 0, self.version, set=self._values.copy(), whole=True)
        changed: dict[str, Any] = {}
        gone: list[str] = []
        for key in reversed(self._stamps):
            if self._stamps[key] <= base:
                break
            if key in self._values:
                changed[key] = self._values[key]
            else:
                gone.append(key)
        return Patch(self.name, base, self.version, set=changed, gone=gone)

    def frame(self, base: int) -> bytes:
        """Give the same patch encoded; readers at one version share one encoding."""
        frame = self._frames.get(base)
        if frame is None:
            frame = self._frames[base] = encode(self.patch(base))
        return frame
