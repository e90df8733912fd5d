"""
What becomes of one submitted document: draft, stale data, and add, change or delete against what is on file.

Repetitions are recognised before, in `verdicts`.

Check order: digest, draft, parameters, registers, state, and last the limit per transaction of a list or the room for
another number (import path, "Documents"). A deletion, which names its document only by number, has its state checked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, assert_never

from msgspec.structs import replace

from contracts.codes import reason
from contracts.common import Operation, Reason, RuleEvaluated
from contracts.customs import Verdict
from contracts.customs_clearance import Claim, Slot
from customs.clearance.on_file import Document
from customs.rules import Evaluated, failed, passed

RECORDED, DRAFT = "2", "1"


@dataclass(frozen=True, slots=True)
class Codes:
    """The published codes of one document type for what its state forbids."""

    exists: str
    unknown: str
    engaged: str
    stale: str
    no_operation: str


ORDER = Codes(exists="-301010", unknown="-301009", engaged="-301011", stale="-301014", no_operation="-301012")
PAYMENT = Codes(exists="-401007", unknown="-401006", engaged="-401008", stale="-401012", no_operation="-401010")
WAYBILL = Codes(exists="-504015", unknown="-504014", engaged="-504016", stale="-504016", no_operation="-504014")
LIST = Codes(exists="-621004", unknown="-621011", engaged="-621012", stale="-621012", no_operation="-621001")


class OnRecord(Enum):
    """What is on file under the business key, as far as it decides what may be done."""

    NOTHING = "nothing that counts"
    FREE = "a document that counts and may be changed"
    AT_FAULT = "a document refused with 100: it may be changed or sent again"
    ENGAGED = "a document of an accepted declaration"


class Ruling(NamedTuple):
    """What becomes of a submission. `recorded`: it takes effect; otherwise only its answer is remembered."""

    verdict: Verdict
    return_status: str
    reasons: tuple[Reason, ...] = ()
    rules: tuple[RuleEvaluated, ...] = ()
    recorded: bool = False


STATE_PASSED = Evaluated(passed("STA-01", "STA-02"))
ROOM_FOUND = Evaluated(passed("STA-04"))


def rule_on(
    document: Document,
    *,
    codes: Codes,
    slot: Slot | None,
    on_record: OnRecord,
    parameters: Callable[[], Evaluated],
    registered: Callable[[], Evaluated],
    limit: Callable[[], Evaluated] = Evaluated,
) -> Ruling:
    """Return the ruling on a submission that is no repetition."""
    if document.draft:
        return Ruling(Verdict.ACCEPTED, DRAFT)
    deletes = document.operation is Operation.DELETE
    checked = Evaluated() if deletes else parameters()
    if not checked.reasons and not deletes:
        checked += registered()
    if not checked.reasons:
        checked += check_state(document, codes=codes, app_time=slot.app_time if slot else "", on_record=on_record)
    if not checked.reasons and not deletes:
        checked += limit()
    if checked.reasons:
        return Ruling(Verdict.REJECTED, checked.reasons[0].code, checked.reasons, checked.rules)
    return Ruling(Verdict.ACCEPTED, RECORDED, rules=checked.rules, recorded=True)


def check_state(document: Document, *, codes: Codes, app_time: str, on_record: OnRecord) -> Evaluated:
    """STA-01: not older (appTime) than what was recorded. STA-02: the operation fits what is on file."""
    number = document.order_no
    if document.app_time < app_time:
        return failed(reason("STA-01", codes.stale, number))
    code = forbidden(document.operation, on_record, codes)
    return STATE_PASSED if code is None else Evaluated(passed("STA-01")) + failed(reason("STA-02", code, number))


def forbidden(operation: Operation, on_record: OnRecord, codes: Codes) -> str | None:
    """STA-02: return the code that forbids an operation, or None (codes of specification 202205)."""
    match operation:
        case Operation.ADD:
            return None if on_record in (OnRecord.NOTHING, OnRecord.AT_FAULT) else codes.exists
        case Operation.CHANGE | Operation.DELETE:
            if on_record is OnRecord.NOTHING:
                return codes.unknown
            return codes.engaged if on_record is OnRecord.ENGAGED else None
        case Operation.UNKNOWN:
            return codes.no_operation
        case _:
            assert_never(operation)


def check_room(document: Document, code: str, *, has_room: bool) -> Evaluated:
    """STA-04: an order number has so many payments and waybills at most, that its folder cannot grow without end."""
    if has_room:
        return ROOM_FOUND
    said = f"orderNo（订单 {document.order_no} 的单证数量已达上限）", f"orderNo: order {document.order_no} has no room"
    return failed(reason("STA-04", code, *said))


def on_record(slot: Slot | None) -> OnRecord:
    """Return what a slot of an order, payment or waybill holds."""
    if slot is None or slot.on_file is None:
        return OnRecord.NOTHING
    if slot.engaged_by is not None:
        return OnRecord.ENGAGED
    return OnRecord.AT_FAULT if slot.at_fault else OnRecord.FREE


def answered(slot: Slot | None, document: Document, ruling: Ruling, *, issuer_code: str, number: str) -> Slot:
    """Return the slot with the answer to a submission that has no further effect: a rejection or a draft."""
    if slot is None:
        return Slot(
            issuer_code=issuer_code,
            number=number,
            document_id=document.document_id,
            content_digest=document.content_digest,
            return_status=ruling.return_status,
            reasons=ruling.reasons,
            accepted_at_ms=document.accepted_at_ms,
            app_time="",
            at_fault=False,
            claim=Claim.NONE,
            awaiting=(),
        )
    return replace(
        slot,
        document_id=document.document_id,
        content_digest=document.content_digest,
        return_status=ruling.return_status,
        reasons=ruling.reasons,
        accepted_at_ms=document.accepted_at_ms,
    )


def recorded(
    slot: Slot | None, document: Document, on_file: bytes | None, *, issuer_code: str, number: str, claim: Claim
) -> Slot:
    """Return the slot with a submission that took effect; `on_file` None after a deletion."""
    return Slot(
        issuer_code=issuer_code,
        number=number,
        document_id=document.document_id,
        content_digest=document.content_digest,
        return_status="" if claim is Claim.PENDING else RECORDED,
        reasons=(),
        accepted_at_ms=document.accepted_at_ms,
        app_time=document.app_time,
        on_file=on_file,
        at_fault=False,
        claim=claim,
        awaiting=slot.awaiting if slot else (),
    )
