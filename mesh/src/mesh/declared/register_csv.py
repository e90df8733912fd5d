"""
Register entries as tables, which people edit, review and propose: CSV of one register topic.

UTF-8, a header line, one row per entry; a line that starts with # is a comment. Columns are named like the fields of
the topic's record; `source` is mandatory, empty means absent, lists are separated by semicolons.
An amount or quantity `x_e5` may be given in its integer unit as column `x_e5`, or as a decimal number as column `x`.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from contracts import codec
from contracts.common import ParameterSet
from contracts.customs import GoodsListed
from contracts.topics import Topic
from mesh.declared import register_bounds

SCALE = Decimal(100_000)
SUFFIX = "_e5"
CODE_MOST = 200
FIRST_DAY, LAST_DAY = "1900-01-01", "2999-12-31"

OWN = "gateway"
"""Owner of parameters that no rule reads, each with a default: they may be withdrawn."""


class Line(NamedTuple):
    """An entry and the line of the table that it stands on. `key` is the message key: code and version."""

    number: int
    key: str
    record: Any


class Fault(NamedTuple):
    """A fault of a line of the table, in English and Chinese; line 0 is the table as a whole."""

    number: int
    what: str
    zh: str


class Wrong(NamedTuple):
    """What is wrong with a header or a value, in English and Chinese."""

    en: str
    zh: str


def parse(lines: Iterable[str], topic: Topic) -> tuple[list[Line], list[Fault]]:
    """Return the entries of a table for a register topic, and every fault of it."""
    (kind,) = topic.records
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    try:
        rows = list(_rows(lines))
    except csv.Error as error:
        return [], [Fault(0, f"is no table: {error}", f"不是表格：{error}")]
    if not rows:
        return [], [Fault(0, "no header line", "缺少栏名行")]
    header, faults = rows[0][1], []
    if wrong := _wrong_columns(header, fields):
        return [], [Fault(rows[0][0], *problem) for problem in wrong]
    entries: dict[str, Line] = {}
    for number, cells in rows[1:]:
        if len(cells) != len(header):
            zh = f"有 {len(cells)} 格，栏数为 {len(header)}"
            faults.append(Fault(number, f"{len(cells)} cells, but {len(header)} columns", zh))
            continue
        values, wrong = _values(dict(zip(header, cells, strict=True)), fields)
        if wrong:
            faults += [Fault(number, *problem) for problem in wrong]
            continue
        line = Line(number, f"{values['code']}@{values['version']}", kind(**values))
        if not _fits(line.record):
            faults.append(
                Fault(number, "a number or text is beyond what an entry can hold", "数值或文字超出条目所能容纳")
            )
            continue
        if line.key in entries:
            first = entries[line.key].number
            faults.append(Fault(number, f"{line.key} stands already in row {first}", f"{line.key} 与第 {first} 行重复"))
        entries[line.key] = line
    return list(entries.values()), faults


def unusable(lines: Iterable[Line], topic: Topic) -> list[Fault]:
    """
    Return the well-formed entries that no rule can use: every document that needs one would be parked.

    Values have bounds (`register_bounds`). A parameter of an agency is needed on every day; a quantity is compared
    in the unit of its limit; days are those that can be counted on from.
    """
    faults = []
    for number, key, record in lines:
        faults += [Fault(number, f"{key}: {wrong.en}", f"{key}：{wrong.zh}") for wrong in register_bounds.wrong(record)]
        for name in ("valid_from", "valid_to"):
            day = getattr(record, name)
            if day is not None and not FIRST_DAY <= day <= LAST_DAY:
                zh = f"{key}：{name} 须为 {FIRST_DAY} 至 {LAST_DAY} 的日期；长期有效的留空"
                en = f"{key}: {name} must be a day from {FIRST_DAY} to {LAST_DAY}; an open end is left empty"
                faults.append(Fault(number, en, zh))
        match record:
            case ParameterSet(withdrawn=True) if topic.owner != OWN:
                zh = f"{key}：规则需要此参数，不得撤销，请改为另一数值"
                faults.append(Fault(number, f"{key}: rules need this parameter: give it another value", zh))
            case GoodsListed(quantity_limit_e5=int(), quantity_unit_code=None):
                zh = f"{key}：有 quantity_limit 须有 quantity_unit_code"
                faults.append(Fault(number, f"{key}: a quantity_limit needs its quantity_unit_code", zh))
    return faults


def rows_of(table: str) -> list[list[str]]:
    """Return the cells of a table as `parse` reads them, the header first: shown and published alike."""
    return [cells for _, cells in _rows(lines_of(table))]


def lines_of(table: str) -> list[str]:
    """Return the lines of a table that came as one text, with or without a byte order mark."""
    return table.removeprefix("\ufeff").splitlines(keepends=True)


def _fits(record: Any) -> bool:
    """Whether an entry can be published: its numbers fit their fields, its texts are UTF-8."""
    try:
        codec.encode(record)
    except codec.Unencodable:
        return False
    return True


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells, comments and empty lines left out."""
    reader = csv.reader(lines)
    for cells in reader:
        if cells and not cells[0].startswith("#"):
            yield reader.line_num, [cell.strip() for cell in cells]


