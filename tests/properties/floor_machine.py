"""Every single act of the floor, done by the law and by the plain oracle, and compared."""

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hall_server.commandline import attended, spoken
from hall_server.commandline.lawfulness import examine
from hall_server.journal.journal import Entry
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import HOUSE, Actor
from hall_server.sitting.command import Command
from hall_server.sitting.due import next_due
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.refusals import Refusal
from tests.making import (
    BRIDGE,
    CHAIR,
    CLERK,
    START,
    Sitting,
    attendance_rule,
    floor_rule,
    preparation,
    replayed,
    seated,
)
from tests.properties import floor_course as course
from tests.properties import floor_microphones as microphones
from tests.properties import floor_queue as queue
from tests.properties import floor_turns as turns
from tests.properties.floor_drawn import (
    MODES,
    PACK,
    apart,
    delegates,
    items,
    kinds,
    numbers,
    people,
    rules_of_attendance,
    rules_of_the_floor,
    seats,
    seldom,
)
from tests.properties.floor_hall import DELEGATES, GUESTS, ITEMS, SEATS, Answer, Hall
from tests.properties.floor_shown import plain_shown, shown

somebody_speaks = precondition(lambda self: self.hall.running)
in_session = precondition(lambda self: self.hall.phase == "in_session")
interrupted = precondition(lambda self: self.hall.phase in ("prepared", "suspended"))


def entries_at(events: list[tuple[int, AnyEvent]]) -> list[Entry]:
    """Events with their times as the entries of a journal."""
    return [Entry(1, n, at, "d1", f"c{n}", n, event) for n, (at, event) in enumerate(events, 1)]


