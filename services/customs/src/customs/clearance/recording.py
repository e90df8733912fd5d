"""
What becomes of one submitted document: draft, stale data, and add, change or delete against what is on file.

Repetitions are recognised before, in `verdicts`.

Check order: digest, draft, parameters, registers, clock and state, and last the limit per transaction of a list or the
room for another number (import path, "Documents"). Of a deletion, which names its document only by number, clock and
state are checked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple, assert_never

from msgspec.structs import replace

from agency.rules import Evaluated, failed, passed
from contracts.codes import reason
from contracts.common import Operation, Reason, RuleEvaluated, Verdict
from contracts.customs_clearance import Awaiting, Claim, Slot
from customs.clearance.on_file import Document
from customs.reference import time_of

RECORDED, DRAFT = "2", "1"


@dataclass(frozen=True, slots=True)
class Codes:
    """The published codes of one document type for what its state forbids."""

    exists: str
    unknown: str
    engaged: str
    stale: str
    no_operation: str
    parameters: str


ORDER = Codes("-301010", "-301009", engaged="-301011", stale="-301014", no_operation="-301012", parameters="-301008")
PAYMENT = Codes("-401007", "-401006", engaged="-401008", stale="-401012", no_operation="-401010", parameters="-401009")
WAYBILL = Codes("-504015", "-504014", engaged="-504016", stale="-504016", no_operation="-504014", parameters="-504011")
LIST = Codes("-621004", "-621011", engaged="-621012", stale="-621012", no_operation="-621001", parameters="-621001")


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


ADD: Final = Operation.ADD
DELETE: Final = Operation.DELETE
ACCEPTED: Final = Verdict.ACCEPTED
NOTHING: Final = OnRecord.NOTHING
PENDING: Final = Claim.PENDING
"""Named once: a member costs its enumeration a look-up at every use."""

MAY_BE_ADDED = (OnRecord.NOTHING, OnRecord.AT_FAULT)
"""STA-02: what may be on file under the key of a document that is added."""

IN_TIME = Evaluated(passed("STA-05"))
STATE_PASSED = Evaluated(passed("STA-05", "STA-01", "STA-02"))
ROOM_FOUND = Evaluated(passed("STA-04"))


def rule_on(
    document: Document,
    *,
    codes: Codes,
    slot: Slot | None,
    on_record: OnRecord,
    ahead_ms: int,
    parameters: Callable[[], Evaluated],
    registered: Callable[[], Evaluated],
    limit: Callable[[], Evaluated] = Evaluated,
) -> Ruling:
    """Return the ruling on a submission that is no repetition. ahead_ms: how far a sender's clock may be ahead."""
    if document.draft:
        return Ruling(Verdict.ACCEPTED, DRAFT)
    if document.operation is DELETE:
        checked = check_state(document, codes=codes, slot=slot, on_record=on_record, ahead_ms=ahead_ms)
        return rejected(checked.reasons, checked.rules) if checked.reasons else recordable(checked.rules)
    checked = parameters()
    rules = checked.rules
    if not checked.reasons:
        checked = registered()
        rules += checked.rules
    if not checked.reasons:
        checked = check_state(document, codes=codes, slot=slot, on_record=on_record, ahead_ms=ahead_ms)
        rules += checked.rules
    if not checked.reasons:
        checked = limit()
        rules += checked.rules
    return rejected(checked.reasons, rules) if checked.reasons else recordable(rules)


def rejected(reasons: tuple[Reason, ...], rules: tuple[RuleEvaluated, ...]) -> Ruling:
    """Return the ruling on what a rule refuses: the first reason is its answer."""
    return Ruling(Verdict.REJECTED, reasons[0].code, reasons, rules)


def recordable(rules: tuple[RuleEvaluated, ...]) -> Ruling:
    """Return the ruling on what passes every rule and takes effect."""
    return Ruling(ACCEPTED, RECORDED, (), rules, recorded=True)


def check_state(
    document: Document, *, codes: Codes, slot: Slot | None, on_record: OnRecord, ahead_ms: int
) -> Evaluated:
    """STA-05: not from the future. STA-01: not older than what was recorded. STA-02: it fits what is on file."""
    checked = check_clock(document, codes.parameters, ahead_ms)
    if checked.reasons:
        return checked
    number = document.order_no
    if slot is not None and is_older(document, slot):
        return checked + failed(reason("STA-01", codes.stale, number))
    code = forbidden(document.operation, on_record, codes)
    return (
        STATE_PASSED if code is None else checked + Evaluated(passed("STA-01")) + failed(reason("STA-02", code, number))
    )


def check_clock(document: Document, code: str, ahead_ms: int) -> Evaluated:
    """STA-05: appTime is at most so far ahead of the acceptance; beyond that a clock is wrong (own decision)."""
    if document.app_time <= time_of(document.accepted_at_ms + ahead_ms):
        return IN_TIME
    now = time_of(document.accepted_at_ms)
    said = (
        f"appTime 晚于受理时间 {now}，请校准时钟",
        f"appTime is ahead of the time of acceptance, {now}: set the clock",
    )
    return failed(reason("STA-05", code, *said))


def is_older(document: Document, slot: Slot) -> bool:
    """
    STA-01: whether appTime is before that of what was recorded (codes of specification 202205).

    An appTime that is ahead counts as the time of its own acceptance, of what was recorded and of what comes: a clock
    put right, though not to the second, would find its number blocked. So what is accepted later is never older for
    having been ahead less.
    """
    recorded_at = min(slot.app_time, time_of(slot.recorded_at_ms))
    return min(document.app_time, time_of(document.accepted_at_ms)) < recorded_at


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


def check_room(document: Document, code: str, *, has_room: bool) -> Evaluated:
    """STA-04: an order number has so many payments and waybills at most, that its folder cannot grow without end."""
    if has_room:
        return ROOM_FOUND
    said = f"orderNo（订单 {document.order_no} 的单证数量已达上限）", f"orderNo: order {document.order_no} has no room"
    return failed(reason("STA-04", code, *said))


def on_record(slot: Slot | None) -> OnRecord:
    """Return what a slot of an order, payment or waybill holds."""
    if slot is None or slot.on_file is None:
        return NOTHING
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
            recorded_at_ms=0,
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
    slot: Slot | None,
    document: Document,
    on_file: bytes | None,
    *,
    issuer_code: str,
    number: str,
    claim: Claim,
    awaiting: tuple[Awaiting, ...] = (),
) -> Slot:
    """Return the slot with a submission that took effect; `on_file` None after a deletion. awaiting: what waits too."""
    return Slot(
        issuer_code=issuer_code,
        number=number,
        document_id=document.document_id,
        content_digest=document.content_digest,
        return_status="" if claim is PENDING else RECORDED,
        reasons=(),
        accepted_at_ms=document.accepted_at_ms,
        app_time=document.app_time,
        recorded_at_ms=document.accepted_at_ms,
        on_file=on_file,
        at_fault=False,
        claim=claim,
        awaiting=slot.awaiting + awaiting if slot else awaiting,
    )
