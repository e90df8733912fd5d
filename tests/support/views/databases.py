"""Where the views of a test are kept: a SQLite file, or a schema of the PostgreSQL that the person testing names."""

import os
from hashlib import sha256
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

POSTGRES = os.environ.get("YIDIAN_TEST_POSTGRES", "")
"""SQLAlchemy's address of an empty database; its driver is not among the locked packages."""


def views_at(folder: Path) -> str:
    """Return the address of the views of a folder: always the same for a folder."""
    return _schema_of(folder) if POSTGRES else f"sqlite:///{folder}/views.db"


def _schema_of(folder: Path) -> str:
    name = f"test_{sha256(str(folder).encode()).hexdigest()[:16]}"
    engine = create_engine(POSTGRES)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
    engine.dispose()
    return make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(False)
