"""Whether a vote can be answered at this seat, and if not, the sentence that says why.

Pure. Knows what a device may answer; the hall decides it again, and has the last word.
"""

from dataclasses import dataclass, field

from tablet_client import views
from tablet_client.scene import Scene, titled
from tablet_client.typed import Said
from tablet_client.wording import Lang

BY_DEVICE = frozenset({"recorded", "aggregate"})
"""Forms of vote in which devices answer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of `wording.py`, and what is put into it."""

    key: str
    details: dict[str, object] = field(default_factory=dict)


def why_not(scene: Scene, lang: Lang) -> Reason | None:
    """Say why nothing can be answered here in the present vote, None if something can."""
    vote = scene.vote
    if vote is None or vote.state not in ("open", "held"):
        return None
    if vote.state == "held":
        return Reason("vote-held", {"number": vote.number, "title": titled(vote, lang)})
    if vote.form not in BY_DEVICE:
        return Reason(f"by-{vote.form}")
    return None if scene.own_vote is None else _of_person(scene.own_vote)


def _of_person(own: views.OwnVote) -> Reason | None:
    if own.principals:  # with the others' ballots there is something to answer
        return None
    if own.recused:
        return Reason("recused")
    if own.holder:
        return Reason("represented", {"name": own.holder_name})
    return None if own.entitled else Reason("not-entitled")


def why_not_this(scene: Scene, said: Said, lang: Lang) -> Reason | None:
    """Say why this can't be the answer, None if the hall is to be asked."""
    vote = scene.vote
    if vote is None or vote.state not in ("open", "held") or said.vote not in ("", vote.id):
        return None
    if refused := why_not(scene, lang):
        return refused
    if said.verb == "abstain":
        return None if vote.abstain else Reason("no-abstain")
    if said.verb != asked_by(vote) and not (vote.question == "yes-no" and said.verb == "no"):
        return how_to_answer(vote)
    return None


def asked_by(vote: views.Vote) -> str:
    """Name the verb that answers a vote's question."""
    return {"yes-no": "yes", "rating": "rate"}.get(vote.question, "mark")


def how_to_answer(vote: views.Vote) -> Reason:
    """Say how a vote's question is answered."""
    first = vote.options[0].id if vote.options else ""
    details = {"vote": vote.id, "option": first, "most": vote.marks_max}
    return Reason(f"answer-{vote.question}", details)
