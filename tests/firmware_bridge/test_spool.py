"""The spool under cuts, crashes and two users; real files."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridge.presses import Mark, Press
from firmware_bridge.spool import FILE_NAME, Spool, SpoolError, compact_bytes_min


def press(number: int, uid: int = 1) -> Press:
    command = {"t": "CastBallot", "vote": "v1", "choice": "yes", "seat": f"A{uid}"}
    return Press(f"b.{uid}.{number}", "ballot", f"A{uid}", uid, Mark(9, number), command, 3)


def write_presses(folder: Path, count: int) -> bytes:
    spool = Spool(folder)
    for number in range(1, count + 1):
        spool.keep(press(number, uid=number))
    spool.write(spool.take_queued())
    spool.close()
    return (folder / FILE_NAME).read_bytes()


def reopened(folder: Path) -> Spool:
    spool = Spool(folder)
    spool.close()
    return spool


def test_press_written_is_there_after_a_restart_with_its_id_and_mark(tmp_path: Path) -> None:
    write_presses(tmp_path, 2)
    spool = reopened(tmp_path)
    assert list(spool.open_presses.values()) == [press(1, 1), press(2, 2)]
    assert spool.marks == {(1, "ballot"): Mark(9, 1), (2, "ballot"): Mark(9, 2)}


def test_press_only_queued_is_not_yet_on_disk(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep(press(1))
    spool.close()
    assert not reopened(tmp_path).open_presses


def test_answered_press_is_not_open_but_its_mark_stays(tmp_path: Path) -> None:
    write_presses(tmp_path, 2)
    spool = Spool(tmp_path)
    spool.answered(press(1, 1).id)
    spool.write(spool.take_queued())
    spool.close()
    spool = reopened(tmp_path)
    assert list(spool.open_presses) == [press(2, 2).id]
    assert spool.marks[1, "ballot"] == Mark(9, 1)


def test_answer_to_a_press_of_somebody_else_writes_nothing(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.answered("unheard-of")
    assert spool.take_queued() == b""
    spool.close()


def test_tail_torn_at_any_byte_loses_only_the_torn_press(tmp_path: Path) -> None:
    data = write_presses(tmp_path, 3)
    boundaries = [0]
    for count in (1, 2, 3):
        folder = tmp_path / str(count)
        boundaries.append(len(write_presses(folder, count)))
    for length in range(len(data) + 1):
        (tmp_path / FILE_NAME).write_bytes(data[:length])
        spool = Spool(tmp_path)
        whole = sum(boundary <= length for boundary in boundaries[1:])
        assert len(spool.open_presses) == whole, length
        spool.keep(press(7, uid=7))
        spool.write(spool.take_queued())
        spool.close()
        assert len(reopened(tmp_path).open_presses) == whole + 1, length


@settings(deadline=None)  # it waits for the disk
@given(st.binary(min_size=1, max_size=300))
def test_rubbish_at_the_end_is_cut_off(
    tmp_path_factory: pytest.TempPathFactory, rubbish: bytes
) -> None:
    folder = tmp_path_factory.mktemp("spool")
    data = write_presses(folder, 2)
    with (folder / FILE_NAME).open("ab") as file:
        file.write(rubbish)
    spool = reopened(folder)
    assert list(spool.open_presses) == [press(1, 1).id, press(2, 2).id]
    assert (folder / FILE_NAME).read_bytes() == data


def test_second_bridge_on_the_same_folder_is_refused_by_name(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    with pytest.raises(SpoolError, match="another bridge is using it"):
        Spool(tmp_path)
    spool.close()
    reopened(tmp_path)


def test_long_spool_without_open_presses_shrinks_to_its_marks(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    number = 0
    while not spool.may_compact():
        number += 1
        spool.keep(press(number))
        spool.answered(press(number).id)
        if number % 500 == 0:
            assert not spool.may_compact()
            spool.write(spool.take_queued())
    spool.replace(spool.compaction())
    spool.keep(press(number + 1, uid=2))
    spool.write(spool.take_queued())
    spool.close()
    assert (tmp_path / FILE_NAME).stat().st_size < compact_bytes_min // 100
    spool = reopened(tmp_path)
    assert spool.marks == {(1, "ballot"): Mark(9, number), (2, "ballot"): Mark(9, number + 1)}
    assert list(spool.open_presses) == [press(number + 1, uid=2).id]


def test_open_press_keeps_the_spool_from_shrinking(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.keep(press(1))
    spool.write(spool.take_queued())
    for number in range(2, 4_000):
        spool.keep(press(number))
        spool.answered(press(number).id)
    spool.write(spool.take_queued())
    assert not spool.may_compact()
    spool.answered(press(1).id)
    spool.write(spool.take_queued())
    assert spool.may_compact()
    spool.close()


def test_record_of_a_newer_bridge_is_not_thrown_away(tmp_path: Path) -> None:
    from firmware_bridge.spool import _record

    (tmp_path / FILE_NAME).write_bytes(_record(["invention", 1]))
    with pytest.raises(SpoolError, match="no record of a spool"):
        Spool(tmp_path)


def test_failing_disk_is_named(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    os.close(spool._file)
    spool._file = os.open(tmp_path / FILE_NAME, os.O_RDONLY)
    spool.keep(press(1))
    with pytest.raises(SpoolError, match=FILE_NAME):
        spool.write(spool.take_queued())
    spool.close()


def test_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SpoolError, match=r"spool .*file"):
        Spool(tmp_path / "file")
