"""
The layout of the view's tables: one made by another version of the gateway is made anew and folded again.

There are no migrations: whatever the view holds stands in the topics.
"""

from hashlib import sha256

from sqlalchemy import Engine, insert, select

from caseview.database import tables, upsert
from caseview.fold.timeline import KEPT
from contracts import codec


def layout() -> str:
    """Return a digest of all tables as this version declares them, and of the schemas in which it keeps events."""
    columns = [
        f"{table.name} {column.name} {column.type!r} {column.nullable} {column.primary_key}"
        for table in tables.METADATA.sorted_tables
        for column in table.columns
    ]
    schemas = sorted(f"{kind.__name__} {codec.id_of(kind)}" for kind in KEPT)
    return sha256("\n".join([*columns, *schemas]).encode()).hexdigest()[:32]


def renew(engine: Engine) -> bool:
    """
    Make the tables anew where another version of the view has made them otherwise; return whether that was so.

    For the process that writes: it then builds the view again from the topics.
    """
    declared = layout()
    with engine.begin() as connection:
        upsert.lock(connection)
        stands = connection.execute(select(tables.LAYOUT.c.layout)).scalar()
        if stands == declared:
            return False
        is_new = stands is None and connection.execute(select(tables.OFFSETS).limit(1)).first() is None
        tables.METADATA.drop_all(connection)
        tables.METADATA.create_all(connection)
        connection.execute(insert(tables.LAYOUT).values(layout=declared))
    return not is_new
