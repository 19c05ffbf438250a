"""(state, actor, command, now) → events, or a refusal. The law's one door for commands.

Reads the state, changes nothing; the same arguments give the same result.
"""

from collections.abc import Callable
from typing import Any

from hall_server.sitting import (
    agenda,
    attendance,
    ballots,
    counted,
    course,
    floor_time,
    granting,
    microphones,
    questioning,
    requests,
    turns,
    undertakings,
    votes,
)
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.authority import Actor, refuse_role
from hall_server.sitting.command import Command
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.ids import Milliseconds
from hall_server.sitting.refusals import Refusal
from hall_server.sitting.state import State

Decision = Callable[[State, Actor, Any, Milliseconds], list[AnyEvent] | Refusal]

DECISIONS: dict[type[Command], Decision] = {
    c.PrepareSitting: course.prepare,
    c.OpenSitting: course.open_sitting,
    c.SuspendSitting: course.suspend_sitting,
    c.ResumeSitting: course.resume_sitting,
    c.AdjournSitting: course.adjourn_sitting,
    f.CheckIn: attendance.check_in,
    f.CheckOut: attendance.check_out,
    f.ExcuseDelegate: attendance.excuse_delegate,
    f.CallQuorum: attendance.call_quorum,
    f.EndQuorumCall: attendance.end_quorum_call,
    c.AddItem: agenda.add_item,
    c.TakeItem: agenda.take_item,
    f.RequestFloor: requests.request_floor,
    f.WithdrawRequest: requests.withdraw_request,
    f.MoveRequest: requests.move_request,
    f.CloseList: requests.close_list,
    f.ReopenList: requests.reopen_list,
    f.HandInSpeech: requests.hand_in_speech,
    f.GrantFloor: granting.grant_floor,
    f.StartSpeech: turns.start_speech,
    f.PauseSpeech: turns.pause_speech,
    f.ResumeSpeech: turns.resume_speech,
    f.ChangeTime: turns.change_time,
    f.MoveSpeaker: turns.move_speaker,
    f.EndSpeech: turns.end_speech,
    f.EndTime: turns.end_time,
    f.SetMicrophones: microphones.set_microphones,
    f.TakePriority: microphones.take_priority,
    f.MuteAll: microphones.mute_all,
    f.ReportMicrophone: microphones.report_microphone,
    f.ReportUnit: microphones.report_unit,
    f.TellDifference: microphones.tell_difference,
    f.SetItemTime: floor_time.set_item_time,
    f.SetGroupTime: floor_time.set_group_time,
    f.FileQuestion: questioning.file_question,
    f.WithdrawQuestion: questioning.withdraw_question,
    f.RankTopics: questioning.rank_topics,
    f.RecordUndertaking: undertakings.record_undertaking,
    f.ChangeUndertaking: undertakings.change_undertaking,
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
    state: State, actor: Actor, command: Command, now: Milliseconds
) -> list[AnyEvent] | Refusal:
    """Decide a command at the clerk's time `now` (ms).

    An empty list means: done, and nothing had to change.
    """
    refusal = refuse_role(actor, command)
    if refusal is not None:
        return refusal
    return DECISIONS[type(command)](state, actor, command, now)
