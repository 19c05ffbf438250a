"""Close codes: their range alone tells a client whether to come back."""

import pytest

from hall_wire.closing import Close, may_come_back

STAY_AWAY = {
    Close.NORMAL,
    Close.TOO_BIG,
    Close.BAD_MESSAGES,
    Close.WIRE_UNKNOWN,
    Close.NO_HELLO,
    Close.TOKEN_UNKNOWN,
    Close.SIGNED_OUT,
}


@pytest.mark.parametrize("close", Close, ids=lambda close: close.word)
def test_client_comes_back_unless_something_must_change_first(close: Close) -> None:
    assert may_come_back(close) is (close not in STAY_AWAY)


@pytest.mark.parametrize("code", [1001, 1006, 1011, 1012, 1013, 1014, 4500, 4999])
def test_network_and_restart_codes_mean_come_back(code: int) -> None:
    assert may_come_back(code)


@pytest.mark.parametrize("code", [1000, 1002, 1003, 1007, 1008, 1009, 1010, 4000, 4499])
def test_faults_of_the_client_mean_stay_away(code: int) -> None:
    assert not may_come_back(code)


@pytest.mark.parametrize("close", Close, ids=lambda close: close.word)
def test_word_fits_into_a_close_frame(close: Close) -> None:
    assert len(close.word.encode()) <= 123
    assert close.word == close.word.lower()


def test_no_two_reasons_have_one_word() -> None:
    assert len({close.word for close in Close}) == len(Close)
