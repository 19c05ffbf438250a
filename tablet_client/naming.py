"""Which kind of speech, and which person, somebody means by what they typed. Pure."""

from collections.abc import Iterable

from tablet_client.floor_views import Respondent, SpeechKind
from tablet_client.scene import in_words
from tablet_client.views import Person
from tablet_client.wording import Lang, folded


def kind_named(kinds: Iterable[SpeechKind], said: str) -> SpeechKind | None:
    """Find a kind of speech that may be asked for at a seat, by its id or name."""
    wanted = folded(said)
    open_ones = (kind for kind in kinds if kind.asked_by == "seat")
    return next((one for one in open_ones if wanted in _folded(one.id, one.vi, one.en)), None)


def kinds_of(kinds: Iterable[SpeechKind], lang: Lang) -> str:
    """Name the kinds of speech that may be asked for at a seat."""
    return ", ".join(in_words(kind, lang) for kind in kinds if kind.asked_by == "seat")


def person_named(respondents: Iterable[Respondent], said: str) -> Person | None:
    """Find to whom a question is put, by id, name or office."""
    wanted = folded(said)
    for one in respondents:
        person = one.person
        if wanted in _folded(person.delegate, person.name, person.group, one.office_en):
            return person
    return None


def people_of(respondents: Iterable[Respondent]) -> str:
    """Name those to whom a question can be put, with their ids."""
    return ", ".join(f"{one.person.name} ({one.person.delegate})" for one in respondents)


def _folded(*names: str) -> set[str]:
    return {folded(name) for name in names if name}
