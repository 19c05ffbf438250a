"""The diagrams in the documentation are the tables of the law, and nobody can forget to redraw."""

from pathlib import Path

import pytest

from hall_server.sitting.floor_state import TURN_TRANSITIONS
from hall_server.sitting.state import SITTING_TRANSITIONS, VOTE_TRANSITIONS
from scripts import state_diagrams


def test_committed_diagrams_are_current() -> None:
    assert state_diagrams.main(["--check"]) == 0


def test_check_fails_and_writes_nothing_when_a_diagram_is_not_current(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = _copy(tmp_path, "prepared --> in_session", "prepared --> adjourned")
    before = old.read_bytes()
    assert state_diagrams.main(["--check", "--out", str(old)]) == 1
    assert old.read_bytes() == before
    assert "not current" in capsys.readouterr().err


def test_drawing_mends_the_diagram_and_keeps_the_words_around_it(tmp_path: Path) -> None:
    old = _copy(tmp_path, "open --> closed", "open --> lost")
    assert state_diagrams.main(["--out", str(old)]) == 0
    assert old.read_bytes() == state_diagrams.OUT.read_bytes()


def test_a_page_without_a_place_for_a_diagram_is_refused() -> None:
    with pytest.raises(state_diagrams.MarkMissing, match="sitting"):
        state_diagrams.with_diagrams("# a page\n")


@pytest.mark.parametrize("transitions", [SITTING_TRANSITIONS, VOTE_TRANSITIONS, TURN_TRANSITIONS])
def test_every_transition_of_the_law_is_an_arrow(
    transitions: dict[tuple[str, str], str],
) -> None:
    text = state_diagrams.OUT.read_text(encoding="utf-8")
    for (before, act), after in transitions.items():
        assert f"    {before} --> {after}: {act}\n" in text


def test_a_state_that_nothing_leads_on_from_is_an_end() -> None:
    drawn = state_diagrams.diagram({("a", "Go"): "b", ("b", "Back"): "a", ("b", "End"): "c"}, "a")
    assert drawn.splitlines()[2:-1] == [
        "    [*] --> a",
        "    a --> b: Go",
        "    b --> a: Back",
        "    b --> c: End",
        "    c --> [*]",
    ]


def _copy(folder: Path, right: str, wrong: str) -> Path:
    text = state_diagrams.OUT.read_text(encoding="utf-8")
    assert right in text
    copy = folder / "states.md"
    copy.write_text(text.replace(right, wrong), encoding="utf-8")
    return copy


def test_the_page_for_clerks_has_the_diagram_of_a_vote() -> None:
    text = state_diagrams.VOTES.read_text(encoding="utf-8")
    assert state_diagrams.with_vote(text) == text
    assert state_diagrams.diagram(VOTE_TRANSITIONS, "prepared") in text


def test_the_page_on_the_floor_has_the_diagram_of_a_turn() -> None:
    text = state_diagrams.FLOOR.read_text(encoding="utf-8")
    assert state_diagrams.with_turn(text) == text
    assert state_diagrams.diagram(TURN_TRANSITIONS, "granted") in text
