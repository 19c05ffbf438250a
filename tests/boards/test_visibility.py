"""What each audience may see, and when: a sitting played step by step before all boards."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest

from hall_server.boards.boards import BOARDS_OF_ROLE, Boards
from hall_server.boards.devices import poll_number
from hall_server.boards.values import NoticeValue
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.ids import CHOICES, Role
from tests.boards.showing import Shown
from tests.making import BRIDGE, CAST, HDND, delegate_id, preparation, seated

VOTERS = 10
NOBODY = {"marked": 0, "invalid": 0, "not_voting": 0, "recused": 0}


@pytest.fixture
def shown() -> Shown:
    return Shown(preparation(12, HDND)).open(VOTERS)


def vote_opened(shown: Shown) -> dict[str, int]:
    shown.do(c.OpenVote("Nghị quyết", seconds=60))
    return shown.mark()


def all_cast(shown: Shown) -> None:
    for number in range(1, VOTERS + 1):
        shown.cast(number, CHOICES[number % 3])


def all_values(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from all_values(value)
    elif isinstance(data, list):
        for value in data:
            yield from all_values(value)
    else:
        yield data


def test_each_role_gets_its_boards_and_no_other() -> None:
    boards = Boards(lambda _board: None)
    seen = {
        role: [board.name for board in boards.of(role, delegate_id(3))] for role in get_args(Role)
    }
    assert seen == {
        "chair": ["hall", "desk", "display"],
        "clerk": ["hall", "desk", "display"],
        "delegate": ["hall", "seat/s3"],
        "display": ["hall", "display"],
        "bridge": ["hall", "devices"],
        "house": [],
    }
    assert set(BOARDS_OF_ROLE) == set(get_args(Role)) - {"house"}


def test_before_the_close_no_frame_of_hall_or_display_tells_how_the_vote_stands(
    shown: Shown,
) -> None:
    mark = vote_opened(shown)
    all_cast(shown)
    for number in range(1, 4):
        shown.cast(number, "yes")
    sent = shown.sent_since(mark)
    assert sent["hall"] == b""
    for frame in shown.sent["display"][mark["display"] :]:
        tally = msgspec.msgpack.decode(frame)["set"]["tally"]
        assert set(tally) == {"vote", "cast", "register", "counts"}
        assert tally["counts"] is None
    assert not re.search(rb"yes|no\b|abstain", sent["display"])


@pytest.mark.parametrize("choice", CHOICES)
def test_a_ballot_is_sent_to_its_own_seat_and_the_devices_alone(shown: Shown, choice: str) -> None:
    mark = vote_opened(shown)
    shown.do(msgspec.convert({"t": "CastBallot", "vote": "v1", "choice": choice}, c.CastBallot),
             seated(4))  # fmt: skip
    sent = {name for name, data in shown.sent_since(mark).items() if data}
    assert sent == {"seat/s4", "devices", "desk", "display"}
    assert shown.seat(4)["vote"]["ballot"]["choice"] == choice
    assert shown["devices"]["ballot/4"] == choice


def test_desk_knows_that_there_is_a_ballot_and_never_which(shown: Shown) -> None:
    mark = vote_opened(shown)
    all_cast(shown)
    shown.do(c.CastBallot("v1", "abstain", seat="1"), BRIDGE)
    shown.do(c.CloseVote("v1"))
    for frame in shown.sent["desk"][mark["desk"] :]:
        for key, value in msgspec.msgpack.decode(frame)["set"].items():
            if "/" in key:
                assert not set(all_values(value)) & set(CHOICES)
    assert shown["desk"]["ballot/s1"] == "keypad"
    assert shown["desk"]["ballot/s2"] == "tablet"
    assert "ballot/s11" not in shown["desk"]


def test_desk_sees_the_running_tally(shown: Shown) -> None:
    vote_opened(shown)
    all_cast(shown)
    assert shown["desk"]["tally"] == {
        "vote": "v1", "cast": 10, "register": 10,
        "counts": {"yes": 3, "no": 4, "abstain": 3, **NOBODY, "absent": 2},
    }  # fmt: skip


def test_display_sees_the_number_of_ballots_only_in_a_peoples_council(shown: Shown) -> None:
    vote_opened(shown)
    all_cast(shown)
    assert set(shown["display"]) == {"people", "tally"}
    assert shown["display"]["tally"] == {
        "vote": "v1", "cast": 10, "register": 10, "counts": None,
    }  # fmt: skip


def test_display_sees_the_tally_where_the_rules_say_so() -> None:
    shown = Shown(preparation(12, CAST)).open(3)
    vote_opened(shown)
    shown.cast(1, "yes")
    shown.cast(2, "no")
    assert shown["display"]["tally"]["counts"]["yes"] == 1
    assert shown["hall"]["vote"]["counts"] is None


def test_hall_sees_counts_at_the_close_and_the_verdict_when_it_is_declared(shown: Shown) -> None:
    vote_opened(shown)
    for number in range(1, 9):
        shown.cast(number, "yes")
    open_vote = shown["hall"]["vote"]
    assert (open_vote["counts"], open_vote["percentages"], open_vote["verdict"]) == (None,) * 3
    shown.do(c.CloseVote("v1"))
    closed = shown["hall"]["vote"]
    assert closed["counts"] == {**NOBODY, "yes": 8, "no": 0, "abstain": 0, "not_voting": 2,
                                "absent": 2}  # fmt: skip
    assert closed["percentages"]["yes_vi"] == "66,67"
    assert closed["percentages"]["of"] == 12
    assert closed["verdict"] is None
    assert "result/v1" not in shown["hall"]
    shown.do(c.DeclareVote("v1"))
    assert shown["hall"]["vote"]["verdict"]["carried"] is True
    assert shown["hall"]["result/v1"] == shown["hall"]["vote"]


def test_before_the_declaration_only_seats_and_devices_link_a_person_to_a_choice(
    shown: Shown,
) -> None:
    vote_opened(shown)
    all_cast(shown)
    shown.do(c.CloseVote("v1"))
    for number in range(1, 13):
        others = {f"s{n}" for n in range(1, 13)} - {f"s{number}"}
        assert not set(all_values(shown.seat(number))) & others
    for name in ("hall", "display"):
        result = {key: value for key, value in shown[name].items() if key != "people"}
        assert not set(all_values(result)) & {f"s{n}" for n in range(1, 13)}
    assert not set(all_values(shown["devices"])) & {f"s{n}" for n in range(1, 13)}


def test_devices_board_names_nobody(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    vote_opened(shown)
    all_cast(shown)
    sent = b"".join(shown.sent["devices"])
    assert "Đại biểu Mẫu".encode() not in sent


def test_seat_board_tells_a_delegate_their_own_place_clock_and_right(shown: Shown) -> None:
    for number in (3, 4, 5):
        shown.do(f.RequestFloor(), seated(number))
    assert [shown.seat(n)["floor"]["place"] for n in (3, 4, 5, 6)] == [1, 2, 3, None]
    shown.do(f.GrantFloor("s3"))
    assert [shown.seat(n)["floor"]["place"] for n in (3, 4, 5)] == [None, 1, 2]
    assert [shown.seat(3)["floor"]["turn"]] == shown["hall"]["turns"]
    shown.do(c.OpenVote("Nghị quyết"))
    assert shown.seat(10)["vote"] == {
        "id": "v1", "entitled": True, "recused": False, "holder": "", "holder_name": "",
        "principals": [], "ballot": None,
    }  # fmt: skip
    assert shown.seat(11)["vote"]["entitled"] is False


def test_place_in_the_queue_goes_from_every_board_when_the_sitting_ends(shown: Shown) -> None:
    for number in (3, 4):
        shown.do(f.RequestFloor(), seated(number))
    shown.do(c.AdjournSitting())
    assert shown["hall"]["queue"] == []
    for number in (3, 4):
        assert shown.seat(number)["floor"]["place"] is None
        assert shown["devices"][f"seat/{number}"]["place"] is None


def test_microphones_and_units_are_the_desks_alone(shown: Shown) -> None:
    mark = shown.mark()
    shown.do(f.ReportMicrophone("7", open=True), BRIDGE)
    shown.do(f.ReportUnit("8", online=False), BRIDGE)
    assert {name for name, data in shown.sent_since(mark).items() if data} == {"desk"}
    assert shown["desk"]["microphone/7"]["reported"] is True
    assert shown["desk"]["delegate/s8"]["unit"] == "offline"


def test_tablets_are_counted_on_the_desk(shown: Shown) -> None:
    boards = shown.boards
    for change, expected in ((+1, 1), (+1, 2), (-1, 1)):
        boards.count_tablet(delegate_id(2), change)
        assert shown["desk"]["delegate/s2"]["tablets"] == expected
    shown.do(f.CheckOut(delegate="s2"))
    assert shown["desk"]["delegate/s2"]["tablets"] == 1
    boards.count_tablet(delegate_id(99), +1)
    assert "delegate/s99" not in shown["desk"]


def test_a_tablet_that_connects_shows_nothing_that_is_not_on_disk_yet(shown: Shown) -> None:
    vote_opened(shown)
    # The clerk decides into the state first and lets the boards follow once it is written.
    shown.sitting.do(c.CastBallot("v1", "yes"), seated(2))
    shown.boards.count_tablet(delegate_id(2), +1)
    assert "ballot/s2" not in shown["desk"]
    assert shown["desk"]["delegate/s2"]["tablets"] == 1


def test_a_notice_is_for_everyone_until_it_is_taken_back(shown: Shown) -> None:
    shown.boards.post_notice(NoticeValue("journal-unwritable", "Nhật ký hỏng", "Journal failed"))
    assert shown["hall"]["notice"]["code"] == "journal-unwritable"
    shown.boards.post_notice(None)
    assert "notice" not in shown["hall"]


def test_wish_for_a_microphone_is_the_devices_and_the_difference_the_desks(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    assert shown["devices"]["seat/2"]["microphone"] is True
    assert shown["devices"]["seat/2"]["speaking"] is True
    assert shown["desk"]["microphone/2"]["wanted"] is True
    assert shown["desk"]["microphone/2"]["reported"] is None


def test_poll_numbers_begin_elsewhere_in_each_sitting() -> None:
    morning = [poll_number("phien-sang", vote) for vote in range(1, 60_000)]
    assert len(set(morning)) == len(morning)
    assert all(1 <= number <= 0xFFFF for number in morning)
    assert poll_number("phien-chieu", 1) != poll_number("phien-sang", 1)


def test_poll_of_the_devices_opens_and_closes_with_the_vote(shown: Shown) -> None:
    assert "poll" not in shown["devices"]
    vote_opened(shown)
    poll = shown["devices"]["poll"]
    assert (poll["vote"], poll["open"], poll["changeable"]) == ("v1", True, True)
    assert poll["number"] == poll_number(shown.sitting.state.id, 1)
    shown.do(c.CloseVote("v1"))
    assert shown["devices"]["poll"]["open"] is False


def test_no_ballot_is_left_beside_the_poll_of_the_next_vote(shown: Shown) -> None:
    vote_opened(shown)
    all_cast(shown)
    shown.do(c.CloseVote("v1"))
    shown.do(c.DeclareVote("v1"))
    assert "ballot/3" in shown["devices"]
    assert "ballot/s3" in shown["desk"]
    mark = shown.mark()
    vote_opened(shown)
    (frame,) = shown.sent["devices"][mark["devices"] :]
    patch = msgspec.msgpack.decode(frame)
    assert patch["set"]["poll"]["vote"] == "v2"
    assert set(patch["gone"]) == {f"ballot/{number}" for number in range(1, VOTERS + 1)}
    assert not [key for key in shown["desk"] if key.startswith("ballot/")]


def test_percentages_of_the_votes_cast_leave_abstentions_out() -> None:
    shown = Shown(preparation(12, CAST)).open(5)
    vote_opened(shown)
    for number, choice in ((1, "yes"), (2, "yes"), (3, "no"), (4, "abstain")):
        shown.do(
            msgspec.convert({"t": "CastBallot", "vote": "v1", "choice": choice}, c.CastBallot),
            seated(number),
        )
    shown.do(c.CloseVote("v1"))
    percentages = shown["hall"]["vote"]["percentages"]
    assert (percentages["base"], percentages["of"]) == ("cast", 3)
    assert [percentages[f"{choice}_vi"] for choice in CHOICES] == ["66,67", "33,33", "–"]
