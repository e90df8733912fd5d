"""
Builds: a view whose layout has changed is built again, it alone, beside the old table, which is read until then.

There are no migrations: what a view holds stands in its topic.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, Engine, MetaData, Table, delete, func, insert, select, update

from contracts.view import View
from views.database import tables
from views.database.opening import lock

Positions = dict[int, int]
"""Next offset by partition."""


class Replaced(Exception):
    """Another version of this process has built the views anew: this one writes no more."""


class Standing(NamedTuple):
    """How a view stands. current: whether the table of this version is the one that is read."""

    view: View
    is_current: bool
    positions: Positions


def begin(engine: Engine, views: Sequence[View]) -> dict[str, Standing]:
    """Make the tables of views that have none in their present layout; return by view how each stands."""
    with engine.begin() as connection:
        lock(connection)
        rows = {row.build: row for row in connection.execute(select(tables.BUILDS))}
        wanted = {tables.build_of(view) for view in views}
        names = {view.name for view in views}
        for build, row in rows.items():
            if build not in wanted and (row.view not in names or not row.is_current):
                _drop(connection, build)
        for view in views:
            build = tables.build_of(view)
            if build not in rows:
                tables.rows_table(view).create(connection, checkfirst=True)
                said = {"build": build, "view": view.name, "layout": tables.layout(view), "is_current": False}
                connection.execute(insert(tables.BUILDS).values(said))
    return {view.name: standing(engine, view) for view in views}


def standing(engine: Engine, view: View) -> Standing:
    """Return how a view stands. Raises Replaced if its build is no more."""
    build = tables.build_of(view)
    with engine.connect() as connection:
        row = connection.execute(select(tables.BUILDS).where(tables.BUILDS.c.build == build)).first()
        if row is None:
            raise Replaced
        return Standing(view, row.is_current, positions(connection, build))


def positions(connection: Connection, build: str) -> Positions:
    """Return how far a build has come."""
    query = select(tables.OFFSETS).where(tables.OFFSETS.c.build == build)
    return {row.partition: row.next_offset for row in connection.execute(query)}


def finish(engine: Engine, view: View) -> None:
    """Let a build that has caught up be the one that is read: make its indexes, and drop those before it."""
    build = tables.build_of(view)
    for index in tables.indexes(view):
        index.create(engine, checkfirst=True)
    with engine.begin() as connection:
        lock(connection)
        others = select(tables.BUILDS.c.build).where(tables.BUILDS.c.view == view.name, tables.BUILDS.c.build != build)
        for other in list(connection.execute(others).scalars()):
            _drop(connection, other)
        connection.execute(update(tables.BUILDS).where(tables.BUILDS.c.build == build).values(is_current=True))


def forget(engine: Engine, names: Sequence[str]) -> None:
    """Drop every build of views: the next who folds builds them again."""
    with engine.begin() as connection:
        lock(connection)
        query = select(tables.BUILDS.c.build).where(tables.BUILDS.c.view.in_(names))
        for build in list(connection.execute(query).scalars()):
            _drop(connection, build)


def current(connection: Connection, view: View) -> Table | None:
    """Return the table that is read: this version's, or while that is built the one before it; None: there is none."""
    query = select(tables.BUILDS.c.build).where(tables.BUILDS.c.view == view.name, tables.BUILDS.c.is_current)
    build = connection.execute(query).scalar()
    if build is None or build == tables.build_of(view):
        return None if build is None else tables.rows_table(view)
    return Table(build, MetaData(), autoload_with=connection)


def unread(connection: Connection, view: View) -> int:
    """Return how many records this version's build of a view passes over."""
    query = select(func.count()).select_from(tables.UNREAD).where(tables.UNREAD.c.build == tables.build_of(view))
    return int(connection.execute(query).scalar_one())


def _drop(connection: Connection, build: str) -> None:
    for table in (tables.BUILDS, tables.OFFSETS, tables.UNREAD):
        connection.execute(delete(table).where(table.c.build == build))
    connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{build}"')
