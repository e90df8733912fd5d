"""Records of a view as CSV, for spreadsheets: a line per record, an empty cell for what the reader does not see."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from contracts.view import View
from views.queries.rows import Shown

MEDIA_TYPE = "text/csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LIST_SEPARATOR = ";"


def heading(view: View) -> str:
    """Return the first line: the key, whether the record is whole, and the names of the fields."""
    return _written([["key", "whole", *(field.name for field in view.fields)]])


def lines(view: View, rows: Iterable[Shown]) -> str:
    """Return the lines of records."""
    names = [field.name for field in view.fields]
    return _written(
        [_cell(row.key), _cell(row.whole), *(_cell(row.fields.get(name)) for name in names)] for row in rows
    )


def _cell(value: Any) -> str:
    """Return a value as a cell; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{value}" if value.startswith(_FORMULA) else value
        case list() | tuple() if all(isinstance(one, str) for one in value):
            return _cell(LIST_SEPARATOR.join(value))
        case list() | tuple() | dict():
            return msgspec.json.encode(value).decode()
        case _:
            return str(value)


def _written(rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
