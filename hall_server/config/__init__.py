"""A council's folder: `council.toml`, the delegates' CSV, and rule packs, read into a preparation.

Knows files; what is wrong in them is said with file, line and field, in both languages.
"""

from hall_server.config.council import COUNCIL_FILE, read_folder
from hall_server.config.delegates import CSV_COLUMNS, delegates_max, read_delegates
from hall_server.config.errors import ConfigError
from hall_server.config.packs import (
    parse_rule_pack,
    read_rule_pack,
    shipped_rule_pack,
    shipped_rule_packs,
)
from hall_server.config.table import open_table

__all__ = [
    "COUNCIL_FILE",
    "CSV_COLUMNS",
    "ConfigError",
    "delegates_max",
    "open_table",
    "parse_rule_pack",
    "read_delegates",
    "read_folder",
    "read_rule_pack",
    "shipped_rule_pack",
    "shipped_rule_packs",
]
