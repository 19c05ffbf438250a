"""What is changed in the journals of the stories, and what verifying then says."""

from hall_server.sitting import events as e
from hall_server.sitting.ids import DelegateId, ItemId, VoteId
from hall_server.sitting.model import Option, PaperCount, Plan
from hall_server.sitting.votes import register_hash
from tests.commandline.stories import PERSONS
from tests.commandline.tampered import Events, Tampering, change, insert, remove, shift
from tests.making import START, delegate_id

V1, V2, V3 = VoteId("v1"), VoteId("v2"), VoteId("v3")
S = [delegate_id(number) for number in range(13)]
HASH = register_hash(())
DAY_MS = 86_400_000
NOTHING = PaperCount(0, 0, 0, 0)
A_MARK = e.BallotCast(V1, S[2], "", "tablet", marks=("an",))
SECOND = e.VotePrepared(V2, 2, ItemId("i1"), Plan("?"))

REGISTER: list[tuple[Tampering, str]] = [
    (insert(e.VoteHeld, e.BallotCast(V1, S[9], "yes", "tablet")), "s9 while it was held"),
    (insert(e.VoteHeld, e.BallotCast(V1, S[9], "yes", "tablet")), "BallotCast: vote v1 is not op"),
    (insert(e.VoteHeld, e.VoteHeld(V1, "chair", 50_000)), "VoteHeld: vote v1 is not open"),
    (change(e.VoteHeld, remaining=60_000), "50000 ms of its window were left, not 60000"),
    (change(e.VoteHeld, by="time"), "held by time, which the rules or the clock do not say"),
    (change(e.VoteResumed, closes_at=None), "goes on until"),
    (change(e.VoteResumed, closes_at=START + DAY_MS), "goes on until"),
    (remove(e.VoteHeld), "VoteResumed: vote v1 is not held"),
    (change(e.VoteExtended, remaining=50_001), "1 to 86400 s more can be"),
    (change(e.VoteExtended, remaining=20_000), "1 to 86400 s more can be"),
    (change(e.VoteExtended, nth=1, closes_at=START + 3 * DAY_MS), "1 to 86400 s more can be"),
    (change(e.VoteExtended, nth=1, closes_at=None), "kept open, which the rules or the clock"),
    (insert(e.VoteClosed, e.VoteExtended(V1, START)), "VoteExtended: vote v1 is not open or held"),
    (change(e.DelegateAdmitted, delegate=S[12]), "DelegateAdmitted: s12 is not present"),
    (change(e.DelegateAdmitted, delegate=DelegateId("x")), "DelegateAdmitted: x is not in office"),
    (change(e.DelegateAdmitted, delegate=S[10]), "s10 was on the register already"),
    (change(e.DelegateAdmitted, register_hash=HASH), "v1: the register does not have the hash"),
    (change(e.DelegateAdmitted, weight=5), "s11 was admitted with weight 5, not 1"),
    (remove(e.DelegateAdmitted), "a ballot of s11, who is not on the register"),
    (insert(e.DelegateRecused, e.DelegateAdmitted(V1, S[8], HASH)), "s8 takes no part in v1"),
    (change(e.DelegateRecused, register_hash=HASH), "v1: the register does not have the hash"),
    (change(e.DelegateRecused, delegate=S[7]), "v1: the register does not have the hash"),
    (change(e.DelegateRecused, silenced=(S[7],)), "with s8 go the absent whom nobody else"),
    (change(e.DelegateRecused, reason=" "), "DelegateRecused: it gives no reason"),
    (remove(e.DelegateRecused), "recused: recorded 1, counted 0"),
    (remove(e.DelegateRecused), "no: recorded 1, counted 2"),
    (insert(e.VoteClosed, e.DelegateRecused(V1, S[9], "?", HASH)), "not prepared, open or held"),
    (insert(e.DelegateRecused, e.DelegateRecused(V1, S[8], "?", HASH)), "was recused from v1 alre"),
    (change(e.VoteClosed, recused=0, absent=2), "recused: recorded 0, counted 1"),
    (change(e.VoteClosed, present_at_close=12), "present_at_close: recorded 12, counted 9"),
    (change(e.VoteClosed, by="all"), "closed as if all had answered"),
    (change(e.CorrectionClaimed, delegate=S[8]), "CorrectionClaimed: s8 was not on the register"),
    (change(e.CorrectionClaimed, channel="keypad"), "by tablet or desk, not by “keypad”"),
    (
        insert(e.VoteOpened, e.CorrectionClaimed(V1, S[1], "?", "?", "tablet")),
        "CorrectionClaimed: vote v1 is not closed or declared",
    ),
    (
        insert(e.CorrectionClaimed, e.CorrectionClaimed(V1, S[7], "Tán thành", "Bấm nhầm", "desk")),
        "s7 had claimed this already",
    ),
    (change(e.VotePrepared, plan=Plan("Khác", seconds=60)), "VoteOpened: vote v1 was set up other"),
    (change(e.VoteOpened, kind="hands"), "VoteOpened: vote v1 was set up otherwise"),
    (change(e.VoteOpened, majority="removal"), "VoteOpened: vote v1 was set up otherwise"),
    (change(e.VoteOpened, weights={S[1]: 5}), "weights are not those of the delegates in office"),
    (change(e.VoteOpened, represented={S[12]: S[1]}), "the proxies are not those that were given"),
    (change(e.VoteDeclared, needed=6), "needed: declared 6, by the rules 7"),
]  # fmt: skip

