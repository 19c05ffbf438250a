"""What is changed in the journals of the floor's stories, and what verifying then says."""

import msgspec

from hall_server.sitting import events as e
from hall_server.sitting import floor_events as f
from hall_server.sitting.ids import (
    DelegateId,
    ItemId,
    QuestionId,
    RequestId,
    SeatId,
    SpeakerId,
    TurnId,
    UndertakingId,
)
from hall_server.sitting.model import Topic
from tests.commandline.tampered import Events, Tampering, change, insert, remove, shift
from tests.making import START

I1, I2 = ItemId("i1"), ItemId("i2")
S = [SpeakerId(f"s{number}") for number in range(13)]
T = [TurnId(f"t{number}") for number in range(9)]
HOUR_MS = 3_600_000


def granted(turn: str, who: str, seat: str, **fields: object) -> f.FloorGranted:
    """Give a turn of three minutes or so."""
    plain = f.FloorGranted(TurnId(turn), SpeakerId(who), SeatId(seat), None, kind="talk")
    told: f.FloorGranted = msgspec.structs.replace(plain, **fields)
    return told


def undertaking(nth: int = 0, **fields: object) -> Tampering:
    """Change what an undertaking says."""

    def tamper(events: Events) -> None:
        kinds = [n for n, (_at, one) in enumerate(events) if isinstance(one, f.UndertakingRecorded)]
        at, event = events[kinds[nth]]
        assert isinstance(event, f.UndertakingRecorded)
        changed = msgspec.structs.replace(event.undertaking, **fields)
        events[kinds[nth]] = at, f.UndertakingRecorded(changed)

    return tamper


def answered_by_the_house(events: Events) -> None:
    """Let the hall answer for a speaker where the rules send nobody away."""
    for event in (
        f.PresenceConfirmed(1, DelegateId("s5"), "house"),
        f.QuorumCalled(1, START + HOUR_MS, 8),
    ):
        insert(f.FloorGranted, event)(events)


LATER = granted("t5", "s8", "8", limit=420_000, ends_at=START + 520_000, payer="to-1")

