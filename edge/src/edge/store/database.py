"""Opening the database: SQLite in WAL mode when embedded, PostgreSQL in a deployment."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from edge.store.tables import METADATA

BUSY_SECONDS = 10


def open_database(url: str) -> Engine:
    """Open the database and make the tables that are missing."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune)
    METADATA.create_all(engine)
    return engine


def selected(connection: Connection, query: Any) -> list[dict[str, Any]]:
    """Return what a query selects, by column; names are plain texts, which those of SQLAlchemy are not."""
    rows = connection.execute(query).mappings()
    names = [str(name) for name in rows.keys()]  # noqa: SIM118  (iterating would give the rows)
    return [dict(zip(names, row.values(), strict=True)) for row in rows]


def _tune(connection: Any, _record: Any) -> None:
    """A commit survives the death of the process at once, and the loss of power at the next checkpoint."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
