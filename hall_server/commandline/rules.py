"""`hall rules`: the packs there are, one of them in words, and whether a file can be used.

Knows how a pack is laid out for reading; what it says is put into words by `rule_words.py` and
`floor_words.py`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from hall_server.commandline import floor_words
from hall_server.commandline import rule_words as words
from hall_server.commandline.rule_words import Said
from hall_server.config import (
    ConfigError,
    read_rule_pack,
    shipped_rule_pack,
    shipped_rule_packs,
)
from hall_server.sitting.rules import Consequence, Quorum, RulePack

_HEAD_CHARACTERS = 30
"""Of the left column: the longest heading, and a blank."""


def add_rules(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `rules` with its three acts; without one it lists."""
    text = "the rule packs: list, show or check them"
    rules = verbs.add_parser("rules", help=text, description=text)
    rules.set_defaults(verb=_list)
    acts = rules.add_subparsers(metavar="ACT")
    text = "name the rule packs that come with the program"
    acts.add_parser("list", help=text, description=text).set_defaults(verb=_list)
    text = "print a rule pack in words, every kind of vote and of speech with its source"
    show = acts.add_parser("show", help=text, description=text)
    show.add_argument("pack", metavar="PACK", help="the name of a shipped pack, or a .toml file")
    show.set_defaults(verb=_show)
    text = "say whether a council's own rule pack can be used"
    check = acts.add_parser("check", help=text, description=text)
    check.add_argument("file", metavar="FILE", type=Path, help="a .toml file")
    check.set_defaults(verb=_check)


def _list(_chosen: argparse.Namespace) -> int:
    for name in shipped_rule_packs():
        pack = shipped_rule_pack(name)
        _print(f"{name}  {pack.version}\n    {pack.vi}\n    {pack.en}")
    return 0


def _show(chosen: argparse.Namespace) -> int:
    name: str = chosen.pack
    shipped = not name.endswith(".toml")
    pack = shipped_rule_pack(name) if shipped else read_rule_pack(Path(name))
    _print("\n".join(in_words(pack)))
    return 0


def _check(chosen: argparse.Namespace) -> int:
    if not chosen.file.name.endswith(".toml"):
        raise ConfigError(
            chosen.file.name,
            0,
            "",
            "tên tệp phải kết thúc bằng .toml",
            "the file's name must end in .toml",
        )
    try:
        pack = read_rule_pack(chosen.file)
    except ConfigError:
        # What is wrong is printed by `cli.py`, as wherever a file is read.
        _print(f"{chosen.file.name}: không dùng được · can't be used")
        raise
    over = (f", mở rộng {pack.extends}", f", extends {pack.extends}") if pack.extends else ("", "")
    _print(
        f"{chosen.file.name}: dùng được ({pack.id} {pack.version}{over[0]}; "
        f"{len(pack.kinds)} loại biểu quyết, {len(pack.majorities)} loại đa số, "
        f"{len(pack.speeches)} loại phát biểu)\n"
        f"{chosen.file.name}: can be used ({pack.id} {pack.version}{over[1]}; "
        f"{len(pack.kinds)} kinds of vote, {len(pack.majorities)} majorities, "
        f"{len(pack.speeches)} kinds of speech)"
    )
    return 0


def in_words(pack: RulePack) -> Iterator[str]:
    """Give the lines that tell a pack: what holds for all votes, every kind of vote, of speech."""
    yield f"{pack.id}  {pack.version}"
    yield f"    {pack.vi}"
    yield f"    {pack.en}"
    if pack.extends:
        yield f"    mở rộng · extends {pack.extends}"
    yield from _told("Túc số · Quorum", words.quorum(pack.quorum))
    if pack.quorum is not None:
        yield from _source(pack.quorum.source, pack.quorum.since)
    yield from _told("Ai biểu quyết · Who votes", words.entitled(pack.vote))
    yield from _told("Phiếu · Ballot", words.ballot(pack.vote))
    if pack.vote.precedence:
        order = " > ".join(pack.vote.precedence)
        yield from _told("Ưu tiên · Precedence", (order, order))
    yield from _source(pack.vote.source, pack.vote.since)
    for name in pack.kinds or ("",):
        yield ""
        yield from _kind(pack, name)
    yield ""
    yield from _other_majorities(pack)
    yield from _floor(pack)


