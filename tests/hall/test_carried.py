"""Undertakings go from sitting to sitting, and no old journal's damage keeps a new one closed."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from hall_server import assembly
from hall_server.assembly import running_hall, sitting_folder
from hall_server.hall.carried import carried_from, folders_beside, undertakings_in
from hall_server.journal.chain import Anchor, Head
from hall_server.journal.folder import ANCHOR_FILE, JOURNAL_FILE
from hall_server.journal.journal import JournalError
from hall_server.journal.sqlite import SqliteJournal, unreadable
from hall_server.sitting import floor_commands as f
from hall_server.sitting.floor_events import UndertakingChanged
from hall_server.sitting.ids import UndertakingId
from hall_server.sitting.model import Preparation, Undertaking
from tests.gateway.talking import signed_in
from tests.making import DEBATE, Sitting, appended, entries_of, preparation


def before(sitting: str, *carried: Undertaking) -> Preparation:
    return preparation(5, DEBATE, guests=1, sitting=sitting, undertakings=carried)


def held(folder: Path, name: str, *commands: f.OfTheFloor, later: int = 0,
         carried: tuple[Undertaking, ...] = ()) -> Path:  # fmt: skip
    """Hold a sitting in which this is done, and keep its journal in a council's folder."""
    sitting = Sitting(before(name, *carried))
    sitting.wait(later)
    for command in commands:
        sitting.wait(1)
        sitting.do(command)
    place = sitting_folder(folder, name)
    stamped = [
        msgspec.structs.replace(entry, at=at)
        for entry, (at, _event) in zip(
            entries_of([event for _at, event in sitting.events]), sitting.events, strict=True
        )
    ]
    appended(SqliteJournal(place), stamped)
    return place


def promise(what: str = "Dọn rác") -> f.RecordUndertaking:
    return f.RecordUndertaking("g1", what)


def closed(undertaking: str) -> f.ChangeUndertaking:
    return f.ChangeUndertaking(undertaking, "done", "Biên bản")


def ids(undertakings: tuple[Undertaking, ...]) -> list[str]:
    return [one.id for one in undertakings]


def test_what_a_sitting_left_open_is_read_out_of_its_journal(tmp_path: Path) -> None:
    held(tmp_path, "ky-1", promise(), promise("Sửa cầu"), closed("ky-1:u1"))
    carried = carried_from(folders_beside(sitting_folder(tmp_path, "ky-2")))
    assert ids(carried.undertakings) == ["ky-1:u1", "ky-1:u2"]
    assert ids(carried.still_open) == ["ky-1:u2"]
    assert carried.troubles == {}


def test_latest_word_counts_in_whichever_journal_it_stands(tmp_path: Path) -> None:
    first = held(tmp_path, "ky-1", promise())
    (open_still,) = undertakings_in(first)
    held(tmp_path, "ky-2", closed("ky-1:u1"), later=60, carried=(open_still,))
    held(tmp_path, "ky-3", later=90, carried=(open_still,))
    carried = carried_from(folders_beside(sitting_folder(tmp_path, "ky-4")))
    assert [(one.id, one.state) for one in carried.undertakings] == [("ky-1:u1", "done")]
    assert carried.still_open == ()


def test_own_journal_is_none_of_the_others(tmp_path: Path) -> None:
    held(tmp_path, "ky-1", promise())
    assert folders_beside(sitting_folder(tmp_path, "ky-1")) == []
    assert folders_beside(sitting_folder(tmp_path / "moi", "ky-1")) == []


def test_those_of_one_moment_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    sitting = Sitting(before("ky-1"))
    for number in range(11):
        sitting.do(promise(f"Việc {number}"))
    events = [event for _at, event in sitting.events]
    appended(SqliteJournal(sitting_folder(tmp_path, "ky-1")), entries_of(events))
    carried = carried_from(folders_beside(sitting_folder(tmp_path, "ky-2")))
    assert ids(carried.undertakings) == [f"ky-1:u{number}" for number in range(1, 12)]


def test_reading_changes_no_byte_of_an_old_sittings_folder(tmp_path: Path) -> None:
    place = held(tmp_path, "ky-1", promise())
    was = {path.name: path.read_bytes() for path in place.iterdir()}
    carried_from([place])
    assert {path.name: path.read_bytes() for path in place.iterdir()} == was


def damage(place: Path) -> None:
    database = sqlite3.connect(place / JOURNAL_FILE, isolation_level=None)
    database.execute("UPDATE journal SET entry = replace(entry, 'undertaking', 'other')")
    database.close()


def lose_the_end(place: Path) -> None:
    (place / ANCHOR_FILE).unlink()
    anchor = Anchor(place / ANCHOR_FILE)
    anchor.write(Head(99, bytes(32)))
    anchor.close()


def write_nonsense(place: Path) -> None:
    (place / JOURNAL_FILE).write_bytes(b"no database")