class FloorAgainstOracle(RuleBasedStateMachine):
    @initialize(
        floor=rules_of_the_floor,
        attendance=rules_of_attendance,
        opened=st.sampled_from([0, 5, 6, 6, 6, 6, 6]),
    )
    def begin(self, floor: dict[str, object], attendance: dict[str, object], opened: int) -> None:
        pack = floor_rule(PACK, first_seconds=40, further_seconds=20, **floor)
        pack = attendance_rule(pack, **attendance)
        self.sitting = Sitting(preparation(len(DELEGATES), pack, guests=2, places=2))
        self.hall = Hall(msgspec.to_builtins(pack), START)
        self.hall.mode, self.hall.open_max = pack.floor.mode, pack.floor.open_max
        for number in range(1, opened + 1):
            self.come(f"s{number}")
        if opened:
            self.open_sitting()
            self.take_item("i1")

    def agree(self, expected: Answer, command: Command, actor: Actor = CHAIR) -> None:
        before = shown(self.sitting.state)
        result = self.sitting.try_(command, actor)
        if isinstance(result, Refusal):
            assert result.code in expected, (result.code, expected, command)
            assert shown(self.sitting.state) == before
        else:
            assert ("ok" if result else "nothing") in expected, (result, expected, command)
        self.hall.settle()

    # The course of the sitting.

    def open_sitting(self) -> None:
        self.agree(course.open_sitting(self.hall), c.OpenSitting())

    @interrupted
    @rule(everybody=st.booleans())
    def go_on(self, everybody: bool) -> None:
        for who in DELEGATES if everybody else ():
            self.come(who)
        self.open_sitting()
        self.agree(course.resume_sitting(self.hall), c.ResumeSitting())

    @rule(sure=seldom)
    def suspend(self, sure: bool) -> None:
        if sure:
            self.agree(course.suspend(self.hall), c.SuspendSitting())

    @rule(sure=seldom, really=seldom)
    def adjourn(self, sure: bool, really: bool) -> None:
        if sure and really:
            self.agree(course.adjourn(self.hall), c.AdjournSitting())

    @rule(item=st.sampled_from([*ITEMS, "i9"]), sure=seldom)
    def take_another(self, item: str, sure: bool) -> None:
        if sure:
            self.take_item(item)

    def take_item(self, item: str) -> None:
        self.agree(course.take_item(self.hall, item), c.TakeItem(item), CLERK)

    @rule(who=delegates)
    def come(self, who: str) -> None:
        self.agree(course.come(self.hall, who), f.CheckIn(delegate=who), CLERK)

    @rule(who=delegates, sure=seldom)
    def go(self, who: str, sure: bool) -> None:
        if sure:
            self.agree(course.go(self.hall, who), f.CheckOut(delegate=who), CLERK)

    @rule(seconds=st.sampled_from([None, 5, 60]))
    def call_quorum(self, seconds: int | None) -> None:
        self.agree(course.call_quorum(self.hall, seconds), f.CallQuorum(seconds))

    @precondition(lambda self: course.under_way(self.hall) is not None)
    @rule()
    def end_call(self) -> None:
        self.agree(course.end_call(self.hall, by_itself=False), f.EndQuorumCall())

    # Asking.

    @rule(who=people, kind=kinds, item=items, by=st.sampled_from(["tablet", "keypad", "desk"]),
          about=st.integers(0, 5), to=people)  # fmt: skip
    def ask(self, who: str, kind: str, item: str, by: str, about: int, to: str) -> None:
        asks = kind == "question"
        linked = f"t{about}" if about and kind in ("reply", "answer") else ""
        by = "keypad" if by == "tablet" and who in GUESTS else by
        expected = turns.ask(
            self.hall, who, kind, item, about=linked, to=to if asks else "", by=by
        )  # fmt: skip
        command = f.RequestFloor(
            seat=SEATS[who] if by == "keypad" else "",
            delegate=who if by == "desk" else "",
            kind=kind,
            item=item,
            about=linked,
            to=to if asks else "",
        )
        self.agree(expected, command, self.at(who, by))

    @rule(who=people)
    def press(self, who: str) -> None:
        """What nearly everybody does nearly always."""
        self.ask(who, "", "", "keypad", 0, "g1")

    @in_session
    @rule(whom=st.lists(people, min_size=2, max_size=5))
    def queue_up(self, whom: list[str]) -> None:
        for who in whom:
            self.press(who)

    @in_session
    @rule(who=people)
    def hold_the_key(self, who: str) -> None:
        """The unit drops while its key is held."""
        self.set_microphones("push-to-talk", 2)
        self.report_unit(SEATS[who], online=True)
        self.press(who)
        self.report_unit(SEATS[who], online=False)

    @rule(who=people, by=st.sampled_from(["tablet", "keypad", "desk"]), request=numbers,
          one=st.booleans())  # fmt: skip
    def withdraw(self, who: str, by: str, request: int, one: bool) -> None:
        by = "keypad" if by == "tablet" and who in GUESTS else by
        name = f"r{request}" if one else ""
        command = f.WithdrawRequest(
            seat=SEATS[who] if by == "keypad" else "",
            delegate=who if by == "desk" else "",
            request=name,
        )
        self.agree(queue.withdraw(self.hall, who, name, by), command, self.at(who, by))

    def at(self, who: str, by: str) -> Actor:
        if by == "desk":
            return CLERK
        return BRIDGE if by == "keypad" else seated(int(who[1:]))

    @rule(request=st.integers(0, 5), before=st.integers(0, 5))
    def move(self, request: int, before: int) -> None:
        names = [str(one["id"]) for one in self.hall.queue] or ["r1"]
        name, behind = names[request % len(names)], [*names, ""][before % (len(names) + 1)]
        expected = queue.move(self.hall, name, behind)
        self.agree(expected, f.MoveRequest(name, "Theo nội dung", behind))

    @rule(item=items, closed=seldom)
    def close_list(self, item: str, closed: bool) -> None:
        command = f.CloseList(item) if closed else f.ReopenList(item)
        self.agree(queue.close_list(self.hall, item, closed=closed), command)

    @rule(who=people, item=items, text=st.sampled_from(["Ý kiến", "Ý kiến", " "]))
    def hand_in(self, who: str, item: str, text: str) -> None:
        command = f.HandInSpeech(text, item, who)
        self.agree(queue.hand_in(self.hall, who, item, text), command, CLERK)

    # Granting.

    @rule(who=people, kind=kinds, seconds=st.sampled_from([None, None, 30]),
          about=st.integers(0, 5), to=people)  # fmt: skip
    def grant(self, who: str, kind: str, seconds: int | None, about: int, to: str) -> None:
        linked = f"t{about}" if about and kind in ("reply", "answer") else ""
        to = to if kind == "question" else ""
        expected = turns.grant(self.hall, who, kind=kind, seconds=seconds, about=linked, to=to)
        command = f.GrantFloor(who, seconds, kind=kind, about=linked, to=to)
        self.agree(expected, command)

    @precondition(lambda self: self.hall.queue)
    @rule(which=st.integers(0, 11), seconds=st.sampled_from([None, None, 30]))
    def grant_request(self, which: int, seconds: int | None) -> None:
        asked = self.hall.queue[which % len(self.hall.queue)]
        expected = turns.grant(
            self.hall, asked["who"], kind=asked["kind"], request=asked["id"], seconds=seconds
        )
        self.agree(expected, f.GrantFloor(seconds=seconds, request=asked["id"]))

    @in_session
    @rule(who=people)
    def call_up(self, who: str) -> None:
        self.grant(who, "", None, 0, "g1")

    @somebody_speaks
    @rule(who=people, kind=st.sampled_from(["order", "order", "remark", "brief"]))
    def cut_in(self, who: str, kind: str) -> None:
        self.grant(who, kind, None, 0, "g1")

    # What is done to a turn.

    def named(self, which: int) -> str:
        """A turn that runs, any turn, or the one that has the floor."""
        running = self.hall.running
        if running and which % 3:
            return str(running[which % len(running)]["id"])
        return f"t{which}" if which % 2 else ""

    @somebody_speaks
    @rule(which=numbers, act=st.sampled_from(["start", "pause", "resume"]))
    def start_or_stop(self, which: int, act: str) -> None:
        name = self.named(which)
        command = {"start": f.StartSpeech, "pause": f.PauseSpeech, "resume": f.ResumeSpeech}[act]
        self.agree(getattr(turns, act)(self.hall, name), command(name))

    @somebody_speaks
    @rule(which=numbers, seconds=st.sampled_from([-60, -10, 10, 30]))
    def change_time(self, which: int, seconds: int) -> None:
        name = self.named(which)
        expected = turns.change_time(self.hall, name, seconds)
        self.agree(expected, f.ChangeTime(seconds, name))

    @somebody_speaks
    @rule(which=numbers, seat=st.sampled_from(["", "1", "G1", "P1", "P2", "99"]))
    def move_speaker(self, which: int, seat: str) -> None:
        name = self.named(which)
        self.agree(turns.move_speaker(self.hall, name, seat), f.MoveSpeaker(name, seat))

    @somebody_speaks
    @rule(which=numbers)
    def end(self, which: int) -> None:
        name = self.named(which)
        self.agree(turns.end(self.hall, turn=name), f.EndSpeech(name))

    @rule(who=people, key=st.booleans())
    def end_own(self, who: str, key: bool) -> None:
        key = key or who in GUESTS
        expected = turns.end(self.hall, who=who, by="keypad" if key else "tablet")
        command = f.EndSpeech(seat=SEATS[who] if key else "")
        self.agree(expected, command, self.at(who, "keypad" if key else "tablet"))

    # Microphones.

    @rule(mode=st.sampled_from(MODES), open_max=st.sampled_from([None, 1, 2, 3]), sure=seldom)
    def set_other_mode(self, mode: str, open_max: int | None, sure: bool) -> None:
        if sure:
            self.set_microphones(mode, open_max)

    def set_microphones(self, mode: str, open_max: int | None) -> None:
        command = msgspec.convert({"t": "SetMicrophones", "mode": mode, "open_max": open_max},
                                  f.SetMicrophones)  # fmt: skip
        self.agree(microphones.set_microphones(self.hall, mode, open_max), command)

    @somebody_speaks
    @rule()
    def mute_all(self) -> None:
        self.agree(microphones.mute_all(self.hall), f.MuteAll())

    @rule(on=st.booleans())
    def take_priority(self, on: bool) -> None:
        self.agree(microphones.take_priority(self.hall, on=on), f.TakePriority(on))

    @rule(seat=seats, is_open=st.booleans())
    def report(self, seat: str, is_open: bool) -> None:
        expected = microphones.report(self.hall, seat, is_open=is_open)
        self.agree(expected, f.ReportMicrophone(seat, is_open), BRIDGE)

    @rule(seat=seats, online=st.booleans())
    def report_unit(self, seat: str, online: bool) -> None:
        expected = microphones.report_unit(self.hall, seat, online=online)
        self.agree(expected, f.ReportUnit(seat, online), BRIDGE)

    @rule()
    def obey(self) -> None:
        """All units answer, and every microphone becomes what is wanted."""
        for seat in [*SEATS.values(), "P1", "P2"]:
            self.report_unit(seat, online=True)
            wanted = bool(self.hall.microphones.get(seat, {}).get("wanted"))
            self.report(seat, is_open=wanted)

    # Time.

    @rule(item=items, seconds=st.sampled_from([0, 60]))
    def set_item_time(self, item: str, seconds: int) -> None:
        expected = microphones.set_item_time(self.hall, item, seconds)
        self.agree(expected, f.SetItemTime(seconds, item))

    @rule(group=st.sampled_from(["to-1", "to-2", "to-9"]), item=items,
          seconds=st.sampled_from([0, 15, 60]), added=st.sampled_from([-5, 0, 0, 5]))  # fmt: skip
    def set_group_time(self, group: str, item: str, seconds: int, added: int) -> None:
        expected = microphones.set_group_time(self.hall, group, item, seconds, added)
        self.agree(expected, f.SetGroupTime(group, seconds, added, item))

    @rule(ms=apart)
    def wait(self, ms: int) -> None:
        """The hall does what is due, at the time at which it is due."""
        until = self.sitting.now + ms
        while (due := self.next_due()) is not None and due[0] <= until:
            self.set_clock(max(self.sitting.now, due[0]))
            expected = self.house(due[1])
            assert expected == {"ok"}, due
            self.agree(expected, due[1], HOUSE)
        self.set_clock(until)

    @somebody_speaks
    @rule()
    def let_time_run_out(self) -> None:
        self.wait(60_000)

    def next_due(self) -> tuple[int, Command] | None:
        due, plain = next_due(self.sitting.state), course.due(self.hall)
        assert (due[0] if due else None) == (plain[0] if plain else None), (due, plain)
        return due

    def set_clock(self, now: int) -> None:
        self.sitting.now = self.hall.now = now

    def house(self, command: Command) -> Answer:
        match command:
            case f.EndTime(turn=turn):
                return turns.end_time(self.hall, turn)
            case f.TellDifference(seat=seat):
                return microphones.tell(self.hall, seat)
            case _:
                return course.end_call(self.hall, by_itself=True)

    @rule(command=st.sampled_from(["t1", "t2", "t3", "1", "2", "G1"]))
    def house_too_early(self, command: str) -> None:
        """What comes twice, or when it is no longer so, changes nothing."""
        if command.startswith("t"):
            self.agree(turns.end_time(self.hall, command), f.EndTime(command), HOUSE)
        else:
            self.agree(microphones.tell(self.hall, command), f.TellDifference(command), HOUSE)

    @rule()
    def restart(self) -> None:
        """The state comes back from the lines of the journal alone."""
        lines = [(at, msgspec.json.encode(event)) for at, event in self.sitting.events]
        state = replayed([(at, msgspec.json.decode(line, type=AnyEvent)) for at, line in lines])
        assert state == self.sitting.state
        self.sitting.state = state

    def teardown(self) -> None:
        """The journal of the walk is held by the rules, and its times and presence add up."""
        entries = entries_at(self.sitting.events) if hasattr(self, "sitting") else []
        state, faults = examine(entries)
        assert faults == []
        assert list(spoken.differences(spoken.added_up(entries), state)) == []
        assert list(attended.differences(attended.attendance(entries), state)) == []

    @invariant()
    def everything_is_the_same(self) -> None:
        if hasattr(self, "hall"):
            found, expected = shown(self.sitting.state), plain_shown(self.hall)
            for name in expected:
                assert found[name] == expected[name], name
            self.next_due()
