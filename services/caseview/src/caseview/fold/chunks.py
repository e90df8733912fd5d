"""What the records of a chunk say, as rows: one after the other, each once. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from caseview.fold.decoding import Opened, decode
from caseview.fold.records import fold
from caseview.fold.rows import Rows
from caseview.fold.set_aside import SetAside, row_of
from mesh.wire.records import Inbound

Folded = tuple[Inbound, Any]
"""A record and what `decoding.decode` makes of it."""
Positions = dict[tuple[str, int], int]


def decoded(sources: Iterable[Inbound]) -> list[Folded]:
    """Return records, each with what `decode` makes of it."""
    return [(source, decode(source)) for source in sources]


def rows_of(chunk: Sequence[Folded], reached: Positions) -> Rows:
    """Return the rows of those that stand behind where their partitions are reached, which moves on with them."""
    rows = Rows()
    for source, record in chunk:
        at = source.topic, source.partition
        if source.offset >= reached.get(at, 0):
            reached[at] = source.offset + 1
            take(rows, source, record)
    return rows


def unread(chunk: Sequence[Folded]) -> Iterator[tuple[Inbound, SetAside]]:
    """Yield what is set aside of a chunk, whole records and those gathered in one, each with the reason."""
    for source, record in chunk:
        if isinstance(record, SetAside):
            yield source, record
        elif isinstance(record, Opened):
            yield from unread(record.records)


def take(rows: Rows, source: Inbound, record: Any) -> None:
    """Add to `rows` what one record says; `record`: what `decoding.decode` makes of it."""
    if isinstance(record, SetAside):
        rows.set_aside.append(row_of(source, record, rows.ordinal))
    elif isinstance(record, Opened):
        for ordinal, (within, known) in enumerate(record.records):
            rows.ordinal = ordinal
            take(rows, within, known)
        rows.ordinal = 0
    elif record is not None:
        fold(rows, record, source)
