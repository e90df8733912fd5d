"""The case view's database as routes ask it: opened by the first request that needs it."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from caseview.database.opening import open_view
from edge.http.shared import RETRY_SECONDS
from edge.problems.problem import Problem

T = TypeVar("T")


class ViewDatabase:
    """What the view process writes. url: where. opened: how it is opened."""

    def __init__(self, url: str, opened: Callable[[str], Engine] = open_view) -> None:
        self._url, self._opened = url, opened

    @cached_property
    def engine(self) -> Engine:
        """The database, opened by the first who asks."""
        return self._opened(self._url)

    def close(self) -> None:
        """Close the database if anyone has asked."""
        if "engine" in vars(self):
            self.engine.dispose()


async def looked_up(request: Request, query: Callable[..., T], *args: object, **named: object) -> T:
    """Run a query on the view off the event loop. Raises Problem `overloaded` when the database does not answer."""
    view: ViewDatabase = request.app.state.view
    try:
        return await run_in_threadpool(partial(query, view.engine, *args, **named))
    except SQLAlchemyError as error:
        raise Problem("overloaded", retry_after=RETRY_SECONDS) from error
