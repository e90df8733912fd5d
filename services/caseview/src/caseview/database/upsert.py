"""
The view's database: a chunk of records and the offsets after it, in one transaction.

Offsets stand beside the rows, so a record is folded in exactly once whatever is killed when, and a chunk that comes
again changes nothing. Statements are sent once per table and chunk.
A record that cannot be read, folded or stored is set aside, alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, select, tuple_
from sqlalchemy.exc import InterfaceError, OperationalError

from caseview.database import tables
from caseview.fold import lifecycle, parked, tax_bills
from caseview.fold.chunks import Folded, Positions, rows_of, take
from caseview.fold.decoding import Opened
from caseview.fold.rows import Row, Rows
from caseview.fold.set_aside import SetAside
from edge.store import bulk
from mesh.process import telemetry
from mesh.wire.records import Inbound

CREATION_LOCK = 0x59D1  # of PostgreSQL: view and gateway may both find the tables missing
SLICE = 400  # parameters of one IN list, below every database's limit


class Moved(Exception):
    """Someone else has changed the view's offsets: a rebuild, or a second writer. Go on from what stands there now."""


def open_database(url: str, *, create: bool = False) -> Engine:
    """Open the view's database; `create` makes missing tables. On SQLite in WAL mode: readers never wait."""
    engine = create_engine(url, json_serializer=bulk.to_json, json_deserializer=msgspec.json.decode, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    if create:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({CREATION_LOCK})")
            tables.METADATA.create_all(connection)
    return engine


def drop(engine: Engine) -> None:
    """Empty the view: the next run builds it again from the topics."""
    with engine.begin() as connection:
        lock(connection)
        for table in tables.METADATA.sorted_tables:
            if table is not tables.LAYOUT:
                connection.execute(delete(table))


def positions(engine: Engine) -> Positions:
    """Return the next offset of every partition folded so far."""
    with engine.connect() as connection:
        return _offsets(connection)


def apply(engine: Engine, chunk: Sequence[Folded], expected: Positions | None = None) -> Positions:
    """
    Fold a chunk of records and return where its partitions stand now.

    Records before the stored offsets are left out. A record that cannot be folded, or whose rows the database refuses,
    is set aside; all others are folded, those gathered with it too. expected: what the caller believes is stored;
    raises Moved, and changes nothing, if that is not so.
    """
    try:
        return _applied(engine, chunk, expected)
    except (Moved, OperationalError, InterfaceError):
        raise  # nothing that a record could be to blame for
    except Exception as error:
        if len(chunk) < 2:
            source, record = chunk[0]
            if isinstance(record, SetAside):
                raise
            if isinstance(record, Opened) and (sound := without_refused(engine, record)):
                return _applied(engine, [(source, sound)], expected)
            return _applied(engine, [(source, _refused(source, error))], expected)
    half = len(chunk) // 2
    moved = apply(engine, chunk[:half], expected)
    return moved | apply(engine, chunk[half:], None if expected is None else expected | moved)


def without_refused(engine: Engine, opened: Opened) -> Opened | None:
    """
    Return what a record gathered with those set aside that the database takes not even alone.

    None if it takes all, so that nobody knows which is to blame, or none.
    """
    tried = [(source, _tried(engine, source, record)) for source, record in opened.records]
    refused = sum(is_refused for _, (_, is_refused) in tried)
    return Opened(tuple((source, record) for source, (record, _) in tried)) if 0 < refused < len(tried) else None


def _tried(engine: Engine, source: Inbound, record: Any) -> tuple[Any, bool]:
    """Write the rows of one record and take them back; return it, or why it is set aside, and whether it is now."""
    with engine.connect() as connection:
        lock(connection)
        try:
            rows = Rows()
            take(rows, source, record)
            write(connection, rows)
        except (OperationalError, InterfaceError):
            raise  # the database's own troubles
        except Exception as error:  # noqa: BLE001 - as in `apply`
            return _refused(source, error), True
        finally:
            connection.rollback()
    return record, False


def _refused(source: Inbound, error: Exception) -> SetAside:
    """Log that a record is set aside because it cannot be folded or stored, and return it as such."""
    why = SetAside(f"not folded ({type(error).__name__})", faulted=True)
    at = f"{source.partition}/{source.offset}"
    telemetry.logger().error("records_set_aside", topic=source.topic, reason=why.reason, records=1, first=at)
    return why


def _applied(engine: Engine, chunk: Sequence[Folded], expected: Positions | None) -> Positions:
    with engine.begin() as connection:
        lock(connection)
        stored = _offsets(connection)
        if expected is not None and any(
            stored.get(at) != expected.get(at) for at in {(source.topic, source.partition) for source, _ in chunk}
        ):
            raise Moved
        reached = dict(stored)
        write(connection, rows_of(chunk, reached))
        moved = {at: offset for at, offset in reached.items() if offset != stored.get(at)}
        lines = [{"topic": at[0], "partition": at[1], "next_offset": offset} for at, offset in moved.items()]
        _replace(connection, tables.OFFSETS, lines)
    return moved


def write(connection: Connection, rows: Rows) -> None:
    """Bring rows into the tables."""
    _add(connection, tables.NUMBERS, list(rows.numbers.values()))
    _add(connection, tables.DOCUMENTS, list(rows.documents.values()))
    _add(connection, tables.JUDGEMENTS, list(rows.judgements.values()))
    _replace(connection, tables.JUDGEMENTS, list(rows.conclusions.values()))
    _add(connection, tables.CONTENTS, list(rows.contents.values()))
    _add(connection, tables.FINDINGS, list(rows.findings.values()))
    _add(connection, tables.REGISTER_CHANGES, list(rows.register_changes.values()))
    _add(connection, tables.TIMELINE, rows.timeline)
    _add(connection, tables.SET_ASIDE, rows.set_aside)
    _add(connection, tables.COMMAND_ANSWERS, rows.answers)
    _advance(connection, rows)
    _park(connection, rows)
    _bill(connection, rows)


def _advance(connection: Connection, rows: Rows) -> None:
    """Fold the chunk's lifecycle events onto the cases and holds as they stand."""
    ids = sorted({happened.event.subject.declaration_id for happened in rows.lifecycle})
    cases: dict[str, Row] = {}
    holds: dict[str, dict[str, Row]] = {declaration_id: {} for declaration_id in ids}
    for some in _slices(ids):
        for row in connection.execute(select(tables.CASES).where(tables.CASES.c.declaration_id.in_(some))).mappings():
            cases[row["declaration_id"]] = dict(row)
        for row in connection.execute(select(tables.HOLDS).where(tables.HOLDS.c.declaration_id.in_(some))).mappings():
            holds[row["declaration_id"]][row["hold_id"]] = dict(row)
    decided: list[Row] = []
    for happened in rows.lifecycle:
        declaration_id = happened.event.subject.declaration_id
        before = cases.get(declaration_id)
        after = cases[declaration_id] = lifecycle.advance(before, happened)
        if before is None or happened.offset > before["told_offset"]:
            holds[declaration_id] = lifecycle.waits(holds[declaration_id], happened)
        else:
            holds[declaration_id] = lifecycle.waited(holds[declaration_id], happened, before)
        if after["decided_ms"] is not None and (before is None or before["decided_ms"] is None):
            decided += lifecycle.decided_on(declaration_id, happened.event.subject.documents)
    _replace(connection, tables.CASES, [cases[declaration_id] for declaration_id in ids])
    _replace(connection, tables.HOLDS, [row for of_declaration in holds.values() for row in of_declaration.values()])
    _add(connection, tables.CASE_DOCUMENTS, decided)


def _park(connection: Connection, rows: Rows) -> None:
    """Lay what the chunk says of parked keys over what is known: commands and dead letters own different columns."""
    known: dict[tuple[str, int, str], Row] = {}
    at = tuple_(tables.PARKED.c.processor, tables.PARKED.c.partition, tables.PARKED.c.key_digest)
    for some in _slices(sorted(rows.parked)):
        for row in connection.execute(select(tables.PARKED).where(at.in_(some))).mappings():
            known[row["processor"], row["partition"], row["key_digest"]] = dict(row)
    empty: Row = {column.name: None for column in tables.PARKED.columns}
    laid = [empty | parked.laid(row, known.get(key, {})) for key, row in rows.parked.items()]
    _replace(connection, tables.PARKED, laid)


def _bill(connection: Connection, rows: Rows) -> None:
    """Lay what the chunk says of tax bills over what is known: a change of state tells no lines."""
    known: dict[str, Row] = {}
    for some in _slices(sorted(rows.tax_bills)):
        for row in connection.execute(select(tables.TAX_BILLS).where(tables.TAX_BILLS.c.bill_no.in_(some))).mappings():
            known[row["bill_no"]] = dict(row)
    bills = [tax_bills.stored(row, known.get(bill_no)) for bill_no, row in rows.tax_bills.items()]
    _replace(connection, tables.TAX_BILLS, bills)


def _offsets(connection: Connection) -> Positions:
    return {(row.topic, row.partition): row.next_offset for row in connection.execute(select(tables.OFFSETS))}


def _add(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows; those whose key is there already stay as they are."""
    if rows:
        bulk.send(connection, bulk.adding(connection.dialect, table), rows)


def _replace(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows over those with the same key."""
    if rows:
        bulk.send(connection, bulk.replacing(connection.dialect, table), rows)


def _slices(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[start : start + SLICE] for start in range(0, len(keys), SLICE))


def lock(connection: Connection) -> None:
    """Make this transaction the only writer, before it reads what it will change."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"LOCK TABLE {tables.OFFSETS.name} IN EXCLUSIVE MODE")


def _tune_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_lock` does, and readers need none
    pragmas = (
        "page_size=16384",  # of a new file: rows are large, and a page is written whole
        "journal_mode=WAL",
        "wal_autocheckpoint=2000",  # pages: what is changed again and again is written back less often
        "cache_size=-16384",
        "synchronous=NORMAL",
        "busy_timeout=10000",
    )
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
