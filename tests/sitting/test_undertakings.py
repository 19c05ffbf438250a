"""Undertakings: what was promised in questioning, kept beyond the sitting until it is done."""

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.ids import UndertakingId
from hall_server.sitting.model import Preparation, Undertaking
from hall_server.sitting.undertakings import latest, undertakings_max
from tests.making import (
    BRIDGE,
    CLERK,
    DEBATE,
    START,
    Sitting,
    preparation,
    replayed,
    seated,
)

OLD = Undertaking(
    UndertakingId("ky-4:u1"), "ky-4", "Bà Mẫu", "Sửa cầu", "Giám đốc", "2026-01", recorded_at=5
)
OWN = UndertakingId("thu-nghiem-1:u1")


def before(*carried: Undertaking) -> Preparation:
    return preparation(15, DEBATE, guests=2, undertakings=carried)


def opened(*carried: Undertaking) -> Sitting:
    return Sitting(before(*carried)).open(12)


def test_undertaking_is_recorded_with_who_what_when_and_in_what_answer() -> None:
    sitting = Sitting(before())
    sitting.do(f.FileQuestion("g1", "Rác thải"), seated(3))
    sitting.open(12)
    sitting.do(f.GrantFloor("s3", kind="question", about="q1"))
    sitting.do(f.GrantFloor("g1", kind="answer", about="t1"))
    sitting.wait(30)
    sitting.do(f.RecordUndertaking("g1", " Dọn rác ", "2026-03-31", "t2"), CLERK)
    assert sitting.state.undertakings[OWN] == Undertaking(
        id=OWN,
        sitting="thu-nghiem-1",
        who="Khách mời 1",
        office="Giám đốc Sở 1",
        what="Dọn rác",
        due="2026-03-31",
        about="t2",
        asked_by="Đại biểu Mẫu 3",
        recorded_at=START + 30_000,
        sitting_title="Kỳ họp thử",
        sitting_title_en="Trial session",
    )


def test_delegates_undertake_too_and_need_not_have_been_asked() -> None:
    sitting = opened()
    sitting.do(f.RecordUndertaking("s4", "Báo cáo lại"))
    (kept,) = sitting.state.undertakings.values()
    assert (kept.who, kept.office, kept.asked_by) == ("Đại biểu Mẫu 4", "", "")


@pytest.mark.parametrize("due", ["", "2026", "2026-02", "2026-02-28", "2028-02-29"])
def test_day_month_or_year_can_be_the_term(due: str) -> None:
    sitting = opened()
    sitting.do(f.RecordUndertaking("g1", "Dọn rác", due))
    assert sitting.state.undertakings[OWN].due == due


@pytest.mark.parametrize("due", ["2026-13", "2026-02-30", "2026-00-01", "0000"])
def test_day_that_no_calendar_has_is_refused(due: str) -> None:
    assert opened().refused(f.RecordUndertaking("g1", "Dọn rác", due)) == "due-wrong"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f.RecordUndertaking("g9", "Dọn rác"), "respondent-unknown"),
        (f.RecordUndertaking("g1", "  "), "undertaking-empty"),
        (f.RecordUndertaking("g1", "Dọn rác", about="t9"), "about-unknown"),
        (f.RecordUndertaking("g1", "Dọn", undertaking="ky-9:u1"), "undertaking-unknown"),
        (f.RecordUndertaking("g1", "Dọn", undertaking=OLD.id), "undertaking-carried"),
        (f.ChangeUndertaking("ky-9:u1", "done", "Ảnh"), "undertaking-unknown"),
        (f.ChangeUndertaking(OLD.id, "done"), "evidence-missing"),
        (f.ChangeUndertaking(OLD.id, "dropped", " "), "evidence-missing"),
    ],
)
def test_undertaking_that_cannot_be_is_refused(command: f.OfTheFloor, code: str) -> None:
    assert opened(OLD).refused(command) == code


@pytest.mark.parametrize(
    "command", [f.RecordUndertaking("g1", "Dọn"), f.ChangeUndertaking(OLD.id, "done", "Ảnh")]
)
def test_undertakings_are_kept_at_the_desk(command: f.OfTheFloor) -> None:
    assert opened(OLD).refused(command, seated(1)) == "role-missing"
    assert opened(OLD).refused(command, BRIDGE) == "role-missing"


