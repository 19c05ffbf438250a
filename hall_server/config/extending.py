"""One rule pack laid over another: single values take the place of those taken over.

Knows tables and which keys belong together; must not know what a rule means.
"""

from datetime import date
from pathlib import PurePath
from typing import Any

from hall_server.config.toml import Tables

_ONE_OF = (frozenset({"threshold", "all", "any"}), frozenset({"threshold", "number"}))
"""Keys of which a table has one: naming another takes the place of the one taken over."""

_NAMES = ("vi", "en", "source", "since")


def laid_over(base: Tables, own: Tables, file: str) -> Tables:
    """Lay a pack's own tables over those it extends; `file` is named where values changed."""
    merged = _merged(base, own, file)
    # A changed pack must not go by the name of the one it changes.
    merged["id"] = own.get("id", PurePath(file).stem)
    for key, words in (("vi", "có thay đổi trong"), ("en", "as changed by")):
        merged[key] = own.get(key, f"{base[key]} ({words} {file})")
    return merged


def plain(value: Any) -> Any:
    """Write dates as text, as the rest of a pack has them: TOML knows both."""
    match value:
        case dict():
            return {key: plain(inside) for key, inside in value.items()}
        case list():
            return [plain(inside) for inside in value]
        case date():
            return value.isoformat()
        case _:
            return value


def _merged(base: Tables, own: Tables, file: str) -> Tables:
    merged = {key: value for key, value in base.items() if not _displaced(key, own)}
    for key, value in own.items():
        inside = merged.get(key)
        if isinstance(inside, dict) and isinstance(value, dict):
            merged[key] = _merged(inside, value, file)
        else:
            merged[key] = value
    if "source" in base and _changes(own):
        # The law that is named does not say what the council's own file says.
        kept = f"{base['source']}; thay đổi trong · changed in {file}"
        merged["source"], merged["since"] = own.get("source", kept), own.get("since", "")
    return merged


def _displaced(key: str, own: Tables) -> bool:
    return any(key in group and key not in own and group & own.keys() for group in _ONE_OF)


def _changes(own: Tables) -> bool:
    """Tell whether a table sets a rule: not names alone, nor tables with sources of their own."""
    return any(
        key not in _NAMES and (key == "threshold" or not isinstance(value, dict))
        for key, value in own.items()
    )
