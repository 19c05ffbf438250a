"""Changed, cut and swapped journals: each is refused, at the entry where it happened."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall_server.journal import sqlite
from hall_server.journal.chain import Anchor, Head, read_anchor, slot_bytes
from hall_server.journal.folder import ANCHOR_FILE, JOURNAL_FILE, FolderLock
from hall_server.journal.journal import Entry, JournalError
from hall_server.journal.reanchor import reanchor
from hall_server.journal.sqlite import SqliteJournal, check, read_entries
from tests.journal.events import EVENTS
from tests.making import appended, closing, entries_of

LAST = len(EVENTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    appended(SqliteJournal(tmp_path / "hall"), entries_of(EVENTS))
    return tmp_path / "hall"


def refusal(folder: Path) -> JournalError:
    """Open as the hall would; give why it can't."""
    with pytest.raises(JournalError) as error:
        opened(folder)
    return error.value


def opened(folder: Path) -> list[Entry]:
    with closing(SqliteJournal(folder)) as journal:
        return list(journal.entries())


def execute(folder: Path, statement: str, *values: object) -> None:
    database = sqlite3.connect(folder / JOURNAL_FILE, isolation_level=None)
    database.execute(statement, values)
    database.close()


def rows(folder: Path) -> list[tuple[bytes, str]]:
    database = sqlite3.connect(folder / JOURNAL_FILE)
    found = database.execute("SELECT CAST(entry AS BLOB), hash FROM journal ORDER BY seq")
    texts = list(found)
    database.close()
    return texts


def test_every_single_bit_of_an_entry_or_its_hash_counts(folder: Path) -> None:
    stored = rows(folder)
    seq = 3
    line, digest = stored[seq - 1]
    for column, text in (("entry", line), ("hash", digest.encode())):
        statement = f"UPDATE journal SET {column} = CAST(? AS TEXT) WHERE seq = ?"
        database = sqlite3.connect(folder / JOURNAL_FILE, isolation_level=None)
        for offset in range(len(text)):
            changed = bytearray(text)
            changed[offset] ^= 1 << (offset % 8)
            database.execute(statement, (bytes(changed), seq))
            with pytest.raises(JournalError) as error:
                check(folder)
            assert error.value.code in ("journal-broken", "journal-unreadable")
            assert error.value.seq == seq
        database.execute(statement, (text, seq))
        database.close()
    assert check(folder).seq == LAST