ENDS: list[tuple[Tampering, str]] = [
    (change(e.VoteHeld, by="chair", remaining=1), "0 ms of its window were left, not 1"),
    (change(e.VoteResumed, closes_at=START + DAY_MS), "VoteResumed: vote v1 goes on until None"),
    (shift(e.BallotCast, 25_000, nth=5), "earlier than the entry before"),
    (remove(e.VoteHeld), "VoteResumed: vote v1 is not held"),
    (change(e.VoteClosed, by="time"), "v1 is closed by time before its time was over"),
    (change(e.VoteClosed, nth=1, by="time"), "v2 is closed by time before its time was over"),
    (change(e.VoteClosed, nth=2, by="time"), "v3 is closed by time before its time was over"),
    (change(e.VoteClosed, nth=3, by="all"), "v4 is closed as if all had answered"),
    (remove(e.BallotCast, nth=20), "v3 is closed as if all had answered"),
    (change(e.VoteOpened, kind="hands"), "v1: a ballot of s1: a vote by “show-of-hands” takes n"),
    (change(e.VoteOpened, kind="royal"), "VoteOpened: the rules have no kind “royal”"),
    (change(e.VoteOpened, kind="royal"), "v1: the rules know no such kind (“royal”)"),
]

CHANNELS: list[tuple[Tampering, str]] = [
    (change(e.BallotCast, nth=0, channel="desk"), "by keypad took the place of one by desk, which"),
    (change(e.BallotCast, nth=2, channel="tablet"), "by tablet took the place of one by keypad"),
    (change(e.BallotCast, nth=4, channel="tablet"), "s2 had cast this ballot already"),
    (change(e.BallotCast, nth=4, channel="roll-call"), "can cast a ballot by tablet or keypad or"),
    (change(e.BallotCast, nth=4, channel="house"), "desk, not by “house”"),
    (change(e.BallotCast, nth=4, by="s3"), "a ballot of s2, cast by s3, who holds no proxy"),
    (change(e.BallotCast, nth=4, by="s3"), "s2 is present and votes in person"),
    (change(e.BallotCast, nth=4, by="s12"), "BallotCast: s12 is not present"),
    (change(e.BallotCast, nth=4, by="s3"), "cast by another, which no keypad can do"),
    (change(e.BallotCast, nth=4, marks=("a",)), "a ballot of s2: it does not answer the question"),
    (change(e.BallotCast, nth=4, choice=""), "a ballot of s2: it does not answer the question"),
]

CALLS: list[tuple[Tampering, str]] = [
    (change(e.DelegateCalled, delegate=S[12]), "s12 is called, but not on the register"),
    (insert(e.VoteClosed, e.DelegateCalled(V1, S[1])), "DelegateCalled: vote v1 is not open"),
    (change(e.BallotCast, channel="tablet"), "s1 can cast a ballot by roll-call, not by “tablet”"),
    (remove(e.BallotCast), "yes: recorded 7, counted 6"),
    (insert(e.VoteOpened, e.HandsCounted(V1, 9, 0, 0)), "taken by “roll-call”, not by “show-of-ha"),
]

