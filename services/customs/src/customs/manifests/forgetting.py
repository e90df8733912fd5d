"""
A bill of which nothing was heard for as long as a waybill number is taken is forgotten, a page at a time.

Then its number and those of its parcels may be another bill's. Every step leaves a bill that counts right, so a part
that comes meanwhile finds what is left, and ends the forgetting.
"""

from typing import Final

from msgspec.structs import replace

from contracts.common import DocumentType
from contracts.customs_manifests import Series, Task, Work
from customs import reference
from customs.manifests.desk import UNMOVED, Desk
from customs.manifests.recording import CONCLUDED, is_on_file, unname
from mesh.declared.dates import DAY_MS

MONTH_MS: Final = 31 * DAY_MS
FORGET: Final = Work(
    task=Task.FORGET,
    document_type=DocumentType.UNKNOWN,
    issuer_code="",
    round=0,
    part_count=0,
    on_file=0,
    part_no=1,
    page_no=0,
)


def touched(desk: Desk, at_ms: int) -> None:
    """Note that a part took effect at an instant, ms UTC, and see to it that the bill is looked at when it is old."""
    desk.put_bill(touched_at_ms=max(at_ms, desk.bill.touched_at_ms))
    if not desk.bill.forgets_at_ms:
        _look(desk)


def is_old(desk: Desk, at_ms: int) -> bool:
    """Whether nothing was heard of the bill for long; if the timer was for that and it is not, another is set."""
    if not 0 < desk.bill.forgets_at_ms <= at_ms:
        return False
    if _end_ms(desk) <= at_ms:
        desk.put_bill(forgets_at_ms=0)
        return True
    _look(desk)
    return False


def forget(desk: Desk, work: Work) -> tuple[Work | None, int]:
    """Forget a page of a part, and the part with its last; return what is left, and what it took."""
    if desk.bill.forgets_at_ms:
        return None, 1  # a part came meanwhile
    series = _at(desk, work)
    if series is None:
        desk.forget()
        return None, 1
    at = series.document_type, series.issuer_code, work.part_no
    waybills = desk.page(*at, work.page_no)
    for waybill_no in waybills:
        unname(desk, series.document_type, waybill_no)
        parcel = desk.parcel(waybill_no)
        if not (parcel.listed or parcel.arrived or parcel.departing):
            desk.put_parcel(waybill_no, UNMOVED)
    if waybills:
        desk.put_page(*at, work.page_no, ())
    part = desk.part(*at)
    here = replace(work, document_type=series.document_type, issuer_code=series.issuer_code)
    if part is not None and work.page_no + 1 < part.pages:
        return replace(here, page_no=work.page_no + 1), max(1, len(waybills))
    if part is not None:
        desk.drop_part(*at)
        if is_on_file(part):
            concluded = series.concluded - (part.return_status == CONCLUDED)
            series = replace(series, on_file=series.on_file - 1, concluded=concluded, lines=series.lines - part.lines)
            desk.put_series(series)
    left = _next(desk, here, series)
    if left is None:
        desk.forget()
    return left, max(1, len(waybills))


def _at(desk: Desk, work: Work) -> Series | None:
    """Return the series that the work has come to; the first at the beginning."""
    if not work.issuer_code:
        return desk.bill.series[0] if desk.bill.series else None
    return desk.series(work.document_type, work.issuer_code)


def _next(desk: Desk, work: Work, series: Series) -> Work | None:
    """Return the work with the next part, or that of the next series; None behind the last."""
    if work.part_no < series.part_count:
        return replace(work, part_no=work.part_no + 1, page_no=0)
    after = desk.bill.series[desk.bill.series.index(series) + 1 :]
    if not after:
        return None
    return replace(FORGET, document_type=after[0].document_type, issuer_code=after[0].issuer_code)


def _look(desk: Desk) -> None:
    desk.put_bill(forgets_at_ms=_end_ms(desk))
    desk.wake(_end_ms(desk))


def _end_ms(desk: Desk) -> int:
    touched_at_ms = desk.bill.touched_at_ms
    months = reference.waybill_months(desk.registers, reference.date_of(touched_at_ms))
    return touched_at_ms + months * MONTH_MS