DEBATING: list[tuple[Tampering, str]] = [
    (change(f.FloorRequested, delegate=SpeakerId("x")), "x is no delegate and no guest"),
    (change(f.FloorRequested, delegate=S[11]), "FloorRequested: s11 is not present"),
    (change(f.FloorRequested, request="r7"), "the next request is r1, not r7"),
    (change(f.FloorRequested, nth=1, delegate=S[1]), "s1 has asked for this already"),
    (change(f.FloorRequested, kind="song"), "the rules have no kind of speech “song”"),
    (change(f.FloorRequested, kind="report"), "“report” is asked for by the desk, not by “tabl"),
    (change(f.FloorRequested, nth=1, before="r1"), "its place is before nobody, not before r1"),
    (change(f.FloorRequested, nth=4, before=""), "its place is before r1, not before nobody"),
    (change(f.FloorRequested, item=ItemId("i9")), "FloorRequested: there is no item i9"),
    (change(f.FloorRequested, about="t9"), "there is no turn and no question t9"),
    (
        insert(e.SittingPrepared, f.FloorRequested(S[8], "tablet", "r1", "talk")),
        "FloorRequested: it names no item",
    ),
    (answered_by_the_house, "the hall answers for nobody"),
    (change(f.FloorRequested, nth=1, request=""), "it has no number, those before it have"),
    (
        insert(f.ListClosed, f.FloorRequested(S[8], "tablet", "r6", "talk", I1)),
        "the list of speakers is closed",
    ),
    (
        insert(f.FloorGranted, f.FloorRequested(S[5], "tablet", "r6", "reply", I1, "r1")),
        "s5 has a turn already",
    ),
    (change(f.RequestMoved, reason=" "), "RequestMoved: it gives no reason"),
    (change(f.RequestMoved, request=RequestId("r9")), "request r9 does not wait"),
    (change(f.RequestMoved, before="r9"), "request r9 does not wait"),
    (change(f.RequestMoved, before="r4"), "it was moved before itself"),
    (change(f.FloorGranted, nth=1, pressed_at=None, limit=None), "less than those before it"),
    (insert(f.ListClosed, f.ListClosed(I1)), "the list was closed already"),
    (insert(f.ListReopened, f.ListReopened(I1)), "the list was not closed"),
    (change(f.RequestWithdrawn, delegate=S[9]), "s9 has not asked for the floor"),
    (change(f.RequestWithdrawn, request="r1"), "s3 has not asked for the floor"),
    (change(f.FloorGranted, delegate=S[11]), "FloorGranted: s11 is not present"),
    (change(f.FloorGranted, turn=T[7]), "the next turn is t1, not t7"),
    (change(f.FloorGranted, seat=SeatId("9")), "s5 does not have seat 9"),
    (change(f.FloorGranted, request="r1"), "request r1 is another's, or of another kind"),
    (change(f.FloorGranted, request="r9"), "request r9 does not wait"),
    (change(f.FloorGranted, kind="talk"), "request r5 is another's, or of another kind"),
    (change(f.FloorGranted, limit=180_500), "its limit of 180500 ms is none that rules, budget or"),
    (change(f.FloorGranted, limit=None), "it has no limit"),
    (change(f.FloorGranted, ends_at=START + HOUR_MS), "its clock ends at"),
    (change(f.FloorGranted, waits=True), "its clock waits, by the rules it does not"),
    (change(f.FloorGranted, payer=""), "its time is charged to nobody, by the rules to another"),
    (change(f.FloorGranted, payer="to-1"), "its time is charged to to-1, by the rules to another"),
    (change(f.FloorGranted, pressed_at=START - 9000), "its press came 13000 ms before it"),
    (change(f.FloorGranted, interrupts="t9"), "a turn of this kind interrupts none, it names t9"),
    (change(f.FloorGranted, nth=1, interrupts=""), "no turn is not what it cut into"),
    (change(f.FloorGranted, nth=1, kind="talk"), "turn t1 is still running"),
    (remove(f.SpeechPaused), "turn t1 was not paused for it"),
    (remove(f.SpeechEnded, nth=2), "turn t1 is still running"),
    (insert(f.SpeechPaused, f.SpeechPaused(T[1], "desk")), "turn t1 is “paused”"),
    (change(f.SpeechPaused, nth=1, by="time"), "the time of t1 was not over"),
    (change(f.SpeechPaused, nth=1, by="priority"), "the chair did not take priority"),
    (change(f.SpeechPaused, turn=T[8]), "turn t8 is not running"),
    (insert(f.FloorGranted, f.SpeechResumed(T[1]), nth=1), "t1 is interrupted still"),
    (insert(f.TimeChanged, f.SpeechResumed(T[1])), "turn t1 is “speaking”"),
    (change(f.TimeChanged, change=500), "its time is changed by 500 ms; 1 to 86400 s can be"),
    (change(f.TimeChanged, change=0), "its time is changed by 0 ms"),
    (change(f.TimeChanged, turn=T[2]), "turn t2 is not running"),
    (change(f.SpeakerMoved, seat=SeatId("Z")), "nobody has seat Z"),
    (change(f.SpeakerMoved, seat=SeatId("5")), "t1 is at 5 already"),
    (insert(f.PriorityTaken, f.PriorityTaken()), "the chair had priority already"),
    (remove(f.PriorityTaken), "the chair had no priority"),
    (change(f.SpeechEnded, by="time"), "the time of t3 was not over"),
    (change(f.SpeechEnded, by="speaker"), "its speaker ends it at a device, not by “desk”"),
    (change(f.SpeechEnded, by="device"), "ends a turn only where a key is held to talk"),
    (insert(f.SpeechEnded, f.SpeechEnded(T[3])), "turn t3 is not running"),
    (shift(f.SpeechEnded, -5000, nth=2), "earlier than the entry"),
    (remove(f.SpeechEnded, nth=3), "turn t4 is still running"),
    (change(f.ItemTimeSet, limit=1500), "a time of 1500 ms; 1 to 86400 s can be"),
    (change(f.ItemTimeSet, item=ItemId("i9")), "ItemTimeSet: there is no item i9"),
    (change(f.GroupTimeSet, group="to-9"), "there is no group to-9"),
    (change(f.GroupTimeSet, initial=-1000), "a time of -1000 ms"),
    (change(f.SpeechHandedIn, delegate=S[9]), "s9 did not wait for the floor on i1"),
    (change(f.SpeechHandedIn, text=" "), "there is nothing in it"),
    (change(f.SpeechHandedIn, channel="keypad"), "by tablet or desk, not by “keypad”"),
    (
        insert(f.SpeechHandedIn, f.SpeechHandedIn(S[2], I1, "Nữa", "desk")),
        "s2 had handed it in already",
    ),
    (insert(e.SittingAdjourned, LATER), "it can't be while the sitting is “adjourned”"),
    (change(f.FloorGranted, delegate=SpeakerId("x")), "FloorGranted: x is no delegate and no gue"),
    (change(f.FloorGranted, kind="song"), "FloorGranted: the rules have no kind of speech “song”"),
    (insert(f.FloorGranted, granted("t2", "s5", "5")), "s5 has a turn already"),
    (
        insert(f.FloorRequested, granted("t5", "s7", "7", request="r6", limit=420_000), nth=5),
        "request r6 is on i2, which is not under way",
    ),
    (
        insert(f.FloorRequested, f.RequestMoved(RequestId("r6"), "r2", "?"), nth=5),
        "r6 and r2 wait on different items",
    ),
    (change(f.SpeakerMoved, turn=T[3]), "SpeakerMoved: turn t3 is not running"),
    (change(f.GroupTimeSet, item=ItemId("i9")), "GroupTimeSet: there is no item i9"),
    (change(f.GroupTimeSet, added=500), "a time of 500 ms"),
    (change(f.ListClosed, item=ItemId("i9")), "ListClosed: there is no item i9"),
    *(
        (insert(e.SittingAdjourned, late), f"{type(late).__name__}: it can't be while the sitting")
        for late in (
            f.FloorRequested(S[8], "tablet", "r7", "talk", I2),
            f.ListClosed(I2),
            f.ListReopened(I1),
            f.SpeechResumed(T[1]),
            f.MicrophonesSet("free", 3),
            f.PriorityTaken(),
            f.ItemTimeSet(I1, 1000),
            f.GroupTimeSet(I1, "to-1", 1000, 0),
            e.DelegateCheckedOut(DelegateId("s8"), "desk"),
            f.QuorumCalled(1, START + HOUR_MS, 8),
            f.QuestionFiled(QuestionId("q1"), DelegateId("s8"), S[9], "?", "", "desk"),
            f.QuestionWithdrawn(QuestionId("q1")),
            f.TopicsRanked((Topic("?"),)),
        )
    ),
]

