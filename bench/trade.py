"""
Trade for benchmarks in memory as a file has it: documents as JSON, line by line, and what of them goes out at once.

A parcel of imports has four documents; exports are declared, then listed and arrived, then departed, then consolidated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

import msgspec

from simulator.documents import Document
from simulator.exports import bills
from simulator.exports.calendar import one_day
from simulator.exports.consolidating import requests
from simulator.exports.trade import ExportTrade
from simulator.parcel import Trade
from simulator.world import world

SEED, BATCH, BILL = 5, 200, 100
"""Documents of a batch and parcels of a bill, at most."""
EXPORTED = datetime.fromisoformat("2025-12-03T10:00:00+08:00")
"""When exports are accepted: rates of exchange are registered for it. Their documents are of the minutes before."""
LISTS = frozenset({"import-list", "export-list"})
PHASES = {"master-list": 1, "arrival": 1, "departure": 2, "consolidation": 3}
"""Types of documents that build on what came of others: of no phase is anything sent with the phase before it."""


class _Head(msgspec.Struct):
    type: str


def sound_documents(parcels: int) -> Iterator[bytes]:
    """Yield the documents of sound parcels, four after each other."""
    trade = Trade(world(), seed=SEED)
    for _ in range(parcels):
        for document in trade.parcel().documents:
            yield msgspec.json.encode(document)


def sound_exports(parcels: int) -> Iterator[bytes]:
    """Yield the documents of sound exports on bills, in the order of their phases; every merchant consolidates."""
    trade = ExportTrade(world(), SEED, one_day(EXPORTED - timedelta(minutes=10)))
    made = [bills.of(trade, 0, min(BILL, parcels - begin)) for begin in range(0, parcels, BILL)]
    for bill in made:
        bill.leaves()
    documents = [paper.document for bill in made for parcel in bill.parcels for paper in parcel.papers]
    documents += [paper.document for bill in made for paper in bill.papers]
    documents += _requests(trade)
    yield from map(msgspec.json.encode, sorted(documents, key=lambda document: PHASES.get(document["type"], 0)))


def _requests(trade: ExportTrade) -> Iterator[Document]:
    """Yield a request of each merchant to consolidate what has left on that day and the next."""
    for number, merchant in enumerate(trade.world.merchants, 1):
        asking = ExportTrade(replace(trade.world, merchants=(merchant,) * 3), SEED + number, trade.calendar)
        document = next(requests(asking, (), {})).paper.document
        yield document | {"copNo": f"ES{merchant.code}"}


def batches(lines: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    """Yield what goes out at once: documents of one phase, a batch of them at most."""
    for _, group in groupby(lines, lambda line: PHASES.get(type_of(line), 0)):
        phase = list(group)
        yield from (phase[begin : begin + BATCH] for begin in range(0, len(phase), BATCH))


def type_of(line: bytes) -> str:
    """Return the type of a document."""
    return msgspec.json.decode(line, type=_Head).type
