"""What is remembered of answers, and how much of it."""

from hall_server.hall.answers import (
    Answer,
    Answers,
    Done,
    answers_max,
    fingerprint,
    shared_answers_max,
)
from hall_server.sitting import commands as c
from hall_wire import limits


def test_fingerprint_tells_commands_of_different_content_apart() -> None:
    commands = [
        c.CastBallot("v1", "yes"),
        c.CastBallot("v1", "no"),
        c.CastBallot("v2", "yes"),
        c.CastBallot("v1", "yes", seat="1"),
        c.CheckIn(),
        c.CheckOut(),
    ]
    assert len({fingerprint(command) for command in commands}) == len(commands)
    assert fingerprint(c.CastBallot("v1", "yes")) == fingerprint(c.CastBallot("v1", "yes"))


def test_the_oldest_answer_of_a_device_goes_first_and_other_devices_keep_theirs() -> None:
    answers = Answers()
    answers.remember("other", "1", Answer(0, Done(1)), shared=False)
    for number in range(answers_max + 1):
        answers.remember("d1", str(number), Answer(0, Done(number)), shared=False)
    assert answers.find("d1", "0") is None
    assert answers.find("d1", "1") == Answer(0, Done(1))
    assert answers.find("d1", str(answers_max)) is not None
    assert answers.find("other", "1") is not None


def test_a_device_that_speaks_for_a_hall_is_remembered_longer() -> None:
    answers = Answers()
    for number in range(answers_max + 1):
        answers.remember("bridge", str(number), Answer(0, Done(number)), shared=True)
    assert answers.find("bridge", "0") is not None
    assert shared_answers_max > 20 * 5000


def test_more_is_remembered_than_a_client_may_have_unanswered() -> None:
    assert answers_max >= 2 * limits.unacknowledged_commands_max
