"""
What the contenders are given and what they must answer: parcels of the project's generator, prepared by its gateway.

A pool of parcels is prepared once. Each order of a run is a parcel of the pool under an order number of its own, of the
same length, so that its bytes are those of the gateway and cost nothing to make. The answers are made in the same way
from answers that the pure functions of `bench.peers.join` give.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import create_engine

from bench.peers.join import AGENCIES, Record
from bench.peers.keeping import Order, with_object
from contracts import codec
from edge.access.sending import Rights
from edge.store import tables
from gateway.intake.prepare import prepare
from gateway.intake.reservation import Reservation
from gateway.personal.keys import KeyRing
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from mesh.wire.records import Headers
from simulator.parcel import Trade
from simulator.world import world

ACCEPTED_MS = 1_731_290_400_000  # 2024-11-11 10:00 in China
SENDER = Rights(("1101180326",), ("agent", "carrier"), committed=True)
DIGITS = 14
ORDERS_OF_ARRIVAL = tuple(permutations(range(4)))


class Template(NamedTuple):
    """A value in which the order number stands once or more; `parts` lie between its places."""

    parts: tuple[bytes, ...]

    def under(self, number: bytes) -> bytes:
        """Return the value for an order number."""
        return number.join(self.parts)


class Submitted(NamedTuple):
    """A document as it is written to the input topic."""

    value: Template
    headers: Headers


@dataclass(frozen=True, slots=True)
class Parcel:
    """Four documents, and every event that must follow, by schema id."""

    documents: tuple[Submitted, ...]
    expected: dict[int, Template]


class Pool:
    """Prepared parcels. Order `index` is parcel `index` modulo their number; its documents come in one of 24 orders."""

    def __init__(self, parcels: Sequence[Parcel]) -> None:
        self._parcels = tuple(parcels)

    def documents(self, index: int) -> list[tuple[bytes, Headers]]:
        """Return values and headers of the documents of an order."""
        number, parcel = order_no(index), self._parcels[index % len(self._parcels)]
        arrival = ORDERS_OF_ARRIVAL[index % len(ORDERS_OF_ARRIVAL)]
        return [(parcel.documents[at].value.under(number), parcel.documents[at].headers) for at in arrival]

    def expected(self, index: int, schema_id: int) -> bytes | None:
        """Return the event of this type that must follow from an order, None if there is none."""
        template = self._parcels[index % len(self._parcels)].expected.get(schema_id)
        return None if template is None else template.under(order_no(index))


def order_no(index: int) -> bytes:
    """Return an order's number, of the generator's length, which is also its message key."""
    return b"PR%014d" % index


def index_of(key: bytes) -> int:
    """Return the index of an order from its number."""
    return int(key[2:])


def make_pool(parcels: int) -> Pool:
    """Generate parcels and prepare them as the gateway does."""
    trade = Trade(world(), seed=5)
    database = create_engine("sqlite://")
    tables.METADATA.create_all(database)
    keys = KeyRing(database, bytes(range(32))).at(ACCEPTED_MS)
    made = []
    for number in range(parcels):
        lines = [msgspec.json.encode(sent) for sent in trade.parcel().documents]
        parsed = read(Format.NDJSON, b"\n".join(lines), Senders("1101180326", None), Limits())
        reserved = Reservation(f"{number:032x}", "bench", None, b"", ACCEPTED_MS + number, 0, SENDER)
        messages = prepare(parsed, reserved, keys).messages
        made.append(_parcel(messages[0].key, [(message.value or b"", message.headers) for message in messages]))
    return Pool(made)


def answers(documents: Sequence[Any]) -> list[Record]:
    """Return every event that follows from the documents of one order, by the pure functions alone."""
    state: Order | None = None
    emitted: list[Record] = []
    for event in documents:
        state, events = with_object(state, event)
        emitted += events
    for agency in AGENCIES.values():
        decided = agency.decide(emitted[0])  # type: ignore[arg-type]  # the first is what was accepted
        state, events = with_object(state, decided)
        emitted += [decided, *events]
    assert state is None, "an order that is cleared leaves no state"
    return emitted


def _parcel(number: bytes, documents: Sequence[tuple[bytes, Headers]]) -> Parcel:
    assert len(number) == len(order_no(0))
    emitted = [codec.encode(record) for record in answers([codec.decode(value) for value, _ in documents])]
    return Parcel(
        tuple(Submitted(_template(value, number), headers) for value, headers in documents),
        {codec.schema_id(value): _template(value, number) for value in emitted},
    )


def _template(value: bytes, number: bytes) -> Template:
    return Template(tuple(value.split(number)))
