"""Every kind of event there is, from one scripted sitting of a made-up council."""

from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.events import AnyEvent
from tests.commandline import floor_stories
from tests.commandline.stories import STORIES
from tests.making import BRIDGE, Sitting, preparation, seated


def _script() -> list[AnyEvent]:
    sitting = Sitting(preparation(5)).open(5)
    sitting.do(c.AddItem("Việc phát sinh “khác”"))
    sitting.do(c.TakeItem("i1"))
    for number in (1, 2):
        sitting.do(f.RequestFloor(), seated(number))
    sitting.do(f.GrantFloor("s1"))
    sitting.do(f.ReportMicrophone("1", open=True), BRIDGE)
    sitting.do(f.ReportUnit("2", online=True), BRIDGE)
    sitting.wait(1)
    sitting.do(f.WithdrawRequest(), seated(2))
    sitting.do(f.EndSpeech())
    sitting.open_vote()
    sitting.cast_many(yes=3, no=1)
    sitting.close()
    sitting.declare()
    sitting.do(c.SuspendSitting())
    sitting.leave(5)
    sitting.do(c.ResumeSitting())
    sitting.do(c.AdjournSitting())
    return [event for _at, event in sitting.events]


def _others(known: list[AnyEvent]) -> list[AnyEvent]:
    """Give one event of each kind that only sittings with other votes or a longer debate have."""
    stories = (*STORIES.values(), *floor_stories.STORIES.values())
    kinds = {type(event): event for story in stories for _at, event in story()}
    return [event for kind, event in kinds.items() if kind not in set(map(type, known))]


_MORNING = _script()
EVENTS: list[AnyEvent] = [*_others(_MORNING), *_MORNING]
