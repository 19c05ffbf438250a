"""Whether a rule pack makes sense as a whole: the mistakes that no single value shows.

Knows how the parts of a pack depend on each other; must not know files and lines.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec import UNSET

from hall_server.config.faults import Fault, empty, misspelt, nameless
from hall_server.config.sense_of_speech import faults_of_speech
from hall_server.sitting.ids import Channel
from hall_server.sitting.rules import Base, Majority, Quorum, RulePack, Threshold, VoteKind

QUORUM_BASES: tuple[Base, ...] = ("statutory", "in_office")
"""Of those present there is always enough, and before a vote nothing is cast."""

_BY_DEVICE = ("recorded", "aggregate")
_ROLL_CALL = ("yes-no", "one-of")
_BY_THE_VOTE = ("close", "on-demand-close")
_RANKED: tuple[Channel, ...] = ("desk", "tablet", "keypad")
"""A vote by devices takes ballots from these; a roll call from the desk alone, the house none."""
_TIES: tuple[tuple[str, ...], ...] = ((), ("re-vote",), ("re-vote", "older"))


def first_fault(pack: RulePack) -> Fault | None:
    """Give the first thing in a pack that makes no sense, None if all of it does."""
    return next(_faults(pack), None)


def _faults(pack: RulePack) -> Iterator[Fault]:
    yield from _of_texts(pack)
    yield from _of_names(pack)
    for name, majority in pack.majorities.items():
        yield from _of_majority(pack, f"majorities.{name}", majority)
    if pack.quorum is not None:
        yield from _of_quorum("quorum", pack.quorum, weighted=pack.vote.weighted)
    yield from _of_vote(pack)
    for name in pack.kinds or ("",):
        yield from _of_default(pack, name)
    for name, kind in pack.kinds.items():
        yield from _of_kind(pack, name, kind)
    yield from faults_of_speech(pack)


def misnamed(base: RulePack, pack: RulePack, own: Mapping[str, Any]) -> Fault | None:
    """Find a majority that goes by the name of another share: changed, and not named anew.

    `base` is the pack extended, `own` the tables of the file that extends it.
    """
    for name, was in base.majorities.items():
        now = pack.majorities[name]
        if (now.threshold, now.all, now.any) == (was.threshold, was.all, was.any):
            continue
        named = own["majorities"][name]
        for key, called in (("vi", was.vi), ("en", was.en)):
            if key not in named:
                return Fault(
                    (f"majorities.{name}.{key}",),
                    f"đã đổi ngưỡng thì phải ghi lại tên (vi và en); tên cũ là «{called}»",
                    f"a majority that was changed must be named anew (vi and en); "
                    f"it was called “{called}”",
                )
    return None


def _of_texts(pack: RulePack) -> Iterator[Fault]:
    """Every table says where it stands, and what has a name has it in both languages."""
    tables: list[tuple[str, object]] = [("", pack), ("vote", pack.vote), ("floor", pack.floor)]
    tables += [("quorum", pack.quorum)]
    if pack.vote.body.vi or pack.vote.body.en:
        tables += [("vote.body", pack.vote.body)]
    tables += [(f"majorities.{name}", one) for name, one in pack.majorities.items()]
    for name, kind in pack.kinds.items():
        tables += [(f"kinds.{name}", kind), (f"kinds.{name}.quorum", kind.quorum)]
        tables += [(f"kinds.{name}.consequences", one) for one in kind.consequences]
        tables += [(f"kinds.{name}.words.{key}", word) for key, word in kind.words.items()]
    for place, table in tables:
        yield from empty(place, table, ("id", "version", "vi", "en", "source"))


def _of_names(pack: RulePack) -> Iterator[Fault]:
    yield from misspelt("majorities", pack.majorities)
    yield from misspelt("kinds", pack.kinds)
    if pack.vote.default_majority not in pack.majorities:
        yield nameless("vote.default_majority", "majorities", pack.vote.default_majority)
    if pack.kinds and pack.vote.default_kind not in pack.kinds:
        yield nameless("vote.default_kind", "kinds", pack.vote.default_kind)
    if not pack.kinds and pack.vote.default_kind:
        yield nameless("vote.default_kind", "kinds", pack.vote.default_kind)
    for name, kind in pack.kinds.items():
        if kind.majority is not UNSET and kind.majority not in pack.majorities:
            yield nameless(f"kinds.{name}.majority", "majorities", kind.majority)


def _of_majority(pack: RulePack, place: str, majority: Majority) -> Iterator[Fault]:
    given = [key for key in ("threshold", "all", "any") if getattr(majority, key)]
    if len(given) != 1:
        yield Fault(
            (*(f"{place}.{key}" for key in given), place),
            "phải có đúng một trong: threshold, all, any",
            "there must be exactly one of: threshold, all, any",
        )
        return
    field = f"{place}.{given[0]}"
    if given[0] != "threshold" and len(majority.thresholds) == 1:
        yield Fault(
            (field,), "cần ít nhất hai ngưỡng; một ngưỡng thì dùng threshold",
            "needs two thresholds at least; a single one is called threshold",
        )  # fmt: skip
    if len({threshold.unit for threshold in majority.thresholds}) > 1:
        yield Fault(
            (field,), "các ngưỡng phải cùng đơn vị (unit)", "all thresholds must be of one unit"
        )
    for threshold in majority.thresholds:
        yield from _of_share(field, threshold)
    weighted = pack.vote.weighted or any(kind.weighted is True for kind in pack.kinds.values())
    if majority.unit == "weight" and not weighted:
        yield Fault((field, "vote.weighted"), *_UNWEIGHTED)


_UNWEIGHTED = (
    "tính theo trọng số (unit = \"weight\") thì phải có weighted = true",
    "what is counted by weight (unit = \"weight\") needs weighted = true",
)  # fmt: skip


def _of_share(field: str, threshold: Threshold) -> Iterator[Fault]:
    share = Fraction(threshold.num, threshold.den)
    if share > 1 or (threshold.strict and share == 1):
        than = "quá" if threshold.strict else "ít nhất"
        more = "more than" if threshold.strict else "at least"
        yield Fault(
            (f"{field}.num", f"{field}.den", f"{field}.strict", field),
            f"{than} {threshold.num}/{threshold.den} thì không bao giờ đạt được",
            f"{more} {threshold.num}/{threshold.den} can never be reached",
        )


def _of_quorum(place: str, quorum: Quorum, *, weighted: bool) -> Iterator[Fault]:
    threshold = quorum.threshold
    if (threshold is None) == (quorum.number is None):
        yield Fault(
            (f"{place}.number", f"{place}.threshold", place),
            "phải có đúng một trong: threshold, number",
            "there must be exactly one of: threshold, number",
        )
    if quorum.also and quorum.tested not in _BY_THE_VOTE:
        yield Fault(
            (f"{place}.also", f"{place}.tested"),
            "also chỉ dùng khi chính cuộc biểu quyết cho biết túc số: "
            "tested = \"close\" hoặc \"on-demand-close\"",
            "also goes with a quorum that the vote itself tests: "
            "tested = \"close\" or \"on-demand-close\"",
        )  # fmt: skip
    if threshold is None:
        return
    field = f"{place}.threshold"
    yield from _of_share(field, threshold)
    if threshold.base not in QUORUM_BASES:
        yield Fault(
            (f"{field}.base", field),
            "túc số phải tính trên statutory hoặc in_office",
            "a quorum must be of statutory or in_office",
        )
    if threshold.unit == "weight" and not weighted:
        yield Fault((f"{field}.unit", field, "vote.weighted"), *_UNWEIGHTED)


def _of_vote(pack: RulePack) -> Iterator[Fault]:
    vote = pack.vote
    yield from _of_precedence(vote.precedence)
    if vote.entitled == "represented" and not vote.proxies_max:
        yield Fault(
            ("vote.proxies_max", "vote.entitled"),
            "entitled = \"represented\" thì proxies_max phải từ 1 trở lên",
            "entitled = \"represented\" needs proxies_max of 1 or more",
        )  # fmt: skip
    if vote.proxies_max and vote.entitled != "represented":
        yield Fault(
            ("vote.proxies_max", "vote.entitled"),
            "có ủy quyền (proxies_max) thì phải có entitled = \"represented\"",
            "proxies (proxies_max) need entitled = \"represented\"",
        )  # fmt: skip
    if pack.kinds and pack.kinds[vote.default_kind].question != "yes-no":
        yield Fault(
            ("vote.default_kind", f"kinds.{vote.default_kind}.question"),
            "loại mặc định phải là câu hỏi yes-no: mở biểu quyết nhanh không có danh sách lựa chọn",
            "the default kind must ask yes-no: a vote opened at once has no list of options",
        )


def _of_precedence(precedence: Iterable[str]) -> Iterator[Fault]:
    channels = list(precedence)
    if len(set(channels)) < len(channels):
        yield Fault(("vote.precedence",), "một kênh có hai lần", "a channel stands there twice")
    others = [channel for channel in channels if channel not in _RANKED]
    if others:
        yield Fault(
            ("vote.precedence",),
            f"{others[0]} không có thứ bậc; có thể là: {', '.join(_RANKED)}",
            f"{others[0]} has no rank; there may be: {', '.join(_RANKED)}",
        )


def _of_default(pack: RulePack, name: str) -> Iterator[Fault]:
    """What a kind sets and what it takes over from `[vote]` must fit together."""
    kind, rule, place = pack.kind(name), pack.vote_rule(name), f"kinds.{name}"
    majority = pack.majorities[rule.default_majority]
    asked = (f"{place}.majority", f"{place}.question", f"majorities.{rule.default_majority}")
    if majority.unit == "weight" and not rule.weighted and kind.question != "rating":
        yield Fault((f"{place}.weighted", *asked, "vote.weighted"), *_UNWEIGHTED)
    # A kind of two thirds may take the casting vote over from `[vote]`: nobody asks for it there.
    meant = kind.tie == "casting-vote" or name == pack.vote.default_kind
    if (
        rule.tie == "casting-vote"
        and kind.question == "yes-no"
        and meant
        and _beyond_half(majority)
    ):
        yield Fault(
            (f"{place}.tie", f"{place}.majority", "vote.tie", *asked[2:]),
            f"đa số «{rule.default_majority}» cần hơn một phiếu trên nửa: ngang phiếu thì phiếu "
            "của chủ tọa không quyết định được gì",
            f"majority “{rule.default_majority}” needs more than one vote over half: on a tie the "
            "chair's vote decides nothing",
        )


def _beyond_half(majority: Majority) -> bool:
    """Tell whether a majority is out of reach for a tie and one vote more."""
    beyond = [Fraction(one.num, one.den) > Fraction(1, 2) for one in majority.thresholds]
    return all(beyond) if majority.any else any(beyond)


def _of_kind(pack: RulePack, name: str, kind: VoteKind) -> Iterator[Fault]:
    place = f"kinds.{name}"
    yield from _of_question(place, kind, abstain=pack.vote_rule(name).abstain)
    yield from _of_form(pack, name, kind)
    yield from _of_consequences(pack, name, kind)
    if isinstance(kind.quorum, Quorum):
        weighted = pack.vote_rule(name).weighted
        yield from _of_quorum(f"{place}.quorum", kind.quorum, weighted=weighted)


def _of_question(place: str, kind: VoteKind, *, abstain: bool) -> Iterator[Fault]:
    asks = f"{place}.question"
    if kind.question != "yes-no":
        for key, given in (("words", bool(kind.words)), ("tie", kind.tie == "casting-vote")):
            if given:
                yield Fault(
                    (f"{place}.{key}", f"{place}.{key}.yes", f"{place}.{key}.no", asks),
                    f"{key} chỉ dùng cho câu hỏi yes-no, ở đây là {kind.question}",
                    f"{key} goes with question yes-no alone; here it is {kind.question}",
                )
    if "abstain" in kind.words and not abstain:
        yield Fault(
            (f"{place}.words.abstain", f"{place}.words", f"{place}.abstain"),
            "đã đặt abstain = false thì không có chữ cho abstain",
            "with abstain = false there is no word for abstain",
        )
    if kind.tie_of_persons not in _TIES:
        yield Fault(
            (f"{place}.tie_of_persons",),
            "phải là [], [\"re-vote\"] hoặc [\"re-vote\", \"older\"]",
            "must be [], [\"re-vote\"] or [\"re-vote\", \"older\"]",
        )  # fmt: skip
    if kind.question == "rating" and kind.majority is not UNSET:
        yield Fault(
            (f"{place}.majority", asks),
            "lấy phiếu tín nhiệm không có majority; hệ quả ghi trong consequences",
            "a rating has no majority; what follows stands in consequences",
        )


def _of_form(pack: RulePack, name: str, kind: VoteKind) -> Iterator[Fault]:
    place, rule = f"kinds.{name}", pack.vote_rule(name)
    form = (f"{place}.form", f"{place}.question")
    if kind.form == "show-of-hands" and kind.question != "yes-no":
        yield Fault(
            form, "giơ tay chỉ đếm được câu hỏi yes-no", "hands can be counted for yes-no alone"
        )
    if kind.form == "roll-call" and kind.question not in _ROLL_CALL:
        yield Fault(
            form,
            "gọi tên chỉ trả lời được câu hỏi yes-no hoặc one-of",
            "who is called can answer yes-no or one-of alone",
        )
    if kind.form in ("paper", "show-of-hands") and rule.weighted:
        yield Fault(
            (f"{place}.weighted", *form, "vote.weighted"),
            f"{kind.form} đếm người, không đếm trọng số: đặt weighted = false",
            f"{kind.form} counts heads, not weights: set weighted = false",
        )
    if kind.form in ("paper", "show-of-hands") and kind.close_when_all is True:
        yield Fault(
            (f"{place}.close_when_all", *form),
            f"{kind.form}: không ai trả lời bằng thiết bị, nên không tự đóng được",
            f"{kind.form}: nobody answers by a device, so it can't close by itself",
        )
    if kind.form not in _BY_DEVICE and rule.seconds and rule.at_end == "close":
        yield Fault(
            (f"{place}.seconds", f"{place}.at_end", *form),
            f"{kind.form} sẽ bị đóng sau {rule.seconds} giây: đặt seconds = 0",
            f"{kind.form} would be closed after {rule.seconds} seconds: set seconds = 0",
        )


def _of_consequences(pack: RulePack, name: str, kind: VoteKind) -> Iterator[Fault]:
    place = f"kinds.{name}.consequences"
    if kind.consequences and kind.question != "rating":
        yield Fault(
            (place, f"kinds.{name}.question"),
            f"consequences chỉ dùng cho câu hỏi rating, ở đây là {kind.question}",
            f"consequences go with question rating alone; here it is {kind.question}",
        )
    for number, one in enumerate(kind.consequences):
        yield from _of_share(place, one.threshold)
        if one.threshold.unit == "weight" and not pack.vote_rule(name).weighted:
            yield Fault((place, f"kinds.{name}.weighted"), *_UNWEIGHTED)
        for earlier in kind.consequences[:number]:
            if earlier.level == one.level and _no_stronger(earlier.threshold, one.threshold):
                yield Fault(
                    (place,),
                    "hệ quả nặng hơn phải đứng trước: hệ quả này không bao giờ đến lượt",
                    "the stronger consequence must stand first: this one never applies",
                )


def _no_stronger(earlier: Threshold, later: Threshold) -> bool:
    """Tell whether all that reaches the later threshold has reached the earlier one already."""
    first, second = (Fraction(one.num, one.den) for one in (earlier, later))
    same = (earlier.base, earlier.unit) == (later.base, later.unit)
    return same and (first < second or (first == second and earlier.strict <= later.strict))
