"""What a person at a command line is told of votes, of every kind. Pure: scenes in, lines out."""

from collections.abc import Iterator

from tablet_client import views
from tablet_client.answering import how_to_answer, why_not
from tablet_client.scene import Line, Scene, in_words, titled
from tablet_client.wording import SENTENCES, Lang, say

_LEVELS = ("high", "medium", "low")


def news(before: Scene, after: Scene, lang: Lang) -> Iterator[Line]:
    """Tell what is new of the vote, of one's own ballot, and of those one casts for others."""
    if _stage(after) != _stage(before):
        yield from _vote(after, lang)
    elif after.own_vote is not None and _standing(after) != _standing(before):
        yield from _time_to_vote(after, lang)
    if _is_called(after) and not _is_called(before):
        yield Line(say(lang, "called"), "bold yellow")
    told = dict(_ballots(before))
    for name, ballot in _ballots(after):
        if ballot is not None and ballot != told.get(name):
            yield from _ballot(after, name, ballot, lang)


def status(scene: Scene, lang: Lang) -> Iterator[Line]:
    """Tell how the vote stands, and one's own ballot in it."""
    yield from _vote(scene, lang)
    if _is_called(scene):
        yield Line(say(lang, "called"), "bold yellow")
    for name, ballot in _ballots(scene):
        if ballot is not None:
            yield from _ballot(scene, name, ballot, lang)
        elif _may_answer(scene, name):
            key = "no-ballot-for" if name else "no-ballot"
            yield Line(say(lang, key, name=name))


def _stage(scene: Scene) -> tuple[str, str, int | None]:
    vote = scene.vote
    return (vote.id, vote.state, vote.closes_at) if vote is not None else ("", "", None)


def _standing(scene: Scene) -> tuple[object, ...]:
    """Give what may change of one's right while a vote is open: an admission, a recusal."""
    own = scene.own_vote
    return () if own is None else (own.entitled, own.recused, own.holder)


def _is_called(scene: Scene) -> bool:
    call = scene.call
    return call is not None and call.called == scene.delegate != "" and scene.ballot is None


def _ballots(scene: Scene) -> list[tuple[str, views.Ballot | None]]:
    """Give one's own ballot under the empty name, and those for others under theirs."""
    own = scene.own_vote
    if own is None:
        return []
    return [("", own.ballot), *((one.name, one.ballot) for one in own.principals)]


def _may_answer(scene: Scene, name: str) -> bool:
    own, vote = scene.own_vote, scene.vote
    if own is None or vote is None or vote.state != "open" or why_not(scene, "vi") is not None:
        return False
    return bool(name) or own.entitled


def _vote(scene: Scene, lang: Lang) -> Iterator[Line]:
    vote = scene.vote
    if vote is None:
        return
    title = titled(vote, lang)
    if vote.state == "open":
        majority = in_words(vote.majority, lang)
        opened = say(lang, "vote-open", number=vote.number, title=title, majority=majority)
        yield Line(opened, "bold yellow")
        yield from _options(vote, lang)
        yield from _time_to_vote(scene, lang)
    elif (key := f"vote-{vote.state}") in SENTENCES:  # a newer hall may know more states
        said = say(lang, key, number=vote.number, title=title, reason=vote.annulled)
        yield Line(said, "bold")
        if vote.state == "declared":
            yield from _outcome(vote, lang)


def _options(vote: views.Vote, lang: Lang) -> Iterator[Line]:
    for option in vote.options:
        yield Line(say(lang, "option", option=option.id, title=in_words(option, lang)))


def _time_to_vote(scene: Scene, lang: Lang) -> Iterator[Line]:
    vote = scene.vote
    if vote is None or vote.state != "open":
        return
    if reason := why_not(scene, lang):
        yield Line(say(lang, reason.key, **reason.details))
        return
    if vote.question != "yes-no":
        how = how_to_answer(vote)
        yield Line(say(lang, how.key, **how.details))
    for principal in scene.own_vote.principals if scene.own_vote is not None else ():
        named = {"name": principal.name, "delegate": principal.delegate}
        yield Line(say(lang, "principal", **named))
    if vote.closes_at is None:
        yield Line(say(lang, "vote-by-chair"))
    else:
        seconds = max(0, round((vote.closes_at - scene.now) / 1000))
        yield Line(say(lang, "vote-seconds", seconds=seconds))


