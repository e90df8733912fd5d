"""
What the clock and the state of what is on file allow: the checks of every document type after its own.

STA-05 and STA-01 look at appTime, STA-02 at the operation.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, assert_never

from agency.judging import is_ahead, is_older
from agency.reasons import particular, places, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Operation, Reason
from contracts.customs_clearance import Slot
from customs.rules.document import Document
from mesh.declared.dates import china_time


@dataclass(frozen=True)
class Codes:
    """The published codes of one document type for what its state forbids."""

    exists: str
    unknown: str
    engaged: str
    stale: str
    no_operation: str
    parameters: str


class OnRecord(Enum):
    """What is on file under the business key, as far as it decides what may be done."""

    NOTHING = "nothing that counts"
    FREE = "a document that counts and may be changed"
    AT_FAULT = "a document refused with 100: it may be changed or sent again"
    ENGAGED = "a document of an accepted declaration"


ADD: Final = Operation.ADD
NOTHING: Final = OnRecord.NOTHING
"""Named once: a member costs its enumeration a look-up at every use."""

MAY_BE_ADDED = (OnRecord.NOTHING, OnRecord.AT_FAULT)
"""STA-02: what may be on file under the key of a document that is added."""

IN_TIME = Evaluated(passed("STA-05"))
STATE_PASSED = Evaluated(passed("STA-05", "STA-01", "STA-02"))


def check_state(
    document: Document, *, codes: Codes, slot: Slot | None, on_record: OnRecord, ahead_ms: int
) -> Evaluated:
    """STA-05: not from the future. STA-01: not older than what was recorded. STA-02: it fits what is on file."""
    checked = check_clock(document, codes.parameters, ahead_ms)
    if checked.reasons:
        return checked
    number = document.order_no
    if slot is not None and is_older(document, slot):
        return checked + failed(_about(codes.stale, "STA-01", number))
    code = forbidden(document.operation, on_record, codes)
    return (
        STATE_PASSED if code is None else checked + Evaluated(passed("STA-01")) + failed(_about(code, "STA-02", number))
    )


def _about(code: str, rule_id: str, order_no: str) -> Reason:
    """Return the reason of a code; of lists it names the order."""
    return reason(code, rule_id, order_no) if places(code) else reason(code, rule_id)


def check_clock(document: Any, code: str, ahead_ms: int) -> Evaluated:
    """STA-05: appTime is at most so far ahead of the acceptance; beyond that a clock is wrong (own decision)."""
    if not is_ahead(document, ahead_ms):
        return IN_TIME
    return failed(reason(code, "STA-05", particular("clock-ahead", china_time(document.accepted_at_ms))))


def forbidden(operation: Operation, on_record: OnRecord, codes: Codes) -> str | None:
    """STA-02: return the code that forbids an operation, or None (codes of specification 202205)."""
    if operation is ADD:
        return None if on_record in MAY_BE_ADDED else codes.exists
    match operation:
        case Operation.CHANGE | Operation.DELETE:
            if on_record is OnRecord.NOTHING:
                return codes.unknown
            return codes.engaged if on_record is OnRecord.ENGAGED else None
        case Operation.UNKNOWN:
            return codes.no_operation
        case _:
            assert_never(operation)
