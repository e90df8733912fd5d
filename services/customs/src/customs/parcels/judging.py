"""The verdict on a waybill status, by the kit: one counts per carrier and waybill number."""

from typing import Any

from agency.judging import Judge, is_older
from agency.reasons import reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Submission
from contracts.trade import WaybillStatusSubmitted
from customs import reference
from customs.rules.documents import waybill_status
from customs.rules.registration import enterprises_are_registered
from customs.rules.state import Codes, OnRecord, check_clock, forbidden
from mesh.declared.registers import Registers

CODES = Codes(
    exists="-505012",
    unknown="-505014",
    engaged="-505014",
    stale="-505016",
    no_operation="-505014",
    parameters="-505011",
)
HAS_HAPPENED, NEWER, FITS = (Evaluated(passed(rule)) for rule in ("STA-07", "STA-01", "STA-02"))


def judge_of(on_record: OnRecord, registers: Registers, date: str) -> Judge:
    """Return how a status is judged on a day, YYYY-MM-DD. on_record: what is on file under its key."""
    ahead_ms = reference.ahead_ms(registers, date)

    def by_itself(told: WaybillStatusSubmitted, _: Submission | None) -> Evaluated:
        return waybill_status.PARAMETERS.evaluate(told)

    def carrier_is_registered(told: WaybillStatusSubmitted, _: Submission | None) -> Evaluated:
        return enterprises_are_registered(told, registers, date)

    def has_happened(told: WaybillStatusSubmitted, _: Submission | None) -> Evaluated:
        wrong = waybill_status.has_happened(told, ahead_ms)
        return HAS_HAPPENED if wrong is None else failed(wrong)

    def is_timely(told: Any, _: Submission | None) -> Evaluated:
        return check_clock(told, CODES.parameters, ahead_ms)

    def is_newer(told: WaybillStatusSubmitted, former: Submission | None) -> Evaluated:
        is_stale = former is not None and is_older(told, former)
        return failed(reason(CODES.stale, "STA-01")) if is_stale else NEWER

    def fits(told: WaybillStatusSubmitted, _: Submission | None) -> Evaluated:
        code = forbidden(told.operation, on_record, CODES)
        return FITS if code is None else failed(reason(code, "STA-02"))

    return Judge(
        "REP-01",
        checks=(by_itself, carrier_is_registered, is_timely, has_happened, is_newer, fits),
        of_deletion=(is_timely, is_newer, fits),
    )
