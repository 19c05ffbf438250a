"""The rule packs shipped: every legal number with its citation and date, as TOML."""
