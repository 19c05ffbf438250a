"""Rule packs: those that come with the program, and a council's own, read from TOML.

A pack may extend a shipped one or a file beside it: `extending.py` lays its values over those taken
over. What a pack says must make sense as a whole: `sense.py`.
"""

from importlib.resources import files
from pathlib import Path

from msgspec.structs import fields

from hall_server.config.errors import ConfigError
from hall_server.config.extending import laid_over, plain
from hall_server.config.lines import line_near, line_of
from hall_server.config.reading import read_text
from hall_server.config.sense import first_fault, misnamed
from hall_server.config.toml import Tables, convert, read_tables
from hall_server.sitting.rules import RulePack

extends_max = 8
"""One pack over another: a shipped one, the province's, the council's own. More is a muddle."""

_REQUIRED = {field.name for field in fields(RulePack) if field.required}


def shipped_rule_packs() -> list[str]:
    """Name the rule packs that come with the program."""
    found = files("hall_server.rulepacks").iterdir()
    return sorted(
        entry.name.removesuffix(".toml") for entry in found if entry.name.endswith(".toml")
    )


def shipped_rule_pack(name: str) -> RulePack:
    """Read a rule pack that comes with the program. Raises `ConfigError`."""
    if name not in shipped_rule_packs():
        raise ConfigError(name, 0, "", *_no_such(name))
    return parse_rule_pack(_shipped_text(name), f"{name}.toml")


def read_rule_pack(path: Path) -> RulePack:
    """Read a council's own rule pack. Raises `ConfigError`."""
    return parse_rule_pack(read_text(path), path.name, path.parent)


def parse_rule_pack(text: str, file: str, folder: Path | None = None) -> RulePack:
    """Read a rule pack from its TOML; `folder` has the files it may extend.

    Raises `ConfigError`.
    """
    return _parse(text, file, folder, ())[0]


def _parse(
    text: str, file: str, folder: Path | None, above: tuple[str, ...]
) -> tuple[RulePack, Tables]:
    own: Tables = plain(read_tables(text, file))
    tables, extended, base = own, own.get("extends"), None
    if isinstance(extended, str) and extended:
        base, below = _extended(extended, text, file, folder, above)
        tables = laid_over(below, own, file)
    elif "format" not in own and len(_REQUIRED - own.keys()) > 1:
        raise ConfigError(file, 0, "extends", *_neither())
    pack = convert(tables, text, file, RulePack)
    fault = first_fault(pack) or (base and misnamed(base, pack, own))
    if fault:
        # What was taken over makes sense by itself: the mistake is in what this file says.
        field = next((field for field in fault.fields if _says(own, field)), fault.fields[0])
        raise ConfigError(file, line_near(text, field), field, fault.vi, fault.en)
    return pack, tables


def _says(tables: Tables, field: str) -> bool:
    inside: object = tables
    for step in field.split("."):
        if not isinstance(inside, dict) or step not in inside:
            return False
        inside = inside[step]
    return True


def _extended(
    name: str, text: str, file: str, folder: Path | None, above: tuple[str, ...]
) -> tuple[RulePack, Tables]:
    """Give the pack that another extends, and its tables."""
    line = line_of(text, "extends")
    if name in (file, *above):
        circle = " → ".join((*above, file, name))
        raise ConfigError(
            file,
            line,
            "extends",
            f"không thể mở rộng chính mình: {circle}",
            f"a pack can't extend itself: {circle}",
        )
    if len(above) >= extends_max:
        raise ConfigError(
            file,
            line,
            "extends",
            f"mở rộng quá {extends_max} tầng",
            f"more than {extends_max} packs one over another",
        )
    if name in shipped_rule_packs():
        return _parse(_shipped_text(name), f"{name}.toml", None, (*above, file))
    path = folder / name if folder is not None else None
    if path is None or path.name != name or path.suffix != ".toml" or not path.is_file():
        raise ConfigError(file, line, "extends", *_no_such(name))
    return _parse(read_text(path), name, path.parent, (*above, file))


def _shipped_text(name: str) -> str:
    return files("hall_server.rulepacks").joinpath(f"{name}.toml").read_text(encoding="utf-8")


def _neither() -> tuple[str, str]:
    return (
        'thiếu; tệp chỉ ghi chỗ khác với một bộ có sẵn thì dòng đầu là extends = "vn-hdnd"; '
        "bộ quy tắc đứng riêng thì dòng đầu là format = 1",
        "missing; a file that says only what differs from a shipped pack begins with "
        'extends = "vn-hdnd"; a pack that stands by itself begins with format = 1',
    )


def _no_such(name: str) -> tuple[str, str]:
    known = ", ".join(shipped_rule_packs())
    return (
        f"không có bộ quy tắc «{name}»; hiện có: {known}, hoặc một tệp .toml cùng thư mục",
        f"no rule pack “{name}”; there are: {known}, or a .toml file beside this one",
    )
