"""The token of the last sign-in, kept for the next call in a file that only its owner can read.

Knows one small JSON file. Must not know what the token opens.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from hall_link import SignedIn


class Kept(Struct, frozen=True):
    """A hall and what signing in there gave."""

    url: str
    signed_in: SignedIn


def state_file(environment: Mapping[str, str]) -> Path:
    """Name the file, by the XDG base directory specification."""
    folder = environment.get("XDG_STATE_HOME", "")
    # The specification has relative paths passed over.
    state = Path(folder) if folder.startswith("/") else Path.home() / ".local" / "state"
    return state / "sitting-hall" / "tablet.json"


def read(path: Path) -> Kept | None:
    """Give what was kept, or None. Raises `OSError` when there is a file but no access."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def keep(path: Path, kept: Kept) -> None:
    """Write the file anew, whole or not at all, with mode 0600. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)  # mkstemp gives 0600
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(kept))
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def forget(path: Path) -> None:
    """Take the file away, if there is one."""
    path.unlink(missing_ok=True)
