"""Who may give which command. Deny by default: what is not written here is refused."""

from msgspec import Struct

from hall_server.sitting import commands as c
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
_CHAIR_ALONE: frozenset[Role] = frozenset({"chair"})
_DESK: frozenset[Role] = frozenset({"chair", "clerk"})
_SEAT: frozenset[Role] = frozenset({"chair", "clerk", "delegate", "bridge"})
_BRIDGE: frozenset[Role] = frozenset({"bridge"})

AUTHORITY: dict[type[c.Command], frozenset[Role]] = {
    c.PrepareSitting: frozenset({"house"}),
    c.OpenSitting: _CHAIR_ALONE,
    c.SuspendSitting: _CHAIR_ALONE,
    c.ResumeSitting: _CHAIR_ALONE,
    c.AdjournSitting: _CHAIR_ALONE,
    c.CheckIn: _SEAT,
    c.CheckOut: _SEAT,
    c.AddItem: _DESK,
    c.TakeItem: _DESK,
    c.RequestFloor: _SEAT,
    c.WithdrawRequest: _SEAT,
    c.GrantFloor: _DESK,
    c.EndSpeech: frozenset({"chair", "clerk", "delegate"}),
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
    c.ClaimCorrection: frozenset({"chair", "clerk", "delegate"}),
    c.GiveProxy: _DESK,
    c.CastBallot: _SEAT,
    c.CloseVote: frozenset({"chair", "clerk", "house"}),
    c.DeclareVote: _CHAIR_ALONE,
    c.ReportMicrophone: _BRIDGE,
    c.ReportUnit: _BRIDGE,
}


def refuse_role(actor: Actor, command: c.Command) -> Refusal | None:
    """Refuse a command that the actor's role may not give."""
    if actor.role in AUTHORITY.get(type(command), _NOBODY):
        return None
    return RoleMissing(role=actor.role, command=type(command).__name__)


PersonalCommand = c.CheckIn | c.CheckOut | c.RequestFloor | c.WithdrawRequest | c.CastBallot


def subject(state: State, actor: Actor, command: PersonalCommand) -> DelegateId | Refusal:
    """Find whom a personal command is about.

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
