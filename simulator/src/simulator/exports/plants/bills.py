"""Bills with a fault: parcels that differ, parts that never come or contradict, a site that may not, a departure."""

from collections.abc import Sequence
from datetime import timedelta

from simulator.exports import bills
from simulator.exports.bills import DONE, Bill
from simulator.exports.documents import cancellation
from simulator.exports.papers import Finding, Paper, Phase, answers
from simulator.exports.plants.plant import BillPlant, PlantedExport, of_bill
from simulator.exports.trade import RELEASED, REVIEWED, ExportParcel, ExportTrade

HELD = "300 99612"
"""The answer to every list of a bill that differs."""


def never_arrives(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """List a parcel that never arrives: an officer lets those go that are there."""
    bill = bills.of(trade, day, size)
    *present, absent = bill.parcels
    _hold(bill, present)
    absent.told((*REVIEWED, HELD))
    bill.listed(bill.waybills)
    bill.arrived(_numbers(present))
    bill.departed(_numbers(present))
    return of_bill("never-arrives", bill)


def not_listed(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Let a parcel arrive that no master list has; it is released once a changed one does."""
    bill = bills.of(trade, day, size)
    *named, forgotten = bill.parcels
    _hold(bill, named)
    forgotten.told((*REVIEWED, HELD, "800", "899"))
    bill.listed(_numbers(named))
    bill.arrived(bill.waybills)
    at = trade.at(day, Phase.LISTED_AGAIN) + timedelta(seconds=1)
    bill.listed(bill.waybills, phase=Phase.LISTED_AGAIN, operation="2", at=at)
    bill.departed(bill.waybills)
    return of_bill("not-listed", bill)


def part_missing(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Never send part 2 of 3 of a master list: a day later the others are refused."""
    bill = bills.of(trade, day, size)
    for parcel in bill.parcels:
        parcel.told(REVIEWED)
    third = max(1, size // 3)
    bill.listed(bill.waybills[:third], ("2",), part=1, of=3, overdue="100 99611")
    bill.listed(bill.waybills[2 * third :], ("2",), part=3, of=3, overdue="100 99611")
    bill.arrived(bill.waybills)
    return of_bill("part-missing", bill)


def contradicting(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """State of each second part another msgCount than of the first; the right part follows."""
    bill = bills.of(trade, day, size)
    first, second = bill.waybills[: size // 2], bill.waybills[size // 2 :]
    senders = ((bill.listed, "-903001"), (bill.arrived, "-803001"), (bill.departed, "-507001"))
    for send, code in senders:
        begun = Phase.DEPARTED if code == "-507001" else Phase.LISTED
        send(first, DONE, part=1, of=2, phase=begun)
        wrong = send(second, (code,), part=2, of=3, phase=begun)
        wrong.document["copNo"] += "W"
        send(second, DONE, part=2, of=2, phase=Phase(begun + 1))
    bill.is_released_later()
    return of_bill("contradicting", bill)


def left_unreleased(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Let a parcel depart that is on no master list and has not arrived: an officer decides."""
    bill = bills.of(trade, day, size)
    *known, stowaway = bill.parcels
    stowaway.told((*REVIEWED, "300 99123", "899"))
    bill.findings.append(Finding(stowaway.listed, "99123"))
    bill.listed(_numbers(known))
    bill.arrived(_numbers(known))
    bill.departed(bill.waybills)
    return of_bill("left-unreleased", bill)


def import_site(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Let a bill arrive at a site that takes imports alone: nothing of it is released."""
    bill = bills.of(trade, day, size)
    for parcel in bill.parcels:
        parcel.told(REVIEWED)
    bill.listed(bill.waybills)
    bill.arrived(bill.waybills, ("-803002",), trade.sites["5141I001"])
    return of_bill("import-site", bill)


def left_behind(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Leave a released parcel behind: it stays released, and leaves with a later bill."""
    bill = bills.of(trade, day, size)
    *gone, left = bill.parcels
    bill.listed(bill.waybills)
    bill.arrived(bill.waybills)
    bill.departed(_numbers(gone))
    serial = trade.serial()
    later = Bill(trade, day, bill.carrier, bill.site, f"999-{serial}", [left], cop=serial)
    later.listed(later.waybills, phase=Phase.AFTER)
    later.arrived(later.waybills, phase=Phase.AFTER)
    later.departed(later.waybills, phase=Phase.DEPARTED_AGAIN)
    return of_bill("left-behind", bill, later.papers)


def cancelled(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Cancel a released parcel, which an officer approves, and one that has left, which is refused."""
    bill = bills.of(trade, day, size)
    *others, given_up = bill.parcels
    given_up.listed.told = answers(*RELEASED, "300 99124")
    given_up.order.told = given_up.waybill.told = answers("2", "120", "2")
    bill.findings.append(Finding(given_up.listed, "99124"))
    bill.listed(bill.waybills)
    bill.arrived(bill.waybills)
    bill.departed(_numbers(others))
    early = _cancel(trade, given_up, Phase.LISTED_AGAIN, DONE)
    late = _cancel(trade, others[0], Phase.AFTER, ("-607002",))
    return of_bill("cancelled-export", bill, (early, late))


def waybill_taken(trade: ExportTrade, day: int, size: int) -> PlantedExport:
    """Declare a second list with a waybill number that a first one has, and send another waybill of that number."""
    bill = bills.of(trade, day, size - 1)
    bill.leaves()
    first = bill.parcels[0]
    second = trade.parcel(day, bill.carrier, waybill_no=first.deal.waybill_no)
    second.listed.told, second.order.told = answers("2", "100 99107"), answers("2", "2")
    if second.receipt is not None:
        second.receipt.told = answers("2")
    second.waybill.told = answers("-504001")
    second.waybill.document |= {"packNo": 2, "goodsInfo": "其他货物"}
    for paper in second.papers:
        trade.move(paper, day, Phase.LATER)
    made = of_bill("waybill-taken", bill, second.papers)
    made.parcels.append(second)
    return made


def _hold(bill: Bill, parcels: Sequence[ExportParcel]) -> None:
    """Say that all parcels are held for the bill's difference, and that an officer lets the bill go."""
    for parcel in parcels:
        parcel.told((*REVIEWED, HELD, "800", "899"))
    bill.findings.append(Finding(parcels[0].listed, "99612"))


def _numbers(parcels: Sequence[ExportParcel]) -> list[str]:
    return [parcel.deal.waybill_no for parcel in parcels]


def _cancel(trade: ExportTrade, parcel: ExportParcel, phase: Phase, told: Sequence[str]) -> Paper:
    at = trade.at(parcel.day, phase)
    document = cancellation(parcel.deal, trade.guid(), at)
    return Paper(document, trade.courier(parcel.deal.carrier), phase, at, answers(*told), (parcel.listed,))


BILL_FAULTS: tuple[BillPlant, ...] = (
    BillPlant("waybill-taken", 5, "one waybill in two lists", waybill_taken),
    BillPlant("never-arrives", 10, "listed parcel never arrives", never_arrives),
    BillPlant("not-listed", 11, "arrived, not listed", not_listed),
    BillPlant("part-missing", 12, "part 2 of 3 never comes", part_missing),
    BillPlant("contradicting", 13, "contradicting msgCount", contradicting),
    BillPlant("left-unreleased", 14, "departure before release", left_unreleased),
    BillPlant("cancelled-export", 15, "cancelled at 800, and at 899", cancelled),
    BillPlant("import-site", 28, "arrival at a site for imports alone", import_site),
    BillPlant("left-behind", 29, "released, left behind", left_behind),
)
