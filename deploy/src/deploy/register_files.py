"""
Register files: what the owners of registers edit, as one CSV per register topic.

`<topic>.csv`, UTF-8, a header line, one row per entry; a line that starts with # is a comment. Columns are named like
the fields of the topic's record; `source` is mandatory, empty means absent, lists are separated by semicolons.
An amount or quantity `x_e5` may be given in its integer unit as column `x_e5`, or as a decimal number as column `x`.

Publishing is elsewhere: `deploy.provision`.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from contracts.topics import MESH_SCHEMAS, TOPICS, Topic
from mesh.errors import ConfigurationError

FOLDER = Path(__file__).resolve().parents[2] / "registers"
SCALE = Decimal(100_000)
SUFFIX = "_e5"


class Entry(NamedTuple):
    """A register entry and where it stands. `key` is the message key: code and version."""

    topic: str
    key: str
    record: Any
    where: str


def read_all(folder: Path = FOLDER) -> list[Entry]:
    """
    Return the entries of every register of the contract, topic by topic in the order of the files.

    Raises ConfigurationError listing every problem of every file with its row, a register without file and a file
    without register included.
    """
    registers = {name: topic for name, topic in TOPICS.items() if topic.role == "register" and name != MESH_SCHEMAS}
    files = {path.name.removesuffix(".csv"): path for path in sorted(folder.glob("*.csv"))}
    problems = [f"{folder / name}.csv: missing" for name in sorted(registers.keys() - files.keys())]
    problems += [f"{files[name]}: no such register" for name in sorted(files.keys() - registers.keys())]
    entries: list[Entry] = []
    for name in sorted(registers.keys() & files.keys()):
        found, wrong = read(files[name], registers[name])
        entries += found
        problems += wrong
    if problems:
        raise ConfigurationError("registers:\n  " + "\n  ".join(problems))
    return entries


def read(path: Path, topic: Topic) -> tuple[list[Entry], list[str]]:
    """Return the entries of one file and its problems, each naming file and row."""
    (kind,) = topic.records
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    rows = list(_rows(path))
    if not rows:
        return [], [f"{path.name}: no header line"]
    header, problems = rows[0][1], []
    if wrong := _wrong_columns(header, fields):
        return [], [f"{path.name} row {rows[0][0]}: {problem}" for problem in wrong]
    entries: dict[str, Entry] = {}
    for number, cells in rows[1:]:
        where = f"{path.name} row {number}"
        if len(cells) != len(header):
            problems.append(f"{where}: {len(cells)} cells, but {len(header)} columns")
            continue
        values, wrong = _values(dict(zip(header, cells, strict=True)), fields)
        if wrong:
            problems += [f"{where}: {problem}" for problem in wrong]
            continue
        record = kind(**values)
        entry = Entry(topic.name, f"{values['code']}@{values['version']}", record, where)
        if entry.key in entries:
            problems.append(f"{where}: {entry.key} stands already in {entries[entry.key].where}")
        entries[entry.key] = entry
    return list(entries.values()), problems


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells, comments and empty lines left out."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        for cells in reader:
            if cells and not cells[0].startswith("#"):
                yield reader.line_num, [cell.strip() for cell in cells]


def _wrong_columns(header: Sequence[str], fields: Mapping[str, Any]) -> list[str]:
    meant = [_field_of(column, fields) for column in header]
    problems = [f"unknown column {column!r}" for column, field in zip(header, meant, strict=True) if field is None]
    problems += [f"field {name!r} has two columns" for name in fields if meant.count(name) > 1]
    problems += [
        f"column {name!r} is missing" for name, field in fields.items() if field.required and name not in meant
    ]
    return problems


def _field_of(column: str, fields: Mapping[str, Any]) -> str | None:
    if column in fields:
        return column
    return column + SUFFIX if column + SUFFIX in fields else None


def _values(cells: Mapping[str, str], fields: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    problems: list[str] = []
    for column, text in cells.items():
        name = column if column in fields else column + SUFFIX
        try:
            values[name] = _value(text, fields[name].type, in_units=column == name)
        except (ValueError, InvalidOperation, msgspec.ValidationError):
            problems.append(f"{column}: {_refusal(text, fields[name].type)}")
    if not problems:
        problems = _inconsistencies(values)
    return values, problems


def _value(text: str, kind: Any, *, in_units: bool) -> Any:
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if not text:
        return msgspec.convert(None, kind)
    if not in_units:
        scaled = Decimal(text) * SCALE
        if scaled != scaled.to_integral_value():
            raise ValueError(text)
        return int(scaled)
    return msgspec.convert(text, kind, strict=False)


def _refusal(text: str, kind: Any) -> str:
    return f"{text!r} is not of type {getattr(kind, '__name__', kind)}" if text else "must not be empty"


def _inconsistencies(values: Mapping[str, Any]) -> list[str]:
    """What every register asks of its entries: a version from 1 on, and days that exist, in order."""
    problems = [] if values["version"] >= 1 else ["version: starts at 1"]
    for name in ("valid_from", "valid_to"):
        try:
            if values.get(name) is not None and date.fromisoformat(values[name]).isoformat() != values[name]:
                raise ValueError(values[name])
        except ValueError:
            problems.append(f"{name}: {values[name]!r} is no day written YYYY-MM-DD")
    if not problems and values.get("valid_to") and values["valid_to"] < values["valid_from"]:
        problems.append("valid_to: before valid_from")
    return problems
