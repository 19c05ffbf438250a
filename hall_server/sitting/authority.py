"""Who may give which command. Deny by default: what is not written here is refused."""

from msgspec import Struct

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.command import Command
from hall_server.sitting.ids import Channel, DelegateId, Role, SeatId
from hall_server.sitting.refusals import (
    DelegateUnknown,
    OtherDelegate,
    Refusal,
    RoleMissing,
    SeatUnknown,
)
from hall_server.sitting.state import State


class Actor(Struct, frozen=True):
    """Who sends a command, by what channel and device.

    `delegate` is empty unless the role is delegate.
    """

    role: Role
    channel: Channel
    delegate: DelegateId = DelegateId("")
    device: str = ""


HOUSE = Actor(role="house", channel="house")

_NOBODY: frozenset[Role] = frozenset()
_HOUSE: frozenset[Role] = frozenset({"house"})
_CHAIR_ALONE: frozenset[Role] = frozenset({"chair"})
_DESK: frozenset[Role] = frozenset({"chair", "clerk"})
_PERSON: frozenset[Role] = frozenset({"chair", "clerk", "delegate"})
_SEAT: frozenset[Role] = frozenset({"chair", "clerk", "delegate", "bridge"})
_BRIDGE: frozenset[Role] = frozenset({"bridge"})

AUTHORITY: dict[type[Command], frozenset[Role]] = {
    c.PrepareSitting: _HOUSE,
    c.OpenSitting: _CHAIR_ALONE,
    c.SuspendSitting: _CHAIR_ALONE,
    c.ResumeSitting: _CHAIR_ALONE,
    c.AdjournSitting: _CHAIR_ALONE,
    f.CheckIn: _SEAT,
    f.CheckOut: _SEAT,
    f.ExcuseDelegate: _DESK,
    f.CallQuorum: _DESK,
    f.EndQuorumCall: _DESK | _HOUSE,
    c.AddItem: _DESK,
    c.TakeItem: _DESK,
    f.RequestFloor: _SEAT,
    f.WithdrawRequest: _SEAT,
    f.MoveRequest: _DESK,
    f.CloseList: _DESK,
    f.ReopenList: _DESK,
    f.GrantFloor: _DESK,
    f.StartSpeech: _DESK,
    f.PauseSpeech: _DESK,
    f.ResumeSpeech: _DESK,
    f.ChangeTime: _DESK,
    f.MoveSpeaker: _DESK,
    f.EndSpeech: _SEAT,
    f.EndTime: _HOUSE,
    f.HandInSpeech: _PERSON,
    f.SetMicrophones: _DESK,
    f.TakePriority: _CHAIR_ALONE,
    f.MuteAll: _DESK,
    f.SetItemTime: _DESK,
    f.SetGroupTime: _DESK,
    f.ReportMicrophone: _BRIDGE,
    f.TellDifference: _HOUSE,
    f.ReportUnit: _BRIDGE,
    f.FileQuestion: _PERSON,
    f.WithdrawQuestion: _PERSON,
    f.RankTopics: _DESK,
    f.RecordUndertaking: _DESK,
    f.ChangeUndertaking: _DESK,
    c.PrepareVote: _DESK,
    c.OpenVote: _DESK,
    c.HoldVote: _DESK,
    c.ResumeVote: _DESK,
    c.ExtendVote: _DESK,
    c.AnnulVote: _CHAIR_ALONE,
    c.AdmitDelegate: _DESK,
    c.RecuseDelegate: _DESK,
    c.CallDelegate: _DESK,
    c.EnterHands: _DESK,
    c.AppointCountingBoard: _DESK,
    c.EnterPaperCount: _DESK,
    c.GiveCastingVote: _CHAIR_ALONE,
    c.ClaimCorrection: _PERSON,
    c.GiveProxy: _DESK,
    c.CastBallot: _SEAT,
    c.CloseVote: _DESK | _HOUSE,
    c.DeclareVote: _CHAIR_ALONE,
}


def refuse_role(actor: Actor, command: Command) -> Refusal | None:
    """Refuse a command that the actor's role may not give."""
    if actor.role in AUTHORITY.get(type(command), _NOBODY):
        return None
    return RoleMissing(role=actor.role, command=type(command).__name__)


PersonalCommand = f.CheckIn | f.CheckOut | c.CastBallot


def subject(state: State, actor: Actor, command: PersonalCommand) -> DelegateId | Refusal:
    """Find which delegate a personal command is about; of the floor see `speakers.subject`.

    A delegate speaks for themselves, a bridge for whoever has the seat, the desk for whom it
    names; a seat and a delegate named together must be one.
    """
    if actor.role == "delegate":
        if command.seat or (command.delegate and command.delegate != actor.delegate):
            return OtherDelegate()
        return in_office(state, actor.delegate)
    if actor.role == "bridge" and command.delegate:
        return OtherDelegate()
    if not command.seat:
        return in_office(state, command.delegate)
    found = _at_seat(state, command.seat)
    if command.delegate not in ("", found) and not isinstance(found, Refusal):
        return SeatUnknown(command.seat)
    return found


def in_office(state: State, delegate: str) -> DelegateId | Refusal:
    """Find a delegate by id."""
    return DelegateId(delegate) if delegate in state.delegates else DelegateUnknown(delegate)


def _at_seat(state: State, seat: str) -> DelegateId | Refusal:
    delegate = state.by_seat.get(SeatId(seat))
    return SeatUnknown(seat) if delegate is None else delegate
