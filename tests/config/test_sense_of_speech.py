"""What cannot work together on the floor is refused at its line, in both languages."""

import pytest

from hall_server.config import parse_rule_pack, shipped_rule_pack
from tests.config.packs import OWN, check_refused, council, refused

HEAD = '[speeches.new]\nvi = "Mới"\nen = "New"\nsource = "x"\n'
BARE = """\
format = 1
id = "nho"
version = "1"
vi = "Nhỏ"
en = "Small"
[vote]
ballot = "until-close"
seconds = 0
tally_on_display = true
percent_base = "cast"
default_majority = "more"
source = "x"
[majorities.more]
vi = "Nhiều hơn"
en = "More"
source = "x"
threshold = { base = "cast", num = 1, den = 2, strict = true }
[floor]
first_seconds = 20
further_seconds = 20
queue_max = 9
source = "x"
"""


@pytest.mark.parametrize(
    ("text", "part", "field"),
    [
        # What is named must be there, and one key must be able to say all of it.
        ('[floor]\ndefault_kind = "royal"', "default_kind", "floor.default_kind"),
        ('[floor]\ndefault_kind = ""', "default_kind", "floor.default_kind"),
        ('[floor]\nkeypad_kind = "royal"', "keypad_kind", "floor.keypad_kind"),
        ('[floor]\nkeypad_kind = "report"', "keypad_kind", "floor.keypad_kind"),
        ('[floor]\ndefault_kind = "report"', "default_kind", "floor.default_kind"),
        ('[floor]\nkeypad_kind = "question"', "keypad_kind", "floor.keypad_kind"),
        ('[floor]\ndefault_kind = "question"', "default_kind", "floor.default_kind"),
        ('[floor]\ndefault_kind = "point-of-order"', "default_kind", "floor.default_kind"),
        (
            '[speeches.discussion]\nasked_by = "desk"',
            "asked_by",
            "speeches.discussion.asked_by",
        ),
        (
            '[speeches."thảo luận"]\nvi = "a"\nen = "b"\nsource = "x"',
            "speeches",
            "speeches.thảo luận",
        ),
        # Every kind has its source, and a name of its own in both languages.
        ('[speeches.rebuttal]\nsource = ""', "source", "speeches.rebuttal.source"),
        ('[speeches.rebuttal]\nen = " "', "en = ", "speeches.rebuttal.en"),
        ('[speeches.rebuttal]\nvi = "Thảo luận"', "vi = ", "speeches.rebuttal.vi"),
        (f"{HEAD}".replace('"New"', '"Discussion"'), "en = ", "speeches.new.en"),
        # Seconds.
        ("[speeches.rebuttal]\nseconds = [180, 0]", "seconds", "speeches.rebuttal.seconds"),
        ("[speeches.rebuttal]\nseconds = [0, 180]", "seconds", "speeches.rebuttal.seconds"),
        (
            "[speeches.question-rebuttal]\nseconds = [120, 60, 45]",
            "seconds",
            "speeches.question-rebuttal.seconds",
        ),
        (
            "[speeches.question]\nwarning_seconds = 60",
            "warning_seconds",
            "speeches.question.warning_seconds",
        ),
        ("[speeches.question]\nseconds = [15]", "seconds", "speeches.question.seconds"),
        ("[speeches.rebuttal]\nseconds = [180, 30]", "seconds", "speeches.rebuttal.seconds"),
        ("[floor]\nwarning_seconds = 180", "warning_seconds", "floor.warning_seconds"),
        (
            "[floor]\nfirst_seconds = 40\nwarning_seconds = 40",
            "warning_seconds",
            "floor.warning_seconds",
        ),
        (
            '[speeches.point-of-order]\nat_end = "end"',
            "at_end",
            "speeches.point-of-order.at_end",
        ),
        (
            "[speeches.point-of-order]\nwarning_seconds = 9",
            "warning_seconds",
            "speeches.point-of-order.warning_seconds",
        ),
        # Clocks, lanes and ranks.
        (
            '[speeches.rebuttal]\ncharges = "interrupted"',
            "charges",
            "speeches.rebuttal.charges",
        ),
        (
            '[speeches.intervention]\nclock = "runs-on"\ncharges = "interrupted"',
            "charges",
            "speeches.intervention.charges",
        ),
        ('[speeches.rebuttal]\nclock = "pauses"', "clock", "speeches.rebuttal.clock"),
        ('[speeches.intervention]\nlane = "list"', "lane", "speeches.intervention.lane"),
        ("[speeches.intervention]\nrank = 51", "rank", "speeches.intervention.rank"),
        ("[speeches.discussion]\nrank = 5", "rank", "speeches.discussion.rank"),
        # What belongs to a role.
        ("[speeches.rebuttal]\nin_person = true", "in_person", "speeches.rebuttal.in_person"),
        (
            "[speeches.question]\nquestioner_first = true",
            "questioner_first",
            "speeches.question.questioner_first",
        ),
        (
            '[speeches.question-rebuttal]\nrole = "speech"',
            "role",
            "speeches.question-rebuttal.role",
        ),
    ],
)
def test_what_makes_no_sense_is_named_with_line_and_key(text: str, part: str, field: str) -> None:
    check_refused(council(text + "\n"), part, field)