@pytest.mark.parametrize("seq", [1, 2, LAST // 2, LAST])
def test_a_changed_entry_is_refused_at_its_number_though_the_rest_is_whole(
    folder: Path, seq: int
) -> None:
    line = rows(folder)[seq - 1][0].decode()
    execute(folder, "UPDATE journal SET entry = ? WHERE seq = ?", line.replace("d1", "d2", 1), seq)
    error = refusal(folder)
    assert (error.code, error.seq) == ("journal-broken", seq)
    assert str(seq) in error.remedy


@pytest.mark.parametrize("seq", [1, 2, LAST // 2, LAST - 1])
def test_a_deleted_entry_breaks_the_chain_at_its_number(folder: Path, seq: int) -> None:
    execute(folder, "DELETE FROM journal WHERE seq = ?", seq)
    error = refusal(folder)
    assert (error.code, error.seq) == ("journal-broken", seq)


def test_a_deleted_entry_with_the_later_ones_moved_up_breaks_it_too(folder: Path) -> None:
    execute(folder, "DELETE FROM journal WHERE seq = 4")
    for seq in range(5, LAST + 1):
        execute(folder, "UPDATE journal SET seq = ? WHERE seq = ?", seq - 1, seq)
    assert (refusal(folder).code, refusal(folder).seq) == ("journal-broken", 4)


@pytest.mark.parametrize("cut", [1, 5, LAST])
def test_entries_cut_off_the_end_are_missed(folder: Path, cut: int) -> None:
    execute(folder, "DELETE FROM journal WHERE seq > ?", LAST - cut)
    error = refusal(folder)
    assert (error.code, error.seq) == ("journal-behind-anchor", LAST - cut + 1)
    assert str(LAST) in error.what


def test_swapped_entries_break_the_chain_at_the_first(folder: Path) -> None:
    for was, becomes in ((5, 999), (6, 5), (999, 6)):
        execute(folder, "UPDATE journal SET seq = ? WHERE seq = ?", becomes, was)
    assert (refusal(folder).code, refusal(folder).seq) == ("journal-broken", 5)


def test_an_entry_put_in_without_its_hash_is_refused(folder: Path) -> None:
    line, digest = rows(folder)[-1]
    execute(folder, "INSERT INTO journal VALUES (?, ?, ?)", LAST + 1, line.decode(), digest)
    assert (refusal(folder).code, refusal(folder).seq) == ("journal-broken", LAST + 1)


def chained_anew(folder: Path, change: Callable[[int, bytes], bytes]) -> None:
    """Change lines and recompute every hash, as somebody who knows the format would."""
    last = bytes(32)
    for seq, (line, _digest) in enumerate(rows(folder), start=1):
        written = change(seq, line)
        last = sha256(last + written).digest()
        update = "UPDATE journal SET entry = ?, hash = ? WHERE seq = ?"
        execute(folder, update, written.decode(), last.hex(), seq)


def test_a_chain_computed_anew_is_refused_by_the_anchor(folder: Path) -> None:
    chained_anew(folder, lambda seq, line: line.replace(b"d1", b"d2") if seq == 3 else line)
    error = refusal(folder)
    assert error.code == "journal-broken"
    assert error.seq == LAST


@pytest.mark.parametrize(
    "change", [{"format": 2}, {"event": {"type": "SittingDreamt", "v": 1}}, {"at": "soon"}]
)
def test_an_entry_of_an_unknown_form_is_refused_with_its_number(
    folder: Path, change: dict[str, object]
) -> None:
    def rewritten(seq: int, line: bytes) -> bytes:
        return json.dumps({**json.loads(line), **change}).encode() if seq == 4 else line

    chained_anew(folder, rewritten)
    reanchor(folder)
    error = refusal(folder)
    assert (error.code, error.seq) == ("journal-format-unknown", 4)


def test_a_journal_of_a_later_schema_is_refused_and_not_touched(folder: Path) -> None:
    execute(folder, "PRAGMA user_version = 2")
    before = (folder / JOURNAL_FILE).read_bytes()
    assert refusal(folder).code == "journal-format-unknown"
    assert (folder / JOURNAL_FILE).read_bytes() == before


async def test_a_lost_write_ahead_log_is_missed(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "hall")
    await journal.append(entries_of(EVENTS[:2], after=journal.head.seq))
    await journal.append(entries_of(EVENTS[2:], after=journal.head.seq))
    shutil.copytree(tmp_path / "hall", tmp_path / "copy")
    await journal.close()
    (tmp_path / "copy" / f"{JOURNAL_FILE}-wal").unlink()
    with pytest.raises(JournalError) as error:
        SqliteJournal(tmp_path / "copy")
    assert error.value.code in ("journal-behind-anchor", "journal-unreadable")
    assert error.value.seq <= 1


async def test_a_cut_write_ahead_log_is_missed_where_it_was_cut(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "hall")
    log = tmp_path / "hall" / f"{JOURNAL_FILE}-wal"
    sizes = []
    for event in EVENTS:
        await journal.append(entries_of([event], after=journal.head.seq))
        sizes.append(log.stat().st_size)
    for kept in (3, LAST - 1):
        copy = tmp_path / f"copy{kept}"
        shutil.copytree(tmp_path / "hall", copy)
        with (copy / log.name).open("r+b") as file:
            file.truncate(sizes[kept - 1])
        with pytest.raises(JournalError) as error:
            SqliteJournal(copy)
        assert (error.value.code, error.value.seq) == ("journal-behind-anchor", kept + 1)
    await journal.close()


def test_a_missing_journal_beside_an_anchor_is_missed(folder: Path) -> None:
    (folder / JOURNAL_FILE).unlink()
    assert (refusal(folder).code, refusal(folder).seq) == ("journal-behind-anchor", 1)


def test_a_missing_anchor_is_refused(folder: Path) -> None:
    (folder / ANCHOR_FILE).unlink()
    assert (refusal(folder).code, refusal(folder).seq) == ("anchor-missing", LAST)


def test_a_broken_anchor_is_refused(folder: Path) -> None:
    (folder / ANCHOR_FILE).write_bytes(b"x" * 2 * slot_bytes)
    assert refusal(folder).code == "anchor-broken"


@pytest.mark.parametrize("slot", [0, 1])
def test_an_anchor_with_one_torn_slot_still_opens(folder: Path, slot: int) -> None:
    opened(folder)
    path = folder / ANCHOR_FILE
    data = bytearray(path.read_bytes())
    data[slot * slot_bytes + 30] ^= 1
    path.write_bytes(data)
    assert read_anchor(path) is not None
    assert len(opened(folder)) == LAST


def test_a_journal_ahead_of_its_anchor_opens(folder: Path) -> None:
    """So it stands when the power went between the commit and the anchor."""
    line, _digest = rows(folder)[0]
    (folder / ANCHOR_FILE).unlink()
    anchor = Anchor(folder / ANCHOR_FILE)
    anchor.write(Head(1, sha256(bytes(32) + line).digest()))
    anchor.close()
    assert len(opened(folder)) == LAST
    assert read_anchor(folder / ANCHOR_FILE) == check(folder)


@pytest.mark.parametrize("at_once", [1, 3, LAST, LAST + 1])
def test_the_anchor_is_held_against_its_entry_however_many_are_read_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(sqlite, "rows_at_once", at_once)
    heads = [Head(seq, bytes.fromhex(digest)) for seq, (_, digest) in enumerate(rows(folder), 1)]
    for seq, digest in heads:
        for anchored in (digest, bytes(32)):
            (folder / ANCHOR_FILE).unlink()
            anchor = Anchor(folder / ANCHOR_FILE)
            anchor.write(Head(seq, anchored))
            anchor.close()
            if anchored == digest:
                assert check(folder) == heads[-1]
            else:
                assert (refusal(folder).code, refusal(folder).seq) == ("journal-broken", seq)


@pytest.mark.parametrize("at_once", [1, 3, LAST, LAST + 1])
def test_the_first_row_that_cannot_be_read_is_named_however_many_are_read_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(sqlite, "rows_at_once", at_once)
    for seq in range(LAST, 0, -1):
        execute(folder, "UPDATE journal SET hash = CAST(x'ff' AS TEXT) WHERE seq = ?", seq)
        expected = seq if seq > 1 else 0
        assert (refusal(folder).code, refusal(folder).seq) == ("journal-unreadable", expected)


def not_to_be_taken(entries: list[Entry]) -> None:
    raise JournalError("journal-broken", entries[0].seq, "It can't follow.", "Restore it.")


def test_a_journal_whose_entries_are_not_taken_stays_as_it_was(folder: Path) -> None:
    before = hashes(folder)
    with pytest.raises(JournalError) as error:
        SqliteJournal(folder, not_to_be_taken)
    assert error.value.seq == 1
    assert hashes(folder) == before
    assert len(opened(folder)) == LAST


def test_a_fault_of_the_chain_is_said_before_a_fault_of_an_entry(folder: Path) -> None:
    execute(folder, "UPDATE journal SET hash = ? WHERE seq = 5", "0" * 64)
    for at_once in (1, LAST):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(sqlite, "rows_at_once", at_once)
            with pytest.raises(JournalError) as error:
                SqliteJournal(folder, not_to_be_taken)
            assert error.value.seq == 5


def test_reanchor_accepts_a_cut_journal_by_a_persons_decision(folder: Path) -> None:
    execute(folder, "DELETE FROM journal WHERE seq > 6")
    assert refusal(folder).code == "journal-behind-anchor"
    assert reanchor(folder).seq == 6
    assert len(opened(folder)) == 6


def test_reanchor_refuses_an_empty_journal(folder: Path) -> None:
    (folder / JOURNAL_FILE).write_bytes(b"")
    with pytest.raises(JournalError) as error:
        reanchor(folder)
    assert error.value.code == "journal-unreadable"
    assert refusal(folder).code == "journal-behind-anchor"


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


async def test_a_journal_that_is_refused_is_not_touched(tmp_path: Path) -> None:
    """What a crash left is evidence, with its log."""
    journal = SqliteJournal(tmp_path / "hall")
    await journal.append(entries_of(EVENTS, after=journal.head.seq))
    shutil.copytree(tmp_path / "hall", tmp_path / "copy")
    await journal.close()
    anchor = Anchor(tmp_path / "copy" / ANCHOR_FILE)
    anchor.write(Head(LAST + 1, bytes(32)))
    anchor.close()
    before = hashes(tmp_path / "copy")
    assert f"{JOURNAL_FILE}-wal" in before
    assert refusal(tmp_path / "copy").code == "journal-behind-anchor"
    assert hashes(tmp_path / "copy") == before


def test_reanchor_refuses_a_broken_chain_and_a_running_hall(folder: Path) -> None:
    lock = FolderLock(folder)
    with pytest.raises(JournalError) as error:
        reanchor(folder)
    assert error.value.code == "folder-in-use"
    lock.release()
    execute(folder, "DELETE FROM journal WHERE seq = 2")
    with pytest.raises(JournalError) as error:
        reanchor(folder)
    assert (error.value.code, error.value.seq) == ("journal-broken", 2)
    assert read_anchor(folder / ANCHOR_FILE) is not None


REFUSED = {
    "journal-broken",
    "journal-unreadable",
    "journal-behind-anchor",
    "journal-format-unknown",
}


def outcome(folder: Path) -> list[Entry] | JournalError:
    try:
        return opened(folder)
    except JournalError as error:
        return error


def test_an_entry_made_nothing_is_refused(folder: Path) -> None:
    database = sqlite3.connect(folder / JOURNAL_FILE, isolation_level=None)
    database.execute("PRAGMA writable_schema = ON")
    database.execute("UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '')")
    database.close()
    execute(folder, "UPDATE journal SET entry = NULL WHERE seq = 5")
    assert (refusal(folder).code, refusal(folder).seq) == ("journal-broken", 5)


def test_a_schema_changed_into_no_text_is_refused(folder: Path) -> None:
    path = folder / JOURNAL_FILE
    path.write_bytes(path.read_bytes().replace(b"STRICT", b"STR\xc9CT"))
    assert refusal(folder).code == "journal-unreadable"


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_bit_flipped_anywhere_in_the_file_is_refused_or_changes_nothing(
    folder: Path, data: st.DataObject
) -> None:
    whole = (folder / JOURNAL_FILE).read_bytes()
    anchor = (folder / ANCHOR_FILE).read_bytes()
    expected = list(read_entries(folder / JOURNAL_FILE))
    offset = data.draw(st.integers(0, len(whole) - 1), label="offset")
    bit = data.draw(st.integers(0, 7), label="bit")
    changed = bytearray(whole)
    changed[offset] ^= 1 << bit
    (folder / JOURNAL_FILE).write_bytes(changed)
    found = outcome(folder)
    for path in folder.glob(f"{JOURNAL_FILE}*"):
        path.unlink()
    (folder / JOURNAL_FILE).write_bytes(whole)
    (folder / ANCHOR_FILE).write_bytes(anchor)
    if isinstance(found, JournalError):
        assert found.code in REFUSED
        assert 0 <= found.seq <= LAST + 1
    else:
        assert found == expected
