"""A client's copy of its boards. Knows versions and keys, not what they mean."""

from typing import Any

from hall_wire.messages import Patch


class MirrorGap(Exception):
    """A patch of `board` starts after the version that the mirror has: something is missing."""

    def __init__(self, board: str, base: int, have: int) -> None:
        super().__init__(f"{board}: patch from {base}, mirror at {have}")
        self.board = board


class Mirror:
    """Boards by name, each a flat map key → value, with the version it stands at.

    `epoch` is the run of the hall the versions belong to.
    """

    def __init__(self) -> None:
        self.epoch = ""
        self.boards: dict[str, dict[str, Any]] = {}
        self.versions: dict[str, int] = {}

    def __getitem__(self, board: str) -> dict[str, Any]:
        """Give the board of that name, empty if nothing has come for it yet."""
        return self.boards.setdefault(board, {})

    def apply(self, patch: Patch) -> frozenset[str]:
        """Take a patch in; return the keys that it touched.

        A patch that is already contained is passed over. Raises `MirrorGap`.
        """
        have = self.versions.get(patch.board, 0)
        if patch.whole:
            before = self.boards.get(patch.board, {})
            self.boards[patch.board] = dict(patch.set)
            self.versions[patch.board] = patch.version
            return frozenset(before) | frozenset(patch.set)
        if patch.version <= have:
            return frozenset()
        if patch.base > have:
            raise MirrorGap(patch.board, patch.base, have)
        board = self[patch.board]
        board.update(patch.set)
        for key in patch.gone:
            board.pop(key, None)
        self.versions[patch.board] = patch.version
        return frozenset(patch.set) | frozenset(patch.gone)

    def forget(self, board: str) -> None:
        """Forget the version (not the values) of a board: the next hello asks for all of it."""
        self.versions.pop(board, None)

    def enter_epoch(self, epoch: str) -> None:
        """Forget the versions (not the values) when the hall has started anew."""
        if epoch != self.epoch:
            self.epoch = epoch
            self.versions.clear()
