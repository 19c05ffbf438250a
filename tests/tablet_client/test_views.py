"""The seat's shapes against the hall's own."""

from typing import get_args

import msgspec
import pytest

from hall_server.boards import floor_values, values, vote_values
from tablet_client import floor_views, views

VIEWS = [
    (views.Sitting, values.SittingValue),
    (views.Attendance, values.AttendanceValue),
    (views.Item, values.ItemValue),
    (views.Person, floor_values.PersonValue),
    (views.Wording, vote_values.WordingValue),
    (views.Words, vote_values.WordsValue),
    (views.Majority, vote_values.MajorityValue),
    (views.Option, vote_values.OptionValue),
    (views.Counts, vote_values.CountsValue),
    (views.Share, vote_values.ShareValue),
    (views.Marked, vote_values.MarkedValue),
    (views.Verdict, vote_values.VerdictValue),
    (views.Vote, vote_values.VoteValue),
    (views.Ballot, vote_values.OwnBallotValue),
    (views.Principal, vote_values.PrincipalValue),
    (views.OwnVote, vote_values.OwnVoteValue),
    (views.Call, vote_values.CallValue),
    (views.Me, values.MeValue),
    (floor_views.Clock, floor_values.ClockValue),
    (floor_views.SpeechKind, floor_values.SpeechKindValue),
    (floor_views.Turn, floor_values.TurnValue),
    (floor_views.Request, floor_values.RequestValue),
    (floor_views.HallFloor, floor_values.FloorValue),
    (floor_views.OwnRequest, floor_values.OwnRequestValue),
    (floor_views.OwnFloor, floor_values.OwnFloorValue),
    (floor_views.OwnQuestion, floor_values.OwnQuestionValue),
    (floor_views.Respondent, floor_values.AnswerableValue),
    (floor_views.TopicQuestion, floor_values.TopicQuestionValue),
    (floor_views.Topic, floor_values.TopicValue),
    (floor_views.QuorumCall, floor_values.QuorumCallValue),
    (floor_views.Undertaking, floor_values.UndertakingValue),
    (views.Notice, values.NoticeValue),
]


@pytest.mark.parametrize(("view", "value"), VIEWS, ids=lambda kind: kind.__name__)
def test_seat_reads_only_what_the_hall_writes(
    view: type[msgspec.Struct], value: type[msgspec.Struct]
) -> None:
    written = {field.name: field.type for field in msgspec.structs.fields(value)}
    for field in msgspec.structs.fields(view):
        assert field.name in written
        assert (type(None) in get_args(field.type)) == (type(None) in get_args(written[field.name]))


def test_every_view_is_held_against_the_halls_value() -> None:
    assert {view for view, _ in VIEWS} == set(views.View.__subclasses__())
