"""What a person is told: scenes in, lines out."""

from dataclasses import replace
from typing import Any

import msgspec

from tablet_client import floor_views, views
from tablet_client.scene import Scene
from tablet_client.telling import news, status
from tests.tablet_client.floor_made_up import NOW, PERSON, own_floor, own_request, turn_value
from tests.tablet_client.small_hall import DECLARED, own_vote, vote_value

ITEM = views.Item("i2", 1, "Ngân sách", "Budget", "current")
PLAIN = Scene(
    now=NOW,
    connected=True,
    sitting=views.Sitting("s1", "Kỳ họp thứ nhất", "First session", "in_session"),
    attendance=views.Attendance(4, 5, 4, reached=True),
    item=ITEM,
    agenda=[views.Item("i0", 4, "Trước đó", "", "done"), ITEM],
    speaker=None,
    vote=None,
    own_vote=None,
    call=None,
    quorum_call=None,
    floor=msgspec.convert(own_floor(), floor_views.OwnFloor),
    questions=[],
    me=views.Me(msgspec.convert(PERSON, views.Person), present=True),
    notice=None,
)


def vote(state: str = "open", **more: Any) -> views.Vote:
    return msgspec.convert(vote_value(state, **more), views.Vote)


def own(**more: Any) -> views.OwnVote:
    return msgspec.convert(own_vote(**more), views.OwnVote)


def told(before: Scene, after: Scene, lang: str = "vi") -> list[str]:
    return [line.text for line in news(before, after, "en" if lang == "en" else "vi")]


def test_nothing_new_is_not_told() -> None:
    assert told(PLAIN, PLAIN) == []
    later = replace(PLAIN, now=NOW + 5_000, attendance=views.Attendance(5, 5, 4, reached=True))
    assert told(PLAIN, later) == []


def test_opened_vote_is_told_with_title_need_and_time() -> None:
    after = replace(PLAIN, now=NOW + 10_000, vote=vote(), own_vote=own())
    assert told(PLAIN, after) == [
        "BIỂU QUYẾT 1: Nghị quyết về ngân sách (Quá nửa tổng số đại biểu)",
        "Còn 20 giây.",
    ]
    assert told(PLAIN, after, "en") == [
        "VOTE 1: Budget resolution (More than half of all delegates)",
        "20 seconds left.",
    ]


def test_whoever_may_not_vote_is_told_so() -> None:
    left_out = own(entitled=False)
    assert told(PLAIN, replace(PLAIN, vote=vote(), own_vote=left_out), "en")[1] == (
        "You have no vote this time (you were not present at the opening)."
    )


def test_vote_without_an_end_is_closed_by_the_chair() -> None:
    after = replace(PLAIN, vote=vote(closes_at=None))
    assert told(PLAIN, after, "en")[1] == "The chair will close the vote."


def test_recorded_ballot_is_told_once() -> None:
    open_vote = replace(PLAIN, vote=vote(), own_vote=own())
    ballot = {"choice": "abstain", "marks": [], "channel": "tablet", "at": NOW}
    after = replace(open_vote, own_vote=own(ballot=ballot))
    assert told(open_vote, after) == ["Phiếu của bạn đã được ghi: không biểu quyết."]
    assert told(after, after) == []


def test_result_is_told_with_verdict_and_count() -> None:
    closed = replace(PLAIN, vote=vote("closed"))
    after = replace(PLAIN, vote=vote(**DECLARED))
    assert told(closed, after, "en") == [
        "RESULT 1: Budget resolution",
        "Carried",
        "Yes 3, no 1, abstain 0, not voting 0, absent 1.",
    ]


def test_drop_and_return_are_told() -> None:
    away = replace(PLAIN, connected=False)
    assert told(PLAIN, away, "en")[0].startswith("Connection lost")
    assert told(away, PLAIN, "en") == ["Connected."]


def test_sitting_item_presence_and_notice_are_told() -> None:
    assert PLAIN.sitting is not None
    after = replace(
        PLAIN,
        sitting=views.Sitting("s1", "Kỳ họp thứ nhất", "", "suspended"),
        item=views.Item("i2", 2, "Bế mạc", "", "current"),
        me=views.Me(msgspec.convert(PERSON, views.Person), present=False),
        notice=views.Notice("journal-failed", "Sổ đã dừng.", "The journal has stopped."),
    )
    assert told(PLAIN, after, "en") == [
        "NOTICE: The journal has stopped.",
        "The sitting is suspended: Kỳ họp thứ nhất",
        "Item 2: Bế mạc",
        "You are not checked in.",
    ]
    assert "The notice is lifted." in told(after, PLAIN, "en")


def test_states_of_a_newer_hall_are_passed_over() -> None:
    assert told(PLAIN, replace(PLAIN, vote=vote("adjourned"))) == []
    newer = views.Sitting("s1", "x", "x", "in_recess")
    assert told(PLAIN, replace(PLAIN, sitting=newer)) == []


def test_status_tells_everything_at_once() -> None:
    scene = replace(
        PLAIN,
        vote=vote(),
        own_vote=own(),
        floor=msgspec.convert(own_floor(place=2, requests=[own_request()]), floor_views.OwnFloor),
        speaker=msgspec.convert(turn_value(), floor_views.Turn),
    )
    assert [line.text for line in status(scene, "en")] == [
        "The sitting is in session: First session",
        "4 of 5 delegates present.",
        "Item 1: Budget",
        "You are checked in.",
        "Speaking: Nguyễn Văn Mẫu (Discussion).",
        "You are number 2 in the queue: Discussion.",
        "VOTE 1: Budget resolution (More than half of all delegates)",
        "30 seconds left.",
        "You have not voted.",
    ]


def test_missed_vote_is_not_held_against_anybody() -> None:
    scene = replace(PLAIN, vote=vote("closed"), own_vote=own())
    assert "You have not voted." not in [line.text for line in status(scene, "en")]
