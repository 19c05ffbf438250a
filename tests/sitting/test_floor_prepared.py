"""Preparing a sitting again before it opens: what was asked for and set on the floor beforehand."""

from msgspec import structs

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE
from hall_server.sitting.floor_state import Budget, Clock
from hall_server.sitting.ids import ItemId
from hall_server.sitting.model import AgendaItem, Preparation
from tests.making import CLERK, DEBATE, Sitting, preparation, replayed, seated, with_speech

BEFORE = preparation(15, DEBATE, guests=2, places=2)


def prepared_again(taken: Preparation) -> Sitting:
    """A sitting with requests, a closed list and times, then prepared anew."""
    sitting = Sitting(BEFORE)
    sitting.do(f.RequestFloor(item="i1"), seated(1))
    sitting.do(f.RequestFloor(item="i2"), seated(2))
    sitting.do(f.RequestFloor(delegate="g1", item="i3"), CLERK)
    sitting.do(f.RequestFloor(item="i3", kind="question", to="g2"), seated(3))
    sitting.do(f.CloseList("i2"))
    sitting.do(f.SetItemTime(600, "i2"))
    sitting.do(f.SetGroupTime("to-1", 300, item="i2"))
    sitting.do(c.PrepareSitting(taken), HOUSE)
    assert replayed(sitting.events) == sitting.state
    return sitting


def asked(sitting: Sitting) -> dict[str, str | None]:
    return {one.speaker: one.item for one in sitting.state.floor.queue.values()}


def test_guests_places_and_the_chairs_seat_come_from_the_preparation() -> None:
    state = Sitting(BEFORE).state
    assert [guest.office for guest in state.guests.values()] == ["Giám đốc Sở 1", "Giám đốc Sở 2"]
    assert state.guest_seats == {"G1": "g1", "G2": "g2"}
    assert (list(state.places), state.chair_seat) == (["P1", "P2"], "P1")


def test_what_is_the_same_stays() -> None:
    sitting = prepared_again(structs.replace(BEFORE, title="Kỳ họp khác"))
    assert asked(sitting) == {"s1": "i1", "s2": "i2", "g1": "i3", "s3": "i3"}
    assert list(sitting.state.floor.queue) == ["r1", "r2", "r4", "r3"]
    assert sitting.state.floor.closed_lists == {"i2"}
    assert set(sitting.state.floor.unreached) == set(asked(sitting).items())


def test_requests_lists_and_times_follow_their_item_to_its_new_number() -> None:
    first, second, third = BEFORE.agenda
    agenda = (
        AgendaItem(ItemId("i1"), 1, second.title),
        AgendaItem(ItemId("i2"), 2, first.title),
    )
    sitting = prepared_again(structs.replace(BEFORE, agenda=agenda))
    assert asked(sitting) == {"s1": "i2", "s2": "i1"}
    floor = sitting.state.floor
    assert (floor.closed_lists, set(floor.unreached)) == ({"i1"}, {("s1", "i2"), ("s2", "i1")})
    assert floor.items == {"i1": Clock(600_000)}
    assert floor.budgets == {("i1", "to-1"): Budget(300_000)}
    assert third.title not in [item.title for item in sitting.state.agenda]


def test_requests_go_with_the_person_who_asked_or_is_asked() -> None:
    others = tuple(
        structs.replace(guest, name="Người khác") if guest.id == "g2" else guest
        for guest in BEFORE.guests
    )
    delegates = tuple(
        structs.replace(one, name="Đại biểu khác") if one.id == "s1" else one
        for one in BEFORE.delegates
    )
    sitting = prepared_again(structs.replace(BEFORE, guests=others, delegates=delegates))
    assert asked(sitting) == {"s2": "i2", "g1": "i3"}


def test_requests_of_a_kind_that_is_no_more_go() -> None:
    kinds = {name: kind for name, kind in DEBATE.speeches.items() if name != "question"}
    rules = structs.replace(DEBATE, speeches=kinds)
    assert "s3" not in asked(prepared_again(structs.replace(BEFORE, rules=rules)))


def test_next_request_has_a_name_of_its_own() -> None:
    sitting = prepared_again(structs.replace(BEFORE, rules=with_speech(DEBATE, "more")))
    sitting.do(f.RequestFloor(item="i1"), seated(9))
    assert list(sitting.state.floor.queue)[-1] == "r5"


def test_excuses_end_with_the_person_and_the_seconds_of_an_added_item_stay() -> None:
    sitting = Sitting(BEFORE)
    sitting.do(f.ExcuseDelegate("s1", "Ốm"))
    sitting.do(f.ExcuseDelegate("s2", "Công tác"))
    delegates = tuple(
        structs.replace(one, name="Đại biểu khác") if one.id == "s1" else one
        for one in BEFORE.delegates
    )
    sitting.do(c.PrepareSitting(structs.replace(BEFORE, delegates=delegates)), HOUSE)
    assert sitting.state.excused == {"s2": "Công tác"}


def test_clock_of_an_item_has_the_time_of_the_agenda() -> None:
    agenda = (structs.replace(BEFORE.agenda[0], seconds=900), *BEFORE.agenda[1:])
    sitting = Sitting(structs.replace(BEFORE, agenda=agenda)).open(12)
    sitting.do(c.TakeItem("i1"))
    assert sitting.state.floor.items == {"i1": Clock(900_000, 0, sitting.now)}
