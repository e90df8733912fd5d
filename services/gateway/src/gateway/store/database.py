"""Opening the database: SQLite in WAL mode when embedded, PostgreSQL in a deployment."""

from typing import Any

from sqlalchemy import Engine, create_engine, event

from gateway.store.tables import METADATA

BUSY_SECONDS = 10


def open_database(url: str) -> Engine:
    """Open the database and make the tables that are missing."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune)
    METADATA.create_all(engine)
    return engine


def _tune(connection: Any, _record: Any) -> None:
    """A commit survives the death of the process at once, and the loss of power at the next checkpoint."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
