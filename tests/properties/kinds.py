"""Kinds of vote for the two tellings of the law: made of these plain values for each of them."""

from msgspec import structs

from hall_server.sitting.model import Option, Plan, Preparation
from hall_server.sitting.rules import RulePack
from tests.making import CAST, HDND, WEIGHTED, preparation, vote_rule, with_kind

OFFICE = [f"s{n}" for n in range(1, 7)]
SHARES = {who: number**2 for number, who in enumerate(OFFICE, start=1)}
WINDOW_MS = 30_000

FORMS = {
    "plain": "recorded",
    "speaker": "recorded",
    "kept-back": "aggregate",
    "division": "recorded",
    "asks": "recorded",
    "asks-later": "recorded",
    "shares": "recorded",
    "choice": "recorded",
    "elect": "recorded",
    "once": "recorded",
    "rate": "aggregate",
    "roll": "roll-call",
    "hands": "show-of-hands",
    "paper": "paper",
}
QUESTIONS = {
    **dict.fromkeys(FORMS, "yes-no"),
    "choice": "one-of",
    "elect": "approve",
    "once": "approve",
    "rate": "rating",
}
OPTIONS = ["a", "b", "c"]
BORN = {"a": "1960-05-01", "b": "1970-01-01"}
"""When the third was born nobody knows."""
CANDIDATE = ("a", "s1")
"""The first option is a delegate."""
MARKS_MOST = 2
DIVISION_QUORUM, DIVISION_ALSO = 4, 1
ASKED_QUORUM = 5


def pack(rules: dict[str, object]) -> RulePack:
    """The rules of a People's Council with the kinds above, of which `roll` closes by itself."""
    proxies = rules["proxies"]
    found = vote_rule(
        HDND,
        at_end=rules["at_end"],
        precedence=rules["precedence"],
        ballot=rules["ballot"],
        proxies_max=proxies,
        entitled="represented" if proxies else "present",
        default_kind="plain",
    )
    more = {"simple": CAST.majorities["simple"], "shares": WEIGHTED.majorities["ordinary"]}
    found = structs.replace(found, majorities={**found.majorities, **more}, kinds={})
    settings: dict[str, dict[str, object]] = {
        "speaker": {"majority": "simple", "tie": "casting-vote"},
        "hands": {"majority": "simple", "tie": "casting-vote", "seconds": 0},
        "division": {"majority": "simple", "quorum": _DIVISION},
        "asks": {"majority": "simple", "quorum": _ASKED},
        "asks-later": {"majority": "simple", "quorum": {**_DIVISION, "tested": "on-demand-close"}},
        "shares": {"majority": "shares", "weighted": True},
        "elect": {"tie_of_persons": ["re-vote", "older"]},
        "once": {"tie_of_persons": []},
        "rate": {"consequences": [_LOW[True], _LOW[False]]},
        "roll": {"close_when_all": True},
    }
    for name, form in FORMS.items():
        asked = {"form": form, "question": QUESTIONS[name]}
        found = with_kind(found, name, **asked, **settings.get(name, {}))
    return found


_LOW = {
    grave: {
        "level": "low",
        "threshold": {"base": "in_office", "num": num, "den": num + 1, "strict": not grave},
        "vi": "Hệ quả",
        "en": "Consequence",
        "source": "made up",
    }
    for grave, num in ((True, 2), (False, 1))
}
"""From two thirds on, and more than half."""

_DIVISION = {
    "source": "made up",
    "number": DIVISION_QUORUM,
    "also": DIVISION_ALSO,
    "tested": "close",
}


_ASKED = {"source": "made up", "number": ASKED_QUORUM, "tested": "on-demand"}


def council(rules: dict[str, object]) -> Preparation:
    made = preparation(len(OFFICE), pack(rules))
    people = tuple(structs.replace(one, weight=SHARES[one.id]) for one in made.delegates)
    return structs.replace(made, delegates=people)


def plan_of(plain: dict[str, object]) -> Plan:
    """A plan of the law's, made of what the oracle knows of it."""
    names = plain["options"]
    assert isinstance(names, list)
    options = tuple(
        Option(name, f"Người {name}", born=BORN.get(name, ""),
               delegate=CANDIDATE[1] if name == CANDIDATE[0] else "")
        for name in names
    )  # fmt: skip
    whole = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in plain.items()
        if key != "options"
    }
    return structs.replace(Plan("Nghị quyết", options=options), **whole)
