"""
What a change of a register must keep to. Pure.

A published row is never altered: decisions and journals refer to it. So a change only adds versions, each above those
there are of its code; what it says begins today (in China, on the mesh's clock) or later, because yesterday's decisions
stand. Where versions overlap the higher one counts; a withdrawn one ends its code.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from contracts import codec
from contracts.gateway import RegisterRow
from contracts.topics import Topic
from mesh.declared.register_csv import Fault, Line, lines_of, parse, unusable


def read(table: str, topic: Topic, published: Iterable[Any], today: str) -> tuple[list[Line], list[Fault]]:
    """Return the entries that a table (CSV) adds to a register, and every fault of it by line."""
    lines, faults = parse(lines_of(table), topic)
    if not lines and not faults:
        faults = [Fault(0, "has no row", "没有任何一行")]
    return lines, faults or check(lines, published, today) + unusable(lines, topic)


def check(lines: Sequence[Line], published: Iterable[Any], today: str) -> list[Fault]:
    """Return why well-formed entries cannot be added to what is published, by line."""
    there: dict[str, dict[int, Any]] = {}
    for entry in published:
        there.setdefault(entry.code, {})[entry.version] = entry
    faults = []
    for line in lines:
        entry, versions = line.record, there.get(line.record.code, {})
        newest = max(versions, default=0)
        if entry.version in versions:
            same = versions[entry.version] == entry
            what = "is published already" if same else "is published with other content, which is never altered"
            zh = "已发布" if same else "已以另一内容发布，不得更改"
            faults.append(_fault(line, f"{what}; the next version is {newest + 1}", f"{zh}；下一版本为 {newest + 1}"))
        elif entry.version < newest:
            what = f"there is version {newest}; the next version is {newest + 1}"
            faults.append(_fault(line, what, f"已有版本 {newest}；下一版本为 {newest + 1}"))
        if entry.valid_from < today:
            faults.append(_fault(line, f"valid_from is before today, {today}", f"valid_from 早于今日 {today}"))
        if entry.withdrawn and not versions:
            what = "nothing stands under this code that could be withdrawn"
            faults.append(_fault(line, what, "该代码下没有可撤销的条目"))
    return faults


def _fault(line: Line, en: str, zh: str) -> Fault:
    return Fault(line.number, f"{line.key}: {en}", f"{line.key}：{zh}")


def row_of(line: Line) -> RegisterRow:
    """Return what the event about a change says of an entry."""
    entry = line.record
    return RegisterRow(
        code=entry.code,
        version=entry.version,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        withdrawn=entry.withdrawn,
        content_digest=sha256(codec.encode(entry)).digest(),
    )