def _outcome(vote: views.Vote, lang: Lang) -> Iterator[Line]:
    if vote.verdict is not None:
        words = vote.verdict.vi if lang == "vi" else vote.verdict.en
        yield Line(
            say(lang, "verdict", words=words), "bold green" if vote.verdict.carried else "bold"
        )
    for one in vote.marked:
        yield Line(_marked(vote, one, lang))
    if vote.counts is not None:
        yield Line(_counts(vote, vote.counts, lang))


def _marked(vote: views.Vote, one: views.Marked, lang: Lang) -> str:
    name = in_words(one.option, lang)
    if vote.question == "rating":
        shares = {level: _share(getattr(one, level), lang) for level in _LEVELS}
        follows = one.consequence_vi if lang == "vi" else one.consequence_en
        return say(lang, "rated", name=name, follows=f" – {follows}" if follows else "", **shares)
    fate = "-elected" if one.elected else "-tied" if one.tied else ""
    return say(lang, f"marked{fate}", name=name, share=_share(one.votes, lang))


def _share(share: views.Share, lang: Lang) -> str:
    percent = share.vi if lang == "vi" else share.en
    return f"{share.count} ({percent}%)" if percent[:1].isdigit() else str(share.count)


def _counts(vote: views.Vote, counts: views.Counts, lang: Lang) -> str:
    """Say the count: the answers that the question has, the silent, the absent, and the rest."""
    answers = ("yes", "no", "abstain") if vote.question == "yes-no" else ("marked", "abstain")
    names = [name for name in answers if name != "abstain" or vote.abstain]
    names += ["not_voting", "absent"]
    names += [name for name in ("invalid", "recused") if getattr(counts, name)]
    parts = [f"{_count_name(vote, name, lang)} {getattr(counts, name)}" for name in names]
    said = ", ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _count_name(vote: views.Vote, name: str, lang: Lang) -> str:
    if name in ("yes", "no", "abstain"):
        return _choice(vote, name, lang)
    paper = "-paper" if name == "not_voting" and vote.form == "paper" else ""
    return say(lang, f"count-{name}{paper}")


def _choice(vote: views.Vote | None, name: str, lang: Lang) -> str:
    """Name an answer as this kind of vote calls it."""
    own = getattr(vote.words, name) if vote is not None else None
    if own is None:
        return say(lang, f"choice-{name}")
    said = in_words(own, lang)
    return f"{said[:1].lower()}{said[1:]}"


def answer_in_words(
    vote: views.Vote | None, choice: str, marks: tuple[str, ...], lang: Lang
) -> str:
    """Say an answer: the choice, or what was marked."""
    if choice:
        return _choice(vote, choice, lang)
    if not marks:
        return say(lang, "none-marked")
    options = vote.options if vote is not None else []
    names = {option.id: in_words(option, lang) for option in options}
    return "; ".join(_mark(mark, names, lang) for mark in marks)


def _mark(mark: str, names: dict[str, str], lang: Lang) -> str:
    option, _, level = mark.partition(":")
    name = names.get(option, option)
    return f"{name}: {say(lang, f'level-{level}')}" if level in _LEVELS else name


def _ballot(scene: Scene, name: str, ballot: views.Ballot, lang: Lang) -> Iterator[Line]:
    choice = answer_in_words(scene.vote, ballot.choice, tuple(ballot.marks), lang)
    channel = f"channel-{ballot.channel}"
    # What was cast elsewhere counts as well as what was cast here.
    by = f" ({say(lang, channel)})" if channel in SENTENCES else ""
    key = "ballot-for" if name else "ballot"
    yield Line(say(lang, key, name=name, choice=choice + by), "green")
