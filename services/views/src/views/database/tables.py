"""The tables: which builds of views there are, how far each has come, what it could not read, and the rows of each."""

from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

from contracts import codec
from contracts.view import DATED, View, ViewField
from views.record import BY, KEY, RECORDED, VALUE, columns

METADATA = MetaData()
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""In the order of its code points on every database, so that the beginning of a text is a range."""

NAME_MOST = 63
"""Bytes of a name that PostgreSQL takes."""

BUILDS = Table(
    "views_builds",
    METADATA,
    Column("build", String(100), primary_key=True),
    Column("view", String(100), nullable=False),
    Column("layout", String(64), nullable=False),
    Column("is_current", Boolean, nullable=False),
)
OFFSETS = Table(
    "views_offsets",
    METADATA,
    Column("build", String(100), primary_key=True),
    Column("partition", Integer, primary_key=True, autoincrement=False),
    Column("next_offset", BigInteger, nullable=False),
)
UNREAD = Table(
    "views_unread",
    METADATA,
    Column("build", String(100), primary_key=True),
    Column("partition", Integer, primary_key=True, autoincrement=False),
    Column("offset", BigInteger, primary_key=True, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
    Column("schema_id", BigInteger, nullable=True),
    Column("reason", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("recorded_ms", BigInteger, nullable=False),
)
Index("views_unread_by_key", UNREAD.c.build, UNREAD.c.key)


def layout(view: View) -> str:
    """Return a digest of everything on which a view's table depends: key, columns, and the schema of its rows."""
    shape = (view.topic, view.dated, view.by, columns(view), view.sorted_by, view.filters, view.named)
    return sha256(f"3 {shape} {codec.id_of(view.record)}".encode()).hexdigest()


def build_of(view: View) -> str:
    """Return the name of the build, and of the table, that this version of a view has."""
    name, digest = view.name.replace(".", "_").replace("-", "_"), layout(view)[:8]
    return f"views_{name[: NAME_MOST - len('views__') - len(digest)]}_{digest}"


def rows_table(view: View) -> Table:
    """Return the table of a view as this version lays it out; its further indexes are `indexes`."""
    known = METADATA_OF_ROWS.tables.get(build_of(view))
    if known is not None:
        return known
    fields = [_column(view.field(name)) for name in columns(view)]
    return Table(
        build_of(view),
        METADATA_OF_ROWS,
        Column(KEY, TEXT, primary_key=True),
        Column(BY, TEXT, nullable=False),
        *fields,
        Column(VALUE, LargeBinary, nullable=False),
        Column(RECORDED, BigInteger, nullable=False),
    )


METADATA_OF_ROWS = MetaData()


def indexes(view: View) -> list[Index]:
    """Return what finds rows otherwise than by key; made when the rows are there, which takes less time."""
    table, short = rows_table(view), layout(view)[:8]
    known = {str(index.name): index for index in table.indexes}
    wanted = {(BY, *DATED) if view.dated else (BY,)} | {
        (name, BY) for name in (*view.filters, *view.sorted_by, *view.named)
    }
    made = []
    for names in sorted(wanted):
        name = f"views_{short}_{names[0].lstrip('_')}"[:NAME_MOST]
        made.append(known[name] if name in known else Index(name, *(table.c[one] for one in names)))
    return made


def _column(field: ViewField) -> "Column[Any]":
    kinds: dict[str, TypeEngine[Any]] = {"text": TEXT, "number": BigInteger(), "flag": Boolean()}
    return Column(field.name, kinds[field.kind], nullable=field.optional)
