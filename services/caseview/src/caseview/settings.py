"""What the view takes from the environment, and where its database is."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import make_url

from mesh.declared.settings import LogFormat, LogLevel, MeshName, Port

DEFAULT_URL = "sqlite:///.yidian/gateway.db"


class ViewSettings(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the view process takes.

    database_url: the gateway's database. view_database_url: the view's own, where it is not derived from it.
    view_chunk: records folded in one transaction at most.
    """

    kafka_bootstrap: str
    mesh: MeshName = "yidian"
    database_url: str = DEFAULT_URL
    view_database_url: str = ""
    view_chunk: Annotated[int, Meta(ge=1, le=100_000)] = 20_000
    http_host: str = "127.0.0.1"
    http_port: Port = 0
    log_format: LogFormat = "json"
    log_level: LogLevel = "info"


def view_url(database_url: str, view_database_url: str = "") -> str:
    """
    Return the URL of the view's database.

    On SQLite it is a file of its own beside the gateway's, so that the two never wait for each other's write lock;
    elsewhere it is the gateway's database, where the view's tables have names of their own.
    """
    if view_database_url:
        return view_database_url
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return database_url
    beside = Path(url.database).with_name("view.db")
    return url.set(database=str(beside)).render_as_string(hide_password=False)
