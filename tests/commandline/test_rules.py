"""`hall rules` lists the packs, tells one in words, and says whether a file can be used."""

from pathlib import Path

import pytest

from hall_server.cli import EXIT_WRONG_INPUT, main
from hall_server.config import shipped_rule_pack, shipped_rule_packs
from hall_server.sitting.rules import RulePack

HEADINGS = (
    "Hình thức · Form",
    "Câu hỏi · Question",
    "Thời gian · Window",
    "Ngang phiếu · Tie",
    "Ai thấy số đếm · Tally",
    "Căn cứ · Source",
)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert main(["rules", *arguments]) == code
    said = capsys.readouterr()
    return said.out, said.err


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "quy-che.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("arguments", [(), ("list",)])
def test_every_pack_is_listed_in_both_languages(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    out, _err = printed(capsys, *arguments)
    for name in shipped_rule_packs():
        pack = shipped_rule_pack(name)
        assert f"{name}  {pack.version}\n    {pack.vi}\n    {pack.en}\n" in out


def blocks(pack: RulePack, out: str) -> dict[str, str]:
    """What is told of each kind."""
    told = {part.partition("]")[0]: part for part in out.split("\n[")[1:]}
    return {kind: told[kind] for kind in pack.kinds}


@pytest.mark.parametrize("name", shipped_rule_packs())
def test_a_pack_is_shown_with_every_kind_and_every_source(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    out, _err = printed(capsys, "show", name)
    pack = shipped_rule_pack(name)
    for kind, told in blocks(pack, out).items():
        chosen = pack.kinds[kind]
        assert f"{chosen.vi} · {chosen.en}" in told
        assert chosen.source in told
        for heading in HEADINGS:
            assert heading in told
        for consequence in chosen.consequences:
            assert consequence.vi in told
            assert consequence.en in told
    for majority in pack.majorities.values():
        assert majority.source in out
    assert pack.floor.source in out
    assert pack.attendance.source in out


@pytest.mark.parametrize("name", shipped_rule_packs())
def test_a_pack_is_shown_with_every_kind_of_speech_and_its_source(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    out, _err = printed(capsys, "show", name)
    pack = shipped_rule_pack(name)
    told = {part.partition("]")[0]: part for part in out.split("\n[")[1:]}
    for kind, one in pack.speeches.items():
        part = told[f"speeches.{kind}"]
        assert f"{one.vi} · {one.en}" in part
        assert one.source in part
        assert "Xếp ở · Lane" in part
        assert "Thời gian · Time" in part


@pytest.mark.parametrize(
    ("name", "kind", "sentences"),
    [
        ("vn-hdnd", "discussion", ("(mặc định · default) (phím bấm · keypad)", "420 giây, lần")),
        ("vn-hdnd", "discussion", ("nhiều nhất 2 lần", "420 seconds, then 180; then it is shown")),
        ("vn-hdnd", "answer", ("bàn chủ tọa nhập", "by the person asked alone")),
        ("vn-hdnd", "question-rebuttal", ("người đã hỏi được ưu tiên", "the questioner goes")),
        ("vn-hdnd", "question", ("báo trước 15 giây", "names whom it asks")),
        ("vn-hdnd", "point-of-order", ("không giới hạn", "goes on with the time it has left")),
        ("uk-commons", "intervention", ("vẫn bị tính giờ", "the clock of that turn runs on")),
        ("bundestag", "speech", ("giờ của nhóm người nói", "to the speaker's group")),
        ("bundestag", "interposed-question", ("không tính cho nhóm nào", "to nobody")),
        ("roberts", "speech", ("600 giây; hết giờ thì báo", "2 turns at most")),
    ],
)
def test_a_kind_of_speech_is_told_in_both_languages(
    capsys: pytest.CaptureFixture[str], name: str, kind: str, sentences: tuple[str, str]
) -> None:
    out, _err = printed(capsys, "show", name)
    told = {part.partition("]")[0]: part for part in out.split("\n[")[1:]}[f"speeches.{kind}"]
    for sentence in sentences:
        assert sentence in told


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ("tính giờ từ khi micrô mở", "clocks start when it is open")),
        ('[floor]\nmode = "free"\nopen_max = 3', ("ai bấm người ấy mở; cùng lúc 3", "3 at once")),
        ('[floor]\nmode = "automatic"', ("hàng chờ tự mở", "the queue opens them while")),
        ('[floor]\nmode = "push-to-talk"', ("giữ phím thì mở", "while it is held")),
        ('[floor]\nmode = "chair"', ("không ai xin được", "nobody may ask")),
        ("[floor]\nfirst_time_first = true", ("người chưa nói được trước", "goes first")),
        ("[floor]\nregister_before = false", ("khi nội dung bắt đầu", "when the item has begun")),
        ("[floor]\nwritten = false", ("không nhận văn bản", "nothing is taken in writing")),
        ("[floor]\ngroup_seconds = 90", ("90 giây mỗi nội dung", "90 seconds for an item")),
        ('[floor]\nat_end = "mute"', ("hết giờ thì tắt micrô", "then the microphone closes")),
        ('[floor]\nat_end = "end"', ("hết giờ thì kết thúc lượt", "then the turn ends")),
        ("[floor]\nwarning_seconds = 0", ("không báo trước", "no warning")),
        ('[attendance]\nloss = "suspend"', ("mất túc số thì tạm nghỉ", "suspends the sitting")),
        ('[attendance]\nunanswered = "leave"', ("là đã rời phòng", "no answer means gone")),
    ],
)
def test_a_council_reads_what_it_changed_on_the_floor(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, sentences: tuple[str, str]
) -> None:
    out, _err = printed(capsys, "show", written(tmp_path, f'extends = "vn-hdnd"\n{text}\n'))
    for sentence in sentences:
        assert sentence in out


