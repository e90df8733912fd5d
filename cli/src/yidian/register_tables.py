"""
Tables of register entries as the gateway takes them (CSV), made from what a register holds. Pure.

An entry here is the plain mapping that the gateway shows; every table says only new versions.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from yidian.complaint import Complaint
from yidian.language import Wording

Entry = Mapping[str, Any]
SUFFIX, SCALE = "_e5", 100_000
DATED = ("version", "valid_from", "valid_to", "withdrawn")
"""Fields that say when an entry holds, not what it says."""


def table(entries: Sequence[Entry]) -> str:
    """Return entries as a table with a header line; amounts as people read them, in yuan or units."""
    columns = list(dict.fromkeys(name for entry in entries for name in entry))
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([name.removesuffix(SUFFIX) for name in columns])
    writer.writerows([_shown(name, entry.get(name)) for name in columns] for entry in entries)
    return text.getvalue()


def next_version(versions: Sequence[Entry], changes: Mapping[str, str], valid_from: str, source: str) -> dict[str, Any]:
    """
    Return the version after the newest of an entry, with changes (column to text), from a day on, open-ended.

    Raises Complaint for a field that the entry does not have.
    """
    newest = max(versions, key=lambda entry: entry["version"])
    changed = dict(newest) | {"valid_to": None, "withdrawn": None, "source": source, "valid_from": valid_from}
    for column, text in changes.items():
        field, value = _meant(column, text, newest)
        changed[field] = value
    return changed | {"version": newest["version"] + 1}


def list_version(
    entries: Iterable[Entry],
    in_force: Iterable[Entry],
    rows: Iterable[Mapping[str, str]],
    *,
    valid_from: str,
    source: str,
) -> list[dict[str, Any]]:
    """
    Return what turns a register into a new list from a day on.

    entries: all versions; in_force: those on that day; rows: the whole new list, without the columns of `DATED`.
    A row that is new or says something else becomes a new version, a code that is not in the new list is withdrawn, and
    what stays the same is left alone. Raises Complaint for columns that entries do not have.
    """
    newest: dict[str, int] = {}
    shape: Entry = {}
    for entry in entries:
        shape = entry
        newest[entry["code"]] = max(entry["version"], newest.get(entry["code"], 0))
    if not shape:
        raise Complaint(
            Wording("the register is empty, so its columns are not known", "登记簿为空，无从得知其各列"),
            Wording("propose its first rows as a table", "请用表格提出最初的各行"),
        )
    before = {entry["code"]: entry for entry in in_force}
    made: list[dict[str, Any]] = []
    listed = set()
    for row in rows:
        entry = dict.fromkeys(shape) | {"source": source}
        for column, text in row.items():
            field, value = _meant(column, text, shape)
            entry[field] = value
        code = str(entry["code"])
        if code in listed:
            raise Complaint(Wording(f"{code} is in the new list twice", f"新清单中 {code} 出现两次"))
        listed.add(code)
        if code in before and _says(entry) == _says(before[code]):
            continue
        made.append(entry | {"version": newest.get(code, 0) + 1, "valid_from": valid_from})
    for code, entry in before.items():
        if code not in listed:
            ended = {"version": newest[code] + 1, "valid_from": valid_from, "valid_to": None, "withdrawn": True}
            made.append(dict(entry) | ended | {"source": source})
    return made


def _says(entry: Entry) -> dict[str, str]:
    """Return what an entry says, whenever it holds and wherever it comes from."""
    return {name: _cell(value) for name, value in entry.items() if name not in (*DATED, "source")}


def _meant(column: str, text: str, shape: Entry) -> tuple[str, str]:
    """Return the field that a column means and its cell: an amount ``x`` is given for the field ``x_e5``."""
    if column in shape and column != "version":
        return column, text.strip()
    if column + SUFFIX in shape:
        try:
            units = Decimal(text) * SCALE if text.strip() else None
        except InvalidOperation as error:
            raise Complaint(Wording(f"{column}: {text!r} is no number", f"{column}：{text!r} 不是数值")) from error
        if units is not None and units != units.to_integral_value():
            raise Complaint(
                Wording(f"{column}: {text!r} has more than five decimals", f"{column}：{text!r} 超过五位小数")
            )
        return column + SUFFIX, "" if units is None else str(int(units))
    if column == "version":
        raise Complaint(
            Wording("versions are counted by themselves", "版本自动编号"),
            Wording("leave the column 'version' out", "请去掉 version 列"),
        )
    fields = ", ".join(name for name in shape if name not in DATED)
    raise Complaint(
        Wording(f"the register has no field {column!r}", f"登记簿没有字段 {column!r}"),
        Wording(f"its fields are: {fields}", f"其字段为：{fields}"),
    )


def _shown(name: str, value: Any) -> str:
    """Return a field's cell; one in 1/100,000 (``x_e5``) as the decimal that the column ``x`` takes."""
    cell = _cell(value)
    return f"{Decimal(cell).scaleb(-5).normalize():f}" if name.endswith(SUFFIX) and cell else cell


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else ""
        case list() | tuple():
            return ";".join(str(part) for part in value)
        case _:
            return str(value)
