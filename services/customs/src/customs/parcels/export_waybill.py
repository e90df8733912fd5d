"""The verdict on an export waybill (CEB505), by the kit: one counts per carrier and number, until a list has it."""

from typing import Final

from agency.judging import Judge, is_older, ref
from agency.reasons import reason
from agency.rules import Evaluated, failed, passed
from contracts.common import DocumentType, Submission
from contracts.customs import WaybillFound
from contracts.customs_numbers import Holding
from contracts.customs_parcels import ExportWaybill
from contracts.trade import ExportWaybillSubmitted
from customs import reference
from customs.parcels.around import Around
from customs.reference import date_of, months_later
from customs.rules.documents import export_waybill
from customs.rules.registration import enterprises_are_registered
from customs.rules.state import Codes, OnRecord, check_clock, forbidden

CODES: Final = Codes(
    exists="-504001",
    unknown="-503001",
    engaged="-503002",
    stale="-503003",
    no_operation="-503004",
    parameters="-502001",
)
NEWER, FITS = (Evaluated(passed(rule)) for rule in ("STA-01", "STA-02"))


def by_itself(document: ExportWaybillSubmitted, _: Submission | None, __: Around) -> Evaluated:
    """Check what a waybill must satisfy by itself."""
    return export_waybill.PARAMETERS.evaluate(document)


def parties_are_registered(document: ExportWaybillSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """ENT-01: the carrier, and the merchant if one is named, are registered on the day of acceptance."""
    return enterprises_are_registered(document, around.registers, around.date)


def is_timely(document: ExportWaybillSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """STA-05: appTime is not from the future."""
    return check_clock(document, CODES.parameters, reference.ahead_ms(around.registers, around.date))


def is_newer(document: ExportWaybillSubmitted, former: Submission | None, _: Around) -> Evaluated:
    """STA-01: it is not older than what was recorded under its number."""
    is_stale = former is not None and is_older(document, former)
    return failed(reason(CODES.stale, "STA-01")) if is_stale else NEWER


def fits(document: ExportWaybillSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """STA-02: what it asks for fits what is on file; a waybill that a list has claimed stays as it is."""
    code = forbidden(document.operation, around.on_record, CODES)
    return FITS if code is None else failed(reason(code, "STA-02"))


JUDGE: Final = Judge(
    "REP-01",
    checks=(by_itself, parties_are_registered, is_timely, is_newer, fits),
    of_deletion=(is_timely, is_newer, fits),
)


def is_fresh(known: ExportWaybill, at_ms: int, months: int) -> bool:
    """NUM-02: whether a waybill is of the parcel that has its number now: its number is free after so many months."""
    return date_of(at_ms) < months_later(date_of(known.submission.recorded_at_ms), months)


def on_record(known: ExportWaybill | None, holding: Holding | None, at_ms: int, months: int) -> OnRecord:
    """Return what is on file for a waybill at an instant. holding: who holds its number then."""
    since_ms = at_ms if holding is None else holding.claimed_at_ms
    if known is None or known.waybill is None or not is_fresh(known, since_ms, months):
        return OnRecord.NOTHING
    return OnRecord.FREE if holding is None else OnRecord.ENGAGED


def kept(document: ExportWaybillSubmitted, submission: Submission, *, counts: bool) -> ExportWaybill:
    """Return what is kept of a waybill. counts: it is on file; of one that was deleted its answer stays alone."""
    return ExportWaybill(
        submission=submission,
        waybill=ref(DocumentType.EXPORT_WAYBILL, document) if counts else None,
        merchant_code=document.merchant_code,
        gross_weight_kg_e5=document.gross_weight_kg_e5,
        pack_count=document.pack_count,
    )


def found(known: ExportWaybill, holding: Holding) -> WaybillFound | None:
    """Return what an order is told of the waybill whose number it holds, or None if none is on file."""
    if known.waybill is None:
        return None
    return WaybillFound(
        carrier_code=known.waybill.issuer_code,
        waybill_no=known.waybill.number,
        waybill=known.waybill,
        merchant_code=known.merchant_code,
        gross_weight_kg_e5=known.gross_weight_kg_e5,
        pack_count=known.pack_count,
        platform_code=holding.platform_code,
    )
