"""The versioned keyed board: a flat map key → value with one counter.

A client that has version v is sent the keys stamped after v; a new one gets them all; a removed
key leaves a tombstone. That is resume, slow readers and late displays in one mechanism. Knows
nothing of what stands on it.
"""

from collections.abc import Callable
from typing import Any

from hall_wire.codec import encode
from hall_wire.messages import Patch

_GONE = object()


class Board:
    """One board. `on_change` is called with the board after each change."""

    def __init__(self, name: str, on_change: Callable[["Board"], None]) -> None:
        self.name = name
        self.version = 0
        self._on_change = on_change
        self._values: dict[str, Any] = {}
        self._stamps: dict[str, int] = {}
        """Version of each key's last change, in the order of change."""
        self._frames: dict[int, bytes] = {}
        """Patches to the present version, encoded, by the version they start from."""

    def __getitem__(self, key: str) -> Any:
        """Give the value under a key. Raises `KeyError`."""
        value = self._values[key]
        if value is _GONE:
            raise KeyError(key)
        return value

    def names(self) -> list[str]:
        """Name the keys that have a value."""
        return [key for key, value in self._values.items() if value is not _GONE]

    def post(self, key: str, value: Any) -> None:
        """Put a value under a key; None takes the key away. The same value again is no change."""
        entry = _GONE if value is None else value
        if self._values.get(key, _GONE) == entry:
            return
        self._values[key] = entry
        self.version += 1
        self._stamps.pop(key, None)
        self._stamps[key] = self.version
        self._frames.clear()
        self._on_change(self)

    def patch(self, base: int) -> Patch:
        """Give what changed after version `base`; all of it for 0 or a version from elsewhere."""
        if base <= 0 or base > self.version:
            values = {key: self._values[key] for key in self.names()}
            return Patch(self.name, 0, self.version, set=values, whole=True)
        changed: dict[str, Any] = {}
        gone: list[str] = []
        for key in reversed(self._stamps):
            if self._stamps[key] <= base:
                break
            value = self._values[key]
            if value is _GONE:
                gone.append(key)
            else:
                changed[key] = value
        return Patch(self.name, base, self.version, set=changed, gone=gone)

    def frame(self, base: int) -> bytes:
        """Give the same patch encoded; readers at one version share one encoding."""
        frame = self._frames.get(base)
        if frame is None:
            frame = self._frames[base] = encode(self.patch(base))
        return frame
