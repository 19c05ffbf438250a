"""(state, actor, command, now) → events, or a refusal. The law's one door for commands.

Reads the state, changes nothing; the same arguments give the same result.
"""

from collections.abc import Callable
from typing import Any

from hall_server.sitting import agenda, attendance, ballots, counted, course, floor, votes
from hall_server.sitting import commands as c
from hall_server.sitting.authority import Actor, refuse_role
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.refusals import Refusal
from hall_server.sitting.state import State

Decision = Callable[[State, Actor, Any, Milliseconds], list[AnyEvent] | Refusal]

DECISIONS: dict[type[c.Command], Decision] = {
    c.PrepareSitting: course.prepare,
    c.OpenSitting: course.open_sitting,
    c.SuspendSitting: course.suspend_sitting,
    c.ResumeSitting: course.resume_sitting,
    c.AdjournSitting: course.adjourn_sitting,
    c.CheckIn: attendance.check_in,
    c.CheckOut: attendance.check_out,
    c.AddItem: agenda.add_item,
    c.TakeItem: agenda.take_item,
    c.RequestFloor: floor.request_floor,
    c.WithdrawRequest: floor.withdraw_request,
    c.GrantFloor: floor.grant_floor,
    c.EndSpeech: floor.end_speech,
    c.ReportMicrophone: floor.report_microphone,
    c.ReportUnit: floor.report_unit,
    c.PrepareVote: votes.prepare_vote,
    c.OpenVote: votes.open_vote,
    c.HoldVote: votes.hold_vote,
    c.ResumeVote: votes.resume_vote,
    c.ExtendVote: votes.extend_vote,
    c.AnnulVote: votes.annul_vote,
    c.AdmitDelegate: ballots.admit_delegate,
    c.RecuseDelegate: ballots.recuse_delegate,
    c.CallDelegate: ballots.call_delegate,
    c.EnterHands: counted.enter_hands,
    c.AppointCountingBoard: counted.appoint_board,
    c.EnterPaperCount: counted.enter_paper_count,
    c.GiveCastingVote: counted.give_casting_vote,
    c.ClaimCorrection: counted.claim_correction,
    c.GiveProxy: ballots.give_proxy,
    c.CastBallot: ballots.cast_ballot,
    c.CloseVote: votes.close_vote,
    c.DeclareVote: votes.declare_vote,
}


def decide(
    state: State, actor: Actor, command: c.Command, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Decide a command at the clerk's time `now` (ms).

    An empty list means: done, and nothing had to change.
    """
    refusal = refuse_role(actor, command)
    if refusal is not None:
        return refusal
    return DECISIONS[type(command)](state, actor, command, now)
