"""Which facts of units and microphones the bridge reports, and when."""

import pytest

from firmware_bridge.drivers.hub import UnitLost
from firmware_bridge.reconcile import (
    Report,
    start_ms,
)
from tests.firmware_bridge.room import VOTED_YES, Room
from tests.firmware_bridge.small_hall import poll
from tests.firmware_bridge.statuses import UID, status


def test_seats_never_heard_are_reported_offline_after_the_start() -> None:
    room = Room()
    room.hears(status(), address=1)
    assert room.reports() == [Report("A1", "unit", True), Report("A1", "microphone", False)]
    room.later(start_ms)
    assert room.reports() == [Report("A2", "unit", False)]


def test_report_is_made_on_change_and_one_at_a_time() -> None:
    room = Room()
    room.later(start_ms)
    room.hears(status())
    unit_on, microphone_off, _ = room.reports()
    room.reconciler.take(1, UnitLost(1, UID))
    assert room.reports() == []
    for report in (unit_on, microphone_off):
        room.reconciler.answer_report(report, "")
    assert room.reports() == [Report("A1", "unit", False)]
    assert room.reports() == []


def test_no_more_reports_come_than_may_be_sent() -> None:
    room = Room()
    room.hears(status(uid=1), address=1)
    room.hears(status(uid=2), address=2)
    assert len(room.reports(count_max=3)) == 2
    assert len(room.reports(count_max=3)) == 2
    assert room.reports(count_max=3) == []


def test_refused_report_is_not_made_again_until_it_changes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    room = Room()
    room.hears(status())
    for report in room.reports():
        room.reconciler.answer_report(report, "seat-unknown")
    assert room.reports() == []
    assert "report of its unit refused: seat-unknown" in caplog.text


def test_another_run_of_the_hall_is_told_everything_again() -> None:
    room = Room()
    room.hears(status())
    for report in room.reports():
        room.reconciler.answer_report(report, "")
    assert room.reports() == []
    room.reconciler.report_anew()
    assert len(room.reports()) == 2


def test_unit_at_an_address_without_a_seat_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    room = Room()
    for presses in (1, 2):
        room.hears(status(presses=presses), address=99)
        assert room.presses() == []
    assert caplog.text.count("hub 1 address 99: no seat is mapped to it") == 1


def test_press_at_a_refused_unit_counts_when_its_twin_is_gone() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.hears(VOTED_YES)
    room.hears(status(uid=99))
    assert room.presses() == []
    room.reconciler.take(1, UnitLost(1, 99))
    assert [press.command["choice"] for press in room.presses()] == ["yes"]
