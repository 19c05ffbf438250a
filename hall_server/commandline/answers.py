"""Whether an answer in the journal is one that the question allows, and a paper record adds up.

Reads a recounted vote; apart from the law's own checks.
"""

from collections import Counter
from collections.abc import Iterator

from hall_server.commandline.recounted import BY_BALLOT, Cast, Recount
from hall_server.sitting.ids import CHOICES
from hall_server.sitting.model import PaperCount
from hall_server.sitting.rules import LEVELS


def wrong_answer(vote: Recount, ballot: Cast) -> str:
    """Say why a ballot is no answer to the question of its vote; empty: it is one."""
    if vote.kind.form not in BY_BALLOT:
        return f"a vote by “{vote.kind.form}” takes none"
    if ballot.choice == "abstain" and not ballot.marks:
        return "" if vote.rule.abstain else "nobody can abstain in this vote"
    if vote.kind.question == "yes-no":
        fits = ballot.choice in CHOICES and not ballot.marks
    else:
        fits = ballot.choice == "" and _marks_fit(vote, ballot.marks)
    return "" if fits else "it does not answer the question"


def _marks_fit(vote: Recount, marks: tuple[str, ...]) -> bool:
    names = {option.id for option in vote.options}
    if vote.kind.question == "rating":
        allowed = {(f"{name}:{level}", name) for name in names for level in LEVELS}
        rated = Counter(name for mark, name in allowed if mark in marks)
        return len(marks) == len(names) and rated == Counter(names)
    most = 1 if vote.kind.question == "one-of" else vote.plan.marks_max or vote.plan.seats
    least = 1 if vote.kind.question == "one-of" else 0
    return len(set(marks)) == len(marks) and names.issuperset(marks) and least <= len(marks) <= most


def paper_faults(vote: Recount, paper: PaperCount) -> Iterator[str]:
    """Say every sum of a counting board's record that does not agree."""
    register = len(vote.register)
    if paper.issued > register:
        yield f"paper: {paper.issued} ballots issued to {register} on the register"
    if paper.returned > paper.issued:
        yield f"paper: {paper.returned} ballots returned of {paper.issued} issued"
    if paper.valid + paper.invalid != paper.returned:
        yield f"paper: {paper.valid} valid and {paper.invalid} invalid of {paper.returned} returned"
    if paper.abstain and not vote.rule.abstain:
        yield "paper: nobody can abstain in this vote"
    if vote.kind.question == "yes-no":
        answered = paper.yes + paper.no + paper.abstain
        if answered != paper.valid or paper.marks:
            yield f"paper: {answered} answers on {paper.valid} valid ballots"
    else:
        yield from _wrong_marks(vote, paper)


def _wrong_marks(vote: Recount, paper: PaperCount) -> Iterator[str]:
    marked = paper.valid - paper.abstain
    rating = vote.kind.question == "rating"
    levels = [f":{level}" for level in (*LEVELS, "none")] if rating else [""]
    known = {f"{option.id}{level}" for option in vote.options for level in levels}
    strange = sorted(paper.marks.keys() - known)
    if strange or paper.yes or paper.no:
        yield f"paper: counts of what nobody was asked ({', '.join(strange) or 'yes or no'})"
    for option in vote.options:
        found = sum(paper.marks.get(f"{option.id}{level}", 0) for level in levels)
        if found > marked or (rating and found != marked):
            yield f"paper: {found} marks for {option.id} on {marked} ballots"
    total = sum(paper.marks.values())
    if vote.kind.question == "one-of" and total != marked:
        yield f"paper: {total} marks on {marked} ballots that have one each"
    most = marked * (vote.plan.marks_max or vote.plan.seats)
    if vote.kind.question == "approve" and total > most:
        yield f"paper: {total} marks, at most {most} are possible"
