"""The database of views as routes ask it: opened by the first who needs it."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from edge.http.shared import RETRY_SECONDS
from edge.problems.problem import Problem
from views.database.opening import open_views
from views.queries.rows import NotBuilt

P = ParamSpec("P")
T = TypeVar("T")


class ViewsDatabase:
    """The database of views. url: where; opened: how it is opened. Safe in threads."""

    def __init__(self, url: str, opened: Callable[[str], Engine] = open_views) -> None:
        self._url, self._opened = url, opened
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    def engine(self) -> Engine:
        """Return the database, opened by the first who asks."""
        with self._lock:
            if self._engine is None:
                self._engine = self._opened(self._url)
            return self._engine

    def close(self) -> None:
        """Close the database if anyone has asked."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()


async def looked_up(
    request: Request, query: Callable[Concatenate[Engine, P], T], *args: P.args, **named: P.kwargs
) -> T:
    """Run a query off the event loop. Raises Problem `overloaded` while the view, or the database, is not there."""
    views: ViewsDatabase = request.app.state.views
    try:
        return await run_in_threadpool(lambda: partial(query, views.engine())(*args, **named))
    except NotBuilt as error:
        zh, en = "该视图正在建立，请稍后重试", "The view is being built; retry later"
        raise Problem("overloaded", zh=zh, en=en, retry_after=RETRY_SECONDS) from error
    except SQLAlchemyError as error:
        raise Problem("overloaded", retry_after=RETRY_SECONDS) from error
