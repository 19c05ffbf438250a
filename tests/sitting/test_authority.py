"""Who may do what: the whole table of roles and commands, written out anew."""

from typing import get_args

import msgspec
import pytest

from hall_server.sitting import commands as c
from hall_server.sitting import events as e
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import AUTHORITY, Actor, refuse_role
from hall_server.sitting.command import Command
from hall_server.sitting.commands import COMMANDS
from hall_server.sitting.decide import DECISIONS, decide
from hall_server.sitting.event import Event
from hall_server.sitting.evolve import CHANGES
from hall_server.sitting.ids import Channel, Role
from hall_server.sitting.model import PaperCount, Plan
from hall_server.sitting.refusals import Refusal, RoleMissing
from tests.making import BRIDGE, START, Sitting, delegate_id, preparation

ROLES: tuple[Role, ...] = get_args(Role)

ALLOWED: dict[type[Command], str] = {
    c.PrepareSitting: "house",
    c.OpenSitting: "chair",
    c.SuspendSitting: "chair",
    c.ResumeSitting: "chair",
    c.AdjournSitting: "chair",
    f.CheckIn: "chair clerk delegate bridge",
    f.CheckOut: "chair clerk delegate bridge",
    c.AddItem: "chair clerk",
    c.TakeItem: "chair clerk",
    f.RequestFloor: "chair clerk delegate bridge",
    f.WithdrawRequest: "chair clerk delegate bridge",
    f.GrantFloor: "chair clerk",
    f.EndSpeech: "chair clerk delegate bridge",
    c.PrepareVote: "chair clerk",
    c.OpenVote: "chair clerk",
    c.HoldVote: "chair clerk",
    c.ResumeVote: "chair clerk",
    c.ExtendVote: "chair clerk",
    c.AnnulVote: "chair",
    c.AdmitDelegate: "chair clerk",
    c.RecuseDelegate: "chair clerk",
    c.CallDelegate: "chair clerk",
    c.EnterHands: "chair clerk",
    c.AppointCountingBoard: "chair clerk",
    c.EnterPaperCount: "chair clerk",
    c.GiveCastingVote: "chair",
    c.ClaimCorrection: "chair clerk delegate",
    c.GiveProxy: "chair clerk",
    c.CastBallot: "chair clerk delegate bridge",
    c.CloseVote: "chair clerk house",
    c.DeclareVote: "chair",
    f.ReportMicrophone: "bridge",
    f.ReportUnit: "bridge",
    f.ExcuseDelegate: "chair clerk",
    f.CallQuorum: "chair clerk",
    f.EndQuorumCall: "chair clerk house",
    f.MoveRequest: "chair clerk",
    f.CloseList: "chair clerk",
    f.ReopenList: "chair clerk",
    f.StartSpeech: "chair clerk",
    f.PauseSpeech: "chair clerk",
    f.ResumeSpeech: "chair clerk",
    f.ChangeTime: "chair clerk",
    f.MoveSpeaker: "chair clerk",
    f.EndTime: "house",
    f.HandInSpeech: "chair clerk delegate",
    f.SetMicrophones: "chair clerk",
    f.TakePriority: "chair",
    f.MuteAll: "chair clerk",
    f.SetItemTime: "chair clerk",
    f.SetGroupTime: "chair clerk",
    f.TellDifference: "house",
    f.FileQuestion: "chair clerk delegate",
    f.WithdrawQuestion: "chair clerk delegate",
    f.RankTopics: "chair clerk",
    f.RecordUndertaking: "chair clerk",
    f.ChangeUndertaking: "chair clerk",
}
EXAMPLES: tuple[Command, ...] = (
    c.PrepareSitting(preparation()),
    c.OpenSitting(),
    c.SuspendSitting(),
    c.ResumeSitting(),
    c.AdjournSitting(),
    f.CheckIn(delegate="s1"),
    f.CheckOut(delegate="s1"),
    c.AddItem("Nội dung"),
    c.TakeItem("i1"),
    f.RequestFloor(delegate="s1"),
    f.WithdrawRequest(delegate="s1"),
    f.GrantFloor("s1"),
    f.EndSpeech(),
    c.PrepareVote(Plan("Nghị quyết")),
    c.OpenVote("Nghị quyết"),
    c.HoldVote("v1"),
    c.ResumeVote("v1"),
    c.ExtendVote("v1", 10),
    c.AnnulVote("v1", "Mở nhầm"),
    c.AdmitDelegate("v1", "s1"),
    c.RecuseDelegate("v1", "s1", "Có liên quan"),
    c.CallDelegate("v1"),
    c.EnterHands("v1", 1, 0),
    c.AppointCountingBoard("v1", ("s1",)),
    c.EnterPaperCount("v1", PaperCount(0, 0, 0, 0)),
    c.GiveCastingVote("v1", "yes"),
    c.ClaimCorrection("v1", "yes", "Bấm nhầm", "s1"),
    c.GiveProxy("s1", "s2"),
    c.CastBallot("v1", "yes", delegate="s1"),
    c.CloseVote("v1"),
    c.DeclareVote("v1"),
    f.ReportMicrophone("1", open=True),
    f.ReportUnit("1", online=True),
    f.ExcuseDelegate("s1", "Ốm"),
    f.CallQuorum(),
    f.EndQuorumCall(),
    f.MoveRequest("r1", "Theo nội dung"),
    f.CloseList(),
    f.ReopenList(),
    f.StartSpeech(),
    f.PauseSpeech(),
    f.ResumeSpeech(),
    f.ChangeTime(60),
    f.MoveSpeaker(),
    f.EndTime("t1"),
    f.HandInSpeech("Ý kiến", delegate="s1"),
    f.SetMicrophones("free"),
    f.TakePriority(on=True),
    f.MuteAll(),
    f.SetItemTime(600, "i1"),
    f.SetGroupTime("to-1", 600),
    f.TellDifference("1"),
    f.FileQuestion("s2", "Đất đai", delegate="s1"),
    f.WithdrawQuestion("q1"),
    f.RankTopics(()),
    f.RecordUndertaking("s1", "Báo cáo trước tháng 12"),
    f.ChangeUndertaking("u1", "done"),
)
CHANNEL: dict[Role, Channel] = {"delegate": "tablet", "bridge": "keypad", "house": "house"}


