"""
What was set aside, folded after all: when its schema comes, and when another version of the view starts.

In the order of the partitions, before anything that comes after the schema. What a later record of the same case has
told meanwhile stays (`lifecycle.advance`, `tax_bills.stored`).
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, select, tuple_
from sqlalchemy.exc import InterfaceError, OperationalError

from caseview.database import upsert
from caseview.database.tables import SET_ASIDE
from caseview.fold import chunks
from caseview.fold.decoding import Opened, decode
from caseview.fold.rows import Row, Rows
from caseview.fold.set_aside import source_of
from contracts import codec

AT_ONCE = 200
_COLUMNS = SET_ASIDE.c
_AT = _COLUMNS.topic, _COLUMNS.partition, _COLUMNS.offset, _COLUMNS.ordinal
_PLACE = tuple_(*_AT)
Place = tuple[str, int, int, int]


def awaited(engine: Engine) -> set[int]:
    """Return the schemas that records wait for."""
    query = select(_COLUMNS.schema_id).where(_COLUMNS.schema_id.is_not(None)).distinct()
    with engine.connect() as connection:
        return set(connection.execute(query).scalars())


def counts(engine: Engine) -> dict[str, int]:
    """Return by topic how many records are passed over: the view says nothing of them."""
    query = select(_COLUMNS.topic, func.count().label("records")).group_by(_COLUMNS.topic)
    with engine.connect() as connection:
        return {row.topic: row.records for row in connection.execute(query)}


def fold_again(engine: Engine, schema_ids: Collection[int] | None = None) -> int:
    """
    Fold what was set aside and can be read now; return how many records that was.

    schema_ids: of the schemas that have come; None: of all that are known, and what could not be folded before.
    """
    wanted: ColumnElement[bool] = _COLUMNS.schema_id.in_(
        [*_known(awaited(engine))] if schema_ids is None else schema_ids
    )
    if schema_ids is None:
        wanted = wanted | _COLUMNS.schema_id.is_(None)
    folded = 0
    after: Place | None = None
    while places := _kept(engine, wanted, after):
        after = places[-1]
        folded += _fold(engine, places)
    return folded


def _known(schema_ids: Iterable[int]) -> Iterator[int]:
    for schema_id in schema_ids:
        with suppress(codec.UnknownSchemaId):
            codec.kind_of(schema_id)
            yield schema_id


def _kept(engine: Engine, wanted: ColumnElement[bool], after: Place | None) -> list[Place]:
    """Return the places of records that are kept whole, in order, behind one of them."""
    query = select(*_AT).where(_COLUMNS.value.is_not(None), wanted)
    if after is not None:
        query = query.where(after < _PLACE)
    with engine.connect() as connection:
        records = connection.execute(query.order_by(*_AT).limit(AT_ONCE))
        return [(row.topic, row.partition, row.offset, row.ordinal) for row in records]


def _fold(engine: Engine, places: list[Place], known: Any = None) -> int:
    """
    Fold the records at these places, as far as they are still there; one that cannot be folded stays.

    Return how many were folded, all that they gathered included. known: what a single one is taken for.
    """
    folded = 0
    try:
        with engine.begin() as connection:
            upsert.lock(connection)
            rows, records = Rows(), _rows(connection, places)
            connection.execute(delete(SET_ASIDE).where(_PLACE.in_(places)))
            for row in records:
                source, before = source_of(row), len(rows.set_aside)
                rows.ordinal = row["ordinal"]
                chunks.take(rows, source, known or decode(source))
                folded += len(rows.set_aside) == before
            upsert.write(connection, rows)
    except (OperationalError, InterfaceError):
        raise  # the database's own troubles
    except Exception:  # noqa: BLE001 - as in `store.apply`: whatever it is, only that record stays where it is
        if len(places) > 1:
            return sum(_fold(engine, [place]) for place in places)
        sound = _sound(engine, places) if known is None else None
        return _fold(engine, places, sound) if sound else 0
    return folded


def _sound(engine: Engine, places: list[Place]) -> Opened | None:
    """Return what the record at a place gathers without those that the database refuses, if it gathers some."""
    with engine.connect() as connection:
        rows = _rows(connection, places)
    record = decode(source_of(rows[0])) if rows else None
    return upsert.without_refused(engine, record) if isinstance(record, Opened) else None


def _rows(connection: Connection, places: list[Place]) -> list[Row]:
    query = select(SET_ASIDE).where(_PLACE.in_(places), _COLUMNS.value.is_not(None))
    return [dict(row) for row in connection.execute(query.order_by(*_AT)).mappings()]