HANDS: list[tuple[Tampering, str]] = [
    (change(e.HandsCounted, yes=4), "yes: recorded 5, counted 4"),
    (change(e.HandsCounted, nth=1, yes=8), "v1: 10 hands were counted of 9 on the register"),
    (change(e.HandsCounted, nth=1, yes=9), "v1: 11 hands were counted of 9 on the register"),
    (change(e.HandsCounted, nth=1, yes=8, no=-1, abstain=0), "7 hands were counted of 9"),
    (change(e.HandsCounted, nth=1, yes=6), "reached: declared 7, by the rules 6"),
    (insert(e.VoteDeclared, e.HandsCounted(V1, 1, 1, 1)), "HandsCounted: vote v1 is not open, hel"),
    (insert(e.HandsCounted, e.HandsCounted(V1, 5, 3, 0)), "this was counted already"),
    (insert(e.VoteOpened, e.DelegateCalled(V1, S[1])), "by “show-of-hands”, not by “roll-call”"),
    (insert(e.VoteOpened, e.HandsCounted(V2, 1, 1, 0), nth=1), "by “aggregate”, not by “show-of-h"),
    (change(e.VoteClosed, nth=1, yes=5), "v2: yes: recorded 5, counted 4"),
]

OPTIONS: list[tuple[Tampering, str]] = [
    (change(e.BallotCast, marks=("b",)), "marks: recorded {'a': 7, 'b': 2}, counted {'b'"),
    (change(e.BallotCast, marks=("z",)), "a ballot of s1: it does not answer the question"),
    (change(e.BallotCast, marks=("a", "b")), "a ballot of s1: it does not answer the question"),
    (change(e.BallotCast, marks=("a", "a")), "a ballot of s1: it does not answer the question"),
    (change(e.BallotCast, marks=()), "a ballot of s1: it does not answer the question"),
    (change(e.BallotCast, choice="yes"), "a ballot of s1: it does not answer the question"),
    (change(e.BallotCast, nth=10, marks=("an", "binh", "chi")), "s1: it does not answer"),
    (change(e.BallotCast, nth=19, marks=("an:low",)), "s1: it does not answer"),
    (change(e.BallotCast, nth=19, marks=("an:low", "an:high")), "s1: it does not answer"),
    (change(e.BallotCast, nth=19, marks=("an:fine", "binh:low")), "s1: it does not answer"),
    (change(e.BallotCast, nth=10, marks=("binh", "an")), "the marks of s1 are not in order"),
    (change(e.VoteClosed, marks={"a": 8, "b": 1}), "marks: recorded {'a': 8, 'b': 1}"),
    (change(e.VoteClosed, marked=10), "marked: recorded 10, counted 9"),
    (change(e.VoteDeclared, elected=("b",)), "elected: declared ('b',), by the rules ('a',)"),
    (change(e.VoteDeclared, verdict="tied"), "verdict: declared tied, by the rules elected"),
    (change(e.VoteDeclared, nth=1, elected=("binh", "an")), "by the rules ('an', 'binh')"),
    (change(e.VoteDeclared, nth=2, consequences={}), "by the rules {'an': 1}"),
    (change(e.VoteDeclared, nth=2, consequences={"an": 2}), "by the rules {'an': 1}"),
    (change(e.VotePrepared, plan=Plan("?", kind="choice", options=PERSONS[:1])), "do not fit the"),
    (change(e.VotePrepared, plan=Plan(" ", kind="choice", options=PERSONS)), "a vote needs a titl"),
    (
        change(e.VotePrepared, plan=Plan("?", kind="approve", options=PERSONS, seats=9)),
        "its 3 options do not fit the question",
    ),
    (
        change(e.VotePrepared, plan=Plan("?", kind="approve", options=PERSONS[:1] * 2)),
        "its 2 options do not fit the question",
    ),
]  # fmt: skip


