"""How microphones open: by the chair, in turn by themselves, by a press, by a key that is held."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.floor_events import (
    FloorGranted,
    FloorRequested,
    MicrophonesSet,
    SpeechEnded,
)
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.rules import MicrophoneMode
from tests.making import (
    BRIDGE,
    DEBATE,
    Sitting,
    floor_rule,
    preparation,
    replayed,
    seated,
    with_speech,
)
from tests.sitting.debate import Debate


def kinds_of(events: object) -> list[str]:
    assert isinstance(events, list)
    return [type(event).__name__ for event in events]


def test_mode_is_the_packs_at_first_and_the_desks_to_change() -> None:
    debate = Debate(mode="free", open_max=3)
    assert (debate.state.floor.mode, debate.state.floor.open_max) == ("free", 3)
    assert debate.do(f.SetMicrophones("request")) == [MicrophonesSet("request", 3)]
    assert debate.do(f.SetMicrophones("request", 3)) == []
    debate.do(f.SetMicrophones("request", 4))
    assert debate.state.floor.open_max == 4
    debate.do(c.AdjournSitting())
    assert debate.refused(f.SetMicrophones("free")) == "phase-wrong"


def test_preparing_again_takes_the_mode_of_the_new_pack() -> None:
    sitting = Sitting(preparation(15, DEBATE))
    sitting.do(f.SetMicrophones("free", 5))
    sitting.do(c.PrepareSitting(preparation(15, floor_rule(DEBATE, mode="automatic"))), HOUSE)
    assert (sitting.state.floor.mode, sitting.state.floor.open_max) == ("automatic", 1)


def test_by_request_everybody_waits_for_the_chair() -> None:
    debate = Debate(mode="request")
    debate.ask(1)
    assert debate.state.turn is None


def test_automatic_the_floor_is_given_at_once_while_a_place_is_free() -> None:
    debate = Debate(mode="automatic", open_max=2)
    assert kinds_of(debate.do(f.RequestFloor(), seated(1))) == ["FloorRequested", "FloorGranted"]
    debate.ask(2, 3)
    assert (debate.speaking, debate.queue) == (["s1", "s2"], ["s3"])


def test_automatic_the_next_opens_when_a_turn_ends_in_the_same_decision() -> None:
    debate = Debate(mode="automatic")
    debate.ask(1, 2, 3)
    debate.wait(10)
    events = debate.do(f.EndSpeech(), seated(1))
    assert kinds_of(events) == ["SpeechEnded", "FloorGranted"]
    assert (debate.speaking, debate.queue, debate.wanted) == (["s2"], ["s3"], {"2"})


def test_automatic_the_next_opens_when_time_ends_a_turn() -> None:
    debate = Debate(mode="automatic", at_end="end")
    debate.ask(1, 2)
    debate.wait(420)
    debate.run_down()
    assert debate.speaking == ["s2"]
    assert debate.used(1) == 420_000


def test_automatic_what_waits_for_another_item_is_left_there() -> None:
    debate = Debate(mode="request")
    debate.ask(5, item="i2")
    debate.ask(1)
    debate.do(f.SetMicrophones("automatic"))
    assert (debate.speaking, debate.queue) == (["s1"], ["s5"])


def test_automatic_the_registered_follow_when_their_item_is_taken() -> None:
    debate = Debate(mode="automatic")
    debate.ask(1)
    debate.ask(4, 5, item="i2")
    debate.leave(4)
    events = debate.do(c.TakeItem("i2"))
    assert kinds_of(events) == ["SpeechEnded", "ItemTaken", "FloorGranted"]
    assert debate.speaking == ["s5"]
    assert debate.turn.item == "i2"


def test_automatic_a_delegate_registered_and_absent_is_passed_over() -> None:
    sitting = Sitting(preparation(15, floor_rule(DEBATE, mode="automatic")))
    sitting.do(f.RequestFloor(item="i1"), seated(15))
    sitting.do(f.RequestFloor(item="i1"), seated(3))
    sitting.open(12)
    sitting.do(c.TakeItem("i1"))
    assert [turn.speaker for turn in sitting.state.floor.running] == ["s3"]
    assert [one.speaker for one in sitting.state.floor.queue.values()] == ["s15"]


def test_automatic_more_open_when_more_may_be_open() -> None:
    debate = Debate(mode="automatic")
    debate.ask(1, 2, 3, 4)
    debate.do(f.SetMicrophones("automatic", 3))
    assert (debate.speaking, debate.queue) == (["s1", "s2", "s3"], ["s4"])


def test_automatic_what_cuts_in_waits_for_the_chair() -> None:
    debate = Debate(mode="automatic")
    debate.ask(1, kind="order")
    assert (debate.state.turn, debate.queue) == (None, ["s1"])
    debate.ask(2, 3)
    debate.do(f.EndSpeech())
    assert (debate.speaking, debate.queue) == (["s3"], ["s1"])


def test_automatic_goes_on_after_a_suspension() -> None:
    debate = Debate(mode="automatic")
    debate.ask(1, 2)
    debate.do(c.SuspendSitting())
    assert (debate.speaking, debate.queue) == ([], ["s2"])
    debate.do(c.ResumeSitting())
    assert debate.speaking == ["s2"]


def test_automatic_the_next_opens_when_the_speaker_leaves_the_hall() -> None:
    debate = Debate(mode="automatic")
    debate.ask(1, 2)
    debate.leave(1)
    assert debate.speaking == ["s2"]


def test_switching_to_automatic_opens_the_queue_that_waits() -> None:
    debate = Debate()
    debate.ask(1, 2)
    debate.do(f.SetMicrophones("automatic"))
    assert (debate.speaking, debate.queue) == (["s1"], ["s2"])


@pytest.mark.parametrize("mode", ["free", "push-to-talk"])
def test_by_a_press_the_microphone_opens_while_a_place_is_free(mode: str) -> None:
    debate = Debate(mode=mode, open_max=2)
    debate.ask(1, 2)
    assert (debate.speaking, debate.queue) == (["s1", "s2"], [])
    refusal = debate.answer(f.RequestFloor(), seated(3))
    assert (refusal.code, refusal.en) == (
        "microphones-full",
        "All 2 microphones of the floor are in use.",
    )
    debate.wait(1)
    debate.do(f.EndSpeech(), seated(1))
    debate.ask(3)
    assert debate.speaking == ["s2", "s3"]


@pytest.mark.parametrize("mode", ["free", "push-to-talk"])
def test_where_a_press_opens_nobody_counts_how_often(mode: MicrophoneMode) -> None:
    debate = Debate(mode=mode)
    for _ in range(3):
        debate.ask(1)
        assert debate.speaking == ["s1"]
        debate.wait(1)
        debate.do(f.EndSpeech(), seated(1))
        debate.wait(1)
    debate.do(f.SetMicrophones("automatic"))
    assert debate.refused(f.RequestFloor(), seated(1)) == "turns-used-up"


@pytest.mark.parametrize("mode", ["free", "push-to-talk"])
def test_what_a_press_does_not_open_is_counted_in_every_mode(mode: MicrophoneMode) -> None:
    debate = Debate(with_speech(DEBATE, "order", rank=10, clock="pauses", turns_max=1), mode=mode)
    debate.grant(1, "order")
    debate.do(f.EndSpeech())
    assert debate.refused(f.RequestFloor(kind="order"), seated(1)) == "turns-used-up"


@pytest.mark.parametrize("mode", ["free", "push-to-talk"])
def test_by_a_press_what_cuts_in_and_what_is_for_later_waits(mode: str) -> None:
    debate = Debate(mode=mode)
    debate.ask(1, kind="order")
    debate.ask(2, item="i2")
    assert (debate.speaking, debate.queue) == ([], ["s1", "s2"])


@pytest.mark.parametrize("mode", ["free", "push-to-talk", "automatic"])
def test_who_waits_already_gets_the_floor_by_a_press_when_the_mode_has_changed(
    mode: MicrophoneMode,
) -> None:
    debate = Debate()
    debate.ask(1, 2, 11)
    debate.leave(2)
    debate.grant(1)
    debate.do(f.SetMicrophones(mode))
    debate.wait(1)
    if mode != "automatic":
        assert debate.refused(f.RequestFloor(), seated(11)) == "microphones-full"
        debate.do(f.EndSpeech())
        debate.ask(11)
    else:
        assert debate.do(f.RequestFloor(), seated(11)) == []
        debate.do(f.EndSpeech())
    assert (debate.speaking, debate.queue) == (["s11"], [])
    assert debate.turn.request == "r3"


def test_held_key_that_is_let_go_at_once_is_no_second_press() -> None:
    debate = Debate(mode="push-to-talk")
    debate.do(f.RequestFloor("1"), BRIDGE)
    debate.wait(0.1)
    assert kinds_of(debate.do(f.EndSpeech(seat="1"), BRIDGE)) == ["SpeechEnded"]
    debate.wait(0.05)
    debate.do(f.RequestFloor("1"), BRIDGE)
    assert debate.speaking == ["s1"]


def test_free_the_second_press_within_300_ms_does_not_close_again() -> None:
    debate = Debate(mode="free")
    debate.do(f.RequestFloor(), seated(1))
    debate.wait(0.2)
    assert debate.do(f.EndSpeech(), seated(1)) == []
    assert debate.speaking == ["s1"]


def test_unit_that_is_lost_while_its_key_is_held_ends_the_turn() -> None:
    debate = Debate(mode="push-to-talk")
    debate.plug(1)
    debate.do(f.RequestFloor("1"), BRIDGE)
    events = debate.do(f.ReportUnit("1", online=False), BRIDGE)
    assert events[1:] == [SpeechEnded(debate.state.floor.turns[0].id, "device", "keypad")]


@pytest.mark.parametrize("mode", ["request", "automatic", "free"])
def test_unit_that_is_lost_ends_no_turn_elsewhere(mode: str) -> None:
    debate = Debate(mode=mode)
    debate.plug(1)
    debate.grant(1)
    assert kinds_of(debate.do(f.ReportUnit("1", online=False), BRIDGE)) == ["UnitReported"]


def test_chair_alone_gives_the_floor_and_nobody_asks_but_to_cut_in() -> None:
    debate = Debate(mode="chair")
    assert debate.refused(f.RequestFloor(), seated(1)) == "asking-closed"
    assert debate.refused(f.RequestFloor(item="i2"), seated(1)) == "asking-closed"
    debate.ask(1, kind="order")
    debate.grant(3)
    assert (debate.speaking, debate.queue) == (["s3"], ["s1"])


def test_press_is_believed_for_ten_seconds_and_never_from_the_future() -> None:
    debate = Debate(mode="free", open_max=25)
    for number, ago, believed in (
        (1, 0, True),
        (2, 10_000, True),
        (3, 10_001, False),
        (4, -1, False),
    ):
        pressed = debate.now - ago
        debate.do(f.RequestFloor(str(number), pressed_at=pressed), BRIDGE)
        assert debate.turn.pressed_at == (pressed if believed else debate.now)


def test_press_counts_from_the_chairs_where_the_chair_opens() -> None:
    debate = Debate()
    debate.do(f.RequestFloor("1", pressed_at=debate.now - 500), BRIDGE)
    debate.wait(30)
    debate.do(f.GrantFloor(request="r1"))
    assert debate.turn.pressed_at == debate.now


def test_automatic_the_press_counts_where_it_opens_or_else_the_end_of_the_other() -> None:
    debate = Debate(mode="automatic")
    debate.do(f.RequestFloor("1", pressed_at=debate.now - 40), BRIDGE)
    assert debate.turn.pressed_at == debate.now - 40
    debate.do(f.RequestFloor("2", pressed_at=debate.now - 30), BRIDGE)
    debate.wait(5)
    debate.do(f.EndSpeech())
    assert debate.turn.pressed_at == debate.now


def test_deciding_in_every_mode_leaves_what_replaying_gives() -> None:
    debate = Debate(mode="automatic", open_max=2)
    debate.ask(1, 2, 3, 4, 5)
    modes: tuple[MicrophoneMode, ...] = ("free", "push-to-talk", "request", "automatic")
    for mode in modes:
        debate.do(f.SetMicrophones(mode))
        debate.wait(3)
        debate.grant(6, "order")
        debate.wait(1)
        debate.do(f.EndSpeech())
        for turn in debate.state.floor.running[:1]:
            debate.do(f.EndSpeech(turn.id))
    assert replayed(debate.events) == debate.state
    asked = [event for _, event in debate.events if isinstance(event, FloorRequested)]
    granted = [event for _, event in debate.events if isinstance(event, FloorGranted)]
    assert {event.request for event in granted} - {""} <= {event.request for event in asked}


def test_automatic_who_waited_for_the_floor_has_it_on_coming() -> None:
    sitting = Sitting(preparation(15, floor_rule(DEBATE, mode="automatic")))
    sitting.do(f.RequestFloor(item="i1"), seated(14))
    sitting.open(12)
    sitting.do(c.TakeItem("i1"))
    assert sitting.state.turn is None
    assert kinds_of(sitting.do(f.CheckIn(), seated(13))) == ["DelegateCheckedIn"]
    came = sitting.do(f.CheckIn(), seated(14))
    assert kinds_of(came) == ["DelegateCheckedIn", "FloorGranted"]
    assert replayed(sitting.events) == sitting.state


def test_automatic_who_waited_for_the_groups_time_has_the_floor_with_it() -> None:
    debate = Debate(mode="automatic", group_seconds=60)
    group = debate.state.delegates[DelegateId("s1")].group
    debate.do(f.SetGroupTime(group, 0))
    debate.do(f.SetMicrophones("request"))
    debate.ask(1)
    debate.do(f.SetMicrophones("automatic"))
    assert debate.state.turn is None
    given = debate.do(f.SetGroupTime(group, 30))
    assert kinds_of(given) == ["GroupTimeSet", "FloorGranted"]
    assert debate.turn.clock.limit == 30_000