def _kind(pack: RulePack, name: str) -> Iterator[str]:
    kind, rule = pack.kind(name), pack.vote_rule(name)
    default = " (mặc định · default)" if name == pack.vote.default_kind else ""
    yield f"[{name}] {kind.vi} · {kind.en}{default}" if name else f"{kind.vi} · {kind.en}"
    yield from _told("Hình thức · Form", words.FORMS[kind.form])
    yield from _told("Câu hỏi · Question", words.QUESTIONS[kind.question])
    if kind.question == "yes-no":
        yield from _told("Trả lời · Answers", words.answers(pack, name))
    if kind.question == "rating":
        for one in kind.consequences:
            yield from _told("Hệ quả · Consequence", _consequence(one))
            yield from _told("", (one.vi, one.en))
            yield from _source(one.source, one.since)
    else:
        needed = pack.majorities[rule.default_majority]
        yield from _told("Đa số · Majority", words.majority(needed, kind.question))
        yield from _source(needed.source, needed.since)
    if isinstance(kind.quorum, Quorum):
        yield from _told("Túc số · Quorum", words.quorum(kind.quorum))
        yield from _source(kind.quorum.source, kind.quorum.since)
    yield from _told("Tỷ lệ tính trên · Percent of", words.base(rule.percent_base, kind.question))
    yield from _told("Thời gian · Window", words.window(rule))
    yield from _told("Ngang phiếu · Tie", words.tie(pack, name))
    yield from _told("Ai thấy số đếm · Tally", words.tally(rule, kind.form))
    if name:
        yield from _source(kind.source, kind.since)


def _consequence(one: Consequence) -> Said:
    (vi, en), (level_vi, level_en) = words.share(one.threshold, "rating"), words.LEVELS[one.level]
    return f"«{level_vi}» {vi}", f"“{level_en}” by {en}"


def _other_majorities(pack: RulePack) -> Iterator[str]:
    """The majorities that no kind asks for: the desk may name them for a vote."""
    used = {pack.majority_of(name) for name in pack.kinds or ("",)}
    for name, majority in pack.majorities.items():
        if name not in used:
            yield f"[majorities.{name}] {majority.vi} · {majority.en}"
            yield from _told("Đa số · Majority", words.majority(majority))
            yield from _source(majority.source, majority.since)


def _floor(pack: RulePack) -> Iterator[str]:
    floor = pack.floor
    yield from _told(
        "Phát biểu · Speaking",
        (
            f"{floor.first_seconds} giây, lần sau {floor.further_seconds} giây",
            f"{floor.first_seconds} seconds, further turns {floor.further_seconds}",
        ),
    )
    yield from _told("Danh sách · List", floor_words.list_of_speakers(floor))
    yield from _told("Micrô · Microphones", floor_words.microphones(floor))
    group_time = floor_words.group_time(floor)
    if group_time is not None:
        yield from _told("Giờ của nhóm · Group time", group_time)
    yield from _source(floor.source, floor.since)
    yield from _told("Điểm danh · Attendance", floor_words.attendance(pack.attendance))
    if pack.attendance.source:
        yield from _source(pack.attendance.source, pack.attendance.since)
    for name in pack.speeches:
        yield ""
        yield from _speech(pack, name)


def _speech(pack: RulePack, name: str) -> Iterator[str]:
    kind, floor = pack.speeches[name], pack.floor
    marks = [
        mark
        for mark, marked in (
            ("mặc định · default", floor.default_kind),
            ("phím bấm · keypad", floor.keypad_kind),
        )
        if marked == name
    ]
    yield f"[speeches.{name}] {kind.vi} · {kind.en}{''.join(f' ({mark})' for mark in marks)}"
    yield from _told("Xếp ở · Lane", floor_words.lane(kind))
    yield from _told("Thời gian · Time", floor_words.seconds(pack, kind))
    if any(kind.seconds or (floor.first_seconds,)):
        yield from _told("Báo trước · Warning", floor_words.warning(pack.warning_seconds(kind)))
    yield from _told("Lượt đang nói · Running turn", floor_words.clock(kind))
    if floor.group_seconds:
        yield from _told("Tính vào · Charged", floor_words.payer(kind))
    role = floor_words.role(kind)
    if role is not None:
        yield from _told("Là gì · What it is", role)
    yield from _source(kind.source, kind.since)


def _told(heading: str, said: Said) -> Iterator[str]:
    vi, en = said
    yield f"    {heading:<{_HEAD_CHARACTERS}}{vi}"
    if en != vi:
        yield f"    {'':<{_HEAD_CHARACTERS}}{en}"


def _source(source: str, since: str) -> Iterator[str]:
    date = f" (từ · since {since})" if since else ""
    yield f"    {'Căn cứ · Source':<{_HEAD_CHARACTERS}}{source}{date}"


def _print(text: str) -> None:
    Console().print(text, soft_wrap=True, highlight=False, markup=False)