def paper(number: int, **fields: object) -> Tampering:
    """Give the nth record of a counting board other numbers."""

    def tamper(events: Events) -> None:
        records = [event for _at, event in events if isinstance(event, e.PaperCounted)]
        given = {
            name: getattr(records[number].count, name) for name in PaperCount.__struct_fields__
        }
        change(e.PaperCounted, nth=number, count=PaperCount(**{**given, **fields}))(events)

    return tamper


PAPER: list[tuple[Tampering, str]] = [
    (paper(0, issued=12), "paper: 12 ballots issued to 10 on the register"),
    (paper(0, issued=9), "paper: 10 ballots returned of 9 issued"),
    (paper(0, valid=8), "paper: 8 valid and 1 invalid of 10 returned"),
    (paper(0, invalid=0), "invalid: recorded 1, counted 0"),
    (paper(0, marks={"an": 10, "binh": 7}), "paper: 10 marks for an on 9 ballots"),
    (paper(0, marks={"an": 8, "binh": 7}), "tied: declared ('an', 'binh'), by the rules ()"),
    (paper(0, marks={"an": 7, "xa": 7}), "paper: counts of what nobody was asked (xa)"),
    (paper(0, yes=3), "paper: counts of what nobody was asked (yes or no)"),
    (paper(0, marks={"an": 9, "binh": 9, "chi": 1}), "paper: 19 marks, at most 18 are possible"),
    (paper(2, yes=7), "paper: 10 answers on 9 valid ballots"),
    (paper(2, yes=7, abstain=0), "yes: recorded 6, counted 7"),
    (paper(2, marks={"an": 1}), "paper: 9 answers on 9 valid ballots"),
    (
        insert(e.PaperCounted, e.CountingBoardAppointed(V1, (S[5], S[6]))),
        "VoteDeclared: vote v1 is declared without a count",
    ),
    (insert(e.PaperCounted, e.CountingBoardAppointed(V1, (S[5],))), "recorded 9, counted 0"),
    (change(e.CountingBoardAppointed, members=(S[2], S[11])), "s11 is not present"),
    (
        change(e.VotePrepared, nth=2, plan=Plan("Miễn nhiệm", kind="relief", concerns=("s4",))),
        "s4 can't count the ballots: the vote is about them",
    ),
    (change(e.VotePrepared, nth=2, plan=Plan("?", kind="relief", concerns=("x",))), "x is not in"),
    (
        change(e.VotePrepared, plan=Plan(
            "?", kind="election", options=PERSONS, concerns=("s9",)
        )),
        "it is about those who stand in it, and names others whom it concerns",
    ),
    (insert(e.VotePrepared, e.VoteAnnulled(V1, "?"), nth=1), "is taken back while v2 repeats it"),
    (
        change(e.VotePrepared, nth=1, plan=Plan(
            "?", kind="election", options=(Option("an", "Người khác"),), replaces=V1
        )),
        "in v1 an, binh were tied, not its options",
    ),
    (remove(e.PaperCounted), "VoteDeclared: vote v1 is declared without a count"),
    (remove(e.PaperCounted), "marked: recorded 9, counted 0"),
    (remove(e.CountingBoardAppointed), "PaperCounted: vote v1 has no counting board"),
    (change(e.CountingBoardAppointed, members=(S[1],)), "s1 can't count the ballots"),
    (change(e.CountingBoardAppointed, members=(S[2], S[2])), "each is named once"),
    (change(e.CountingBoardAppointed, members=(DelegateId("x"),)), "x is not in office"),
    (insert(e.VoteOpened, e.CountingBoardAppointed(V1, (S[2], S[3]))), "this board was named alre"),
    (
        insert(e.VotePrepared, e.DelegateRecused(V1, S[2], "?", HASH)),
        "who takes no part in a vote can't count it",
    ),
    (insert(e.VoteDeclared, e.PaperCounted(V1, NOTHING)), "PaperCounted: vote v1 is not open"),
    (insert(e.PaperCounted, e.PaperCounted(V3, NOTHING)), "PaperCounted: vote v3 is not open"),
    (
        insert(e.VoteClosed, e.CorrectionClaimed(V1, S[2], "?", "?", "desk")),
        "what was written on a secret ballot is nobody's to mend",
    ),
    (insert(e.VoteOpened, A_MARK), "s2 can cast a ballot by nothing, not by “tablet”"),
    (insert(e.VoteOpened, A_MARK), "a ballot of s2: a vote by “paper” takes none"),
    (change(e.VoteDeclared, verdict="elected", elected=("an",)), "by the rules ()"),
    (change(e.VoteDeclared, nth=1, elected=("an",)), "declared ('an',), by the rules ('binh',)"),
    (
        change(e.VotePrepared, nth=1, plan=Plan("Bầu lại", kind="election", options=PERSONS[:2])),
        "by the rules",
    ),
    (
        change(e.VotePrepared, nth=1, plan=Plan(
            "?", kind="election", options=PERSONS, replaces=V1
        )),
        "in v1 an, binh were tied, not its options",
    ),
    (
        change(e.VotePrepared, nth=1, plan=Plan(
            "?", kind="election", options=PERSONS[:2], seats=2, replaces=V1
        )),
        "in v1 1 seats were left for them, not 2",
    ),
    (
        change(e.VotePrepared, nth=1, plan=Plan("?", kind="relief", replaces="v7")),
        "vote v7, which it repeats, is not over",
    ),
]  # fmt: skip

