"""Who read what of a case or view, when and for what purpose: written before anything is shown, never changed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Engine, Table, insert, select

from edge.store.database import selected
from edge.store.tables import READS, VIEW_READS
from mesh.declared.keys import order_key

_LONGEST = 200  # a column's


class Read(NamedTuple):
    """
    One reading. at_ms: on the mesh's clock; real_ms: on the real one.

    number: what was asked for; kept, and looked for, as numbers are compared.

    declarations: what was shown; none where nothing was found.
    """

    at_ms: int
    real_ms: int
    organisation: str
    person: str | None
    purpose: str
    number: str
    declarations: list[str]


class ViewRead(NamedTuple):
    """
    One reading of a view. at_ms: on the mesh's clock; real_ms: on the real one.

    question: key, filters and order. records: how many were shown that do not name the reader.
    """

    at_ms: int
    real_ms: int
    organisation: str
    person: str | None
    purpose: str
    view: str
    question: str
    records: int


class Reads:
    """The log of reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, read: Read) -> None:
        """Write a reading down, durably."""
        with self._engine.begin() as connection:
            connection.execute(insert(READS).values(read._replace(number=_shortened(read.number))._asdict()))

    def note_view(self, read: ViewRead) -> None:
        """Write a reading of a view down, durably."""
        with self._engine.begin() as connection:
            connection.execute(insert(VIEW_READS).values(read._asdict()))

    def listed_views(self, *, view: str | None, after: int, limit: int) -> Sequence[dict[str, Any]]:
        """Return readings of views after one (its `read_no`), in the order in which they happened."""
        only = () if view is None else (VIEW_READS.c.view == view,)
        return self._listed(VIEW_READS, *only, after=after, limit=limit)

    def listed(self, *, number: str | None, after: int, limit: int) -> Sequence[dict[str, Any]]:
        """Return readings after one (its `read_no`), in the order in which they happened."""
        only = () if number is None else (READS.c.number == _shortened(number),)
        return self._listed(READS, *only, after=after, limit=limit)

    def _listed(self, table: Table, *only: ColumnElement[bool], after: int, limit: int) -> Sequence[dict[str, Any]]:
        query = select(table).where(table.c.read_no > after, *only).order_by(table.c.read_no).limit(limit)
        with self._engine.connect() as connection:
            return selected(connection, query)


def _shortened(number: str) -> str:
    return order_key(number).replace("\0", "")[:_LONGEST]
