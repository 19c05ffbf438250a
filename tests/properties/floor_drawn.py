"""The rules under which the floor is tried, and what acts are given: drawn at random."""

from hypothesis import strategies as st

from tests.making import DEBATE, with_speech
from tests.properties.floor_hall import DELEGATES, GUESTS, ITEMS, SEATS

PACK = with_speech(
    with_speech(DEBATE, "brief", rank=45, seconds=(20, 10), at_end="end"),
    "reply", lane="reply", rank=20, seconds=(15,), role="rebuttal", questioner_first=True,
)  # fmt: skip

MODES = ["request", "request", "automatic", "free", "push-to-talk", "chair"]
KINDS = ["", "", "talk", "reply", "order", "remark", "question", "answer", "report", "brief"]

people = st.sampled_from([*DELEGATES, *GUESTS])
delegates = st.sampled_from(list(DELEGATES))
seats = st.sampled_from([*SEATS.values(), "P1", "P2"])
kinds = st.sampled_from(KINDS)
items = st.sampled_from(["", "", "", *ITEMS])
numbers = st.integers(1, 12)
seldom = st.sampled_from([False, False, False, False, True])
apart = st.sampled_from([0, 1, 299, 300, 499, 500, 999, 5_000, 10_000, 20_000, 40_000])
rules_of_the_floor = st.fixed_dictionaries(
    {
        "mode": st.sampled_from(MODES),
        "open_max": st.integers(1, 3),
        "clock_starts": st.sampled_from(["grant", "microphone"]),
        "first_time_first": st.booleans(),
        "priority_pauses": st.booleans(),
        "register_before": st.booleans(),
        "written": st.booleans(),
        "group_seconds": st.sampled_from([0, 0, 50]),
        "at_end": st.sampled_from(["warn", "mute", "end"]),
        "queue_max": st.sampled_from([4, 50]),
    }
)
rules_of_attendance = st.fixed_dictionaries(
    {
        "loss": st.sampled_from(["note", "suspend"]),
        "unanswered": st.sampled_from(["keep", "leave"]),
        "call_seconds": st.just(10),
    }
)
