"""What the routes on the case view share: its database, the receipts, and the bound on streams. Built at first use."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from gateway.delivery.source import KafkaSource, Source
from gateway.delivery.streams import Streams
from gateway.delivery.turns import TooManyReads, Turns
from gateway.delivery.unread import Unread
from gateway.http.services import principal, services
from gateway.problems.problem import Problem
from gateway.view.process import open_view
from gateway.view.settings import view_url
from mesh.errors import TemporaryFailure

RETRY_SECONDS = 2

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Viewing:
    """The parts. `engine` reads what the view process writes."""

    engine: Engine
    receipts: Source
    streams: Streams
    unread: Unread
    turns: Turns = field(default_factory=Turns)


def viewing(request: Request) -> Viewing:
    """Return the parts, made when the first request needs them."""
    state = request.app.state
    if not hasattr(state, "viewing"):
        settings = services(request).settings
        engine = open_view(view_url(settings.database_url, settings.view_database_url))
        source = KafkaSource(settings.kafka_bootstrap, settings.mesh, services(request).bus)
        state.viewing = Viewing(engine, source, Streams(), Unread(settings.unknown_schema_seconds))
    found: Viewing = state.viewing
    return found


def end_streams(app: Starlette) -> None:
    """Let open streams end: the process has been told to stop and waits for them."""
    if hasattr(app.state, "viewing"):
        app.state.viewing.streams.end()


async def close(app: Starlette) -> None:
    """Close what `viewing` has opened."""
    if hasattr(app.state, "viewing"):
        await app.state.viewing.receipts.close()
        app.state.viewing.engine.dispose()


async def looked_up(request: Request, query: Callable[..., T], *args: object, **named: object) -> T:
    """Run a query on the view off the event loop. Raises Problem `overloaded` when the database does not answer."""
    engine = viewing(request).engine
    try:
        return await run_in_threadpool(partial(query, engine, *args, **named))
    except SQLAlchemyError as error:
        raise Problem("overloaded", retry_after=RETRY_SECONDS) from error


async def from_bus(request: Request, work: Callable[..., T], *args: object) -> T:
    """Run what asks the bus and blocks. Raises Problem `bus_unavailable` when it does not answer."""
    return await delivered(services(request).bus.run(work, *args))


async def delivered(waiting: Awaitable[T]) -> T:
    """Await something that needs the bus. Raises Problem `bus_unavailable` when it does not answer."""
    try:
        return await waiting
    except TemporaryFailure as failure:
        raise Problem("bus_unavailable", retry_after=RETRY_SECONDS) from failure


async def in_turn(request: Request, ask: Callable[[Source], Coroutine[Any, Any, T]]) -> T:
    """
    Ask the topic of receipts, when it is the caller's turn.

    Raises Problem: `bus_unavailable` when it cannot be read, `too_many_requests` when too many of its reads wait.
    """
    parts = viewing(request)
    try:
        async with parts.turns.taken(principal(request).organisation):
            return await delivered(services(request).bus.waited(lambda: ask(parts.receipts)))
    except TooManyReads as error:
        raise Problem(
            "too_many_requests", zh="同时读取回执的请求过多", en="Too many reads of receipts", retry_after=RETRY_SECONDS
        ) from error
