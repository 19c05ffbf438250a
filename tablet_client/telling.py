"""What to tell a person at a command line: how things stand, and what is new since last time.

Pure: two scenes in, lines out. Must not know terminals. What is told of the floor and of votes
stands in `telling_floor.py` and `telling_votes.py`.
"""

from collections.abc import Iterator

from tablet_client import telling_floor as floor
from tablet_client import telling_votes as votes
from tablet_client.scene import Line, Scene, titled
from tablet_client.wording import SENTENCES, Lang, say


def news(before: Scene, after: Scene, lang: Lang) -> list[Line]:
    """Tell what is new in `after`; what changed only for others is passed over."""
    lines: list[Line] = []
    if after.connected != before.connected:
        lines += _connection(after, lang)
    if after.notice != before.notice:
        lines += _notice(after, lang)
    if _state(after) != _state(before):
        lines += _sitting(after, lang)
    if after.item != before.item:
        lines += _item(after, lang)
    if after.present != before.present:
        lines += _presence(after, lang)
    lines += floor.news(before, after, lang)
    return [*lines, *votes.news(before, after, lang)]


def status(scene: Scene, lang: Lang) -> list[Line]:
    """Tell how everything stands."""
    lines = [*_connection(scene, lang)] if not scene.connected else []
    if scene.notice is not None:
        lines += _notice(scene, lang)
    lines += [*_sitting(scene, lang), *_attendance(scene, lang), *_item(scene, lang)]
    lines += _presence(scene, lang)
    lines += floor.status(scene, lang)
    return [*lines, *votes.status(scene, lang)]


def _state(scene: Scene) -> str:
    return scene.sitting.state if scene.sitting is not None else ""


def _connection(scene: Scene, lang: Lang) -> Iterator[Line]:
    if scene.connected:
        yield Line(say(lang, "connected"), "green")
    else:
        yield Line(say(lang, "disconnected"), "bold red")


def _notice(scene: Scene, lang: Lang) -> Iterator[Line]:
    if scene.notice is None:
        yield Line(say(lang, "notice-over"))
    else:
        words = scene.notice.vi if lang == "vi" else scene.notice.en
        yield Line(say(lang, "notice", words=words), "bold red")


def _sitting(scene: Scene, lang: Lang) -> Iterator[Line]:
    key = f"sitting-{_state(scene)}"
    if scene.sitting is not None and key in SENTENCES:  # a newer hall may know more states
        yield Line(say(lang, key, title=titled(scene.sitting, lang)), "bold")


def _attendance(scene: Scene, lang: Lang) -> Iterator[Line]:
    if (there := scene.attendance) is not None:
        yield Line(say(lang, "attendance", present=there.present, in_office=there.in_office))


def _item(scene: Scene, lang: Lang) -> Iterator[Line]:
    if scene.item is not None:
        yield Line(say(lang, "item", number=scene.item.number, title=titled(scene.item, lang)))


def _presence(scene: Scene, lang: Lang) -> Iterator[Line]:
    yield Line(say(lang, "present" if scene.present else "absent"))