@pytest.mark.parametrize(
    ("name", "kind", "sentences"),
    [
        ("vn-hdnd", "removal", ("ít nhất 2/3 tổng số đại biểu", "at least 2/3 of all in office")),
        ("vn-hdnd", "confidence", ("Tín nhiệm / Không tín nhiệm", "Confidence / No confidence")),
        (
            "vn-hdnd",
            "rating",
            ("«tín nhiệm thấp» ít nhất 2/3", "“low confidence” by more than 1/2"),
        ),
        ("vn-hdnd", "election", ("rồi người nhiều tuổi hơn", "then the older")),
        ("vn-hdnd", "roll-call", (" chủ tọa đóng\n", " the chair closes\n")),
        ("vn-hdnd", "aggregate", ("không ai, đến khi đóng", "nobody before the close")),
        ("votes-cast", "hands", ("chỉ bàn chủ tọa", "the desk alone")),
        ("votes-cast", "roll-call", ("màn hình hội trường", "the desk and the hall's display")),
        ("roberts", "rescind", ("quá 1/2 tổng số đại biểu", " or more than 1/2 of all in office")),
        (
            "european-parliament",
            "censure",
            (" và quá 1/2 tổng số", "votes for and against and more"),
        ),
        (
            "european-parliament",
            "election",
            ("quá 1/2 số phiếu có lựa chọn", "ballots with a choice"),
        ),
        ("uk-commons", "division", ("480 giây, hết giờ vẫn mở", "on a tie the chair decides")),
        ("weighted", "important", ("ít nhất 65/100", "who took part (by weight)")),
    ],
)
def test_a_kind_is_told_in_both_languages(
    capsys: pytest.CaptureFixture[str], name: str, kind: str, sentences: tuple[str, str]
) -> None:
    out, _err = printed(capsys, "show", name)
    told = blocks(shipped_rule_pack(name), out)[kind]
    for sentence in sentences:
        assert sentence in told


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("vn-hdnd", "ít nhất 2/3 tổng số đại biểu; kiểm khi khai mạc", "at least 2/3 of all in"),
        ("uk-commons", "40 người; kiểm bằng chính số người biểu quyết, kể thêm 5", "40 heads;"),
        ("bundestag", "khi có yêu cầu thì kiểm bằng chính số người", "then tested by the vote"),
        ("european-parliament", "thì đếm người có mặt lúc mở", "asks, then those present at the"),
        ("votes-cast", "không quy định", "none"),
        ("weighted", "có ủy quyền (nhận nhiều nhất 1000), theo trọng số", "by proxy (at most 1000"),
    ],
)
def test_what_holds_for_all_votes_stands_first(
    capsys: pytest.CaptureFixture[str], name: str, vi: str, en: str
) -> None:
    out, _err = printed(capsys, "show", name)
    head = out.partition("\n[")[0]
    assert vi in head
    assert en in head


