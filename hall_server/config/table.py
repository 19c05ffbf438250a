"""A CSV as spreadsheets write it: separated by commas, semicolons or tabs, headed in either tongue.

Knows nothing of what the columns mean.
"""

import csv
import io
import unicodedata
from collections.abc import Mapping

SEPARATORS = ",;\t"
"""A spreadsheet with Vietnamese settings writes semicolons: its comma stands in numbers."""


def open_table(text: str, names: Mapping[str, str]) -> "csv.DictReader[str]":
    """Open a CSV by its heading line; `names` gives the column of each other heading.

    Headings are trimmed, and small and capital letters are the same. Raises `csv.Error` for a
    heading line that is no CSV.
    """
    heading = text.partition("\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    # Not `splitlines`: it cuts at characters that may stand within a name.
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True
    )
    headings = [_plain(heading) for heading in reader.fieldnames or []]
    reader.fieldnames = [names.get(heading, heading) for heading in headings]
    return reader


def _plain(heading: str) -> str:
    return " ".join(unicodedata.normalize("NFC", heading).lower().split())
