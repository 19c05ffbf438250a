"""Style that no linter knows: lengths of files and functions, and what may not stand in a commit.

Run by `make lint`; prints each fault with its place and exits 1 if there is one.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

file_lines_max = 400
function_lines_max = 60

SOURCE = (".py", ".ts", ".svelte")
GENERATED = ("screens/shared/wire/types.ts",)
_FORBIDDEN = re.compile(
    r"https?://[^ \"']+\.(?:whl|tgz|tar\.gz)"
    r"|https?://[\w.\-]*(?:pypi|pythonhosted|npmjs|yarnpkg|debian)\.(?:org|com)"
    r"|--(?:extra-)?index-" + r"url|--find-" + r"links|\"resolved\":"
    r"|(?<![\w.])/(?:work|root|home/\w+)/"
)


def main() -> int:
    """Check every file that git tracks or would track."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        capture_output=True,
        check=True,
    ).stdout.decode()
    faults = [
        fault
        for name in sorted(set(listed.split("\0")))
        if name and Path(name).is_file()
        for fault in _faults(name)
    ]
    for fault in faults:
        print(fault)  # noqa: T201
    return 1 if faults else 0


def _faults(name: str) -> Iterator[str]:
    try:
        text = Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        found = _FORBIDDEN.search(line)
        if found:
            yield f"{name}:{number}: {found[0]!r} may not stand in a commit"
    if name.endswith(SOURCE) and name not in GENERATED:
        lines = text.count("\n")
        if lines > file_lines_max:
            yield f"{name}: {lines} lines, at most {file_lines_max}"
    if name.endswith(".py"):
        yield from _long_functions(name, ast.parse(text))


def _long_functions(name: str, tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > function_lines_max:
                yield f"{name}:{node.lineno}: {node.name} has {lines} lines"


if __name__ == "__main__":
    sys.exit(main())