SMALL: list[tuple[Tampering, str]] = [
    (
        insert(f.FloorRequested, f.FloorRequested(S[4], "tablet", "r2", "talk", I1)),
        "1 wait already; the rules take no more",
    ),
    (change(f.FloorRequested, item=I2), "i2 is not under way; by the rules nobody asks beforeha"),
    (change(f.FloorRequested, nth=2, delegate=S[1]), "s1 has had 2 turns of this kind; the rules"),
    (
        insert(f.FloorGranted, f.FloorRequested(S[5], "tablet", "r5", "talk", I1), nth=2),
        "1 have the floor, more microphones do not open",
    ),
    (
        insert(f.MicrophonesSet, f.SpeechHandedIn(S[2], I1, "?", "desk")),
        "the rules take no speeches in writing",
    ),
]

MICROPHONES: list[tuple[Tampering, str]] = [
    (change(f.FloorGranted, waits=False), "its clock runs at once, by the rules it does not"),
    (change(f.FloorGranted, ends_at=START + 60_000), "its clock ends at None"),
    (remove(f.MicrophoneReported), "the microphone at 1 was not reported open"),
    (change(f.SpeechStarted, turn=T[3]), "turn t3 is not running"),
    (insert(f.SpeechStarted, f.SpeechStarted(T[1], "desk")), "turn t1 is “speaking”"),
    (shift(f.SpeechEnded, -1), "the time of t1 was not over"),
    (
        insert(f.SpeechStarted, f.SpeechPaused(T[1], "time"), later_ms=60_000),
        "at the end of its time the rules do something else to t1",
    ),
    (change(f.SpeechEnded, nth=2, by="time"), "the time of t3 was not over"),
    (change(f.MicrophoneReported, seat=SeatId("Z")), "nobody has seat Z"),
    (change(f.MicrophoneReported, nth=1, open=True), "that was known of seat 1 already"),
    (change(f.UnitReported, seat=SeatId("Z")), "nobody has seat Z"),
    (change(f.UnitReported, nth=3, online=True), "that was known of seat 3 already"),
    (
        insert(
            f.MicrophoneReported, f.MicrophoneDiffers(SeatId("P1"), False), nth=-1, later_ms=600
        ),
        "the chair may always speak",
    ),
    (change(f.MicrophoneDiffers, wanted=False), "at 2 the hall wants something else"),
    (change(f.MicrophoneDiffers, seat=SeatId("9")), "no unit is known at seat 9"),
    (shift(f.MicrophoneDiffers, -200), "the microphone at 2 had 300 ms to follow"),
    (
        insert(f.MicrophoneDiffers, f.MicrophoneDiffers(SeatId("2"), True)),
        "the desk was told of seat 2 already",
    ),
    (
        insert(f.MicrophoneReported, f.MicrophoneDiffers(SeatId("1"), True), later_ms=600),
        "the microphone at 1 is what the hall wants",
    ),
    (change(f.MicrophonesSet, mode="request", open_max=1), "it was set so already"),
    (change(f.MicrophonesSet, open_max=26), "26 microphones at once; 1 to 25 can be"),
    (change(f.MicrophonesSet, mode="request"), "ends a turn only where a key is held to talk"),
    (change(f.MicrophonesSet, nth=1, mode="chair"), "nobody asks for the floor now"),
    (change(f.FloorGranted, nth=2, pressed_at=START), "its press came 70700 ms before it"),
    (change(f.FloorGranted, nth=4, request="r3"), "request r3 does not wait"),
]

