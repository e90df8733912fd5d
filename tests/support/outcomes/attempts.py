"""
What an enterprise may try on a parcel, wherever that stands: change, delete, repeat or cancel what it handed over.

Every base (released, held by each agency, waiting, rejected) meets every attempt, on the same day and days later.
No outcome is planned here; the table keeps the one that there was.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from simulator.documents import Document, Line, number
from simulator.parcel import Parcel, Trade
from simulator.plants.cancelled import cancellation
from simulator.plants.held import short_of_guarantee
from simulator.world import World
from tests.support.outcomes.records import Named

SEED = 711
PLACES = ("order", "payment", "waybill", "list")


class Attempt(NamedTuple):
    """A parcel and what is tried on it: documents, some naming the declaration's numbers, or a finding."""

    name: str
    parcel: Parcel
    first: tuple[Document, ...]
    then: Callable[[Named | None], list[Document]] = lambda _: []
    finding: tuple[str, str] | None = None


def attempts(world: World, seed: int = SEED) -> Iterator[Attempt]:
    """Yield every attempt on a parcel of its own."""
    trade = Trade(world, seed)
    for base, make in BASES.items():
        for place, named in enumerate(PLACES):
            for what, change in CHANGES.items():
                parcel, first = make(trade)
                again = change(trade, parcel.documents[place])
                yield Attempt(f"{base}, {named} {what}", parcel, first, _sending(again))
        for what, numbers in CANCELLED_BY.items():
            parcel, first = make(trade)
            yield Attempt(f"{base}, cancelled by {what}", parcel, first, _cancelling(trade, parcel, numbers))
        for agency in ("inspection", "forex", "tax"):
            for action in ("RELEASE", "TREAT", "SHIP_BACK", "DETAIN", "REFUSE"):
                if agency in HELD_BY.get(base, ""):
                    parcel, first = make(trade)
                    yield Attempt(f"{base}, {agency} {action}", parcel, first, finding=(agency, action))


def _sending(document: Document) -> Callable[[Named | None], list[Document]]:
    return lambda _: [document]


def _released(trade: Trade) -> tuple[Parcel, tuple[Document, ...]]:
    parcel = trade.parcel(mode="9610")
    return parcel, parcel.documents


def _short(trade: Trade) -> tuple[Parcel, tuple[Document, ...]]:
    parcel = short_of_guarantee(trade)
    return parcel, parcel.documents


def _alerted(trade: Trade) -> tuple[Parcel, tuple[Document, ...]]:
    good = trade.random.choice(trade.assortment.alerted())
    parcel = trade.parcel(lines=(Line(good, 2, good.price),))
    return parcel, parcel.documents


def _unlicensed(trade: Trade) -> tuple[Parcel, tuple[Document, ...]]:
    parcel = trade.parcel(institution=trade.world.unlicensed)
    return parcel, parcel.documents


def _waiting(trade: Trade) -> tuple[Parcel, tuple[Document, ...]]:
    parcel = trade.parcel()
    return parcel, (parcel.order, parcel.waybill, parcel.declaration)


def _lone(trade: Trade) -> tuple[Parcel, tuple[Document, ...]]:
    parcel = trade.parcel()
    return parcel, parcel.documents[:3]


def _rejected(trade: Trade) -> tuple[Parcel, tuple[Document, ...]]:
    parcel = trade.parcel()
    wrong = parcel.order | {"acturalPaid": number(parcel.deal.paid + 3), "guid": trade.guid()}
    return parcel, (wrong, *parcel.documents[1:])


BASES: Mapping[str, Callable[[Trade], tuple[Parcel, tuple[Document, ...]]]] = {
    "released": _released,
    "held by tax": _short,
    "held by inspection": _alerted,
    "held by forex": _unlicensed,
    "payment missing": _waiting,
    "list missing": _lone,
    "order rejected": _rejected,
}
HELD_BY = {"held by tax": "tax", "held by inspection": "inspection", "held by forex": "forex"}


def _newer(document: Document) -> Document:
    return document | {"appTime": "20241111100100"}


def _other(document: Document) -> Document:
    """Change what others are compared with."""
    match document["type"].removeprefix("import-"):
        case "payment":
            return document | {"amountPaid": number(Decimal(document["amountPaid"]) + 1)}
        case "order":
            more = {name: number(Decimal(document[name]) + 1) for name in ("freight", "acturalPaid")}
            return document | more
        case "waybill":
            return document | {"packNo": 2}
    return document | {"freight": number(Decimal(document["freight"]) + 1)}


def _numbered_otherwise(document: Document) -> Document:
    """Change the number of the payment or waybill that a document is or names."""
    named = "payTransactionId" if "payTransactionId" in document else "logisticsNo"
    return document | {named: f"{document[named]}X"}


CHANGES: Mapping[str, Callable[[Trade, Document], Document]] = {
    "changed": lambda _, document: _newer(document) | {"appType": "2", "note": "改"},
    "changed in amounts": lambda _, document: _newer(_other(document)) | {"appType": "2"},
    "changed in numbers": lambda _, document: _newer(_numbered_otherwise(document)) | {"appType": "2"},
    "changed by what is older": lambda _, document: document | {"appType": "2", "appTime": "20241110100000"},
    "deleted": lambda _, document: _newer(document) | {"appType": "3"},
    "as a draft": lambda _, document: _newer(document) | {"appStatus": "1"},
    "under another guid": lambda trade, document: document | {"guid": trade.guid()},
}

CANCELLED_BY: Mapping[str, Callable[[Parcel, Named | None], list[str]]] = {
    "list number": lambda _, named: [(named and named.list_no) or "unknown"],
    "list number twice": lambda _, named: [(named and named.list_no) or "unknown"] * 2,
    "pre-entry number": lambda _, named: [(named and named.pre_entry_no) or "unknown"],
    "its own number": lambda parcel, _: [parcel.deal.cop_no],
    "a wrong number": lambda _, __: ["51412024I999999998"],
}


def _cancelling(
    trade: Trade, parcel: Parcel, numbers: Callable[[Parcel, Named | None], list[str]]
) -> Callable[[Named | None], list[Document]]:
    guids = (trade.guid(), trade.guid())
    return lambda named: [
        cancellation(parcel, guid, list_no) for guid, list_no in zip(guids, numbers(parcel, named), strict=False)
    ]
