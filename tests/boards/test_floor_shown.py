"""What each audience sees of the floor: requests, turns with their clocks, microphones, budgets."""

from typing import Any

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from tests.boards.showing import Shown, boards_told
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    DEBATE,
    START,
    attendance_rule,
    delegate_id,
    floor_rule,
    preparation,
    seated,
)


def sitting(**rules: Any) -> Shown:
    rules_of_the_floor = floor_rule(DEBATE, **rules)
    shown = Shown(preparation(12, rules_of_the_floor, guests=2, places=2)).open(10)
    shown.do(c.TakeItem("i1"))
    return shown


@pytest.fixture
def shown() -> Shown:
    return sitting()


def ask(shown: Shown, number: int, **fields: Any) -> None:
    shown.sitting.wait(1)  # two presses at once are one
    shown.do(f.RequestFloor(**fields), seated(number))


def queue(shown: Shown) -> list[str]:
    return [row["person"]["delegate"] for row in shown["hall"]["queue"]]


def test_kinds_of_speech_are_told_by_rank_with_their_times(shown: Shown) -> None:
    speeches = shown["hall"]["speeches"]
    assert [row["id"] for row in speeches] == [
        "order", "remark", "reply", "answer", "question", "talk", "report",
    ]  # fmt: skip
    told = {row["id"]: row for row in speeches}
    assert (told["talk"]["seconds"], told["talk"]["turns_max"]) == ([420, 180], 2)
    assert (told["order"]["seconds"], told["order"]["cuts_in"]) == ([60], True)
    assert [name for name, row in told.items() if row["default"]] == ["talk"]
    assert told["answer"]["asked_by"] == "desk"


def test_who_waits_is_seen_by_all_with_time_remark_and_what_it_is_about(shown: Shown) -> None:
    shown.do(f.GrantFloor("s1"))
    turn = shown["hall"]["turns"][0]["turn"]
    ask(shown, 2, note="Về điểm 3")
    ask(shown, 3, kind="reply", about=turn)
    first, second = shown["hall"]["queue"]
    assert (first["person"]["name"], first["lane"], first["seconds"]) == ("Đại biểu Mẫu 3", "reply",
                                                                        180)  # fmt: skip
    assert (first["about"]["delegate"], first["about_id"]) == ("s1", turn)
    assert (second["note"], second["seconds"], second["again"]) == ("Về điểm 3", 420, False)


def test_a_further_turn_is_told_with_its_shorter_time(shown: Shown) -> None:
    shown.do(f.GrantFloor("s1"))
    shown.do(f.EndSpeech())
    ask(shown, 1)
    (row,) = shown["hall"]["queue"]
    assert (row["again"], row["seconds"]) == (True, 180)