PROXIES: list[tuple[Tampering, str]] = [
    (change(e.ProxyGiven, holder="s9"), "s9 is not in office"),
    (change(e.ProxyGiven, holder="s6"), "s6 can't stand for s6: nobody passes a proxy on"),
    (change(e.ProxyGiven, nth=1, holder="s6"), "s6 can't stand for s7: nobody passes a proxy on"),
    (change(e.ProxyGiven, nth=1, principal=S[6]), "s6 was stood for so already"),
    (change(e.ProxyGiven, holder="s3"), "VoteOpened: v1: the proxies are not those that were give"),
    (change(e.VoteOpened, represented={}), "VoteOpened: v1: the proxies are not those that were g"),
    (change(e.BallotCast, nth=4, by="s2"), "a ballot of s6, cast by s2, who holds no proxy of the"),
    (change(e.BallotCast, nth=4, by=""), "BallotCast: s6 is not present"),
    (change(e.BallotCast, nth=6, by="s1"), "s7 is present and votes in person"),
    (
        insert(e.BallotCast, e.BallotCast(V1, S[7], "yes", "tablet", by="s1"), nth=6),
        "s7 had voted in person, which nobody else can change",
    ),
    (
        insert(e.BallotCast, e.BallotCast(V1, S[7], "yes", "tablet", by="s1"), nth=6),
        "a ballot of s7, cast by s1 over one cast in person",
    ),
    (change(e.DelegateRecused, silenced=()), "with s2 go the absent whom nobody else speaks for"),
    (change(e.VoteOpened, weights={delegate_id(n): 1 for n in range(1, 9)}), "the weights are not"),
    (change(e.VoteClosed, weight={"yes": 999}), "weight: recorded {'yes': 999}, counted {'yes': 1"),
    (change(e.VoteDeclared, reached=3), "reached: declared 3, by the rules 100"),
]

DIVISIONS: list[tuple[Tampering, str]] = [
    (remove(e.CastingVoteGiven), "declared while it was tied, without the casting vote of the cha"),
    (change(e.CastingVoteGiven, choice="no"), "carried: declared True, by the rules False"),
    (insert(e.CastingVoteGiven, e.CastingVoteGiven(V1, "yes")), "the chair had decided so already"),
    (insert(e.VoteClosed, e.CastingVoteGiven(V2, "no"), nth=1), "no tie: 20 for, 14 against"),
    (insert(e.VoteClosed, e.CastingVoteGiven(V2, "no"), nth=1), "nothing that it could decide"),
    (insert(e.VoteClosed, e.CastingVoteGiven(V3, "yes"), nth=2), "nothing was counted that could"),
    (insert(e.VoteOpened, e.CastingVoteGiven(V1, "no")), "CastingVoteGiven: vote v1 is not closed"),
    (change(e.VoteDeclared, nth=1, verdict="carried", carried=True), "by the rules no-quorum"),
    (change(e.BallotCast, choice="abstain"), "a ballot of s1: nobody can abstain in this vote"),
    (
        insert(e.BallotCast, e.BallotCast(V1, S[1], "no", "tablet")),
        "ballots changed against the rules: s1",
    ),
]