def test_words_are_mended_under_the_same_identifier() -> None:
    sitting = opened()
    sitting.do(f.RecordUndertaking("g1", "Dọn rác"))
    sitting.do(f.ChangeUndertaking(OWN, "done", "Biên bản"))
    sitting.wait(60)
    sitting.do(f.RecordUndertaking("g2", "Dọn rác ở chợ", "2026", undertaking=OWN))
    (kept,) = sitting.state.undertakings.values()
    assert (kept.who, kept.what, kept.due) == ("Khách mời 2", "Dọn rác ở chợ", "2026")
    assert (kept.state, kept.evidence) == ("done", "Biên bản")
    assert (kept.recorded_at, kept.changed_at) == (START, START + 60_000)
    assert sitting.do(f.RecordUndertaking("g2", "Dọn rác ở chợ", "2026", undertaking=OWN)) == []


def test_identifiers_go_on_from_the_highest() -> None:
    copied = msgspec.structs.replace(OLD, id=UndertakingId("thu-nghiem-1:u7"))
    sitting = opened(msgspec.structs.replace(copied, sitting="thu-nghiem-1"))
    sitting.do(f.RecordUndertaking("g1", "Dọn rác"))
    assert list(sitting.state.undertakings)[-1] == "thu-nghiem-1:u8"


def test_what_became_of_it_is_kept_with_what_shows_it() -> None:
    sitting = opened()
    sitting.do(f.RecordUndertaking("g1", "Dọn rác"))
    sitting.wait(60)
    sitting.do(f.ChangeUndertaking(OWN, "done", " Biên bản 12 "), CLERK)
    kept = sitting.state.undertakings[OWN]
    assert (kept.state, kept.evidence, kept.changed_at) == (
        "done",
        "Biên bản 12",
        START + 60_000,
    )
    assert sitting.do(f.ChangeUndertaking(OWN, "done", "Biên bản 12")) == []
    sitting.do(f.ChangeUndertaking(OWN, "open"))
    assert (sitting.state.undertakings[OWN].state, sitting.state.undertakings[OWN].evidence) == (
        "open",
        "",
    )


def test_those_of_earlier_sittings_are_there_from_the_start_and_can_be_done() -> None:
    sitting = opened(OLD)
    assert sitting.state.undertakings == {OLD.id: OLD}
    sitting.do(f.ChangeUndertaking(OLD.id, "done", "Cầu đã thông xe"))
    assert sitting.state.undertakings[OLD.id].state == "done"


def test_record_can_be_completed_after_the_adjournment() -> None:
    sitting = opened(OLD)
    sitting.do(c.AdjournSitting())
    sitting.do(f.RecordUndertaking("g1", "Dọn rác"))
    sitting.do(f.ChangeUndertaking(OLD.id, "dropped", "Đã giao cho tỉnh"))


def test_nothing_is_undertaken_before_there_is_a_sitting() -> None:
    assert Sitting().refused(f.RecordUndertaking("g1", "Dọn rác")) == "phase-wrong"


def test_undertakings_of_a_sitting_have_a_limit_that_carried_ones_do_not_use_up() -> None:
    sitting = opened(OLD)
    for number in range(undertakings_max):
        sitting.do(f.RecordUndertaking("g1", f"Việc {number}"))
    assert sitting.refused(f.RecordUndertaking("g1", "Việc nữa")) == "undertakings-full"


def test_latest_word_about_each_counts() -> None:
    done = msgspec.structs.replace(OLD, state="done", changed_at=9)
    reopened = msgspec.structs.replace(OLD, changed_at=12)
    assert latest([OLD, done]) == latest([done, OLD]) == {OLD.id: done}
    assert latest([reopened, OLD, done]) == {OLD.id: reopened}


def test_what_was_changed_before_the_opening_stays_when_it_is_prepared_again() -> None:
    sitting = Sitting(before(OLD))
    sitting.do(f.ChangeUndertaking(OLD.id, "done", "Ảnh"))
    sitting.do(f.RecordUndertaking("g1", "Dọn rác"))
    again = msgspec.structs.replace(before(OLD), title="Kỳ họp khác")
    sitting.do(c.PrepareSitting(again), HOUSE)
    assert sitting.state.undertakings[OLD.id].state == "done"
    assert OWN in sitting.state.undertakings


def test_what_another_sitting_has_closed_meanwhile_is_carried_no_more() -> None:
    sitting = Sitting(before(OLD))
    sitting.do(c.PrepareSitting(before()), HOUSE)
    assert sitting.state.undertakings == {}


def test_undertakings_are_what_the_events_alone_lead_to() -> None:
    sitting = opened(OLD)
    sitting.do(f.RecordUndertaking("g1", "Dọn rác"))
    sitting.wait(5)
    sitting.do(f.RecordUndertaking("g1", "Dọn hết rác", undertaking=OWN))
    sitting.do(f.ChangeUndertaking(OLD.id, "done", "Ảnh"))
    assert replayed(sitting.events) == sitting.state
