"""
How the parcels of a bill learn where they stand, a page at a time.

READY: the parcel is listed and has arrived, and the bill agrees or an officer has released it. DIFFERING: the bill does
not agree and nobody has decided. DEPARTED: a departure that is complete names it. Each is told once; READY is not taken
back.
"""

from typing import Final

from msgspec.structs import replace

from agency.reasons import reason
from agency.rules import passed
from contracts.common import Verdict
from contracts.customs import Movement
from contracts.customs_manifests import Bill, Parcel, Series, Work
from customs.manifests import standing
from customs.manifests.desk import Desk
from customs.manifests.kinds import ARRIVED, DEPARTED, LISTED
from customs.manifests.recording import CONCLUDED

DIFFERS: Final = "99612"
READY, DIFFERING = Movement.READY, Movement.DIFFERING
IN_TIME: Final = passed("BIL-06")


def target(bill: Bill, parcel: Parcel) -> Movement | None:
    """BIL-07: return what a parcel is to be told once master lists and arrivals are complete, None if nothing."""
    is_listed = parcel.listed > 0 or bill.bill_no is None
    has_arrived = parcel.arrived > 0 or standing.all_arrived(bill)
    differs = standing.differing(bill) > 0
    if is_listed and has_arrived and (bill.released or not differs):
        return READY
    return DIFFERING if differs and not bill.released and parcel.told is not READY else None


def move(desk: Desk, work: Work) -> tuple[Work | None, int]:
    """Tell the parcels of a page how they stand; return what is left, and how many they are."""
    bill = desk.bill
    order = _in_order(bill)
    at = next((place for place, one in enumerate(order) if _is_at(one, work)), 0 if not work.issuer_code else None)
    if at is None or not order or not standing.is_compared(bill):
        return None, 1
    series = order[at]
    waybills = desk.page(series.document_type, series.issuer_code, work.part_no, work.page_no)
    for waybill_no in waybills:
        _tell(desk, waybill_no)
    here = replace(work, document_type=series.document_type, issuer_code=series.issuer_code)
    left = next_page(desk, here, series)
    if left is None and at + 1 < len(order):
        after = order[at + 1]
        left = replace(work, document_type=after.document_type, issuer_code=after.issuer_code, part_no=1, page_no=0)
    return left, max(1, len(waybills))


def conclude(desk: Desk, work: Work) -> tuple[Work | None, int]:
    """Give a part of a complete series its end; of a departure tell the parcels of a page that they have left."""
    series = desk.series(work.document_type, work.issuer_code)
    part = desk.part(work.document_type, work.issuer_code, work.part_no)
    if series is None or part is None or not standing.is_complete(series):
        return None, 1
    if part.return_status != CONCLUDED and part.judgement is not None:
        concluded = replace(
            part.judgement, verdict=Verdict.ACCEPTED, return_status=CONCLUDED, reasons=(), rules=IN_TIME
        )
        desk.conclude(concluded)
        desk.put_part(work.document_type, work.issuer_code, work.part_no, replace(part, return_status=CONCLUDED))
        series = replace(series, concluded=series.concluded + 1)
        desk.put_series(series)
    if work.document_type is not DEPARTED:
        return _next_part(work, series), 1
    waybills = desk.page(work.document_type, work.issuer_code, work.part_no, work.page_no)
    for waybill_no in waybills:
        _depart(desk, waybill_no)
    return next_page(desk, work, series), max(1, len(waybills))


def next_page(desk: Desk, work: Work, series: Series) -> Work | None:
    """Return the work with its next page in a series; None behind its last."""
    part = desk.part(series.document_type, series.issuer_code, work.part_no)
    if part is not None and work.page_no + 1 < part.pages:
        return replace(work, page_no=work.page_no + 1)
    return _next_part(work, series)


def _next_part(work: Work, series: Series) -> Work | None:
    return replace(work, part_no=work.part_no + 1, page_no=0) if work.part_no < series.part_count else None


def _in_order(bill: Bill) -> list[Series]:
    """Return the series whose parcels may have something to be told: arrivals too, where what is not listed is held."""
    if bill.bill_no is None:
        return standing.of_kind(bill, ARRIVED)
    listed = standing.of_kind(bill, LISTED)
    is_held = standing.differing(bill) > 0 and not bill.released
    return [*listed, *standing.of_kind(bill, ARRIVED)] if is_held else listed


def _is_at(series: Series, work: Work) -> bool:
    return series.document_type is work.document_type and series.issuer_code == work.issuer_code


def _tell(desk: Desk, waybill_no: str) -> None:
    bill, parcel = desk.bill, desk.parcel(waybill_no)
    movement = target(bill, parcel)
    if movement is None or movement is parcel.told:
        return
    document_id = parcel.arrived_in or parcel.listed_in or ""
    if movement is DIFFERING:
        said = {"hold_id": desk.key, "reasons": (reason(DIFFERS, "BIL-07", bill.bill_no or ""),)}
        desk.move(waybill_no, movement, document_id, bill.settled_at_ms, **said)
    else:
        desk.move(waybill_no, movement, document_id, bill.settled_at_ms)
    desk.put_parcel(waybill_no, replace(parcel, told=movement))


def _depart(desk: Desk, waybill_no: str) -> None:
    parcel = desk.parcel(waybill_no)
    if not parcel.departing or parcel.departed_at_ms == parcel.departs_at_ms:
        return
    desk.move(waybill_no, Movement.DEPARTED, parcel.departs_in or "", parcel.departs_at_ms)
    desk.put_parcel(waybill_no, replace(parcel, departed_at_ms=parcel.departs_at_ms))
