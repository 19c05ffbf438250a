"""Rule packs: those that come with the program, and a council's own, read from TOML."""

from importlib.resources import files

from hall_server.config.errors import ConfigError
from hall_server.config.toml import line_of, parse
from hall_server.sitting.rules import RulePack

QUORUM_BASES = ("statutory", "in_office")
"""Of those present there is always enough, and before a vote nothing is cast."""


def shipped_rule_packs() -> list[str]:
    """Name the rule packs that come with the program."""
    found = files("hall_server.rulepacks").iterdir()
    return sorted(
        entry.name.removesuffix(".toml") for entry in found if entry.name.endswith(".toml")
    )


def shipped_rule_pack(name: str) -> RulePack:
    """Read a rule pack that comes with the program. Raises `ConfigError`."""
    if name not in shipped_rule_packs():
        known = ", ".join(shipped_rule_packs())
        raise ConfigError(
            name,
            0,
            "",
            f"không có bộ quy tắc này; hiện có: {known}",
            f"no such rule pack; there are: {known}",
        )
    text = files("hall_server.rulepacks").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return parse_rule_pack(text, f"{name}.toml")


def parse_rule_pack(text: str, file: str) -> RulePack:
    """Read a rule pack from its TOML. Raises `ConfigError`."""
    pack = parse(text, file, RulePack)
    if pack.vote.default_majority not in pack.majorities:
        raise ConfigError(
            file,
            line_of(text, "vote.default_majority"),
            "vote.default_majority",
            f"không có [majorities.{pack.vote.default_majority}]",
            f"there is no [majorities.{pack.vote.default_majority}]",
        )
    if pack.quorum is not None and pack.quorum.threshold.base not in QUORUM_BASES:
        raise ConfigError(
            file,
            line_of(text, "quorum.threshold"),
            "quorum.threshold.base",
            "túc số phải tính trên statutory hoặc in_office",
            "a quorum must be of statutory or in_office",
        )
    return pack