def test_time_of_groups_that_nobody_uses_up_is_refused() -> None:
    text = 'extends = "votes-cast"\n[floor]\ngroup_seconds = 600\n' + "".join(
        f'[speeches.{name}]\ncharges = "nobody"\n' for name in ("speech", "reply")
    )
    check_refused(text, "group_seconds", "floor.group_seconds")


@pytest.mark.parametrize("name", ["votes-cast", "weighted", "vn-quoc-hoi"])
def test_no_sitting_is_suspended_for_a_quorum_that_is_not_counted_in_heads(name: str) -> None:
    text = f'extends = "{name}"\n[attendance]\nloss = "suspend"\n'
    check_refused(text, "loss", "attendance.loss")


def test_rules_of_attendance_say_where_they_stand() -> None:
    error = refused(f"{BARE}[attendance]\ncall_seconds = 30\n")
    assert "[attendance.source]: must not be empty" in error.en


def test_a_default_kind_needs_kinds() -> None:
    check_refused(f'{BARE}default_kind = "speech"\n', "default_kind", "floor.default_kind")


def test_a_pack_from_before_the_kinds_of_speech_still_holds() -> None:
    pack = parse_rule_pack(BARE, OWN)
    assert pack.speech("").ordinary
    assert pack.speech_seconds(pack.speech(""), 0) == 20


@pytest.mark.parametrize(
    "text",
    [
        # A house may want any of these.
        '[floor]\nmode = "free"\nopen_max = 25\nat_end = "end"\nwarning_seconds = 0',
        '[floor]\nmode = "push-to-talk"\nclock_starts = "grant"',
        '[floor]\nkeypad_kind = "point-of-order"',
        '[floor]\nkeypad_kind = ""',
        '[floor]\ndefault_kind = "rebuttal"',
        "[floor]\nfirst_seconds = 1\nfurther_seconds = 1",
        "[floor]\ngroup_seconds = 600",
        '[speeches.intervention]\ncharges = "interrupted"',
        '[speeches.intervention]\nclock = "runs-on"',
        '[speeches.point-of-order]\nclock = "ends"',
        '[speeches.point-of-order]\nseconds = [60]\nat_end = "end"\nwarning_seconds = 10',
        "[speeches.question]\nseconds = [10]\nwarning_seconds = 0",
        "[speeches.discussion]\nseconds = [600, 300]\nrank = 20",
        '[speeches.answer]\nin_person = false\nasked_by = "seat"',
        '[attendance]\nunanswered = "leave"\nloss = "suspend"\ncall_seconds = 600',
        HEAD,
    ],
)
def test_what_makes_sense_is_taken(text: str) -> None:
    assert parse_rule_pack(council(text), OWN).extends == "vn-hdnd"


def test_every_line_of_a_kind_can_be_changed_alone() -> None:
    pack = parse_rule_pack(council("[speeches.question]\nseconds = [120]\n"), OWN)
    base = shipped_rule_pack("vn-hdnd")
    question = pack.speeches["question"]
    assert (question.seconds, question.role) == ((120,), "question")
    assert question.source.endswith("changed in own.toml")
    assert {**pack.speeches, "question": base.speeches["question"]} == base.speeches
