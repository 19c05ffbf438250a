"""Who asked and was not reached hands the speech in in writing, and it is on record."""

import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.floor_events import SpeechHandedIn
from hall_server.sitting.ids import SpeakerId
from hall_server.sitting.speaking import owed
from tests.making import CLERK, DEBATE, Sitting, delegate_id, preparation, replayed, seated
from tests.sitting.debate import Debate

TEXT = "Đề nghị làm rõ tiến độ dự án."


@pytest.fixture
def debate() -> Debate:
    return Debate()


def test_who_waits_may_hand_in_the_speech_once(debate: Debate) -> None:
    debate.ask(2)
    assert owed(debate.state, "s2") == ["i1"]
    handed_in = SpeechHandedIn(SpeakerId(delegate_id(2)), debate.state.item, TEXT, "tablet")
    assert debate.do(f.HandInSpeech(f" {TEXT}\n"), seated(2)) == [handed_in]
    assert owed(debate.state, "s2") == []
    assert debate.do(f.HandInSpeech(TEXT), seated(2)) == []
    assert debate.refused(f.HandInSpeech("Khác"), seated(2)) == "handed-in-already"
    assert [one.text for one in debate.state.floor.written] == [TEXT]


def test_who_was_not_reached_hands_in_after_the_next_item_and_the_adjournment(
    debate: Debate,
) -> None:
    debate.ask(2, 3)
    debate.grant(3)
    debate.do(c.TakeItem("i2"))
    assert debate.refused(f.HandInSpeech(TEXT), seated(2)) == "nothing-owed"
    debate.do(c.AdjournSitting())
    debate.do(f.HandInSpeech(TEXT, item="i1"), seated(2))
    assert debate.refused(f.HandInSpeech(TEXT, item="i1"), seated(3)) == "nothing-owed"
    assert replayed(debate.events) == debate.state


def test_a_turn_ends_what_is_owed_and_asking_again_begins_it_anew(debate: Debate) -> None:
    debate.ask(2)
    debate.grant(2)
    debate.do(f.EndSpeech())
    assert debate.refused(f.HandInSpeech(TEXT), seated(2)) == "nothing-owed"
    debate.wait(1)
    debate.ask(2)
    debate.do(f.HandInSpeech(TEXT), seated(2))


def test_who_did_not_ask_hands_in_nothing(debate: Debate) -> None:
    refusal = debate.answer(f.HandInSpeech(TEXT), seated(2))
    assert (refusal.code, refusal.article) == ("nothing-owed", DEBATE.floor.source)
    assert debate.refused(f.HandInSpeech(TEXT, item="i9"), seated(2)) == "item-unknown"


def test_speech_of_nothing_but_blanks_is_none(debate: Debate) -> None:
    debate.ask(2)
    assert debate.refused(f.HandInSpeech("  \n"), seated(2)) == "speech-empty"


def test_desk_takes_a_speech_for_a_delegate_or_a_guest_and_no_delegate_for_another(
    debate: Debate,
) -> None:
    debate.ask(2)
    debate.do(f.RequestFloor(delegate="g1"), CLERK)
    assert debate.refused(f.HandInSpeech(TEXT, delegate="s2"), seated(3)) == "other-delegate"
    assert debate.refused(f.HandInSpeech(TEXT)) == "delegate-unknown"
    debate.do(f.HandInSpeech(TEXT, delegate="s2"), CLERK)
    debate.do(f.HandInSpeech(TEXT, delegate="g1"), CLERK)
    assert [one.speaker for one in debate.state.floor.written] == ["s2", "g1"]


def test_who_withdrew_may_still_hand_the_speech_in(debate: Debate) -> None:
    debate.ask(2)
    debate.wait(1)
    debate.do(f.WithdrawRequest(), seated(2))
    debate.do(f.HandInSpeech(TEXT), seated(2))


def test_house_without_speeches_in_writing_takes_none() -> None:
    debate = Debate(written=False)
    debate.ask(2)
    assert owed(debate.state, "s2") == []
    assert debate.refused(f.HandInSpeech(TEXT), seated(2)) == "not-allowed-by-rules"


def test_before_anything_is_prepared_nothing_is_owed() -> None:
    assert owed(Sitting().state, "s1") == []
    early = Sitting(preparation(15, DEBATE))
    early.do(f.RequestFloor(item="i1"), seated(1))
    early.do(f.HandInSpeech(TEXT, item="i1"), seated(1))


def test_who_cut_in_and_still_waits_in_the_list_may_hand_the_speech_in(debate: Debate) -> None:
    debate.ask(2)
    debate.wait(1)
    debate.ask(2, kind="order")
    debate.grant(2, "order")
    debate.do(f.EndSpeech())
    assert owed(debate.state, "s2") == ["i1"]
    debate.do(c.AdjournSitting())
    debate.do(f.HandInSpeech(TEXT), seated(2))
