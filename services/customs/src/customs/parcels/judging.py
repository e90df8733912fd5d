"""The verdict on a waybill status (CEB513), by the kit: one counts per carrier and waybill number."""

from typing import Any, Final

from agency.judging import Judge, is_older
from agency.reasons import reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Submission
from contracts.trade import WaybillStatusSubmitted
from customs import reference
from customs.parcels.around import Around
from customs.rules.documents import waybill_status
from customs.rules.registration import enterprises_are_registered
from customs.rules.state import Codes, check_clock, forbidden

CODES: Final = Codes(
    exists="-505012",
    unknown="-505014",
    engaged="-505014",
    stale="-505016",
    no_operation="-505014",
    parameters="-505011",
)
HAS_HAPPENED, NEWER, FITS = (Evaluated(passed(rule)) for rule in ("STA-07", "STA-01", "STA-02"))


def by_itself(told: WaybillStatusSubmitted, _: Submission | None, __: Around) -> Evaluated:
    """Check what a status must satisfy by itself."""
    return waybill_status.PARAMETERS.evaluate(told)


def carrier_is_registered(told: WaybillStatusSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """ENT-01: the carrier is registered on the day of acceptance."""
    return enterprises_are_registered(told, around.registers, around.date)


def is_timely(told: Any, _: Submission | None, around: Around) -> Evaluated:
    """STA-05: appTime is not from the future."""
    return check_clock(told, CODES.parameters, reference.ahead_ms(around.registers, around.date))


def has_happened(told: WaybillStatusSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """STA-07: the status has happened."""
    wrong = waybill_status.has_happened(told, reference.ahead_ms(around.registers, around.date))
    return HAS_HAPPENED if wrong is None else failed(wrong)


def is_newer(told: WaybillStatusSubmitted, former: Submission | None, _: Around) -> Evaluated:
    """STA-01: it is not older than what was recorded under its number."""
    is_stale = former is not None and is_older(told, former)
    return failed(reason(CODES.stale, "STA-01")) if is_stale else NEWER


def fits(told: WaybillStatusSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """STA-02: what it asks for fits what is on file."""
    code = forbidden(told.operation, around.on_record, CODES)
    return FITS if code is None else failed(reason(code, "STA-02"))


JUDGE: Final = Judge(
    "REP-01",
    checks=(by_itself, carrier_is_registered, is_timely, has_happened, is_newer, fits),
    of_deletion=(is_timely, is_newer, fits),
)
