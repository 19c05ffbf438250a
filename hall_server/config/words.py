"""What is wrong with a TOML file, for people who write none: in Vietnamese and in English.

Knows kinds of mistakes and kinds of values; must not know any file of ours.
"""

import re
from difflib import get_close_matches
from typing import Any

from msgspec import inspect

Said = tuple[str, str]
"""The same in Vietnamese and in English."""

shown_characters_max = 60
"""A longer value is told by its length."""

_SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("Illegal character", "thiếu dấu ngoặc kép đóng?", "is a closing quote missing?"),
    ("Unterminated string", "thiếu dấu ngoặc kép đóng?", "is a closing quote missing?"),
    ('Expected "\'"', "thiếu dấu ngoặc đơn đóng?", "is a closing quote missing?"),
    (
        "Invalid value",
        "thiếu giá trị, hoặc chữ không đặt trong dấu ngoặc kép thẳng \"…\"?",
        "is the value missing, or text without straight quotes \"…\"?",
    ),
    (
        "Expected newline",
        "thừa chữ sau giá trị; dấu ngoặc kép bên trong viết là \\\"",
        "there is more after the value; a quote within it is written \\\"",
    ),
    (
        "Expected '=' after",
        "thiếu dấu = sau tên, hoặc tên có dấu tiếng Việt hay khoảng trống",
        "an = is missing after the name, or the name has more than plain letters",
    ),
    (
        "Expected ']",
        "thiếu dấu ] đóng tên bảng",
        "a ] is missing at the end of a table's name",
    ),
    ("Unclosed array", "thiếu dấu ] đóng", "a closing ] is missing"),
    ("Unclosed inline table", "thiếu dấu } đóng", "a closing } is missing"),
    ("Cannot overwrite", "cùng một tên đứng hai lần", "the same name stands there twice"),
    ("Cannot declare", "cùng một bảng đứng hai lần", "the same table stands there twice"),
    ("Duplicate inline", "cùng một tên đứng hai lần", "the same name stands there twice"),
    ("Unescaped '\\'", "dấu \\ trong chữ phải viết là \\\\", "a \\ in a text is written \\\\"),
    (
        "Invalid statement",
        "dòng phải có dạng tên = giá trị, tên bằng chữ không dấu",
        "a line must be name = value, the name in plain letters",
    ),
    (
        "Invalid initial character",
        "tên phải bằng chữ cái không dấu, chữ số, _ hoặc -",
        "a name is of plain letters, digits, _ and -",
    ),
    ("Exceeds the limit", "số quá dài", "a number that is too long"),
)  # fmt: skip


_PLAIN_NAME: Said = (
    "tên phải viết liền, bằng chữ không dấu, chữ số, _ hoặc -",
    "a name is in one piece, of plain letters, digits, _ and -",
)
_WHOLE_NUMBER: Said = (
    "số nguyên, không có dấu phẩy; 0,5 ghi là num = 1, den = 2",
    "whole numbers, without commas; 0.5 is written num = 1, den = 2",
)
_ABOUT_NAMES = ("Expected '='", "Expected ']", "Invalid statement", "Invalid initial character")
_TEXT = re.compile(r"""\"[^\"]*\"?|'[^']*'?|#.*""")
_NAME = re.compile(r"\s*[A-Za-z0-9_-]+(\s*\.\s*[A-Za-z0-9_-]+)*\s*")
_NAMES = re.compile(r"^\s*\[+([^\]]*)\]|(?:^|[{,])([^={},\[\]]*)=")
_DECIMAL_COMMA = re.compile(r"=\s*[0-9]+,[0-9]")


def syntax(error: str, line: str = "") -> Said:
    """Say what makes a text no TOML, by the parser's complaint and the line at which it stopped."""
    bare_line = _TEXT.sub("text", line)
    names = [header or key for header, key in _NAMES.findall(bare_line)]
    known = None
    if _DECIMAL_COMMA.search(bare_line):
        known = _WHOLE_NUMBER
    elif error.startswith(_ABOUT_NAMES) and not all(map(_NAME.fullmatch, names)):
        known = _PLAIN_NAME
    if known:
        return f"sai cú pháp TOML: {known[0]}", f"not valid TOML: {known[1]} ({error})"
    for start, vi, en in _SYNTAX:
        if error.startswith(start):
            return f"sai cú pháp TOML: {vi}", f"not valid TOML: {en} ({error})"
    return "sai cú pháp TOML", f"not valid TOML: {error}"


