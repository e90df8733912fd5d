"""Opening the database of views: a SQLite file beside the gateway's, or the gateway's database."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from views.database.tables import METADATA, OFFSETS

FILE = "views.db"
_CREATION_LOCK = 0x59D2  # of PostgreSQL: several gateways may find the tables missing


def views_url(database_url: str) -> str:
    """Return where the views are, beside the gateway's database: a file of its own, so that no writer waits."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return database_url
    return url.set(database=str(Path(url.database).with_name(FILE))).render_as_string(hide_password=False)


def open_views(url: str) -> Engine:
    """Open the database and make the tables that every build shares."""
    database = make_url(url)
    if database.get_backend_name() == "sqlite" and database.database:
        Path(database.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_pre_ping=database.get_backend_name() != "sqlite")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_CREATION_LOCK})")
        METADATA.create_all(connection)
    return engine


def lock(connection: Connection) -> None:
    """Make this transaction the only writer, before it reads what it will change."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"LOCK TABLE {OFFSETS.name} IN EXCLUSIVE MODE")


def _tune(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `lock` does, and readers need none
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-16384", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
