"""Text out of a file, whatever a spreadsheet or an editor made of it. Knows no file's meaning."""

from pathlib import Path

from hall_server.config.errors import ConfigError


def read_text(path: Path) -> str:
    """Read a file that must be UTF-8, with or without a mark at its start. Raises `ConfigError`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            path.name, 0, "", f"không tìm thấy tệp: {path}", f"file not found: {path}"
        ) from None
    except UnicodeDecodeError as error:
        kind = "CSV UTF-8" if path.suffix == ".csv" else "UTF-8"
        raise ConfigError(
            path.name,
            error.object.count(b"\n", 0, error.start) + 1,
            "",
            f"có chữ không phải UTF-8; hãy lưu lại tệp dạng {kind}",
            f"there are letters that are no UTF-8; save the file again as {kind}",
        ) from None
    except (ValueError, OSError) as error:
        # ValueError: a path with a NUL in it.
        vi = "không đọc được tệp"
        if isinstance(error, PermissionError):
            vi = "không có quyền đọc tệp này"
        elif isinstance(error, IsADirectoryError):
            vi = "đây là một thư mục, không phải tệp"
        raise ConfigError(path.name, 0, "", vi, f"can't be read: {error}") from None
