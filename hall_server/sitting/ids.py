"""Names of things in the sitting. Knows that an identifier is not any string."""

from typing import Annotated, Literal, NewType

from msgspec import Meta

word_characters_max = 64
title_characters_max = 500

DelegateId = NewType("DelegateId", str)
SeatId = NewType("SeatId", str)
ItemId = NewType("ItemId", str)
VoteId = NewType("VoteId", str)
TurnId = NewType("TurnId", str)
RequestId = NewType("RequestId", str)
QuestionId = NewType("QuestionId", str)
UndertakingId = NewType("UndertakingId", str)

SpeakerId = NewType("SpeakerId", str)
"""A delegate or a guest: whoever may be given the floor. No two of them share an identifier."""

Word = Annotated[str, Meta(max_length=word_characters_max)]
"""An identifier in a command: seats, delegates, items, votes, majorities."""

Title = Annotated[str, Meta(min_length=1, max_length=title_characters_max)]
OptionalTitle = Annotated[str, Meta(max_length=title_characters_max)]

Milliseconds = int
"""The clerk's time: ms since 1970 UTC; never decreases within a journal."""

text_characters_max = 8_000
"""A speech of seven minutes read aloud has about 6,500 characters."""

Prose = Annotated[str, Meta(max_length=text_characters_max)]

Choice = Literal["yes", "no", "abstain"]
CHOICES: tuple[Choice, ...] = ("yes", "no", "abstain")

Verdict = Literal["", "carried", "rejected", "no-quorum", "elected", "tied", "rated"]
"""What a declared vote came to. Empty in entries of old: `carried` alone says it. `elected`: all
seats are filled; `tied`: some candidates for the last seats are level and are voted on again."""

Role = Literal["chair", "clerk", "delegate", "display", "bridge", "house"]
"""`house` is the hall itself: its timers and its set-up; no client can have it."""

Channel = Literal["desk", "tablet", "keypad", "card", "roll-call", "house"]
"""By what a command came: kept with each ballot and each change of presence. An answer called out
in a roll call is noted by the desk, a card is told of by the keypad; both have a channel of their
own."""

UndertakingState = Literal["open", "done", "dropped"]
"""What became of an undertaking."""
