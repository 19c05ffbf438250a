"""The kept token."""

import stat
from pathlib import Path

import pytest

from hall_link import SignedIn
from tablet_client import keeping
from tablet_client.keeping import Kept

KEPT = Kept("http://127.0.0.1:1", SignedIn("made-up-token", "delegate", "d", "d01", "A-01", "Mẫu"))


def test_token_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "tablet.json"
    keeping.keep(file, KEPT)
    assert keeping.read(file) == KEPT
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_open_file_of_an_earlier_time_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "tablet.json"
    file.write_text("{}")
    file.chmod(0o644)
    keeping.keep(file, KEPT)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["tablet.json"]


def test_nothing_kept_or_nonsense_is_none(tmp_path: Path) -> None:
    file = tmp_path / "tablet.json"
    assert keeping.read(file) is None
    file.write_text("{")
    assert keeping.read(file) is None


def test_forgotten_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "tablet.json"
    keeping.keep(file, KEPT)
    keeping.forget(file)
    keeping.forget(file)
    assert keeping.read(file) is None


@pytest.mark.parametrize("folder", ["", "relative/path"])
def test_state_folder_falls_back_to_the_home(folder: str) -> None:
    expected = Path.home() / ".local" / "state" / "sitting-hall" / "tablet.json"
    assert keeping.state_file({"XDG_STATE_HOME": folder}) == expected


def test_state_folder_of_the_environment_is_used(tmp_path: Path) -> None:
    found = keeping.state_file({"XDG_STATE_HOME": str(tmp_path)})
    assert found == tmp_path / "sitting-hall" / "tablet.json"
