"""Replaying what the law never wrote."""

import pytest

from hall_server.hall.replay import take_in
from hall_server.journal.journal import JournalError
from hall_server.sitting.events import AnyEvent, VoteDeclared
from hall_server.sitting.floor_events import SpeechEnded
from hall_server.sitting.ids import TurnId, VoteId
from hall_server.sitting.state import State
from tests.making import Sitting, entries_of, preparation


def test_entries_bring_a_state_to_where_the_sitting_is() -> None:
    sitting = Sitting(preparation(5)).open(4)
    state = State()
    for entry in entries_of([event for _at, event in sitting.events]):
        take_in(state, entry)
    assert state.present.keys() == sitting.state.present.keys()
    assert state.phase == "in_session"


@pytest.mark.parametrize(
    "event", [SpeechEnded(TurnId("t1")), VoteDeclared(VoteId("v1"), True, 1, 1)]
)
def test_an_event_that_cannot_follow_is_refused_with_its_number(event: AnyEvent) -> None:
    with pytest.raises(JournalError) as error:
        take_in(State(), entries_of([event], after=6)[0])
    assert (error.value.code, error.value.seq) == ("journal-broken", 7)
    assert type(event).__name__ in error.value.what
