"""
The columns of a register, as its table (CSV) has them: what a form asks for, and how it becomes a table. Pure.

From the record of the register's topic, so that a new register needs nothing here.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args

import msgspec

from console.formatting import listed, quantity
from contracts.topics import TOPICS
from mesh.declared.register_csv import SUFFIX

DAYS = ("valid_from", "valid_to")
NUMBERS = ("number", "whole")
SEPARATOR = ";"


class Column(NamedTuple):
    """A column. kind: text, number, whole, flag, day or list. required: an entry without it is refused."""

    name: str
    field: str
    kind: str
    required: bool


@cache
def columns(register: str) -> tuple[Column, ...]:
    """Return the columns of a register topic, those that an entry must have first."""
    (record,) = TOPICS[register].records
    all_ = [_column(field) for field in msgspec.structs.fields(record)]
    return tuple(sorted(all_, key=lambda column: not column.required))


def column_of(register: str, name: str) -> Column:
    """Return the column of a table's header; one that no register has stands for itself."""
    known = {one: column for column in columns(register) for one in (column.name, column.field)}
    return known.get(name, Column(name, name, "text", required=False))


def cell(column: Column, entry: Mapping[str, Any]) -> str:
    """Return the value of an entry (as the interface gives it) in a column, as a table has it."""
    value = entry.get(column.field)
    if value is None or value is False:
        return ""
    if isinstance(value, list):
        return SEPARATOR.join(map(listed, value))
    if column.kind == "number":
        return quantity(value).replace(",", "")
    return "true" if value is True else str(value)


def table(columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> str:
    """Return a table of these rows: the columns that an entry must have, and those in which a row has a value."""
    shown = [column.name for column in columns if column.required or any(row.get(column.name) for row in rows)]
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(shown)
    lines.writerows([row.get(name, "") for name in shown] for row in rows)
    return written.getvalue()


def next_version(register: str, entry: Mapping[str, Any], today: str) -> dict[str, str]:
    """Return the values of an entry's next version, in force from today on, where nothing else is said."""
    values = {column.name: cell(column, entry) for column in columns(register)}
    return values | {"version": str(entry["version"] + 1), "valid_from": today, "valid_to": ""}


def _column(field: msgspec.structs.FieldInfo) -> Column:
    name = field.encode_name
    if name.endswith(SUFFIX):
        return Column(name.removesuffix(SUFFIX), name, "number", field.required)
    kinds = {field.type, *get_args(field.type)}
    if name in DAYS:
        kind = "day"
    elif bool in kinds:
        kind = "flag"
    elif int in kinds:
        kind = "whole"
    else:
        kind = "list" if field.type == tuple[str, ...] else "text"
    return Column(name, name, kind, field.required)