RUNNING_OUT: list[tuple[Tampering, str]] = [
    (change(f.FloorGranted, to=""), "a question has to name who is asked, it names nobody"),
    (change(f.FloorGranted, to="s1"), "a question has to name who is asked, it names s1"),
    (change(f.FloorGranted, to="x"), "x is no delegate and no guest"),
    (change(f.FloorGranted, nth=1, about=""), "an answer has to name the question that it ans"),
    (change(f.FloorGranted, nth=1, about="t7"), "there is no turn and no question t7"),
    (
        change(f.FloorGranted, nth=1, delegate=SpeakerId("g2"), seat=SeatId("G2")),
        "g1 was asked and answers in person, not g2",
    ),
    (shift(f.SpeechPaused, -1), "the time of t2 was not over"),
    (remove(f.TimeChanged), "t2 has no time left"),
    (change(f.TimeChanged, change=31_000), "the time of t2 was not over"),
    (change(f.SpeechEnded, nth=1, by="time"), "the time of t2 was not over"),
]

ATTENDING: list[tuple[Tampering, str]] = [
    (change(f.DelegateExcused, delegate=DelegateId("s1")), "DelegateExcused: s1 is present"),
    (change(f.DelegateExcused, delegate=DelegateId("x")), "DelegateExcused: x is not in office"),
    (change(f.DelegateExcused, reason=""), "s11 was excused so already"),
    (change(f.QuorumCalled, number=3), "the next quorum call is number 1, not 3"),
    (change(f.QuorumCalled, needed=7), "it says 7 are needed, by the rules 8"),
    (change(f.QuorumCalled, ends_at=START), "its end is 0 ms from its beginning"),
    (insert(f.QuorumCalled, f.QuorumCalled(2, START + 9000, 8)), "quorum call 1 is under way"),
    (change(f.PresenceConfirmed, nth=1, delegate=DelegateId("s1")), "s1 had answered already"),
    (change(f.PresenceConfirmed, delegate=DelegateId("s11")), "s11 is not present"),
    (change(f.PresenceConfirmed, number=2), "quorum call 2 is not under way"),
    (change(f.PresenceConfirmed, channel="roll-call"), "desk, not by “roll-call”"),
    (change(f.PresenceConfirmed, channel="house"), "s1 had no turn when the quorum was called"),
    (
        change(f.PresenceConfirmed, nth=7, delegate=DelegateId("s7")),
        "s7 had no turn when the quorum was called",
    ),
    (remove(f.PresenceConfirmed), "it says 7 answered, there are 6"),
    (change(f.QuorumCallEnded, present=8, reached=True), "it says 8 answered, there are 7"),
    (change(f.QuorumCallEnded, reached=True), "7 of 8 needed: it says the contrary"),
    (change(f.QuorumCallEnded, needed=6), "it says 6 are needed, by the rules 8"),
    (remove(f.QuorumCallEnded), "quorum call 1 is under way"),
    (change(f.QuorumCallEnded, number=2), "QuorumCallEnded: quorum call 2 is not under way"),
    (insert(e.SittingSuspended, f.QuorumLost(7, 8)), "QuorumLost: it can't be while the sitting"),
    (change(f.QuorumLost, present=6), "it says 6 present, there are 7"),
    (change(f.QuorumLost, needed=7), "7 of 7 needed are enough"),
    (insert(e.SittingOpened, f.QuorumLost(10, 8)), "10 of 8 needed are enough"),
    (remove(f.QuorumLost), "QuorumRegained: it was not lost"),
    (change(f.QuorumLost, needed=9), "QuorumLost: it says 9 are needed, by the rules 8"),
    (insert(f.QuorumLost, f.QuorumLost(7, 8)), "QuorumLost: it was lost already"),
    (change(f.QuorumRegained, needed=7), "QuorumRegained: it says 7 are needed, by the rules 8"),
    (insert(f.QuorumLost, f.QuorumRegained(7, 8)), "7 of 8 needed are too few"),
    (change(f.QuorumRegained, present=9), "it says 9 present, there are 8"),
    (remove(e.DelegateCheckedOut), "it says 7 present, there are 8"),
    (
        insert(
            e.SittingSuspended, granted("t1", "s1", "1", limit=420_000, ends_at=START + 487_000)
        ),
        "FloorGranted: it can't be while the sitting is “suspended”",
    ),
]

