"""
Malformed input, apart from the trade: broken envelopes, too many records, strangers. None of it may reach customs.

Each request has the problem code that it must be refused with; none of its numbers may be known to anybody afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from simulator.ceb_messages import write_message
from simulator.documents import Document
from simulator.parcel import Trade
from simulator.world import Party, World
from yidian.connection import Connection
from yidian.demo.check import Difference
from yidian.gateway import Gateway
from yidian.refusal import Refused

SEED = 20180401
"""Another seed than those of the day and of the messages, so that no number is used by two of them."""
MOST_RECORDS = 100
"""Of one XML message, by its schema."""
STRANGER = "no key of this mesh"


@dataclass(frozen=True, slots=True)
class Bad:
    """
    A request that must be refused. sender: code under which its sender is connected, none for a stranger.

    rows: the code of what is wrong with each record, if they are answered one by one.
    """

    name: str
    body: bytes
    written: str
    status: int
    code: str
    orders: tuple[str, ...]
    sender: str | None
    rows: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """HTTP status and problem code, then the codes of the records."""
        return " ".join((str(self.status), self.code, *self.rows))


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a request."""

    bad: Bad
    actual: str


def write_malformed(world: World) -> tuple[Bad, ...]:
    """Write the requests."""
    return tuple(_write(Trade(world, SEED), world))


def _write(trade: Trade, world: World) -> Iterator[Bad]:
    courier, other = world.couriers[:2]
    merchant, stranger = world.merchants[:2]

    def xml(orders: list[Document], sender: Party = courier) -> bytes:
        return write_message(orders, sender, trade.guid())

    def bad(
        name: str,
        refusal: tuple[int, str],
        orders: list[Document],
        body: bytes,
        written: str = "json",
        *,
        sender: Party | None = courier,
        rows: tuple[str, ...] = (),
    ) -> Bad:
        numbers = tuple(order["orderNo"] for order in orders)
        return Bad(name, body, written, *refusal, numbers, sender.code if sender else None, rows)

    def orders(number: int = 1) -> list[Document]:
        return [trade.parcel(merchant=stranger).order for _ in range(number)]

    two, one, many = orders(2), orders(), orders(MOST_RECORDS + 1)
    yield bad("JSON that ends too early", (400, "json_malformed"), two, _json(two)[:-9])
    yield bad("JSON in an unknown envelope", (400, "json_envelope"), one, b'{"orders":' + _json(one) + b"}")
    one = orders()
    lines = _json({**one[0], "goodsValue": "many"}) + b'\n[1, 2]\n{"type": "parcel"}\n'
    yield bad("lines of which none is a document", (422, "nothing_received"), one, lines, "ndjson",
              rows=("not_an_amount", "not_a_record", "unknown_type"))  # fmt: skip
    yield bad("101 records in an XML message", (413, "too_many_items"), many, xml(many), "xml")
    one = orders()
    yield bad("XML that ends too early", (400, "xml_malformed"), one, xml(one)[:-20], "xml")
    one = orders()
    unknown = xml(one).replace(b"CEB311Message", b"CEB399Message")
    yield bad("an XML message that does not exist", (400, "xml_message_unknown"), one, unknown, "xml")
    one = orders()
    yield bad("a key that nobody has", (401, "unauthenticated"), one, _json(one), sender=None)
    one = orders()
    yield bad("an XML message of another transmitter", (403, "transmitter_foreign"), one, xml(one, other), "xml")
    one = [order | {"transmitter": other.code} for order in orders()]
    yield bad("JSON of another transmitter", (403, "transmitter_foreign"), one, _json(one))
    one = orders()
    yield bad("an order of another merchant, and a waybill, from a merchant", (403, "nothing_permitted"), one,
              _json([one[0], trade.parcel().waybill]), sender=merchant,
              rows=("party_foreign", "type_not_permitted"))  # fmt: skip


def _json(documents: object) -> bytes:
    return msgspec.json.encode(documents)


def hand_in(bad: Bad, connection: Connection) -> Handed:
    """Send a malformed request and return the gateway's answer."""
    key = connection.transmitting(bad.sender).key if bad.sender else STRANGER
    with Gateway(connection.url, key) as gateway:
        try:
            gateway.hand_over(bad.body, bad.written)
        except Refused as refusal:
            rows = (item["errors"][0]["code"] for item in refusal.problem.get("items", ()))
            return Handed(bad, " ".join((str(refusal.status), refusal.code, *rows)))
    return Handed(bad, "accepted")


def disturbances(handed: tuple[Handed, ...], auditor: Gateway) -> list[Difference]:
    """Return what was refused otherwise than stated, and every number of a refused request that became known."""
    differing = [
        Difference("malformed", each.bad.name, "request", each.bad.expected, each.actual)
        for each in handed
        if each.actual != each.bad.expected
    ]
    return differing + [
        Difference("malformed", number, "case", "unknown", "known")
        for each in handed
        for number in dict.fromkeys((each.bad.orders[0], each.bad.orders[-1]))
        if auditor.cases(number)
    ]
