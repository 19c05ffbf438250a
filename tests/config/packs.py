"""Small rule packs to be read, and how what is wrong in one must be said."""

from pathlib import Path

import pytest

from hall_server.config import ConfigError, parse_rule_pack
from tests.config.folders import check_place

OWN = "own.toml"


def council(text: str) -> str:
    """A council's file over the People's Councils' pack."""
    return f'extends = "vn-hdnd"\n{text}'


def refused(text: str, folder: Path | None = None, file: str = OWN) -> ConfigError:
    with pytest.raises(ConfigError) as error:
        parse_rule_pack(text, file, folder)
    return error.value


def check_refused(text: str, part: str, field: str) -> ConfigError:
    """See a pack refused at the line in which `part` stands first."""
    error = refused(text)
    lines = [number for number, line in enumerate(text.split("\n"), 1) if part in line]
    check_place(error, OWN, lines[0], field)
    return error
