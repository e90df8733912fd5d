"""How the codes of exports come about, from the order to goods that have left."""

from typing import Any

from contracts.common import Operation
from contracts.customs import DeclarationSubject, ExportAccepted
from contracts.trade import ExportListLine
from mesh.testing.world import World
from tests.component.codes.recipes import Recipe, sending
from tests.support.customs.exports import (
    HOUR_MS,
    NOON,
    a_cancellation,
    a_line,
    a_list,
    a_receipt,
    a_waybill,
    an_order,
)
from tests.support.customs.manifests import a_departure, a_master_list, an_arrival

CHANGE, DELETE, UNKNOWN = Operation.CHANGE, Operation.DELETE, Operation.UNKNOWN
EARLIER = "20251130000000"
LATER: dict[str, Any] = {"accepted_at_ms": NOON + HOUR_MS}
AFTER: dict[str, Any] = {"accepted_at_ms": NOON + 2 * HOUR_MS}
LAST: dict[str, Any] = {"accepted_at_ms": NOON + 3 * HOUR_MS}
PARCEL = ("W-EX1",)
ARRIVED = (a_master_list(PARCEL, **LATER), an_arrival(PARCEL, **LATER))
QUARANTINED = "0603110000"
RARE_EARTHS = "2846900000"


def one_after_the_other(*documents: Any) -> Recipe:
    """Submit documents, each when all before it has come to rest."""

    def play(world: World) -> None:
        for document in documents:
            sending(document)(world)

    return play


def goods(commodity_code: str, **changes: Any) -> Recipe:
    """Submit a list of other goods."""
    return sending(a_list(lines=(a_line(ExportListLine, commodity_code=commodity_code),), **changes))


def worth(price_cents: int, **changes: Any) -> Recipe:
    """Submit a list of two pieces at a price in cents of a dollar."""
    return sending(a_list(lines=(a_line(ExportListLine, price_cents=price_cents),), **changes))


def subject(world: World) -> DeclarationSubject:
    """Return what is declared."""
    return world.events(ExportAccepted)[0].subject


def cancelling(*documents: Any, **changes: Any) -> Recipe:
    """Submit documents, then ask to cancel the list that they declare."""

    def play(world: World) -> None:
        one_after_the_other(*documents)(world)
        sending(a_cancellation(subject(world).list_no or "", **(AFTER | changes)))(world)

    return play


def cancelling_twice(world: World) -> None:
    """Ask twice to cancel a list that is released."""
    cancelling(*three(), *ARRIVED)(world)
    sending(a_cancellation(subject(world).list_no or "", cop_no="X-2", **LAST))(world)


def cancelling_by_what_is_older(world: World) -> None:
    """Ask a second time, with the time of before the first."""
    cancelling(*three(), *ARRIVED)(world)
    sending(a_cancellation(subject(world).list_no or "", cop_no="X-2", **LAST | {"app_time": EARLIER}))(world)


def three(**of_list: Any) -> tuple[Any, ...]:
    """Order, waybill and list of one export."""
    return an_order(), a_waybill(), a_list(**of_list)


def inspected() -> tuple[Any, ...]:
    """An export of goods under quarantine that has arrived."""
    lines = (a_line(ExportListLine, commodity_code=QUARANTINED),)
    return (*three(lines=lines), *ARRIVED)


def left(**of_departure: Any) -> tuple[Any, ...]:
    """An export that was released and has left."""
    return (*three(), *ARRIVED, a_departure(PARCEL, **(AFTER | of_departure)))


RECIPES: dict[str, Recipe] = {
    # orders
    "-302001": sending(an_order(order_type="I")),
    "-303001": sending(an_order(operation=CHANGE)),
    "-303002": one_after_the_other(*three(), an_order(operation=CHANGE, **LATER)),
    "-303003": sending(an_order(), an_order(operation=CHANGE, app_time=EARLIER)),
    "-303004": sending(an_order(operation=UNKNOWN)),
    "-304001": sending(an_order(), an_order(freight_e5=1)),
    # receipts of payment
    "-402001": sending(a_receipt(received_e5=0)),
    "-403001": sending(a_receipt(operation=DELETE)),
    "-403002": one_after_the_other(a_receipt(), *left(), a_receipt(operation=CHANGE, **LAST)),
    "-403003": sending(a_receipt(), a_receipt(operation=CHANGE, app_time=EARLIER)),
    "-403004": sending(a_receipt(operation=UNKNOWN)),
    "-404001": sending(a_receipt(), a_receipt(received_e5=1)),
    # waybills
    "-502001": sending(a_waybill(pack_count=0)),
    "-503001": sending(a_waybill(operation=CHANGE)),
    "-503002": one_after_the_other(*three(), a_waybill(operation=CHANGE, **LATER)),
    "-503003": sending(a_waybill(), a_waybill(operation=CHANGE, app_time=EARLIER)),
    "-503004": sending(a_waybill(operation=UNKNOWN)),
    "-504001": sending(a_waybill(), a_waybill(goods_info="other goods")),
    # lists
    "-602001": sending(a_list(net_weight_kg_e5=60_001)),
    "-603002": worth(100_000, trade_mode="9710"),
    "-603003": goods(RARE_EARTHS, statistics_flag="A"),
    "-603004": goods("6199000000", statistics_flag="A"),
    "-603005": sending(a_list(statistics_flag="A", customs_code="0100")),
    "-603006": worth(100_000, statistics_flag="A"),
    "-603008": sending(a_list(lines=(a_line(ExportListLine, currency_code="999"),))),
    "-603009": goods(RARE_EARTHS, trade_mode="9710"),
    "-603011": sending(a_list(operation=CHANGE)),
    "-603012": one_after_the_other(*three(), a_list(operation=CHANGE, **LATER)),
    "-603013": sending(a_list(), a_list(operation=CHANGE, app_time=EARLIER)),
    "-603014": sending(a_list(operation=UNKNOWN)),
    "-604001": sending(a_list(), a_list(gross_weight_kg_e5=61_000)),
    # the match
    "-603001": sending(*three(trade_mode="9710")),
    "99107": one_after_the_other(*three(), an_order("EX2"), a_list("EX2", waybill_no="W-EX1")),
    # cancellations
    "-606001": cancelling(*three(), customs_code="3105"),
    "-607001": cancelling(*inspected()),
    "-607002": cancelling(*left(), **LAST),
    "-607003": sending(a_cancellation("51412025E999999999")),
    "-607004": cancelling_by_what_is_older,
    "-608001": cancelling_twice,
    # parcels and bills
    "99123": one_after_the_other(*three(), a_departure(PARCEL, **LATER)),
    "99124": cancelling(*three(), *ARRIVED),
    "99125": one_after_the_other(*left(), a_departure((), operation=DELETE, **LAST)),
    "99126": one_after_the_other(*three(bill_no="another"), *ARRIVED),
    "99612": one_after_the_other(*three(), a_master_list(("W-EX1", "W-EX2"), **LATER), an_arrival(PARCEL, **LATER)),
}
