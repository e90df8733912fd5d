"""Bills and parcels that look odd and must leave: parts out of order, post, an arrival without lines, late orders."""

from dataclasses import replace
from decimal import Decimal

from simulator.exports import bills
from simulator.exports.documents import RETAIL, SPECIAL_AREA, TO_ENTERPRISES, ExportLine
from simulator.exports.goods import export_goods
from simulator.exports.papers import Phase
from simulator.exports.plants.plant import BillPlant, PlantedExport, of_bill
from simulator.exports.trade import ExportTrade

WITHOUT_CODE = "无"


def sound(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """A bill with which nothing is odd."""
    bill = bills.of(trade, day, size)
    bill.leaves()
    return of_bill("sound-bill", bill)


def of_the_zone(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """A bill of parcels that leave a special area."""
    bill = bills.of(trade, day, size, mode=SPECIAL_AREA)
    bill.leaves()
    return of_bill("zone-bill", bill)


def reversed_and_repeated(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Send the parts of a bill last first, and the first once more when it is on file."""
    bill = bills.of(trade, day, size)
    first, second = bill.waybills[: size // 2], bill.waybills[size // 2 :]
    for send, code in ((bill.listed, "-904001"), (bill.arrived, "-804001"), (bill.departed, "-508001")):
        begun = Phase.DEPARTED if code == "-508001" else Phase.LISTED
        send(second, part=2, of=2, phase=begun)
        part = send(first, part=1, of=2, phase=begun)
        again = send(first, (code,), part=1, of=2, phase=Phase(begun + 1))
        again.document = dict(part.document)
    return of_bill("parts-reversed", bill)


def by_post(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Send parcels by post, without bill and master list."""
    bill = bills.of(trade, day, size, by_post=True, mode=RETAIL)
    bill.leaves()
    return of_bill("by-post", bill)


def arrival_without_lines(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Let a whole bill arrive without naming its parcels."""
    bill = bills.of(trade, day, size)
    bill.listed(bill.waybills)
    bill.arrived(())
    bill.departed(bill.waybills)
    return of_bill("arrival-without-lines", bill)


def two_agents(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Let two agents list parcels of one bill, each with its own count; the arrival, which comes last, is of both."""
    bill = bills.of(trade, day, size)
    bill.listed(bill.waybills[: size // 2])
    bill.listed(bill.waybills[size // 2 :], agent=1)
    bill.arrived(bill.waybills, phase=Phase.LISTED_AGAIN)
    bill.is_released_later()
    bill.departed(bill.waybills)
    return of_bill("two-agents", bill)


def odd_parcels(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """
    A bill of odd parcels that are sound.

    An order that comes after its list; two merchants of a foreign platform with one order number; exactly 5,000.00 yuan
    in 9710; prices of five decimals; a heading alone with simplified classification.
    """
    bill = bills.of(trade, day, size - 5)
    late = bill.parcels[0]
    trade.move(late.order, day, Phase.LATER)
    carrier, one, two = bill.carrier, *trade.world.merchants[:2]
    foreign = {"platform_code": WITHOUT_CODE, "platform_name": "境外示例平台", "mode": RETAIL, "flag": "B"}
    first = trade.parcel(day, carrier, merchant=one, **foreign)
    second = trade.parcel(day, carrier, merchant=two, order_no=first.deal.order_no, **foreign)
    shirt, mask = export_goods()[0], export_goods()[-1]
    dear = (ExportLine(shirt, 4, Decimal(1250)),)
    exactly = trade.parcel(day, carrier, mode=TO_ENTERPRISES, country="136", currency="142", lines=dear)
    fine = (ExportLine(mask, 3, Decimal("0.00001")), ExportLine(shirt, 3, Decimal("3.33333")))
    decimals = trade.parcel(day, carrier, mode=RETAIL, flag="B", lines=fine)
    heading = (ExportLine(replace(shirt, commodity_code="6109000000"), 1, shirt.price),)
    simple = trade.parcel(day, carrier, mode=RETAIL, flag="A", lines=heading)
    bill.parcels += [first, second, exactly, decimals, simple]
    bill.leaves()
    return of_bill("odd-parcels", bill)


BILL_TRAPS: tuple[BillPlant, ...] = (
    BillPlant("parts-reversed", 0, "parts reversed and repeated", reversed_and_repeated),
    BillPlant("by-post", 0, "post without bill", by_post),
    BillPlant("arrival-without-lines", 0, "arrival without lines", arrival_without_lines),
    BillPlant("two-agents", 0, "two agents list one bill", two_agents),
    BillPlant("odd-parcels", 0, "list before order, two merchants, exactly 5,000, five decimals", odd_parcels),
)
SOUND: tuple[BillPlant, ...] = (
    BillPlant("zone-bill", 0, "a bill of a special area", of_the_zone),
    BillPlant("sound-bill", 0, "a sound bill", sound),
)
