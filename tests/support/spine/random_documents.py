"""
Random documents about a handful of orders: mostly such that parcels match, often enough not.

Orders A and B are two pieces at 100 yuan; C, D and E are one piece at 9,000, so that three of them exceed a buyer's
year. Payment and waybill numbers, guarantors and buyers are contested now and then.
"""

from random import Random
from typing import Any, TypeVar

from contracts.common import Operation
from tests.support.customs.builders import (
    AGENT,
    CNY,
    PAYER_BANK,
    PLATFORM,
    TEN_O_CLOCK,
    Document,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
)
from tests.support.customs.registers import OTHER_PLATFORM, UNLICENSED_BANK

T = TypeVar("T")

CHEAP, DEAR = 100, 9_000
PRICES_CNY = {"A": CHEAP, "B": CHEAP, "C": DEAR, "D": DEAR, "E": DEAR}
KINDS = ("order", "payment", "waybill", "list")
CONTESTED = "1"
"""Payment P-1 and waybill W-1 are sent for any order."""
ODDITY = 1 / 12
"""How often one field of a document is not what would match."""


def some_documents(chance: Random, at_s: int) -> list[Document]:
    """Return the four documents of one order, in any sequence and fit to match, or one document of any sort."""
    order_no = chance.choice(tuple(PRICES_CNY))
    if chance.random() < 0.5:
        number = CONTESTED if chance.random() < 0.15 else order_no
        return [_document(chance, at_s, order_no, kind, number, _adding(at_s)) for kind in chance.sample(KINDS, 4)]
    kind, filing = chance.choice((*KINDS, "list")), _filing(chance, at_s)
    return [_document(chance, at_s, order_no, kind, order_no, filing, oddity=ODDITY)]


def a_changed_list(chance: Random, at_s: int, order_no: str) -> Document:
    """Return a newer list of an order, which may name another waybill, buyer or price."""
    filing = {"operation": Operation.CHANGE, "app_time": app_time(at_s)}
    return _document(chance, at_s, order_no, "list", order_no, filing, oddity=ODDITY)


def app_time(at_s: int) -> str:
    """Return an appTime that grows with the seconds of the script; customs only compares them."""
    return f"20241111{100_000 + at_s:06}"


def _adding(at_s: int) -> dict[str, Any]:
    return {"operation": Operation.ADD, "app_time": app_time(at_s)}


def _filing(chance: Random, at_s: int) -> dict[str, Any]:
    """Return how a document is filed: added, changed or deleted, sometimes stale, sometimes as a draft."""
    operations = (Operation.ADD, Operation.CHANGE, Operation.DELETE)
    return {
        "operation": chance.choices(operations, (12, 8, 1))[0],
        "app_time": "20241111000000" if chance.random() < 0.1 else app_time(at_s),
        "draft": chance.random() < 0.03,
    }


def _document(
    chance: Random,
    at_s: int,
    order_no: str,
    kind: str,
    number: str,
    filing: dict[str, Any],
    *,
    oddity: float = 0,
) -> Document:
    def usually(value: T, *others: T) -> T:
        return chance.choice(others) if chance.random() < oddity else value

    filing = {**filing, "accepted_at_ms": TEN_O_CLOCK + at_s * 1000}
    price_cny = usually(PRICES_CNY[order_no], CHEAP, 2_500, DEAR)
    quantity = 1 if price_cny == DEAR else 2
    platform, buyer = usually(PLATFORM, OTHER_PLATFORM), usually("李明", "二")
    match kind:
        case "order":
            return an_order(
                order_no,
                platform_code=platform,
                buyer=buyer,
                lines=(an_order_line(quantity=quantity, price_cny=price_cny),),
                payment_no=usually(None, "P-1", "P-2"),
                payment_institution_code=usually(None, PAYER_BANK, UNLICENSED_BANK),
                **filing,
            )
        case "payment":
            return a_payment(
                order_no,
                platform_code=platform,
                payer=buyer,
                payment_no=usually(f"P-{number}", "P-1", "P-2"),
                amount_paid_cny_e5=price_cny * quantity * CNY,
                payment_institution_code=chance.choice((PAYER_BANK, PAYER_BANK, UNLICENSED_BANK)),
                **filing,
            )
        case "waybill":
            return a_waybill(
                order_no, waybill_no=usually(f"W-{number}", "W-1"), freight_cny_e5=usually(0, CNY), **filing
            )
        case _:
            line = a_list_line(
                quantity=quantity,
                price_cny=price_cny,
                commodity_code=usually("9619001100", "9999999999", "2008110000"),
                origin_country_code=usually("116", "136"),
            )
            return a_list(
                order_no,
                platform_code=platform,
                buyer=buyer,
                waybill_no=usually(f"W-{number}", "W-1"),
                guarantor_code=chance.choice((AGENT, PLATFORM, PLATFORM)) if platform == PLATFORM else AGENT,
                gross_weight_kg_e5=150_000 + chance.randrange(5),
                lines=(line,),
                **filing,
            )