def actor(role: Role) -> Actor:
    person = delegate_id(1) if role == "delegate" else delegate_id(0)
    return Actor(role, CHANNEL.get(role, "desk"), person)


def test_examples_and_tables_name_every_command_there_is() -> None:
    commands = {*COMMANDS, c.PrepareSitting, f.EndTime, f.TellDifference}
    assert commands == set(Command.__subclasses__())
    assert commands == set(AUTHORITY) == set(DECISIONS) == set(ALLOWED)
    assert [type(command) for command in EXAMPLES] == list(ALLOWED)


def test_every_event_there_is_has_its_change() -> None:
    assert set(get_args(e.AnyEvent)) == set(CHANGES) == set(Event.__subclasses__())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("command", EXAMPLES, ids=lambda command: type(command).__name__)
def test_every_role_may_do_exactly_what_the_table_says(role: Role, command: Command) -> None:
    state = Sitting(preparation()).state
    result = decide(state, actor(role), command, START)
    refused = isinstance(result, Refusal) and result.code == "role-missing"
    assert refused == (role not in ALLOWED[type(command)].split())


def test_what_stands_in_no_table_is_refused_to_every_role() -> None:
    for role in ROLES:
        refusal = decide(Sitting().state, actor(role), Command(), START)
        assert refusal == refuse_role(actor(role), Command()) == RoleMissing(role, "Command")


def test_screens_may_do_nothing_and_no_client_prepares() -> None:
    assert all("display" not in roles for roles in AUTHORITY.values())
    assert not {c.PrepareSitting, f.EndTime, f.TellDifference} & set(COMMANDS)


def test_house_is_no_role_a_client_can_send_as() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"t": "PrepareSitting"}, c.FromClients)


PERSONAL = (f.CheckIn, f.CheckOut, f.RequestFloor, f.WithdrawRequest)


@pytest.mark.parametrize("command", PERSONAL)
def test_a_delegate_acts_for_nobody_else(command: type[f.CheckIn]) -> None:
    sitting = Sitting(preparation())
    own = actor("delegate")
    assert sitting.refused(command(delegate="s2"), own) == "other-delegate"
    assert sitting.refused(command(seat="2"), own) == "other-delegate"
    assert sitting.refused(command(), Actor("delegate", "tablet", delegate_id(99))) == (
        "delegate-unknown"
    )
    sitting.arrive(1)
    sitting.do(f.CheckIn(delegate="s1"), own)


@pytest.mark.parametrize("command", PERSONAL)
def test_a_bridge_acts_for_who_has_the_seat(command: type[f.CheckIn]) -> None:
    sitting = Sitting(preparation())
    assert sitting.refused(command(seat="99"), actor("bridge")) == "seat-unknown"
    assert sitting.refused(command(), actor("bridge")) == "delegate-unknown"
    sitting.do(f.CheckIn(seat="2"), actor("bridge"))
    assert list(sitting.state.present) == ["s2"]


def test_seat_and_delegate_named_together_must_be_one() -> None:
    sitting = Sitting(preparation())
    sitting.do(f.CheckIn(seat="3", delegate="s3"))
    assert sitting.refused(f.CheckIn(seat="3", delegate="s4")) == "seat-unknown"
    assert sitting.refused(f.CheckIn(seat="4", delegate="s4"), BRIDGE) == "other-delegate"
