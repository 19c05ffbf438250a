"""What is wrong in a council's folder, as it is said. Must not know what stands in the files."""


class ConfigError(Exception):
    """Something in a council's folder is wrong: `file`, `line` (0: unknown) and `field` name it."""

    def __init__(self, file: str, line: int, field: str, vi: str, en: str) -> None:
        self.file, self.line, self.field = file, line, field
        where = f"{file}:{line}" if line else file
        if field:
            where = f"{where} [{field}]"
        self.vi, self.en = f"{where}: {vi}", f"{where}: {en}"
        super().__init__(self.en)
