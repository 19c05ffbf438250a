"""A council's folder to be read, and how what is wrong in it must be said."""

from pathlib import Path

import pytest

from hall_server.config import ConfigError, read_folder

COUNCIL = """\
[council]
name = "HĐND xã Thử Nghiệm"
level = "commune"
seats = 3

[sitting]
id = "thu-1"
title = "Kỳ họp thử"
rules = "vn-hdnd"

[[agenda]]
title = "Nội dung một"

[[agenda]]
title = "Nội dung hai"
title_en = "Item two"
"""
DELEGATES = "seat,name,group\n1,Nguyễn Mẫu Một,Tổ A\n2,Trần Mẫu Hai,Tổ B\n"


def folder(tmp_path: Path, council: str = COUNCIL, delegates: str = DELEGATES) -> Path:
    (tmp_path / "council.toml").write_text(council, encoding="utf-8")
    (tmp_path / "delegates.csv").write_text(delegates, encoding="utf-8")
    return tmp_path


def refused(path: Path) -> ConfigError:
    with pytest.raises(ConfigError) as error:
        read_folder(path)
    return error.value


def check_place(error: ConfigError, file: str, line: int, field: str) -> None:
    assert (error.file, error.line, error.field) == (file, line, field)
    place = f"{file}:{line}" if line else file
    for sentence in (error.vi, error.en):
        assert sentence.startswith(place)
        assert field in sentence
        assert len(sentence) > len(place) + 4
    assert error.vi != error.en
