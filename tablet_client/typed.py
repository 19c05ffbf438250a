"""What somebody typed, taken apart: the verb, the vote, the marks, for whom.

Knows the shape of a line. Its single words stand in `wording.py`.
"""

import re
from dataclasses import dataclass

from tablet_client.wording import FOR_WORDS, LEVEL_WORDS, NONE_MARKED, Verb, folded, verb_of

_VOTE = re.compile(r"v[0-9]{1,5}")
_FOLLOWED = frozenset({"join", "floor", "write", "question"})
_VOTE_WORDS = frozenset({"vote", "bieuquyet"})


@dataclass(frozen=True, slots=True)
class Said:
    """A command: `marks` are options or `option:level`, `behind` is what stands after the verb.

    That is the code after `join`, the kind of speech after `floor`, the text after `write`, and
    `whom: topic: text` after `question`.
    """

    verb: Verb
    vote: str = ""
    marks: tuple[str, ...] = ()
    principal: str = ""
    behind: str = ""


def read(line: str) -> Said | None:
    """Find what a line says, with or without Vietnamese marks; None if it is no command."""
    words = line.split()
    verb = verb_of(line)
    if verb not in (None, "mark", "rate", "write", "question"):
        return Said(verb)
    if said := _with_words_behind(words):
        return said
    words, principal = _split_principal(words)
    return _ballot(words, principal)


def _with_words_behind(words: list[str]) -> Said | None:
    for length in (4, 3, 2, 1):  # «đăng ký phát biểu» is one word in four
        verb = verb_of(" ".join(words[:length]))
        if verb is not None and verb in _FOLLOWED and len(words) > length:
            said = Said(verb, behind=" ".join(words[length:]))
            return said if verb != "question" or _is_question(said.behind) else None
    return Said("join") if words and verb_of(words[0]) == "join" else None


def _is_question(said: str) -> bool:
    whom, _, rest = said.partition(":")
    return bool(whom.strip() and rest.partition(":")[0].strip())


def _split_principal(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 2 and folded(words[-2]) in FOR_WORDS:
        return words[:-2], words[-1]
    return words, ""


def _ballot(words: list[str], principal: str) -> Said | None:
    for length in (2, 1):  # «đánh giá» is one word in two
        start = folded(" ".join(words[:length]))
        rest = words[length:]
        if start in _VOTE_WORDS:
            vote, rest = _split_vote(rest)
            return _choice(" ".join(rest), vote, principal)
        verb = verb_of(start)
        if verb in ("mark", "rate") and rest:
            vote, rest = _split_vote(rest)
            return _marked(verb, rest, vote, principal)
    return _choice(" ".join(words), "", principal)


def _split_vote(words: list[str]) -> tuple[str, list[str]]:
    if words and _VOTE.fullmatch(words[0].lower()):
        return words[0].lower(), words[1:]
    return "", words


def _choice(said: str, vote: str, principal: str) -> Said | None:
    verb = verb_of(said)
    return Said(verb, vote, (), principal) if verb in ("yes", "no", "abstain") else None


def _marked(verb: Verb, words: list[str], vote: str, principal: str) -> Said | None:
    if verb == "mark":
        # Nobody marks nothing by a slip of the hand.
        marks = () if words == [NONE_MARKED] else tuple(word.lower() for word in words)
        return Said(verb, vote, marks, principal) if words else None
    rated = [_rated(word) for word in words]
    return Said(verb, vote, tuple(rated), principal) if words and all(rated) else None


def _rated(word: str) -> str:
    """Give `option:level` of what was typed as `option=level`, empty if it is none."""
    option, _, level = word.partition("=")
    known = LEVEL_WORDS.get(folded(level))
    return f"{option.lower()}:{known}" if option and known else ""