def _wrong_columns(header: Sequence[str], fields: Mapping[str, Any]) -> list[Wrong]:
    meant = [_field_of(column, fields) for column in header]
    unknown = [column for column, field in zip(header, meant, strict=True) if field is None]
    twice = [name for name in fields if meant.count(name) > 1]
    missing = [name for name, field in fields.items() if field.required and name not in meant]
    return [
        *(Wrong(f"unknown column {column!r}", f"没有 {column} 这一栏") for column in unknown),
        *(Wrong(f"field {name!r} has two columns", f"{name} 有两栏") for name in twice),
        *(Wrong(f"column {name!r} is missing", f"缺少 {name} 栏") for name in missing),
    ]


def _field_of(column: str, fields: Mapping[str, Any]) -> str | None:
    if column in fields:
        return column
    return column + SUFFIX if column + SUFFIX in fields else None


def _values(cells: Mapping[str, str], fields: Mapping[str, Any]) -> tuple[dict[str, Any], list[Wrong]]:
    values: dict[str, Any] = {}
    problems: list[Wrong] = []
    for column, text in cells.items():
        name = column if column in fields else column + SUFFIX
        try:
            values[name] = _value(text, fields[name].type, in_units=column == name)
        except (ValueError, ArithmeticError, msgspec.ValidationError):
            problems.append(_refusal(column, text, fields[name].type))
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


def _refusal(column: str, text: str, kind: Any) -> Wrong:
    if not text:
        return Wrong(f"{column}: must not be empty", f"{column}：不得为空")
    name = str(getattr(kind, "__name__", kind)).removesuffix(" | None")
    return Wrong(f"{column}: {text!r} is not of type {name}", f"{column}：{text!r} 不是{_KINDS.get(name, name)}")


_KINDS = {"int": "数", "bool": " true 或 false"}


def _inconsistencies(values: Mapping[str, Any]) -> list[Wrong]:
    """Return the faults that no register allows: a version below 1, days that do not exist or are out of order."""
    problems = [] if values["version"] >= 1 else [Wrong("version: starts at 1", "version：从 1 起")]
    if len(values["code"]) > CODE_MOST:
        problems.append(Wrong(f"code: longer than {CODE_MOST} characters", f"code：长于 {CODE_MOST} 个字符"))
    for name in ("valid_from", "valid_to"):
        try:
            if values.get(name) is not None and date.fromisoformat(values[name]).isoformat() != values[name]:
                raise ValueError(values[name])
        except ValueError:
            day = values[name]
            problems.append(
                Wrong(f"{name}: {day!r} is no day written YYYY-MM-DD", f"{name}：{day!r} 不是 YYYY-MM-DD 形式的日期")
            )
    if not problems and values.get("valid_to") and values["valid_to"] < values["valid_from"]:
        problems.append(Wrong("valid_to: before valid_from", "valid_to：早于 valid_from"))
    return problems
