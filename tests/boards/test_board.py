"""The versioned board: whatever was posted, a mirror of any age ends up equal to it."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall_server.boards.board import Board
from hall_wire.messages import Patch
from hall_wire.mirror import Mirror

KEYS = st.sampled_from(["a", "b", "c", "d/1", "d/2"])
VALUES = st.one_of(
    st.none(), st.integers(0, 3), st.booleans(), st.text(max_size=2), st.lists(st.integers(0, 2))
)
POSTS = st.lists(st.dictionaries(KEYS, VALUES, max_size=3), max_size=25)


def board() -> Board:
    return Board("hall", lambda _board: None)


def contents(of: Board) -> dict[str, Any]:
    return {key: of[key] for key in of.names()}


def posted(*posts: tuple[str, Any]) -> Board:
    found = board()
    for key, value in posts:
        found.post({key: value})
    return found


@given(POSTS, st.data())
def test_a_mirror_of_any_version_is_brought_up_to_date(
    posts: list[dict[str, Any]], data: st.DataObject
) -> None:
    found, mirror = board(), Mirror()
    stops = data.draw(st.sets(st.integers(0, len(posts))), label="connected after these posts")
    for number, changes in enumerate([*posts, {"a": None}]):
        if number in stops:
            mirror.apply(found.patch(mirror.versions.get("hall", 0)))
            assert mirror["hall"] == contents(found)
        found.post(changes)
    mirror.apply(found.patch(mirror.versions.get("hall", 0)))
    assert mirror["hall"] == contents(found)
    assert mirror.versions["hall"] == found.version


@given(POSTS, st.integers(-2, 40))
def test_patches_from_any_version_whatever_leave_the_same_board(
    posts: list[dict[str, Any]], base: int
) -> None:
    found, old, mirror = board(), {}, Mirror()
    for changes in posts:
        found.post(changes)
        if found.version == base:
            old = contents(found)
    patch = found.patch(base)
    known = 0 < base <= found.version
    assert patch.whole == (not known)
    mirror.boards["hall"] = dict(old) if known else {"left over": 1}
    mirror.versions["hall"] = base if known else 99
    mirror.apply(patch)
    assert mirror["hall"] == contents(found)


@given(POSTS)
def test_a_model_of_one_dictionary_agrees(posts: list[dict[str, Any]]) -> None:
    model: dict[str, Any] = {}
    found = board()
    for changes in posts:
        changed = any(model.get(key) != value for key, value in changes.items())
        before = found.version
        found.post(changes)
        assert found.version == before + changed
        model |= changes
        assert contents(found) == {name: one for name, one in model.items() if one is not None}


def test_the_same_value_again_is_no_change_and_calls_nobody() -> None:
    calls: list[int] = []
    found = Board("hall", lambda changed: calls.append(changed.version))
    for value in (1, 1, None, None, 1):
        found.post({"a": value})
    assert calls == [1, 2, 3]


def test_what_is_posted_together_is_one_version_and_told_once() -> None:
    calls: list[int] = []
    found = Board("hall", lambda changed: calls.append(changed.version))
    found.post({"a": 1, "b": 2})
    found.post({"b": None, "c": 3, "a": 1})
    assert calls == [1, 2]
    assert found.patch(1) == Patch("hall", 1, 2, set={"c": 3}, gone=["b"])


def test_patch_holds_only_what_changed_after_the_version() -> None:
    found = posted(("a", 1), ("b", 2), ("c", 3), ("a", 4), ("b", None))
    assert found.patch(3) == Patch("hall", 3, 5, set={"a": 4}, gone=["b"])
    assert found.patch(5) == Patch("hall", 5, 5)


def test_a_version_of_another_run_gets_all_of_it() -> None:
    found = posted(("a", 1), ("b", None))
    assert found.patch(77) == Patch("hall", 0, 1, set={"a": 1}, whole=True)


def test_a_key_taken_away_is_not_named_and_not_given() -> None:
    found = posted(("a", 1), ("b", 2), ("a", None))
    assert found.names() == ["b"]
    for key in ("a", "never"):
        with pytest.raises(KeyError):
            found[key]


def test_readers_at_one_version_share_one_frame_that_is_the_patch() -> None:
    found = posted(("a", 1), ("b", 2))
    frame = found.frame(1)
    assert found.frame(1) is frame
    plain = msgspec.msgpack.decode(frame)
    assert (plain["board"], plain["base"], plain["version"], plain["set"]) == (
        "hall", 1, 2, {"b": 2}
    )  # fmt: skip
    found.post({"c": 3})
    assert msgspec.msgpack.decode(found.frame(1))["set"] == {"b": 2, "c": 3}
