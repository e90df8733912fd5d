"""Who read what of a case, when and for what purpose: written before anything is shown, never changed."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Engine, insert, select

from edge.store.database import selected
from edge.store.tables import READS
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


class Reads:
    """The log of reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, read: Read) -> None:
        """Write a reading down, durably."""
        with self._engine.begin() as connection:
            connection.execute(insert(READS).values(read._replace(number=_shortened(read.number))._asdict()))

    def listed(self, *, number: str | None, after: int, limit: int) -> Sequence[dict[str, Any]]:
        """Return readings after one (its `read_no`), in the order in which they happened."""
        query = select(READS).where(READS.c.read_no > after).order_by(READS.c.read_no).limit(limit)
        if number is not None:
            query = query.where(READS.c.number == _shortened(number))
        with self._engine.connect() as connection:
            return selected(connection, query)


def _shortened(number: str) -> str:
    return order_key(number).replace("\0", "")[:_LONGEST]
