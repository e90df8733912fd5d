"""
Many rows to one table: statements built and compiled by SQLAlchemy once, then handed to the driver with plain values.

SQLAlchemy's own way through its types costs as much per row as the database does.
"""

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import JSON, Connection, Dialect, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]


class Statement(NamedTuple):
    """A compiled statement. values: a row as the driver takes it. documents: columns that hold JSON."""

    text: str
    values: Callable[[Row], Any]
    documents: tuple[str, ...]


@cache
def adding(dialect: Dialect, table: Table) -> Statement:
    """Return the statement that inserts rows and leaves those whose key is there already as they are."""
    return _compiled(dialect, table, _insert(dialect, table).on_conflict_do_nothing())


@cache
def replacing(dialect: Dialect, table: Table) -> Statement:
    """Return the statement that inserts rows over those with the same key."""
    insert = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    changed = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    return _compiled(dialect, table, insert.on_conflict_do_update(index_elements=keys, set_=changed))


def send(connection: Connection, statement: Statement, rows: list[Row]) -> None:
    """Run a statement for every row. Every row has every column of the table."""
    if statement.documents:
        rows = [row | {name: to_json(row[name]) for name in statement.documents} for row in rows]
    connection.exec_driver_sql(statement.text, [statement.values(row) for row in rows])


def to_json(value: Any) -> str:
    """Return a value as JSON."""
    return msgspec.json.encode(value).decode()


def _insert(dialect: Dialect, table: Table) -> postgresql.Insert | sqlite.Insert:
    values: Row = {column.name: bindparam(column.name) for column in table.columns}
    if dialect.name == "postgresql":
        return postgresql.insert(table).values(values)
    return sqlite.insert(table).values(values)


def _compiled(dialect: Dialect, table: Table, insert: postgresql.Insert | sqlite.Insert) -> Statement:
    compiled = insert.compile(dialect=dialect)
    documents = tuple(column.name for column in table.columns if isinstance(column.type, JSON))
    names = compiled.positiontup
    return Statement(str(compiled), itemgetter(*names) if names else dict, documents)
