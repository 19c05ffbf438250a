"""What cannot work together in a pack is refused at the line that is wrong, in both languages."""

import pytest

from hall_server.config import parse_rule_pack
from tests.config.packs import OWN, check_refused, council

SHARE = '{ base = "in_office", num = 1, den = 2, strict = true }'
WEIGHT = '{ base = "in_office", num = 1, den = 2, strict = true, unit = "weight" }'
HEAD = '[kinds.new]\nvi = "Mới"\nen = "New"\nsource = "x"\n'
MOST = '[majorities.most]\nvi = "Đa số"\nen = "Most"\nsource = "x"\n'
LOW = """\
[[kinds.{kind}.consequences]]
level = "low"
threshold = {{ base = "in_office", num = {num}, den = 6, strict = {strict} }}
vi = "a"
en = "b"
source = "x"
"""


def low(num: int, strict: str = "false", kind: str = "rating") -> str:
    return LOW.format(kind=kind, num=num, strict=strict)


@pytest.mark.parametrize(
    ("text", "part", "field"),
    [
        # What is named must be there.
        ('[vote]\ndefault_majority = "royal"', "default_maj", "vote.default_majority"),
        ('[vote]\ndefault_kind = "royal"', "default_kind", "vote.default_kind"),
        ('[vote]\ndefault_kind = ""', "default_kind", "vote.default_kind"),
        (f'{HEAD}majority = "royal"', "majority", "kinds.new.majority"),
        ('[kinds."nghị quyết"]\nvi = "a"\nen = "b"\nsource = "x"', "kinds", "kinds.nghị quyết"),
        # Every number has its source, every name is in both languages.
        ('[vote]\nsource = ""', "source", "vote.source"),
        ('[quorum]\nsource = " "', "source", "quorum.source"),
        ('[kinds.hands]\nen = ""', "en = ", "kinds.hands.en"),
        (
            '[kinds.hands]\nwords = { yes = { vi = "", en = "b" } }',
            "words",
            "kinds.hands.words.yes.vi",
        ),
        ('version = ""', "version", "version"),
        ('[vote]\nbody = { vi = "", en = "the Council" }', "body", "vote.body.vi"),
        # A majority has one of three, of one unit, that can be reached.
        (f"{MOST}", "[majorities.most]", "majorities.most"),
        (
            f"{MOST}threshold = {SHARE}\nall = [{SHARE}, {SHARE}]",
            "threshold",
            "majorities.most.threshold",
        ),
        (f"{MOST}any = [{SHARE}, {SHARE}]\nall = [{SHARE}, {SHARE}]", "all", "majorities.most.all"),
        (f"{MOST}all = [{SHARE}]", "all", "majorities.most.all"),
        (f"{MOST}all = []", "[majorities.most]", "majorities.most"),
        (f"{MOST}any = [{SHARE}, {WEIGHT}]", "any", "majorities.most.any"),
        (f"{MOST}threshold = {WEIGHT}", "threshold", "majorities.most.threshold"),
        (
            f"{MOST}threshold = {SHARE.replace('1', '3')}",
            "threshold",
            "majorities.most.threshold.num",
        ),
        (
            f"{MOST}threshold = {SHARE.replace('1', '2')}",
            "threshold",
            "majorities.most.threshold.num",
        ),
        # A quorum has one of two, of those there could be.
        (f"[quorum]\nnumber = 9\nthreshold = {SHARE}", "number", "quorum.number"),
        ('[kinds.hands.quorum]\nsource = "x"', "[kinds.hands.quorum]", "kinds.hands.quorum"),
        ('[quorum]\nthreshold = { base = "present" }', "threshold", "quorum.threshold.base"),
        ('[quorum]\nthreshold = { base = "cast" }', "threshold", "quorum.threshold.base"),
        ('[quorum]\nthreshold = { unit = "weight" }', "threshold", "quorum.threshold.unit"),
        ("[quorum]\nthreshold = { num = 4 }", "threshold", "quorum.threshold.num"),
        ("[quorum]\nalso = 5", "also", "quorum.also"),
        ('[quorum]\ntested = "on-demand"\nalso = 5', "also", "quorum.also"),
        (
            '[kinds.hands.quorum]\nnumber = 9\nalso = 5\nsource = "x"',
            "also",
            "kinds.hands.quorum.also",
        ),
        # Who votes, by what, for whom.
        ('[vote]\nprecedence = ["tablet", "desk", "tablet"]', "precedence", "vote.precedence"),
        ('[vote]\nprecedence = ["house"]', "precedence", "vote.precedence"),
        ('[vote]\nprecedence = ["desk", "roll-call"]', "precedence", "vote.precedence"),
        ('[vote]\nentitled = "represented"', "entitled", "vote.entitled"),
        ("[vote]\nproxies_max = 2", "proxies_max", "vote.proxies_max"),
        # A vote opened at once asks for or against.
        ('[vote]\ndefault_kind = "election"', "default_kind", "vote.default_kind"),
        ('[vote]\ndefault_kind = "rating"', "default_kind", "vote.default_kind"),
        # The chair decides ties for and against, where a tie decides anything.
        ('[kinds.removal]\ntie = "casting-vote"', "tie", "kinds.removal.tie"),
        (
            '[vote]\ntie = "casting-vote"\n[kinds.resolution]\nmajority = "removal"',
            "majority",
            "kinds.resolution.majority",
        ),
        ('[kinds.election]\ntie = "casting-vote"', "tie", "kinds.election.tie"),
        ('[kinds.election]\ntie_of_persons = ["older"]', "tie_of", "kinds.election.tie_of_persons"),
        (
            '[kinds.election]\ntie_of_persons = ["older", "re-vote"]',
            "tie_of",
            "kinds.election.tie_of_persons",
        ),
        (
            '[kinds.election]\ntie_of_persons = ["re-vote", "re-vote"]',
            "tie_of",
            "kinds.election.tie_of_persons",
        ),
        # Forms and what they can ask.
        ('[kinds.election]\nform = "show-of-hands"', "form", "kinds.election.form"),
        ('[kinds.hands]\nquestion = "one-of"', "question", "kinds.hands.question"),
        ('[kinds.election]\nform = "roll-call"', "form", "kinds.election.form"),
        ('[kinds.rating]\nform = "roll-call"', "form", "kinds.rating.form"),
        ("[kinds.election]\nseconds = 30", "seconds", "kinds.election.seconds"),
        ('[kinds.resolution]\nform = "paper"', "form", "kinds.resolution.form"),
        ("[kinds.hands]\nclose_when_all = true", "close_when_all", "kinds.hands.close_when_all"),
        # Words and levels belong to their questions.
        ('[kinds.confidence]\nquestion = "approve"', "question", "kinds.confidence.question"),
        ('[kinds.choice]\nwords = { yes = { vi = "a", en = "b" } }', "words", "kinds.choice.words"),
        (
            '[kinds.confidence.words]\nabstain = { vi = "a", en = "b" }',
            "abstain",
            "kinds.confidence.words.abstain",
        ),
        ('[kinds.rating]\nmajority = "resolution"', "majority", "kinds.rating.majority"),
        ('[kinds.rating]\nquestion = "approve"', "question", "kinds.rating.question"),
        (low(3, kind="hands"), "[[kinds", "kinds.hands.consequences"),
        (low(7), "[[kinds", "kinds.rating.consequences"),
        # Weights where heads are counted.
        ("[kinds.hands]\nweighted = true", "weighted", "kinds.hands.weighted"),
        ("[kinds.election]\nweighted = true", "weighted", "kinds.election.weighted"),
    ],
)
def test_what_makes_no_sense_is_named_with_line_and_key(text: str, part: str, field: str) -> None:
    check_refused(council(text + "\n"), part, field)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (low(4), low(3, "true"), False),
        (low(3, "true"), low(4), True),
        (low(4), low(4, "true"), True),
        (low(4, "true"), low(4), False),
        (low(4), low(4), True),
        (low(3), low(4).replace("in_office", "valid"), False),
        (low(3), low(4).replace('"low"', '"high"'), False),
    ],
)
def test_the_stronger_consequence_must_stand_first(first: str, second: str, refused: bool) -> None:
    if refused:
        check_refused(council(first + second), "[[kinds", "kinds.rating.consequences")
    else:
        assert len(parse_rule_pack(council(first + second), OWN).kinds["rating"].consequences) == 2


