"""
Receipts as messages of the unified version: a mailbox by ``GET /v1/messages``, one by ``GET /v1/messages/{place}``.

The cursor is that of the receipts. Reading takes nothing away: whoever loses an answer asks again from the same cursor.
"""

import re
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.delivery.reading import Place, one, page
from gateway.http.asked import whole_number
from gateway.http.messages_described import PATHS, SCHEMAS
from gateway.http.services import principal
from gateway.http.stream import LIMIT, MOST, concerned_by, cursor_of
from gateway.http.viewing import in_turn, viewing
from gateway.messages.receipts import RECORDS_MOST, group, type_of, write
from gateway.problems.problem import Problem

__all__ = ["PATHS", "ROUTES", "SCHEMAS"]

_PLACE = re.compile(r"(\d{1,4})-(\d{1,18})", re.ASCII)


async def poll(request: Request) -> Response:
    """Return the caller's receipts after a cursor as messages, up to `group` records of a type in each."""
    concerned = concerned_by(principal(request), viewing(request).unread)
    limit = whole_number(request, "limit", otherwise=LIMIT, least=1, most=MOST)
    together = whole_number(request, "group", otherwise=1, least=1, most=RECORDS_MOST)
    at = await cursor_of(request, request.query_params.get("after", ""))
    found = await in_turn(request, lambda source: page(source, concerned, at, limit=limit))
    places = {receipt.receipt_id: str(place) for receipt, place in zip(found.receipts, found.places, strict=True)}
    messages: list[dict[str, Any]] = []
    for run in group(found.receipts, together):
        written = write(run)
        messages.append(
            {
                "message_type": f"{written.message_type}Message",
                "guid": written.guid,
                "places": [places[receipt.receipt_id] for receipt in run],
                "xml": written.xml.decode(),
            }
        )
    answer = {"messages": messages, "next": str(found.cursor), "caught_up": found.caught_up}
    return Response(msgspec.json.encode(answer), media_type="application/json")


async def fetch(request: Request) -> Response:
    """Return the message of one receipt, as XML."""
    concerned = concerned_by(principal(request), viewing(request).unread)
    named = _PLACE.fullmatch(request.path_params["place"])
    if named is not None:
        place = Place(int(named[1]), int(named[2]))
        receipt = await in_turn(request, lambda source: one(source, concerned, place))
        if receipt is not None and type_of(receipt) is not None:
            return Response(write([receipt]).xml, media_type="application/xml")
    raise Problem("not_found", zh="没有可见的报文位于此处", en="No message that you may see lies there")


ROUTES = [
    Route("/v1/messages", poll, methods=["GET"]),
    Route("/v1/messages/{place}", fetch, methods=["GET"]),
]
