"""
Databases that a test begins with: made once in this process, then copied into a test's folder as bytes.

Making tables and folding a day take far longer than the tests that want them.
"""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from caseview.database import upsert
from edge.store.database import open_database
from tests.support.caseview.trade import a_day


def gateway_database(folder: Path) -> Engine:
    """Return a new gateway's database in a folder, or the one that is there."""
    path = folder / "gateway.db"
    if not path.exists():
        path.write_bytes(_empty_gateway())
    return open_database(f"sqlite:///{path}")


def empty_view(folder: Path) -> Engine:
    """Return a new view's database in a folder that holds none yet."""
    return _view(folder, _empty_view())


def view_of_a_day(folder: Path) -> Engine:
    """Return a view's database in a folder that holds none yet; `a_day` is folded in it."""
    return _view(folder, _folded_day())


def _view(folder: Path, made: bytes) -> Engine:
    path = folder / "view.db"
    path.write_bytes(made)
    return upsert.open_database(f"sqlite:///{path}")


@cache
def _empty_gateway() -> bytes:
    return _made(open_database)


@cache
def _empty_view() -> bytes:
    return _made(partial(upsert.open_database, create=True))


@cache
def _folded_day() -> bytes:
    def fold(url: str) -> Engine:
        engine = upsert.open_database(url, create=True)
        upsert.apply(engine, a_day().written)
        return engine

    return _made(fold)


def _made(make: Callable[[str], Engine]) -> bytes:
    """Return the file of a database that is made and closed again, which leaves nothing beside the file."""
    with TemporaryDirectory(prefix="yidian-database-") as folder:
        path = Path(folder) / "made.db"
        make(f"sqlite:///{path}").dispose()
        assert [each.name for each in Path(folder).iterdir()] == [path.name]
        return path.read_bytes()