def test_a_councils_own_file_is_shown_with_what_it_changes(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = 'extends = "vn-hdnd"\n[vote]\nprecedence = ["keypad", "tablet"]\n' \
           '[kinds.hands.quorum]\nnumber = 9\nsource = "Điều 7"\n'  # fmt: skip
    out, _err = printed(capsys, "show", written(tmp_path, text))
    assert out.startswith("quy-che  2025-07-01\n")
    assert "mở rộng · extends vn-hdnd" in out
    assert "keypad > tablet" in out
    assert "thay đổi trong · changed in quy-che.toml" in out
    hands = out[out.index("[hands]") : out.index("[roll-call]")]
    assert "9 người" in hands
    assert "Điều 7" in hands


def test_a_file_without_kinds_is_shown_with_the_one_it_has(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    threshold = '{ base = "cast", num = 1, den = 2, strict = true }'
    text = f"""\
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
source = "Điều 1"
[majorities]
more = {{ vi = "Nhiều hơn", en = "More", source = "Điều 2", threshold = {threshold} }}
[floor]
first_seconds = 60
further_seconds = 60
queue_max = 9
source = "Điều 3"
"""
    out, _err = printed(capsys, "show", written(tmp_path, text))
    assert "Biểu quyết · Vote\n" in out
    assert all(f"Điều {number}" in out for number in (1, 2, 3))


def test_a_file_that_can_be_used_is_said_so_in_both_languages(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out, err = printed(capsys, "check", written(tmp_path, 'extends = "vn-hdnd"\nversion = "9"'))
    assert err == ""
    vi, en = out.splitlines()
    assert vi.startswith("quy-che.toml: dùng được (quy-che 9, mở rộng vn-hdnd; 12 loại")
    assert en.startswith("quy-che.toml: can be used (quy-che 9, extends vn-hdnd; 12 kinds")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('extends = "vn-hdnd"\n[vote]\nsecs = 45', "quy-che.toml:3 [vote.secs]: "),
        ('extends = "vn-hdnd"\n[vote]\nseconds = 45 giây', "quy-che.toml:3: "),
        ('extends = "no-such"', "quy-che.toml:1 [extends]: "),
        ('extends = "vn-hdnd"\n[kinds.election]\nform = "roll-call"', "quy-che.toml:3 [kinds."),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_line_and_key(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, place: str
) -> None:
    out, err = printed(capsys, "check", written(tmp_path, text), code=EXIT_WRONG_INPUT)
    assert out == "quy-che.toml: không dùng được · can't be used\n"
    vi, en = err.splitlines()
    assert vi.startswith(place)
    assert en.startswith(place)
    assert vi != en


@pytest.mark.parametrize(
    "arguments", [("check", "vn-hdnd"), ("show", "no-such"), ("show", "none.toml")]
)
def test_what_is_no_pack_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    _out, err = printed(capsys, *arguments, code=EXIT_WRONG_INPUT)
    assert len(err.splitlines()) == 2
