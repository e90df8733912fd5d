"""
Malformed input, apart from the trade: broken envelopes, too many records, strangers. None of it may reach customs.

Each request has the problem code that it must be refused with; none of its numbers may be known to anybody afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from yidian.connection import Connection
from yidian.demo.check import Difference
from yidian.gateway import NOTHING_RECEIVED, Gateway, Refused
from yidian.messages import write_message
from yidian.trade.documents import Document
from yidian.trade.parcel import Trade
from yidian.trade.world import World

SEED = 20180401
"""Another seed than those of the day and of the messages, so that no number is used by two of them."""
MOST_RECORDS = 100
"""Of one XML message, by its schema."""
STRANGER = "no key of this mesh"


@dataclass(frozen=True, slots=True)
class Bad:
    """A request that must be refused. key: in place of the courier's own. rows: of the answer, each a returnStatus."""

    name: str
    body: bytes
    written: str
    status: int
    code: str
    orders: tuple[str, ...]
    key: str | None = None
    rows: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """HTTP status and problem code, and what becomes of each record if they are answered one by one."""
        return " ".join((str(self.status), self.code, *self.rows))


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a request."""

    bad: Bad
    actual: str


def write_malformed(world: World) -> tuple[Bad, ...]:
    """Write the requests; all are sent by the first courier."""
    return tuple(_write(Trade(world, SEED), world))


def _write(trade: Trade, world: World) -> Iterator[Bad]:
    courier, other = world.carriers[:2]

    def orders(number: int) -> list[Document]:
        return [trade.parcel().order for _ in range(number)]

    def numbers(documents: list[Document]) -> tuple[str, ...]:
        return tuple(document["orderNo"] for document in documents)

    one = orders(2)
    yield Bad("JSON that ends too early", _json(one)[:-9], "json", 400, "json_malformed", numbers(one))
    one = orders(1)
    yield Bad("JSON in which no envelope is known", b'{"orders":' + _json(one) + b"}", "json", 400, "json_envelope",
              numbers(one))  # fmt: skip
    many = orders(MOST_RECORDS + 1)
    body = write_message(many, courier, trade.guid())
    yield Bad("101 records in an XML message", body, "xml", 413, "too_many_items", numbers(many))
    one = orders(1)
    body = write_message(one, courier, trade.guid())
    yield Bad("XML that ends too early", body[:-20], "xml", 400, "xml_malformed", numbers(one))
    one = orders(1)
    body = write_message(one, courier, trade.guid()).replace(b"CEB311Message", b"CEB399Message")
    yield Bad("an XML message that does not exist", body, "xml", 400, "xml_message_unknown", numbers(one))
    one = orders(1)
    body = write_message(one, other, trade.guid())
    yield Bad("an XML message of another transmitter", body, "xml", 403, "transmitter_foreign", numbers(one))
    one = [order | {"transmitter": other.code} for order in orders(1)]
    yield Bad("JSON of another transmitter", _json(one), "json", 403, "transmitter_foreign", numbers(one))
    one = orders(1)
    yield Bad("a key that nobody has", _json(one), "json", 401, "unauthenticated", numbers(one), key=STRANGER)
    one = orders(1)
    nothing = _json(one[0] | {"currency": 142, "goodsValue": "many"}) + b'\n[1, 2]\n{"type": "parcel"}\n'
    yield Bad("lines of which none is a document", nothing, "ndjson", 422, NOTHING_RECEIVED, numbers(one),
              rows=("-999999",) * 3)  # fmt: skip


def _json(documents: object) -> bytes:
    return msgspec.json.encode(documents)


def hand_in(bad: Bad, connection: Connection, courier_code: str) -> Handed:
    """Send a malformed request, and tell what the gateway said."""
    with Gateway(connection.url, bad.key or connection.transmitting(courier_code).key) as gateway:
        try:
            answer = gateway.submit(bad.body, bad.written)
        except Refused as refusal:
            return Handed(bad, f"{refusal.status} {refusal.code}")
    if any(item.outcome == "received" for item in answer.items):
        return Handed(bad, "received")
    rows = (item.return_status or item.outcome for item in answer.items)
    return Handed(bad, " ".join((str(bad.status), NOTHING_RECEIVED, *rows)))


def disturbances(handed: tuple[Handed, ...], auditor: Gateway) -> list[Difference]:
    """Return what was refused otherwise than stated, and every number of a refused request that became known."""
    found = [
        Difference("malformed", each.bad.name, "request", each.bad.expected, each.actual)
        for each in handed
        if each.actual != each.bad.expected
    ]
    return found + [
        Difference("malformed", number, "case", "unknown", "known")
        for each in handed
        for number in dict.fromkeys((each.bad.orders[0], each.bad.orders[-1]))
        if auditor.cases(number)
    ]
