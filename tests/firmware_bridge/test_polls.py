"""Polls as the bridge knows them: held, without abstention, or not for keys at all."""

from dataclasses import replace
from typing import Any

import pytest

from firmware_bridge.drivers.hub import HubFound
from firmware_bridge.drivers.seat_protocol import BallotLamp, Key, Lamp, Poll, Want, age_ms_max
from firmware_bridge.presses import Mark, Press
from firmware_bridge.reconcile import Tell
from tests.firmware_bridge.room import INFO, VOTED_YES, Room
from tests.firmware_bridge.small_hall import poll
from tests.firmware_bridge.statuses import UID, status

ABSTAINED = status(poll=7, choice=Key.ABSTAIN, change=1)
YES_ERROR = BallotLamp(Key.YES, Lamp.ERROR)
YES_SOLID = BallotLamp(Key.YES, Lamp.SOLID)
MINUTE = 60_000


def ballots(room: Room) -> tuple[list[str], list[BallotLamp]]:
    """Give the choices sent to the hall, and the lamps that the unit was told."""
    steps = room.steps()
    presses = [str(step.command["choice"]) for step in steps if isinstance(step, Press)]
    told = [step.message for step in steps if isinstance(step, Tell)]
    return presses, [message.ballot for message in told if isinstance(message, Want)]


def test_poll_that_keys_cannot_answer_shows_the_error_pattern_and_sends_nothing() -> None:
    room = Room(poll=poll(7, is_open=True, answerable=False))
    room.hears(VOTED_YES)
    assert ballots(room) == ([], [YES_ERROR])


def test_abstain_key_where_there_is_no_abstention_shows_the_error_pattern() -> None:
    room = Room(poll=poll(7, is_open=True, abstain=False))
    room.hears(ABSTAINED)
    assert ballots(room) == ([], [BallotLamp(Key.ABSTAIN, Lamp.ERROR)])
    room.hears(replace(ABSTAINED, choice=Key.NO, change=2))
    assert ballots(room)[0] == ["no"]


def test_abstain_key_where_there_is_none_leaves_the_ballot_that_counts_lit() -> None:
    room = Room(poll=poll(7, is_open=True, abstain=False), ballot="yes")
    room.hears(ABSTAINED)
    assert ballots(room) == ([], [YES_SOLID])


def test_hall_of_before_knows_neither_and_is_understood() -> None:
    old = {"number": 7, "vote": "vote-7", "open": True, "changeable": True, "closes_at": None}
    room = Room(poll=old)
    room.hears(ABSTAINED)
    assert ballots(room)[0] == ["abstain"]


def hold(room: Room, milliseconds: int, **more: Any) -> None:
    room.post(poll=poll(7, is_open=False), **more)
    room.later(milliseconds)


def test_press_of_the_time_of_a_hold_counts_neither_then_nor_afterwards() -> None:
    room = Room(poll=poll(7, is_open=True))
    hold(room, 5_000)
    room.hears(replace(VOTED_YES, change_age_ms=1_000), change_age=1_000)
    assert ballots(room) == ([], [YES_ERROR])
    room.post(poll=poll(7, is_open=True))
    room.hears(replace(VOTED_YES, change_age_ms=1_000, entitled=True), change_age=1_000)
    assert ballots(room)[0] == []


def test_press_of_the_time_of_a_hold_that_is_heard_after_it_does_not_count() -> None:
    room = Room(poll=poll(7, is_open=True))
    hold(room, 5_000)
    room.post(poll=poll(7, is_open=True))
    room.later(1_000)
    room.hears(VOTED_YES, change_age=3_000)
    assert ballots(room) == ([], [YES_ERROR])


@pytest.mark.parametrize("age", [200, 7_000])
def test_press_before_or_after_a_hold_counts_however_late_it_is_heard(age: int) -> None:
    room = Room(poll=poll(7, is_open=True))
    room.later(2_000)
    hold(room, 5_000)
    room.post(poll=poll(7, is_open=True))
    room.later(1_000)
    room.hears(VOTED_YES, change_age=age)
    assert ballots(room)[0] == ["yes"]


def test_press_older_than_anybody_can_tell_may_be_of_the_time_of_a_hold() -> None:
    room = Room(poll=poll(7, is_open=True))
    hold(room, 2 * MINUTE)
    room.post(poll=poll(7, is_open=True))
    room.later(2 * MINUTE)
    room.hears(replace(VOTED_YES, change_age_ms=age_ms_max), change_age=age_ms_max)
    assert ballots(room) == ([], [YES_ERROR])


def test_solid_lamp_stays_solid_through_a_hold() -> None:
    room = Room({(UID, "ballot"): Mark(7, 1)}, poll=poll(7, is_open=True), ballot="yes")
    room.hears(replace(VOTED_YES, ballot=YES_SOLID, entitled=True))
    assert ballots(room)[1] == [YES_SOLID]
    hold(room, 5_000)
    assert ballots(room)[1] == []
    room.post(poll=poll(7, is_open=True))
    # The unit has cleared its choice, for a closed poll has become open.
    room.hears(replace(VOTED_YES, choice=Key.NONE, ballot=YES_SOLID, entitled=True))
    assert ballots(room) == ([], [])


def test_ballot_of_a_channel_of_higher_rank_is_what_the_lamp_shows() -> None:
    room = Room(poll=poll(7, is_open=True), ballot="no")
    room.hears(VOTED_YES)
    (press,) = room.presses()
    room.reconciler.answer(press.id, "channel-outranked", room.now)
    assert ballots(room)[1] == [BallotLamp(Key.NO, Lamp.SOLID)]


def test_another_vote_under_a_number_of_before_has_no_holds() -> None:
    room = Room(poll=poll(7, is_open=True))
    hold(room, 5_000)
    room.post(poll=None)
    room.post(poll={**poll(7, is_open=True), "vote": "vote-1"})
    room.hears(VOTED_YES, change_age=2_000)
    assert ballots(room)[0] == ["yes"]


def test_held_poll_is_told_to_units_as_closed() -> None:
    room = Room(poll=poll(7, is_open=True))
    room.reconciler.take(1, HubFound(INFO))
    hold(room, 1)
    assert room.broadcasts() == [Poll(7, open=False, changeable=True)]
