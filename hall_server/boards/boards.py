"""All boards of a sitting, and which role gets which of them."""

from collections import Counter
from collections.abc import Callable

from hall_server.boards import desk, devices, display, floor_views, hall, matter_views, seat
from hall_server.boards.board import Board
from hall_server.boards.changes import Touched, everything, touched
from hall_server.boards.floor_values import OwnQuestionValue
from hall_server.boards.lookup import Lookup, People, Standing, people
from hall_server.boards.values import NoticeValue
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.ids import DelegateId, Role, SeatId, SpeakerId
from hall_server.sitting.state import State

BOARDS_OF_ROLE: dict[Role, tuple[str, ...]] = {
    "chair": (hall.NAME, desk.NAME, display.NAME),
    "clerk": (hall.NAME, desk.NAME, display.NAME),
    "delegate": (hall.NAME,),
    "display": (hall.NAME, display.NAME),
    "bridge": (hall.NAME, devices.NAME),
}
"""A delegate gets their own seat board besides; who is not named here gets none."""


class Boards:
    """The boards, kept current from events; `on_change` is called with each board that changed."""

    def __init__(self, on_change: Callable[[Board], None]) -> None:
        self._on_change = on_change
        self._people: People = {}
        self._spoken_at: set[SeatId] = set()
        """Where turns ran at the last refresh: a speaker who is moved leaves a seat."""
        self._standings: dict[SpeakerId, Standing] = {}
        self._questions: dict[DelegateId, list[OwnQuestionValue]] = {}
        self._tablets: desk.Tablets = Counter()
        self._bridges = 0
        self._seats: dict[DelegateId, Board] = {}
        self._boards: dict[str, Board] = {}
        for name in (hall.NAME, desk.NAME, display.NAME, devices.NAME):
            self._boards[name] = Board(name, on_change)

    def __getitem__(self, name: str) -> Board:
        """Give a board by name. Raises `KeyError`."""
        return self._boards[name]

    def of(self, role: Role, delegate: DelegateId) -> list[Board]:
        """Give the boards that a role may see."""
        found = [self._boards[name] for name in BOARDS_OF_ROLE.get(role, ())]
        if role == "delegate":
            found.append(self.seat(delegate))
        return found

    def seat(self, delegate: DelegateId) -> Board:
        """Give the board of a delegate, made empty when it is first asked for."""
        board = self._seats.get(delegate)
        if board is None:
            board = self._seats[delegate] = Board(seat.name(delegate), self._on_change)
        return board

    def show_all(self, state: State) -> None:
        """Post all of a state, as after a replay."""
        self._refresh(state, everything(state))
        desk.show_bridges(self._boards[desk.NAME], self._bridges)

    def take(self, state: State, events: list[AnyEvent]) -> None:
        """Post what events, on disk and taken into `state`, changed."""
        self._refresh(state, touched(state, events))

    def count_tablet(self, delegate: DelegateId, change: int) -> None:
        """Note that a delegate's tablet connected (+1) or went (-1)."""
        self._tablets[delegate] += change
        desk.show_tablets(self._boards[desk.NAME], delegate, self._tablets[delegate])

    def count_bridge(self, change: int) -> None:
        """Note that a bridge connected (+1) or went (-1): without one no unit is heard of."""
        self._bridges += change
        desk.show_bridges(self._boards[desk.NAME], self._bridges)

    def post_notice(self, notice: NoticeValue | None) -> None:
        """Tell everyone something, or take it back."""
        hall.post_notice(self._boards[hall.NAME], notice)

    def warn_desk(self, notice: NoticeValue) -> None:
        """Tell the desk something that no other screen need show."""
        desk.post_notice(self._boards[desk.NAME], notice)

    def _refresh(self, state: State, found: Touched) -> None:
        if "everything" in found.parts:
            self._people = people(state)
        boards, lookup = self._boards, Lookup(state, self._people)
        if not found.parts.isdisjoint(("everything", "turns")):
            found.seats |= self._spoken_at - {SeatId("")}
            self._spoken_at = set(lookup.at_seats)
        if not found.parts.isdisjoint(("everything", "queue")):
            self._follow_queue(lookup, found)
        hall.refresh(boards[hall.NAME], found, lookup)
        display.refresh(boards[display.NAME], found, lookup)
        desk.refresh(boards[desk.NAME], found, lookup, self._tablets)
        devices.refresh(boards[devices.NAME], found, lookup, self._standings)
        self._refresh_seats(lookup, found)

    def _follow_queue(self, lookup: Lookup, found: Touched) -> None:
        """Find whose standing changed: of two hundred who wait, one who asks changes their own."""
        before, now = self._standings, lookup.standings()
        found.speakers.update(who for who in before | now if before.get(who) != now.get(who))
        self._standings = now

    def _refresh_seats(self, lookup: Lookup, found: Touched) -> None:
        state = lookup.state
        for delegate in found.delegates:
            present = delegate in state.present
            seat.show_presence(self.seat(delegate), lookup.person(delegate), present=present)
        for delegate in map(DelegateId, found.speakers):
            if delegate in state.delegates:
                standing = self._standings.get(SpeakerId(delegate), Standing())
                own = floor_views.own_floor(lookup, SpeakerId(delegate), standing)
                seat.show_floor(self.seat(delegate), own)
        if not found.parts.isdisjoint(("everything", "questions")):
            self._refresh_questions(lookup)
        if state.vote is not None:
            seat.refresh_votes(self._seats, state, state.vote, found.ballots)

    def _refresh_questions(self, lookup: Lookup) -> None:
        before, now = self._questions, matter_views.questions_by_author(lookup)
        for delegate in before | now:
            if before.get(delegate) != now.get(delegate):
                seat.show_questions(self.seat(delegate), now.get(delegate))
        self._questions = now