@pytest.mark.parametrize("harm", [damage, lose_the_end, write_nonsense])
def test_journal_that_cannot_be_trusted_gives_nothing_and_is_named(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    held(tmp_path, "ky-1", promise())
    broken = held(tmp_path, "ky-2", promise("Sửa cầu"))
    harm(broken)
    carried = carried_from(folders_beside(sitting_folder(tmp_path, "ky-3")))
    assert ids(carried.undertakings) == ["ky-1:u1"]
    assert list(carried.troubles) == ["ky-2"]


def test_change_of_what_nobody_undertook_is_no_journal_of_ours(tmp_path: Path) -> None:
    sitting = Sitting(before("ky-1"))
    event = UndertakingChanged(UndertakingId("ky-1:u5"), "done", "Ảnh")
    place = sitting_folder(tmp_path, "ky-1")
    appended(SqliteJournal(place), entries_of([sitting.events[0][1], event]))
    with pytest.raises(JournalError) as error:
        undertakings_in(place)
    assert (error.value.code, error.value.seq) == ("journal-broken", 2)


async def test_hall_starts_with_what_earlier_sittings_left_open(tmp_path: Path) -> None:
    await asyncio.to_thread(held, tmp_path, "ky-1", promise())
    async with running_hall(tmp_path, before("ky-2"), "127.0.0.1", 0) as hall:
        assert list(hall.clerk.state.undertakings) == ["ky-1:u1"]
        async with signed_in(hall, "chair") as chair:
            assert "notice" not in chair.mirror["desk"]
            (row,) = chair.mirror["hall"]["undertakings"]
            assert (row["id"], row["carried"]) == ("ky-1:u1", True)
            await chair.done({"t": "ChangeUndertaking", "undertaking": "ky-1:u1",
                              "state": "done", "evidence": "Ảnh"})  # fmt: skip
    async with running_hall(tmp_path, before("ky-3"), "127.0.0.1", 0) as hall:
        assert not hall.clerk.state.undertakings


async def test_hall_that_has_opened_keeps_the_undertakings_it_opened_with(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        running_hall(tmp_path, before("ky-2"), "127.0.0.1", 0) as hall,
        signed_in(hall, "chair") as chair,
    ):
        for number in range(1, 6):
            await chair.done({"t": "CheckIn", "delegate": f"s{number}"})
        await chair.done({"t": "OpenSitting"})
    await asyncio.to_thread(held, tmp_path, "ky-1", promise())
    async with running_hall(tmp_path, before("ky-2"), "127.0.0.1", 0) as hall:
        assert not hall.clerk.state.undertakings
    assert "has opened" not in caplog.text, "nobody changed anything in the folder"


async def test_hall_starts_beside_a_broken_old_journal_and_tells_the_desk(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await asyncio.to_thread(held, tmp_path, "ky-0", promise())
    damage(await asyncio.to_thread(held, tmp_path, "ky-1", promise()))
    with caplog.at_level(logging.WARNING, "hall"):
        async with running_hall(tmp_path, before("ky-2"), "127.0.0.1", 0) as hall:
            assert list(hall.clerk.state.undertakings) == ["ky-0:u1"]
            async with signed_in(hall, "clerk") as clerk, signed_in(hall, "1") as delegate:
                notice = clerk.mirror["desk"]["notice"]
                assert notice["code"] == "undertakings-unreadable"
                assert "«ky-1»" in notice["vi"]
                assert "«ky-1»" in notice["en"]
                assert "notice" not in delegate.mirror["hall"]
    assert "ky-1" in caplog.text


async def test_what_was_carried_once_is_not_lost_when_its_journal_breaks(tmp_path: Path) -> None:
    old = await asyncio.to_thread(held, tmp_path, "ky-1", promise())
    async with running_hall(tmp_path, before("ky-2"), "127.0.0.1", 0) as hall:
        assert list(hall.clerk.state.undertakings) == ["ky-1:u1"]
    damage(old)
    async with running_hall(tmp_path, before("ky-2"), "127.0.0.1", 0) as hall:
        assert list(hall.clerk.state.undertakings) == ["ky-1:u1"]


async def test_what_another_sitting_closed_meanwhile_leaves_the_list(tmp_path: Path) -> None:
    old = await asyncio.to_thread(held, tmp_path, "ky-1", promise())
    async with running_hall(tmp_path, before("ky-3"), "127.0.0.1", 0) as hall:
        assert list(hall.clerk.state.undertakings) == ["ky-1:u1"]
    carried = tuple(undertakings_in(old))
    done = closed("ky-1:u1")
    await asyncio.to_thread(held, tmp_path, "ky-2", done, later=60, carried=carried)
    async with running_hall(tmp_path, before("ky-3"), "127.0.0.1", 0) as hall:
        assert not hall.clerk.state.undertakings


async def test_folder_of_sittings_that_may_not_be_looked_into_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> list[Path]:
        raise unreadable(folder, PermissionError(13, "Permission denied"))

    monkeypatch.setattr(assembly, "folders_beside", refuse)
    async with (
        running_hall(tmp_path, before("ky-2"), "127.0.0.1", 0) as hall,
        signed_in(hall, "chair") as chair,
    ):
        assert "«sittings»" in chair.mirror["desk"]["notice"]["vi"]
