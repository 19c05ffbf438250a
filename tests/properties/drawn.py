"""What people do in the life of a vote, and with what: drawn at random, most of it to the point."""

from collections.abc import Callable
from random import Random
from typing import Any

from hall_server.sitting.authority import HOUSE
from tests.making import CHAIR, CLERK
from tests.properties.kinds import FORMS, OFFICE

DRAWN: dict[str, Callable[[Random], Any]] = {
    "number": lambda chance: chance.randint(1, len(OFFICE)),
    "number_or_none": lambda chance: chance.randint(0, len(OFFICE)),
    "which": lambda chance: chance.randint(0, 9),
    "kind": lambda chance: chance.choice([*FORMS, *["elect"] * 6, "paper", "speaker"]),
    "seats": lambda chance: chance.randint(1, 3),
    "once_in": lambda chance: chance.randint(0, 5),
    "ms": lambda chance: chance.choice([1, 999, 14_000, 29_999, 30_000]),
    "item": lambda chance: chance.choice(["i1", "i2"]),
    "actor": lambda chance: chance.choice([CHAIR, CLERK, HOUSE]),
    "via": lambda chance: chance.choice(["tablet", "keypad", "desk", "proxy"]),
    "answer": lambda chance: chance.randint(0, 11),
    "answers": lambda chance: chance.choice(
        [
            [chance.choice([0, 1, 6, 6, 6])] * 6,
            [chance.randint(0, 8), chance.randint(0, 8)] * 3,
            [chance.choice([0, 3, 6, 7]) for _ in OFFICE],
            [chance.randint(0, 11) for _ in OFFICE],
        ]
    ),
    "members": lambda chance: chance.sample(range(1, len(OFFICE) + 1), 2),
    "yes": lambda chance: chance.randint(0, 4),
    "no": lambda chance: chance.randint(0, 2),
    "asked": lambda chance: chance.choice([True, False]),
    "few": lambda chance: chance.randint(0, 1),
    "wrong": lambda chance: chance.choice(["", "", "", "issued", "returned", "valid", "yes"]),
}
"""What each act is given, by the name of its argument."""

OFTEN = {
    "": "take_up take_up open_prepared open_prepared open_prepared open_prepared repeat repeat "
    "repeat come_or_go come_or_go give_proxy recuse board course claim annul",
    "open": "cast_many cast_many cast_many cast cast cast cast hands paper board board hold "
    "extend admit recuse call close close wait come_or_go come_or_go restart",
    "held": "resume resume resume extend close admit recuse hands paper come_or_go",
    "closed": "declare declare declare declare hands paper board casting_vote casting_vote claim "
    "annul come_or_go restart",
}
"""What is done in which state of the current vote, besides anything whatever."""


ANYTHING = sorted({*" ".join(OFTEN.values()).split(), "course", "take_item"})
