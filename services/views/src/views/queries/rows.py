"""Rows of a view: pages by keyset, counts, one record. Blocking; call it off the event loop."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, exists, func, or_, select

from contracts import codec
from contracts.view import View
from views.database import builds
from views.queries.rights import Reader
from views.record import BY, KEY, RECORDED, VALUE

LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


class NotBuilt(Exception):
    """The view, or what was asked by, is not there yet: it is being built."""


class Place(NamedTuple):
    """Where a page ended: the value by which it is sorted, and the key."""

    value: Any
    by: str


class Question(NamedTuple):
    """
    Which rows, in which order. filters: by field the values of which one must stand there.

    sort: a field, or empty for the order of keys. as_of: of a dated view the day in China on which rows are in force.
    """

    filters: Mapping[str, tuple[Any, ...]] = {}
    prefix: str = ""
    sort: str = ""
    falling: bool = False
    as_of: str | None = None

    @property
    def used(self) -> frozenset[str]:
        """Return the fields by which rows are chosen or ordered."""
        return frozenset(self.filters) | ({self.sort} if self.sort else frozenset())


class Shown(NamedTuple):
    """A row as its reader sees it. whole: with every field. others: whole by a role alone."""

    key: str
    whole: bool
    others: bool
    fields: dict[str, Any]
    recorded_ms: int


def page(
    engine: Engine, reader: Reader, question: Question, after: Place | None, limit: int
) -> tuple[list[Shown], Place | None]:
    """Return up to `limit` rows behind a place, and where the next page begins. Raises NotBuilt."""
    with engine.connect() as connection:
        table = _table(connection, reader.view)
        order = _column(table, question.sort or BY)
        by = table.c[BY]
        columns = [table.c[KEY], by, table.c[VALUE], table.c[RECORDED], order.label("place")]
        query = select(*columns).where(*_where(table, reader, question))
        if after is not None:
            query = query.where(_behind(order, by, question, after))
        falling = question.falling
        ordered = (order.desc(), by.desc()) if falling else (order, by)
        rows = connection.execute(query.order_by(*(ordered if question.sort else ordered[:1])).limit(limit + 1)).all()
    shown = [one for row in rows[:limit] if (one := _shown(reader, row)) is not None]
    last = rows[limit - 1] if len(rows) > limit else None
    return shown, None if last is None else Place(last.place, last[1])


def count(engine: Engine, reader: Reader, question: Question) -> int:
    """Return how many rows a question reaches. Raises NotBuilt."""
    with engine.connect() as connection:
        table = _table(connection, reader.view)
        query = select(func.count()).select_from(table).where(*_where(table, reader, question))
        return int(connection.execute(query).scalar_one())


def one(engine: Engine, reader: Reader, key: str, as_of: str | None) -> Shown | None:
    """
    Return the row with a key, if the reader sees it. Raises NotBuilt.

    In a dated view the key is a code, for the version in force on `as_of`, or code@version for that version.
    """
    with engine.connect() as connection:
        table = _table(connection, reader.view)
        chosen: list[ColumnElement[bool]] = [table.c[KEY] == key]
        row = connection.execute(_rows(table, chosen)).first()
        if row is None and reader.view.dated:
            chosen = [table.c[BY] == key, *_in_force(table, as_of or "")]
            row = connection.execute(_rows(table, chosen)).first()
    return None if row is None else _shown(reader, row)


def versions(engine: Engine, reader: Reader, key: str) -> list[Shown]:
    """Return every version of the code of a key, the newest first. Raises NotBuilt."""
    with engine.connect() as connection:
        table = _table(connection, reader.view)
        code = connection.execute(select(table.c[BY]).where(table.c[KEY] == key)).scalar()
        rows = connection.execute(
            _rows(table, [table.c[BY] == (key if code is None else code)]).order_by(table.c["version"].desc())
        ).all()
    return [one for row in rows if (one := _shown(reader, row)) is not None]


def _table(connection: Connection, view: View) -> Table:
    table = builds.current(connection, view)
    if table is None:
        raise NotBuilt
    return table


def _column(table: Table, name: str) -> ColumnElement[Any]:
    if name not in table.c:
        raise NotBuilt  # of a layout that is being built
    return table.c[name]


def _rows(table: Table, chosen: Sequence[ColumnElement[bool]]) -> Any:
    return select(table.c[KEY], table.c[BY], table.c[VALUE], table.c[RECORDED]).where(*chosen)


def _where(table: Table, reader: Reader, question: Question) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [_column(table, name).in_(values) for name, values in question.filters.items()]
    reached = reader.reaches(table, question.used)
    if reached is not None:
        chosen.append(reached)
    if question.prefix:
        chosen.append(table.c[BY] >= question.prefix)
        end = _after_all(question.prefix)
        if end is not None:
            chosen.append(table.c[BY] < end)
    if reader.view.dated:
        chosen += _in_force(table, question.as_of or "")
    return chosen


def _in_force(table: Table, day: str) -> list[ColumnElement[bool]]:
    """Return what makes a row the version of its code in force on a day: the highest within its validity."""
    other = table.alias()
    higher = select(other.c[BY]).where(
        other.c[BY] == table.c[BY],
        other.c["version"] > table.c["version"],
        _unindexed(other.c["valid_from"]) <= day,
        or_(other.c["valid_to"].is_(None), other.c["valid_to"] >= day),
    )
    columns = table.c
    return [
        _unindexed(columns["valid_from"]) <= day,
        or_(columns["valid_to"].is_(None), columns["valid_to"] >= day),
        columns["withdrawn"].is_not(True),
        ~exists(higher),
    ]


def _unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column as no index has it: almost every row is valid by today, so one of days is the worst to go by."""
    return func.coalesce(column, "")


def _behind(order: ColumnElement[Any], by: ColumnElement[Any], question: Question, after: Place) -> ColumnElement[bool]:
    if not question.sort:
        return by < after.by if question.falling else by > after.by
    if question.falling:
        return or_(order < after.value, and_(order == after.value, by < after.by))
    return or_(order > after.value, and_(order == after.value, by > after.by))


def _after_all(prefix: str) -> str | None:
    """Return the first text after all that begin with a prefix, None if there is none."""
    for end in range(len(prefix) - 1, -1, -1):
        code = ord(prefix[end]) + 1
        if code in _SURROGATES:
            code = _SURROGATES.stop
        if code <= LAST_CHARACTER:
            return prefix[:end] + chr(code)
    return None


def _shown(reader: Reader, row: Any) -> Shown | None:
    try:
        record = codec.decode(bytes(row[2]))
    except codec.UnknownSchemaId as unknown:
        raise NotBuilt from unknown  # of the layout before this one, whose schema has not come yet
    fields = reader.shown(record)
    if fields is None:
        return None
    whole = reader.is_whole(record) or reader.view.is_open
    others = reader.reads_of_others and not reader.is_named(record)
    return Shown(row[0], whole, others, fields, row[3])
