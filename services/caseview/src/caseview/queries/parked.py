"""Questions to the view about parked keys and what came of commands about them."""

from typing import NamedTuple

from sqlalchemy import Engine, Select, and_, func, select, tuple_

from caseview.database import tables
from caseview.fold.rows import Row
from edge.store.database import selected

ALL_PARTITIONS = 100
"""Partitions in which one key may be shown: more than a mesh has."""


class After(NamedTuple):
    """The last answer of a page, newest first: when and where it was recorded."""

    recorded_ms: int
    topic: str
    partition: int
    offset: int


def parked(engine: Engine, *, limit: int) -> tuple[list[Row], int]:
    """Return the keys that wait for a redrive, the oldest first, and how many there are in all."""
    columns = tables.PARKED.c
    waits = and_(columns.parked_ms.is_not(None), columns.released_ms.is_(None))
    order = columns.parked_ms, columns.processor, columns.partition, columns.key_digest
    with engine.connect() as connection:
        total = connection.execute(select(func.count()).select_from(tables.PARKED).where(waits)).scalar_one()
    return _rows(engine, select(tables.PARKED).where(waits).order_by(*order).limit(limit)), total


def parked_key(engine: Engine, processor: str, key_digest: str) -> list[Row]:
    """Return where a processor has ever parked this key, a row for each partition."""
    columns = tables.PARKED.c
    query = select(tables.PARKED).where(
        columns.processor == processor, columns.key_digest == key_digest, columns.parked_ms.is_not(None)
    )
    return _rows(engine, query.order_by(columns.partition).limit(ALL_PARTITIONS))


def answers(engine: Engine, *, limit: int, after: After | None = None, command_id: str | None = None) -> list[Row]:
    """Return what came of commands, the newest first; command_id: of this one only."""
    columns = tables.COMMAND_ANSWERS.c
    place = tuple_(columns.recorded_ms, columns.topic, columns.partition, columns.offset)
    order = columns.recorded_ms.desc(), columns.topic.desc(), columns.partition.desc(), columns.offset.desc()
    query = select(tables.COMMAND_ANSWERS).order_by(*order).limit(limit)
    if after is not None:
        query = query.where(place < tuple(after))
    if command_id is not None:
        query = query.where(columns.command_id == command_id)
    return _rows(engine, query)


def _rows(engine: Engine, query: "Select[tuple[object, ...]]") -> list[Row]:
    with engine.connect() as connection:
        return selected(connection, query)
