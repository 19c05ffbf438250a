"""Access: printed codes, tokens kept only as digests, and what outlives a restart."""

import re
from pathlib import Path

import msgspec
import pytest

from hall_server.hall.access import Access, Code, code_letters, tokens_per_delegate_max
from hall_server.hall.answers import SHARED_DEVICE
from hall_server.sitting.authority import Actor
from hall_server.sitting.ids import DelegateId, Role
from tests.making import delegate_id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "access.sqlite"


def named(*numbers: int) -> dict[DelegateId, str]:
    return {delegate_id(number): f"Đại biểu Mẫu {number}" for number in numbers}


def three(access: Access) -> list[Code]:
    return access.ensure_codes(named(1, 2, 3))


def everything_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_there_is_a_code_for_each_door_and_each_delegate(path: Path) -> None:
    codes = three(Access(path))
    assert [(code.kind, code.delegate) for code in codes] == [
        ("desk", ""), ("display", ""), ("bridge", ""),
        ("delegate", "s1"), ("delegate", "s2"), ("delegate", "s3"),
    ]  # fmt: skip
    assert len({code.code for code in codes}) == 6
    assert all(re.fullmatch(f"[{code_letters}]{{8}}", code.code) for code in codes)


def test_codes_stay_the_same_and_new_delegates_get_new_ones(path: Path) -> None:
    access = Access(path)
    before = three(access)
    access.close()
    again = Access(path)
    assert three(again) == before
    more = again.ensure_codes(named(2, 4))
    assert more[3] == before[4]
    assert more[4] not in before


def test_code_is_found_however_a_person_types_it(path: Path) -> None:
    access = Access(path)
    code = three(access)[3]
    dashed = f"{code.code[:4]}-{code.code[4:]}"
    for typed in (code.code, dashed, dashed.lower(), f" {code.code[:2]} {code.code[2:]} "):
        assert access.look_up(typed) == code
    for typed in ("", "AAAA-AAAA", code.code[:-1], f"{code.code}B"):
        assert access.look_up(typed) is None


def test_token_stands_for_the_role_of_its_code(path: Path) -> None:
    access = Access(path)
    desk, display, bridge, seat, *_ = three(access)

    def actor(code: Code, role: Role = "chair") -> Actor:
        issued = access.issue(code, role)[1].actor
        assert issued.device
        return msgspec.structs.replace(issued, device="")

    assert actor(desk) == Actor("chair", "desk")
    assert actor(desk, "clerk") == Actor("clerk", "desk")
    assert actor(display) == Actor("display", "desk")
    assert actor(bridge) == Actor("bridge", "keypad")
    assert actor(seat) == Actor("delegate", "tablet", delegate_id(1))


def test_every_token_is_a_device_of_its_own_but_bridges_are_one(path: Path) -> None:
    access = Access(path)
    desk, _display, bridge, seat, *_ = three(access)
    devices = [access.issue(code, "chair")[1].actor.device for code in (desk, desk, seat, seat)]
    assert len(set(devices)) == 4
    assert access.issue(bridge, "chair")[1].actor.device == SHARED_DEVICE
    assert SHARED_DEVICE not in devices


def test_token_is_nowhere_on_disk(path: Path) -> None:
    access = Access(path)
    tokens = [access.issue(code, "chair")[0] for code in three(access)]
    assert len(set(tokens)) == 6
    assert all(len(token) >= 43 for token in tokens)
    while_open = everything_on_disk(path)
    access.close()
    for data in (while_open, everything_on_disk(path)):
        assert all(token.encode() not in data for token in tokens)
        assert b"s1" in data


def test_file_is_its_owners_alone(path: Path) -> None:
    access = Access(path)
    three(access)
    for file in path.parent.glob(f"{path.name}*"):
        assert file.stat().st_mode & 0o777 == 0o600


def test_token_and_its_device_outlive_a_restart(path: Path) -> None:
    access = Access(path)
    token, grant = access.issue(three(access)[3], "chair")
    access.close()
    again = Access(path)
    assert again.find(token) == grant
    assert again.find(token + "x") is None
    assert again.find("") is None


def test_revoked_token_is_worth_nothing_now_and_after_a_restart(path: Path) -> None:
    access = Access(path)
    code = three(access)[3]
    token, grant = access.issue(code, "chair")
    kept, _ = access.issue(code, "chair")
    assert access.revoke(token) == grant
    assert access.revoke(token) is None
    assert access.find(token) is None
    access.close()
    again = Access(path)
    assert again.find(token) is None
    assert again.find(kept) is not None


def test_device_of_a_revoked_token_is_never_given_again(path: Path) -> None:
    access = Access(path)
    code = three(access)[3]
    token, grant = access.issue(code, "chair")
    access.revoke(token)
    access.close()
    assert Access(path).issue(code, "chair")[1].actor.device != grant.actor.device


def test_delegate_with_too_many_devices_loses_the_oldest(path: Path) -> None:
    access = Access(path)
    code = access.ensure_codes(named(1, 2))[3]
    other = access.ensure_codes(named(1, 2))[4]
    kept = access.issue(other, "chair")[0]
    tokens = [access.issue(code, "chair")[0] for _ in range(tokens_per_delegate_max + 2)]
    assert [access.find(token) is None for token in tokens[:3]] == [True, True, False]
    assert access.find(kept) is not None
    access.close()
    again = Access(path)
    assert again.find(tokens[1]) is None
    assert again.find(tokens[2]) is not None
    again.close()


def test_who_takes_anothers_place_gets_a_new_code_and_the_other_is_out(path: Path) -> None:
    access = Access(path)
    former = three(access)[3]
    token, _ = access.issue(former, "chair")
    codes = access.ensure_codes(named(1, 2, 3) | {delegate_id(1): "Người Mới"})
    assert codes[3].code != former.code
    assert access.look_up(former.code) is None
    assert access.find(token) is None
    access.close()
    again = Access(path)
    assert again.find(token) is None
    assert again.look_up(codes[3].code) == codes[3]


def test_signed_out_by_further_sign_ins_is_told_once(path: Path) -> None:
    access = Access(path)
    code = three(access)[3]
    grants = [access.issue(code, "chair")[1] for _ in range(tokens_per_delegate_max + 1)]
    assert access.pushed_out() == grants[:1]
    assert access.pushed_out() == []