@pytest.mark.parametrize(
    "text",
    [
        # A clerk's house may want any of these.
        '[quorum]\nnumber = 9\ntested = "close"\nalso = 5\nsource = "x"',
        '[quorum]\nthreshold = { base = "statutory", num = 1, den = 1 }',
        '[quorum]\ntested = "on-demand-close"\nalso = 5',
        '[vote]\nprecedence = ["keypad", "tablet", "desk"]',
        '[vote]\nentitled = "represented"\nproxies_max = 1',
        "[kinds.election]\ntie_of_persons = []",
        '[kinds.election]\nseconds = 600\nat_end = "keep-open"',
        '[kinds.rating]\nform = "aggregate"\nseconds = 600',
        '[kinds.choice]\nform = "roll-call"\nseconds = 0',
        "[kinds.resolution]\nweighted = true",
        '[vote]\ntie = "casting-vote"',
        '[kinds.hands]\ntie = "casting-vote"',
        f"{MOST}threshold = {WEIGHT}\n[kinds.resolution]\nweighted = true",
        f"{MOST}threshold = {SHARE.replace('in_office', 'cast')}\n"
        f'{HEAD}majority = "most"\ntie = "casting-vote"',
    ],
)
def test_what_makes_sense_is_taken(text: str) -> None:
    assert parse_rule_pack(council(text), OWN).extends == "vn-hdnd"


def test_a_weighted_majority_needs_a_weighted_kind() -> None:
    text = (
        f'{MOST}threshold = {WEIGHT}\n[kinds.resolution]\nweighted = true\n{HEAD}majority = "most"'
    )
    check_refused(council(text), 'majority = "most"', "kinds.new.majority")


def test_a_pack_that_counts_weights_counts_no_hands() -> None:
    text = 'extends = "weighted"\n[kinds.hands]\nvi = "a"\nen = "b"\nsource = "x"\n' \
           'form = "show-of-hands"'  # fmt: skip
    check_refused(text, "form", "kinds.hands.form")


def test_a_word_for_abstaining_needs_an_answer_to_abstain() -> None:
    text = "[kinds.hands]\nabstain = false\n[kinds.hands.words]\n" \
           'abstain = { vi = "a", en = "b" }'  # fmt: skip
    check_refused(council(text), "abstain = {", "kinds.hands.words.abstain")


def test_nor_has_a_house_without_that_answer_a_word_for_it() -> None:
    text = 'extends = "uk-commons"\n[kinds.division.words]\nabstain = { vi = "a", en = "b" }'
    check_refused(text, "abstain", "kinds.division.words.abstain")
