"""
Receipts as messages of the unified version: a mailbox by ``GET /v1/messages``, one by ``GET /v1/messages/{place}``.

The cursor is that of the receipts. Reading takes nothing away: whoever loses an answer asks again from the same cursor.
"""

import re
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from edge.http.operation import Operation, in_path
from edge.http.parameters import query
from edge.http.shared import principal
from edge.problems.problem import Problem
from receipts.delivery.pages import Place, one, page
from receipts.http.delivery import delivery, in_turn
from receipts.http.receipts import LIMIT, MOST, Position, concerned_by, cursor_of
from receipts.messages.fields import KNOWN
from receipts.messages.mailbox import RECORDS_MOST, group, type_of, write

_PLACE = re.compile(r"(\d{1,4})-(\d{1,18})", re.ASCII)
_TYPES = [f"{kind}Message" for kind in KNOWN]


class MessagesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """From where on, how many receipts, and how they are grouped."""

    after: Position = ""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = LIMIT
    group: Annotated[int, Meta(ge=1, le=RECORDS_MOST)] = 1
    """how many records of one type may share a message"""


class MailboxMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message with one record or several of one type."""

    message_type: Annotated[str, Meta(extra_json_schema={"enum": _TYPES})]
    guid: Annotated[str, Meta(min_length=36, max_length=36)]
    """of the root"""
    places: list[str]
    """of each record, in order; see /v1/messages/{place}"""
    xml: str


class MessagePage(msgspec.Struct, frozen=True, kw_only=True):
    """Receipts after a cursor as messages."""

    messages: list[MailboxMessage]
    next: str
    """the cursor to go on from"""
    caught_up: bool
    """there was no more"""


async def poll(request: Request) -> MessagePage:
    """Return the caller's receipts after a cursor as messages, up to `group` records of a type in each."""
    concerned = concerned_by(principal(request), delivery(request).unread)
    parameters = query(request, MessagesAsked)
    at = await cursor_of(request, parameters.after)
    read = await in_turn(request, lambda source: page(source, concerned, at, limit=parameters.limit))
    places = {receipt.receipt_id: str(place) for receipt, place in zip(read.receipts, read.places, strict=True)}
    messages = []
    for run in group(read.receipts, parameters.group):
        written = write(run)
        messages.append(
            MailboxMessage(
                message_type=f"{written.message_type}Message",
                guid=written.guid,
                places=[places[receipt.receipt_id] for receipt in run],
                xml=written.xml.decode(),
            )
        )
    return MessagePage(messages=messages, next=str(read.cursor), caught_up=read.caught_up)


async def fetch(request: Request) -> Response:
    """Return the message of one receipt, as XML."""
    concerned = concerned_by(principal(request), delivery(request).unread)
    named = _PLACE.fullmatch(request.path_params["place"])
    if named is not None:
        place = Place(int(named[1]), int(named[2]))
        receipt = await in_turn(request, lambda source: one(source, concerned, place))
        if receipt is not None and type_of(receipt) is not None:
            return Response(write([receipt]).xml, media_type="application/xml")
    raise Problem("not_found", zh="没有可见的报文位于此处", en="No message that you may see lies there")


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/messages",
        handler=poll,
        name="pollMessages",
        tag="receipts",
        summary="Receipts as CEB messages in XML 按游标取回执报文",
        description=(
            f"The receipts of `/v1/receipts` as messages of edition 202205: {', '.join(_TYPES)}. The same cursor; "
            "reading takes nothing away, so an answer that is lost is asked for again. Correlate by business key "
            "(ebcCode and orderNo, payCode and payTransactionId, logisticsCode and logisticsNo, copNo and "
            "agentCode, preNo, invtNo, taxNo); guids are ours. What fails the form check is told at once, in the "
            "answer to the request, as `ceb900`."
        ),
        says="Messages, and where to go on. A short or empty page need not be the last",
        query=MessagesAsked,
        refuses=(400, 403, 503),
    ),
    Operation(
        method="GET",
        path="/v1/messages/{place}",
        handler=fetch,
        name="fetchMessage",
        tag="receipts",
        summary="One message in XML 单条回执报文",
        says="The message, in UTF-8",
        places=(in_path("place", pattern="^[0-9]{1,4}-[0-9]{1,18}$", says="one of `places` of a mailbox's message"),),
        content=("application/xml",),
        refuses=(400, 403, 404, 503),
    ),
)