ASKING: list[tuple[Tampering, str]] = [
    (change(f.QuestionFiled, question=QuestionId("q5")), "the next question is q1, not q5"),
    (change(f.QuestionFiled, delegate=DelegateId("x")), "QuestionFiled: x is not in office"),
    (change(f.QuestionFiled, to=SpeakerId("x")), "x is no delegate and no guest"),
    (change(f.QuestionFiled, to=S[1]), "s1 asks themselves"),
    (change(f.QuestionFiled, topic=" "), "it has no topic"),
    (change(f.QuestionFiled, channel="keypad"), "by tablet or desk, not by “keypad”"),
    (change(f.QuestionWithdrawn, question=QuestionId("q9")), "there is no question q9"),
    (insert(f.FloorGranted, f.QuestionWithdrawn(QuestionId("q1"))), "question q1 was spoken of"),
    (change(f.TopicsRanked, topics=(Topic("?", questions=("q9",)),)), "there is no question q9"),
    (change(f.TopicsRanked, topics=(Topic("?", questions=("q1", "q1")),)), "stands in it twice"),
    (change(f.TopicsRanked, topics=(Topic(" "),)), "a topic has no title"),
    (change(f.TopicsRanked, topics=(Topic("?", respondent="x"),)), "x is no delegate and no gues"),
    (change(f.TopicsRanked, topics=()), "they were ranked so already"),
    (change(f.FloorRequested, nth=1, before=""), "its place is before r1, not before nobody"),
    (change(f.FloorRequested, nth=1, about="t9"), "there is no turn and no question t9"),
    (undertaking(id=UndertakingId("thu-nghiem-1:u4")), "the next undertaking is thu-nghiem-1:u1"),
    (undertaking(what=" "), "it does not say who undertook what"),
    (undertaking(about="t9"), "there is no turn and no question t9"),
    (undertaking(sitting="khac"), "it names the sitting khac, this one is thu-nghiem-1"),
    (undertaking(sitting_title="Khác"), "it calls this sitting “Khác”"),
    (undertaking(state="done"), "it was done before it was given"),
    (undertaking(recorded_at=7), "it says another time than its entry"),
    (undertaking(1, evidence="Xong"), "with its words its evidence was changed"),
    (undertaking(1, what="Sửa đường"), "it was recorded so already"),
    (undertaking(1, changed_at=7), "it says another time than its entry"),
    (change(f.UndertakingChanged, undertaking=UndertakingId("x:u1")), "no undertaking x:u1"),
    (change(f.UndertakingChanged, evidence=""), "nothing shows that truoc:u1 is done"),
    (change(f.UndertakingChanged, state="open", evidence=""), "truoc:u1 was open already"),
]

TAMPERINGS = {
    "debating": DEBATING,
    "in_a_small_house": SMALL,
    "with_microphones": MICROPHONES,
    "running_out": RUNNING_OUT,
    "attending": ATTENDING,
    "asking": ASKING,
}
