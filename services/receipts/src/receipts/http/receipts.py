"""Receipts: pages by ``GET /v1/receipts``, live by ``GET /v1/receipts/stream`` (Server-Sent Events)."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, aclosing
from functools import partial
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from edge.access.principal import Principal
from edge.access.roles import STAFF
from edge.http.operation import Operation, in_header
from edge.http.parameters import bad_parameter, query
from edge.http.shared import principal
from edge.problems.problem import Problem
from receipts.delivery.cursor import END, Cursor, CursorRefused, parse
from receipts.delivery.newest import newest
from receipts.delivery.pages import Concerned, page, stream
from receipts.delivery.receipt import Receipt, shown
from receipts.delivery.streams import TooManyStreams
from receipts.delivery.unread import Unread
from receipts.delivery.wanted import Wanted
from receipts.http.delivery import delivery, in_turn

LIMIT, MOST = 100, 1_000
RETRY_SECONDS = 5

Position = Annotated[
    str, Meta(max_length=500, description="`start` (default), `end`, or the cursor of an earlier answer")
]


class ReceiptsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """From where on, which, and how many receipts."""

    after: Position = ""
    before: Annotated[str, Meta(max_length=500, description="`end`, or `next` of an answer to `before`")] = ""
    """receipts before this place, the newest first"""
    status: Annotated[str, Meta(max_length=10)] | None = None
    """only receipts of this returnStatus"""
    document_type: Annotated[str, Meta(max_length=50)] | None = None
    """only receipts about this type of document, such as IMPORT_LIST"""
    number: Annotated[str, Meta(max_length=200)] | None = None
    """only receipts of this order or document number"""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = LIMIT


class StreamAsked(msgspec.Struct, frozen=True, kw_only=True):
    """From where on, where no ``Last-Event-ID`` says so."""

    after: Position = ""


class ReceiptPage(msgspec.Struct, frozen=True, kw_only=True):
    """Receipts after or before a cursor. A courier, who sees how the parcel stands, gets no reasons and nulls."""

    receipts: list[Receipt]  # type: ignore[valid-type]  # made of the contract's record
    next: str
    """the cursor to go on from, in the same direction"""
    caught_up: bool
    """there was no more"""


async def poll(request: Request) -> ReceiptPage:
    """Return the caller's receipts after a cursor, or before one the newest first, and where to go on."""
    concerned = concerned_by(principal(request), delivery(request).unread)
    parameters = query(request, ReceiptsAsked)
    if parameters.after and parameters.before:
        raise bad_parameter("before", "不得与 after 同用", "cannot be combined with after")
    wanted = Wanted(parameters.status or None, parameters.document_type or None, parameters.number or None)
    if parameters.before:
        before = await cursor_of(request, parameters.before)
        ask = partial(newest, concerned=concerned, before=before, wanted=wanted, limit=parameters.limit)
        back = await in_turn(request, ask)
        return ReceiptPage(receipts=list(map(shown, back.receipts)), next=str(back.cursor), caught_up=back.is_whole)
    at = await cursor_of(request, parameters.after)
    ahead = await in_turn(request, lambda source: page(source, concerned, at, wanted=wanted, limit=parameters.limit))
    return ReceiptPage(receipts=list(map(shown, ahead.receipts)), next=str(ahead.cursor), caught_up=ahead.caught_up)


async def follow(request: Request) -> Response:
    """Stream the caller's receipts as they come; ``Last-Event-ID`` resumes without a gap or a repetition."""
    caller = principal(request)
    parts = delivery(request)
    concerned = concerned_by(caller, parts.unread)
    parameters = query(request, StreamAsked)
    at = await cursor_of(request, request.headers.get("last-event-id") or parameters.after)
    events = stream(parts.receipts, concerned, at, ended=lambda: parts.streams.ended)
    return _Stream(partial(parts.streams.opened, caller.organisation), events)


class _Stream(StreamingResponse):
    """
    An answer that holds a place from its first byte until it ends, however it ends. place: takes one.

    ``HEAD`` has no body to wait for: it takes none. The receipts are closed here, whoever ends the answer: left to
    itself a generator is closed when it is found, and its consumer with it.
    """

    def __init__(self, place: Callable[[], AbstractContextManager[None]], events: AsyncGenerator[bytes, None]) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(events, headers=headers, media_type="text/event-stream")
        self._place, self._events = place, events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            await self._events.aclose()
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await send({"type": "http.response.body"})
            return
        try:
            with self._place():
                async with aclosing(self._events):
                    await super().__call__(scope, receive, send)
        except TooManyStreams as error:
            raise Problem(
                "too_many_requests", zh="同时打开的流过多", en="Too many open streams", retry_after=RETRY_SECONDS
            ) from error


def concerned_by(caller: Principal, unread: Unread) -> Concerned:
    """Return whose receipts the caller gets: its own codes' ones; staff gets all."""
    everything = bool(STAFF & caller.roles)
    if not everything and not caller.codes:
        raise Problem("role_missing", zh="该身份没有企业代码", en="This organisation has no enterprise code")
    return Concerned(frozenset(caller.codes), everything, unread)


async def cursor_of(request: Request, text: str) -> Cursor:
    """Return the place that a parameter names. Raises Problem for what is no cursor."""
    if text == END:
        return await in_turn(request, lambda source: source.end())
    partitions = await in_turn(request, lambda source: source.partitions())
    try:
        return parse(text, partitions)
    except CursorRefused as error:
        raise bad_parameter("after", "不是有效的游标", "is no cursor of this stream") from error


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/receipts",
        handler=poll,
        name="pollReceipts",
        tag="receipts",
        summary="Receipts after a cursor 按游标取回执",
        says="Receipts, and where to go on. A short or empty page need not be the last",
        query=ReceiptsAsked,
        refuses=(400, 403, 503),
    ),
    Operation(
        method="GET",
        path="/v1/receipts/stream",
        handler=follow,
        name="followReceipts",
        tag="receipts",
        summary="Receipts as Server-Sent Events 回执实时流",
        says="Events named `receipt`, each a Receipt in JSON; their id is the cursor after them",
        query=StreamAsked,
        places=(in_header("Last-Event-ID"),),
        content=("text/event-stream",),
        refuses=(400, 403, 503),
    ),
)
