"""What is remembered of answers, and how much of it."""

from hall_server.hall.answers import (
    SHARED_DEVICE,
    Answer,
    Answers,
    Done,
    answers_max,
    fingerprint,
    shared_answers_max,
    spare_share,
)
from hall_server.sitting import commands as c
from hall_server.sitting import floor_commands as f
from hall_server.sitting.refusals import IdReused
from hall_wire import limits


def test_fingerprint_tells_commands_of_different_content_apart() -> None:
    commands = [
        c.CastBallot("v1", "yes"),
        c.CastBallot("v1", "no"),
        c.CastBallot("v2", "yes"),
        c.CastBallot("v1", "yes", seat="1"),
        f.CheckIn(),
        f.CheckOut(),
    ]
    assert len({fingerprint(command) for command in commands}) == len(commands)
    assert fingerprint(c.CastBallot("v1", "yes")) == fingerprint(c.CastBallot("v1", "yes"))


def test_the_oldest_answers_of_a_device_go_first_and_other_devices_keep_theirs() -> None:
    answers = Answers()
    answers.remember("other", "1", Answer(0, 1))
    gone = answers_max // spare_share
    last = answers_max + gone
    for number in range(last + 1):
        assert answers.find("d1", "0") == (Answer(0, 0) if number else None)
        answers.remember("d1", str(number), Answer(0, number))
    assert [answers.find("d1", str(number)) for number in range(gone)] == [None] * gone
    kept = [answers.find("d1", str(number)) for number in range(gone, last + 1)]
    assert kept == [Answer(0, number) for number in range(gone, last + 1)]
    assert len(kept) > answers_max
    assert answers.find("other", "1") is not None


def test_bridges_are_remembered_longer_but_not_without_end() -> None:
    answers = Answers()
    for number in range(shared_answers_max + shared_answers_max // spare_share):
        answers.remember(SHARED_DEVICE, str(number), Answer(0, number))
    assert answers.find(SHARED_DEVICE, "0") is not None
    answers.remember(SHARED_DEVICE, "one more", Answer(0, 1))
    assert answers.find(SHARED_DEVICE, "0") is None
    assert shared_answers_max > 20 * 5000


def test_an_answer_is_given_again_as_it_was() -> None:
    assert Answer(7, 3).outcome == Done(3)
    assert Answer(7, 0, IdReused()).outcome == IdReused()


def test_more_is_remembered_than_a_client_may_have_unanswered() -> None:
    assert answers_max >= 2 * limits.unacknowledged_commands_max