COMBINED: list[tuple[Tampering, str]] = [
    # Both: at least two thirds of 8 and more than half of 12; either: the smaller of the two.
    (change(e.VoteDeclared, needed=6), "v1: needed: declared 6, by the rules 7"),
    (change(e.VoteDeclared, carried=True), "v1: carried: declared True, by the rules False"),
    (change(e.VoteDeclared, nth=1, needed=7), "v2: needed: declared 7, by the rules 6"),
    (change(e.VoteDeclared, nth=1, verdict="rejected"), "v2: verdict: declared rejected, by the r"),
]

ANNULLED: list[tuple[Tampering, str]] = [
    (change(e.VoteAnnulled, reason=""), "VoteAnnulled: it gives no reason"),
    (insert(e.VoteAnnulled, e.VoteAnnulled(V1, "?")), "vote v1 is not there to be annulled"),
    (insert(e.VoteAnnulled, e.VoteAnnulled(VoteId("v9"), "?")), "vote v9 is not there to be annu"),
    (remove(e.VoteAnnulled), "the whole is voted on before its part v1"),
    (remove(e.VoteAnnulled, nth=1), "vote v2, which it repeats, is not over"),
    (
        insert(e.VoteAnnulled, e.BallotCast(V2, S[2], "yes", "tablet"), nth=1),
        "a ballot of s2 after the close",
    ),
    (change(e.VotePrepared, number=7), "VotePrepared: the next vote is number 1, not 7"),
    (change(e.VotePrepared, item=ItemId("i2")), "it names item i2, the current one is i1"),
    (change(e.VotePrepared, nth=1, number=2), "vote v1 has number 1 and item i1"),
    (insert(e.VoteOpened, SECOND), "VotePrepared: vote v2 is not prepared"),
    (insert(e.VoteOpened, SECOND), "v2: set up anew after it had opened"),
    (change(e.VotePrepared, plan=Plan("?", items=("i9",))), "there is no item i9"),
    (change(e.VotePrepared, plan=Plan("?", items=("i1", "i1"))), "an item stands in it twice"),
    (change(e.VotePrepared, plan=Plan("?", kind="royal")), "the rules have no kind “royal”"),
    (change(e.VotePrepared, plan=Plan("?", majority="royal")), "rules have no majority “royal”"),
    (
        insert(e.VoteDeclared, e.VotePrepared(VoteId("v4"), 4, ItemId("i1"), Plan(
            "?", replaces="v2"
        ))),
        "vote v2 is repeated by v3 already",
    ),
]  # fmt: skip

ASKED: list[tuple[Tampering, str]] = [
    (change(e.VoteOpened, quorum_asked=True), "there is no quorum: 9 present, 10 needed"),
    (change(e.VoteOpened, nth=1, quorum_asked=False), "declared no-quorum, by the rules carried"),
    (change(e.VoteOpened, nth=2, quorum_asked=True), "declared carried, by the rules no-quorum"),
    (change(e.VoteDeclared, nth=1, verdict="carried", carried=True), "by the rules no-quorum"),
    (change(e.VoteDeclared, nth=3, verdict="tied"), "verdict: declared tied, by the rules reject"),
    (change(e.VoteDeclared, nth=3, tied=("an", "binh")), "tied: declared ('an', 'binh'), by the"),
]

TAMPERINGS = {
    "changing_register": REGISTER,
    "ending_by_rule": ENDS,
    "by_every_channel": CHANNELS,
    "called_by_name": CALLS,
    "hands_and_names_kept": HANDS,
    "of_options": OPTIONS,
    "on_paper": PAPER,
    "by_proxy_and_weight": PROXIES,
    "divisions": DIVISIONS,
    "combined": COMBINED,
    "annulled_and_repeated": ANNULLED,
    "asked_and_level": ASKED,
}