def unknown_key(key: str, keys: list[str]) -> Said:
    """Say that a key is not known, what the keys are, and which was meant perhaps."""
    known = ", ".join(keys)
    near = get_close_matches(key, keys, n=1)
    vi, en = (f"; ý là {near[0]}?", f"; is it {near[0]}?") if near else ("", "")
    return f"không có tên này; ở đây có: {known}{vi}", f"no such key; there are: {known}{en}"


def missing(field: str, node: inspect.Type) -> Said:
    """Say that something is missing, and what should be there."""
    vi, en = _wanted(field, node)
    return f"thiếu; phải có {vi}", f"missing; there must be {en}"


def wrong(field: str, node: inspect.Type, value: Any) -> Said:
    """Say what should stand in a place, and what does."""
    vi, en = _wanted(field, node)
    shown_vi, shown_en = _shown(value)
    if isinstance(value, str) and not isinstance(node, inspect.LiteralType):
        # «15» alone would look like the number that is wanted.
        shown_vi, shown_en = f"chữ {shown_vi}", f"text {shown_en}"
    return f"phải là {vi}; đang là {shown_vi}", f"must be {en}; it is {shown_en}"


def keys(node: inspect.Type) -> list[str]:
    """Name the keys that a table can have."""
    match node:
        case inspect.StructType(fields=fields):
            return [field.encode_name for field in fields]
        case inspect.DictType(key_type=inspect.LiteralType(values=values)):
            return [str(value) for value in values]
        case _:
            return []


def bare(node: inspect.Type) -> inspect.Type:
    """Give what may stand there apart from nothing."""
    if isinstance(node, inspect.UnionType):
        return next(kind for kind in node.types if not isinstance(kind, inspect.NoneType))
    return node


def _wanted(field: str, node: inspect.Type) -> Said:
    match node:
        case inspect.Metadata(extra={"vi": vi, "en": en}):
            return vi, en
        case inspect.IntType():
            return _number(node)
        case inspect.BoolType():
            return "true hoặc false", "true or false"
        case inspect.LiteralType(values=values):
            listed = ", ".join(_shown(value)[0] for value in values)
            plain = ", ".join(_shown(value)[1] for value in values)
            return (f"một trong: {listed}", f"one of: {plain}") if len(values) > 1 else (
                listed, plain
            )  # fmt: skip
        case inspect.StrType():
            return _text(node)
        case inspect.ListType():
            return f"các khối [[{field}]]", f"blocks [[{field}]]"
        case inspect.VarTupleType(item_type=inspect.StructType(), max_length=int(most)):
            return f"nhiều nhất {most} khối [[{field}]]", f"at most {most} blocks [[{field}]]"
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return f"các khối [[{field}]] hoặc [ {{ … }} ]", f"blocks [[{field}]] or [ {{ … }} ]"
        case inspect.VarTupleType():
            return "một danh sách [ … ]", "a list [ … ]"
        case _:
            return f"bảng [{field}]", f"a table [{field}]"


def _number(node: inspect.IntType) -> Said:
    if node.ge is None or node.le is None:
        return "một số nguyên", "a whole number"
    return f"một số nguyên từ {node.ge} đến {node.le}", f"a whole number, {node.ge} to {node.le}"


def _text(node: inspect.StrType) -> Said:
    vi, en = "chữ trong dấu ngoặc kép", "text in double quotes"
    if node.max_length is None:
        return vi, en
    low, high = node.min_length or 0, node.max_length
    return f"{vi}, {low} đến {high} ký tự", f"{en}, {low} to {high} characters"


def _shown(value: Any) -> Said:
    match value:
        case bool():
            return str(value).lower(), str(value).lower()
        case str() if not value:
            return "trống", "that is empty"
        case str() if len(value) > shown_characters_max:
            return f"dài {len(value)} ký tự", f"of {len(value)} characters"
        case str():
            return f"«{value}»", f"“{value}”"
        case dict():
            return "một bảng", "a table"
        case list():
            return f"một danh sách {len(value)} mục", f"a list of {len(value)}"
        case _:
            return str(value), str(value)
