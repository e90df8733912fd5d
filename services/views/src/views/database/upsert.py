"""
A chunk of records into the tables of views, with the offsets after it, in one transaction.

Of a chunk's records the last of each key counts. A record that comes again changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, bindparam, delete, select

from contracts.view import View
from edge.store import bulk
from mesh.wire.records import Inbound
from views.database import builds, tables
from views.database.opening import lock
from views.record import KEY, Deleted, Row, Unread, read

_SLICE = 400  # parameters of one IN list, below every database's limit


class Moved(Exception):
    """Someone else has changed the offsets: a second process. Go on from what stands there now."""


class Folded(NamedTuple):
    """What a chunk did to a view: its next offsets, and why records were passed over."""

    reached: builds.Positions
    unread: tuple[tuple[Inbound, Unread], ...]


def apply(engine: Engine, view: View, records: Sequence[Inbound], expected: Mapping[int, int]) -> Folded:
    """
    Fold records of a view's topic, in their order within a partition; return where its partitions stand now.

    expected: what the caller believes is stored. Raises Moved, or Replaced where the build is no more, and then
    changes nothing.
    """
    build = tables.build_of(view)
    with engine.begin() as connection:
        lock(connection)
        if connection.execute(select(tables.BUILDS.c.build).where(tables.BUILDS.c.build == build)).first() is None:
            raise builds.Replaced
        stored = builds.positions(connection, build)
        if stored != dict(expected):
            raise Moved
        reached = dict(stored)
        fresh: list[Inbound] = []
        for source in records:
            if source.offset >= reached.get(source.partition, 0):
                reached[source.partition] = source.offset + 1
                fresh.append(source)
        unread = _write(connection, view, fresh)
        moved = [
            {"build": build, "partition": partition, "next_offset": offset}
            for partition, offset in reached.items()
            if offset != stored.get(partition)
        ]
        _replace(connection, tables.OFFSETS, moved)
    return Folded(reached, unread)


def mend(engine: Engine, view: View, schema_ids: Collection[int]) -> int:
    """Fold the records that waited for schemas that have come; return how many. None of their keys has a newer one."""
    build, waiting = tables.build_of(view), tables.UNREAD.c
    query = select(tables.UNREAD).where(waiting.build == build, waiting.schema_id.in_(list(schema_ids)))
    mended = 0
    while True:
        with engine.begin() as connection:
            lock(connection)
            rows = connection.execute(query.limit(_SLICE)).all()
            if not rows:
                return mended
            sources = [
                Inbound(view.topic, row.partition, row.offset, row.recorded_ms, bytes(row.key), bytes(row.value), ())
                for row in rows
            ]
            unread = _write(connection, view, sources)
            if len(unread) == len(rows):
                return mended
            mended += len(rows) - len(unread)


def awaited(engine: Engine, view: View) -> set[int]:
    """Return the schemas that records of a view wait for."""
    waiting = tables.UNREAD.c
    query = select(waiting.schema_id).where(waiting.build == tables.build_of(view), waiting.schema_id.is_not(None))
    with engine.connect() as connection:
        return {int(one) for one in connection.execute(query.distinct()).scalars()}


def _write(connection: Connection, view: View, records: Sequence[Inbound]) -> tuple[tuple[Inbound, Unread], ...]:
    """Bring the newest record of each key that can be read into the tables; return newer ones that cannot."""
    build, table = tables.build_of(view), tables.rows_table(view)
    rows: list[Row] = []
    gone: list[str] = []
    unread: dict[bytes, tuple[Inbound, Unread]] = {}
    settled: set[bytes] = set()
    for source in reversed(records):
        if source.key in settled:
            continue
        match read(view, source):
            case Deleted():
                gone.append(source.key.decode(errors="replace"))
            case Unread() as why:
                unread.setdefault(source.key, (source, why))
                continue
            case row:
                rows.append(row)
        settled.add(source.key)
    _forget(connection, build, settled | unread.keys())
    _replace(connection, table, rows)
    if gone:
        statement = delete(table).where(table.c[KEY] == bindparam("gone"))
        connection.execute(statement, [{"gone": key} for key in gone])
    _replace(connection, tables.UNREAD, [_unread_row(build, source, why) for source, why in unread.values()])
    return tuple(unread.values())


def _forget(connection: Connection, build: str, keys: Collection[bytes]) -> None:
    """Drop what could not be read of keys that have a newer record."""
    waiting = tables.UNREAD.c
    if connection.execute(select(waiting.build).where(waiting.build == build).limit(1)).first() is None:
        return
    listed = list(keys)
    for start in range(0, len(listed), _SLICE):
        some = listed[start : start + _SLICE]
        connection.execute(delete(tables.UNREAD).where(waiting.build == build, waiting.key.in_(some)))


def _unread_row(build: str, source: Inbound, why: Unread) -> Row:
    return {
        "build": build,
        "partition": source.partition,
        "offset": source.offset,
        "key": source.key,
        "schema_id": why.schema_id,
        "reason": why.reason,
        "value": source.value,
        "recorded_ms": source.timestamp_ms,
    }


def _replace(connection: Connection, table: Any, rows: list[Row]) -> None:
    if rows:
        bulk.send(connection, bulk.replacing(connection.dialect, table), rows)