def test_turns_of_another_kind_make_no_request_a_further_one(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    ask(shown, 1, kind="reply", about="t1")
    shown.do(f.GrantFloor("s1", kind="reply"))
    shown.do(f.EndSpeech())
    ask(shown, 1)
    (row,) = shown["hall"]["queue"]
    assert (row["kind"], row["again"], row["seconds"]) == ("talk", False, 420)


def test_a_moved_request_is_seen_with_the_reason(shown: Shown) -> None:
    for number in (2, 3):
        ask(shown, number)
    rows = shown["hall"]["queue"]
    shown.do(f.MoveRequest(rows[1]["request"], "Cùng nội dung", before=rows[0]["request"]))
    assert queue(shown) == ["s3", "s2"]
    assert [row["moved"] for row in shown["hall"]["queue"]] == ["Cùng nội dung", ""]
    assert [shown.seat(number)["floor"]["place"] for number in (2, 3)] == [2, 1]


def test_of_two_hundred_who_wait_one_who_asks_changes_the_own_board_alone() -> None:
    shown = Shown(preparation(200, DEBATE)).open(190)
    shown.do(c.TakeItem("i1"))
    for number in range(1, 151):
        ask(shown, number)
    told = boards_told(shown, f.RequestFloor(), seated(160))
    assert told == {"hall", "devices", "seat/s160"}
    shown.sitting.wait(1)
    told = boards_told(shown, f.WithdrawRequest(), seated(149))
    assert told == {"hall", "devices", "seat/s149", "seat/s150", "seat/s160"}


def test_a_turn_is_shown_with_its_clock_and_ends_on_the_record(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    (turn,) = shown["hall"]["turns"]
    assert (turn["person"]["delegate"], turn["kind"], turn["state"]) == ("s2", "talk", "speaking")
    assert turn["clock"] == {
        "limit_ms": 420_000, "used_ms": 0, "since": START, "warning_ms": 30_000, "count": "down",
        "at_end": "warn",
    }  # fmt: skip
    assert shown.seat(2)["floor"]["turn"] == turn
    shown.sitting.wait(42)
    shown.do(f.EndSpeech())
    assert shown["hall"]["turns"] == []
    own = shown.seat(2)["floor"]
    assert (own["turn"], own["turns"], own["spoken_ms"]) == (None, 1, 42_000)
    record = shown["desk"][f"turn/{turn['turn']}"]
    assert (record["state"], record["spoken_ms"], record["item"]) == ("ended", 42_000, "i1")
    assert shown["desk"]["spoken/s2"]["spoken_ms"] == 42_000


def test_who_interrupts_stands_first_and_the_interrupted_keeps_the_time(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    shown.sitting.wait(10)
    shown.do(f.GrantFloor("s3", kind="order"))
    first, second = shown["hall"]["turns"]
    assert (first["person"]["delegate"], first["interrupts"]) == ("s3", second["turn"])
    assert (second["state"], second["paused_by"]) == ("paused", "interruption")
    assert (second["clock"]["used_ms"], second["clock"]["since"]) == (10_000, None)
    shown.do(f.EndSpeech())
    (back,) = shown["hall"]["turns"]
    assert (back["state"], back["clock"]["used_ms"]) == ("speaking", 10_000)
    assert shown.seat(2)["floor"]["turn"] == back


def test_a_turn_touches_nobody_who_only_waits_elsewhere(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    for command in (f.PauseSpeech(), f.ResumeSpeech(), f.ChangeTime(60), f.EndSpeech()):
        told = boards_told(shown, command)
        assert {name for name in told if name.startswith("seat/")} == {"seat/s2"}


def test_a_guest_is_called_by_name_and_office_and_has_no_board(shown: Shown) -> None:
    told = boards_told(shown, f.GrantFloor("g1", kind="report"))
    assert told == {"hall", "desk", "devices"}
    person = shown["hall"]["turns"][0]["person"]
    assert person == {
        "delegate": "g1", "name": "Khách mời 1", "seat": "G1", "group": "Giám đốc Sở 1",
        "guest": True, "group_en": "Director 1",
    }  # fmt: skip
    assert shown["devices"]["seat/G1"]["microphone"] is True
    assert [row["person"]["delegate"] for row in shown["desk"]["guests"]] == ["g1", "g2"]
    assert not any("guest" in row for row in shown["display"]["people"])


def test_a_microphone_that_did_not_open_is_an_alarm_at_the_desk_alone(shown: Shown) -> None:
    shown.do(f.ReportUnit("2", online=True), BRIDGE)
    shown.do(f.GrantFloor("s2"))
    shown.sitting.wait(0.6)
    told = boards_told(shown, f.TellDifference("2"), HOUSE)
    assert told == {"desk"}
    row = shown["desk"]["microphone/2"]
    assert (row["wanted"], row["reported"], row["alarm"], row["unit"]) == (True, None, True,
                                                                           "online")  # fmt: skip
    shown.do(f.ReportMicrophone("2", open=True), BRIDGE)
    assert shown["desk"]["microphone/2"]["alarm"] is False
    assert shown["desk"]["turn/t1"]["opening_ms"] == 600


def test_a_speaker_who_is_moved_leaves_one_microphone_for_another(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    shown.do(f.MoveSpeaker(seat="P2"))
    wishes = shown["devices"]
    assert (wishes["seat/2"]["microphone"], wishes["seat/2"]["speaking"]) == (False, False)
    assert (wishes["seat/P2"]["microphone"], wishes["seat/P2"]["speaking"]) == (True, True)
    assert shown["desk"]["microphone/2"]["wanted"] is False
    assert shown["desk"]["microphone/P2"]["place"] == "Micrô 2"
    assert [row["chair"] for row in shown["desk"]["places"]] == [True, False]


def test_the_chairs_priority_closes_all_but_the_chairs_microphone(shown: Shown) -> None:
    shown.do(f.GrantFloor("s2"))
    shown.do(f.TakePriority(on=True), CHAIR)
    assert shown["hall"]["floor"]["priority"] is True
    assert shown["devices"]["seat/2"]["microphone"] is False
    assert shown["devices"]["seat/P1"]["microphone"] is True
    shown.do(f.TakePriority(on=False), CHAIR)
    assert shown["devices"]["seat/2"]["microphone"] is True
    assert shown["devices"]["seat/P1"]["microphone"] is False


def test_a_lamp_is_told_when_the_time_is_nearly_over_and_not_while_the_clock_stands(
    shown: Shown,
) -> None:
    shown.do(f.GrantFloor("s2", 60))
    assert shown["devices"]["seat/2"]["warns_at"] == START + 30_000
    shown.do(f.PauseSpeech())
    assert shown["devices"]["seat/2"]["warns_at"] is None
    assert shown["devices"]["seat/2"]["speaking"] is True


@pytest.mark.parametrize(
    ("mode", "key"),
    [("request", "asking"), ("automatic", "asking"), ("free", "press"), ("push-to-talk", "hold"),
     ("chair", "none")],
)  # fmt: skip
def test_what_the_request_key_does_follows_from_the_mode(shown: Shown, mode: Any, key: str) -> None:
    shown.do(f.SetMicrophones(mode))
    assert shown["hall"]["floor"]["mode"] == mode
    assert shown["devices"]["floor"]["key"] == key
    shown.do(f.CallQuorum())
    assert shown["devices"]["floor"]["key"] == "confirm"
    shown.do(f.EndQuorumCall())
    assert shown["devices"]["floor"]["key"] == key
    shown.do(c.SuspendSitting())
    assert shown["devices"]["floor"]["key"] == ("none" if key == "none" else "asking")


def test_in_a_break_the_key_asks_only_where_names_are_taken_and_an_item_is_under_way() -> None:
    shown = sitting(register_before=False)
    shown.do(c.SuspendSitting())
    assert shown["devices"]["floor"]["key"] == "none"
    without = Shown(preparation(12, DEBATE)).open(10)
    without.do(c.SuspendSitting())
    assert without["devices"]["floor"]["key"] == "none"


def test_what_cuts_in_is_asked_for_by_key_in_every_mode() -> None:
    shown = sitting(keypad_kind="order", mode="chair")
    assert shown["devices"]["floor"]["key"] == "asking"


def test_requests_for_later_items_wait_in_lists_of_their_own_at_the_desk(shown: Shown) -> None:
    ask(shown, 2, item="i2")
    ask(shown, 3, item="i2")
    ask(shown, 2)
    shown.do(f.CloseList("i3"), CLERK)
    assert queue(shown) == ["s2"]
    (second, third) = shown["desk"]["lists"]
    assert [one["delegate"] for one in second["people"]] == ["s2", "s3"]
    assert (third["item"], third["closed"], third["people"]) == ("i3", True, [])
    own = shown.seat(2)["floor"]["requests"]
    assert [(one["item"], one["place"]) for one in own] == [("i2", 1), ("i1", 1)]
    assert shown.seat(3)["floor"]["place"] is None
    shown.do(c.TakeItem("i2"))
    assert queue(shown) == ["s2", "s3"]
    assert shown.seat(3)["floor"]["place"] == 2
    assert shown["devices"]["seat/3"]["place"] == 2


def test_whoever_was_not_reached_may_hand_in_the_speech_and_the_desk_has_it(shown: Shown) -> None:
    ask(shown, 2)
    shown.do(c.AdjournSitting())
    assert shown.seat(2)["floor"]["owed"] == ["i1"]
    shown.do(f.HandInSpeech("Kính thưa…", item="i1"), seated(2))
    assert shown.seat(2)["floor"]["owed"] == []
    row = shown["desk"]["written/1"]
    assert (row["person"]["delegate"], row["text"], row["item"]) == ("s2", "Kính thưa…", "i1")
    assert "Kính thưa…".encode() not in b"".join(shown.sent["hall"])


def test_the_time_of_a_group_is_shown_as_it_runs_and_as_it_was_used(shown: Shown) -> None:
    shown.do(f.SetGroupTime("to-1", 600, 60), CLERK)
    shown.do(f.GrantFloor("s2"))
    (budget,) = shown["hall"]["budgets"]
    assert budget == {
        "group": "to-1", "name": "Tổ 1", "initial_ms": 600_000, "added_ms": 60_000, "used_ms": 0,
        "since": [START],
    }  # fmt: skip
    shown.sitting.wait(30)
    shown.do(f.EndSpeech())
    (budget,) = shown["hall"]["budgets"]
    assert (budget["used_ms"], budget["since"]) == (30_000, [])
    shown.do(c.TakeItem("i2"))
    assert shown["hall"]["budgets"] == []


def test_the_clock_of_the_item_stands_while_the_sitting_does(shown: Shown) -> None:
    shown.do(f.SetItemTime(3600), CLERK)
    clock = shown["hall"]["floor"]["item_clock"]
    assert (clock["limit_ms"], clock["since"]) == (3_600_000, START)
    shown.sitting.wait(5)
    shown.do(c.SuspendSitting())
    clock = shown["hall"]["floor"]["item_clock"]
    assert (clock["used_ms"], clock["since"]) == (5_000, None)


def test_a_keypad_of_a_guest_and_a_place_has_a_wish_without_a_vote(shown: Shown) -> None:
    shown.do(c.OpenVote("Nghị quyết"))
    for seat in ("G1", "P1"):
        wish = shown["devices"][f"seat/{seat}"]
        assert (wish["entitled"], wish["present"], wish["place"]) == (False, False, None)
    shown.do(f.RequestFloor(seat="G2"), BRIDGE)
    assert shown["devices"]["seat/G2"]["place"] == 1


def test_a_storm_of_ballots_makes_nothing_of_the_floor_anew(shown: Shown) -> None:
    ask(shown, 3)
    shown.do(f.GrantFloor("s2"))
    shown.do(c.OpenVote("Nghị quyết"))
    before = {key: shown.boards["hall"][key] for key in ("queue", "turns", "floor", "budgets")}
    told = boards_told(shown, c.CastBallot("v1", "yes"), seated(4))
    assert told == {"seat/s4", "devices", "desk", "display"}
    assert all(shown.boards["hall"][key] is value for key, value in before.items())


def test_comings_and_goings_are_the_desks_with_channel_and_time() -> None:
    shown = Shown(preparation(6, DEBATE))
    shown.do(f.CheckIn(), seated(2))
    shown.sitting.wait(60)
    shown.do(f.CheckOut(delegate="s2"), CLERK)
    assert shown["desk"]["timeline/s2"] == [
        {"at": START, "present": True, "channel": "tablet"},
        {"at": START + 60_000, "present": False, "channel": "desk"},
    ]
    shown.do(f.ExcuseDelegate(delegate_id(2), "Đi công tác"), CLERK)
    assert shown["desk"]["delegate/s2"]["excused"] == "Đi công tác"
    assert shown["hall"]["attendance"]["excused"] == 1
    assert "Đi công tác".encode() not in b"".join(shown.sent["hall"])
    shown.do(f.CheckIn(), seated(2))
    assert shown["desk"]["delegate/s2"]["excused"] == ""
    assert shown["hall"]["attendance"]["excused"] == 0
    shown.do(f.CheckOut(), seated(2))
    assert shown["desk"]["delegate/s2"]["excused"] == "Đi công tác"


def test_a_quorum_call_is_counted_before_all_and_named_at_the_desk(shown: Shown) -> None:
    shown.do(f.CallQuorum(60), CLERK)
    told = boards_told(shown, f.CheckIn(), seated(4))
    assert told == {"hall", "desk", "seat/s4"}
    assert shown["hall"]["quorum_call"]["confirmed"] == 1
    assert shown.seat(4)["floor"]["confirmed"] is True
    told = boards_told(shown, f.EndQuorumCall())
    assert {name for name in told if name.startswith("seat/")} == {"seat/s4"}
    call = shown["hall"]["quorum_call"]
    assert (call["reached"], call["ended_at"]) == (False, START)
    assert shown.seat(4)["floor"]["confirmed"] is False
    assert shown["desk"]["delegate/s4"]["confirmed"] is True
    shown.do(f.CallQuorum(60), CLERK)
    assert shown["desk"]["delegate/s4"]["confirmed"] is False


def test_everybody_sees_when_too_few_are_left() -> None:
    shown = Shown(preparation(12, attendance_rule(DEBATE, loss="note"))).open(8)
    shown.do(f.CheckOut(), seated(1))
    assert shown["hall"]["attendance"]["lost"] is True
    shown.do(f.CheckIn(), seated(1))
    assert shown["hall"]["attendance"]["lost"] is False
