"""What the routes of receipts share: the topic, whose turn it is to read it, and the bound on open streams."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.requests import Request

from edge.http.shared import RETRY_SECONDS, delivered, principal, shared
from edge.problems.problem import Problem
from receipts.delivery.source import Source
from receipts.delivery.streams import Streams
from receipts.delivery.turns import TooManyReads, Turns
from receipts.delivery.unread import Unread

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Delivery:
    """The parts. unread: records of the topic that cannot be read yet, or ever."""

    receipts: Source
    streams: Streams
    unread: Unread
    turns: Turns = field(default_factory=Turns)


def delivery(request: Request) -> Delivery:
    """Return the parts."""
    parts: Delivery = request.app.state.delivery
    return parts


async def in_turn(request: Request, ask: Callable[[Source], Coroutine[Any, Any, T]]) -> T:
    """
    Ask the topic of receipts, when it is the caller's turn.

    Raises Problem: `bus_unavailable` when it cannot be read, `too_many_requests` when too many of its reads wait.
    """
    parts = delivery(request)
    try:
        async with parts.turns.taken(principal(request).organisation):
            return await delivered(shared(request).bus.waited(lambda: ask(parts.receipts)))
    except TooManyReads as error:
        raise Problem(
            "too_many_requests", zh="同时读取回执的请求过多", en="Too many reads of receipts", retry_after=RETRY_SECONDS
        ) from error
