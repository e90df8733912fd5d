"""
The steps for orders, payments and waybills; lists and cancellations are in `listing` and `cancelling`.

Each answers its document once (`DocumentJudged`). A payment or waybill that claims a number is answered when `numbers`
has answered (`answers`); the match does not wait for that.
"""

from typing import Final

from msgspec.structs import replace

from contracts.customs import ClaimAction, NumberKind
from contracts.customs_clearance import Awaiting, Claim, Slot
from contracts.trade import ImportOrderSubmitted, ImportPaymentSubmitted, ImportWaybillSubmitted
from customs import reference
from customs.clearance import declaring, lifecycle, on_file, parties, recording, registration, sweeping, verdicts
from customs.clearance.desk import Desk, find_slot, with_slot
from customs.clearance.documents import order as order_rules
from customs.clearance.documents import payment as payment_rules
from customs.clearance.documents import waybill as waybill_rules
from customs.clearance.recording import DELETE, PENDING, Ruling
from mesh.keys import order_key

NO_CLAIM: Final = Claim.NONE
PAYMENT: Final = NumberKind.PAYMENT
WAYBILL: Final = NumberKind.WAYBILL
CLAIM: Final = ClaimAction.CLAIM


def order(desk: Desk, document: ImportOrderSubmitted) -> None:
    """Record an order (CEB311) and match its case if it completes it."""
    case = desk.case(document.platform_code)
    if verdicts.repeat(desk, document, case.order):
        return
    date = reference.date_of(document.accepted_at_ms)
    ruling = recording.rule_on(
        document,
        codes=recording.ORDER,
        slot=case.order,
        on_record=parties.own(document, case.order, recording.on_record(case.order)),
        ahead_ms=reference.ahead_ms(desk.registers, date),
        parameters=lambda: order_rules.PARAMETERS.evaluate(document),
        registered=lambda: registration.enterprises_are_registered(document, desk.registers, date),
    )
    verdicts.judge(desk, document, ruling)
    issuer, number = document.platform_code, order_key(document.order_no)
    if ruling.recorded:
        kept = None if document.operation is DELETE else on_file.encode(on_file.of_order(document))
        slot = recording.recorded(case.order, document, kept, issuer_code=issuer, number=number, claim=NO_CLAIM)
    else:
        slot = recording.answered(case.order, document, ruling, issuer_code=issuer, number=number)
    case = replace(case, order=slot)
    desk.put_case(case)
    if ruling.recorded:
        declaring.attempt(desk, case)
    sweeping.arm(desk, document.accepted_at_ms)


def payment(desk: Desk, document: ImportPaymentSubmitted) -> None:
    """Record a payment (CEB411), claim its number and match its case if it completes it."""
    case = desk.case(document.platform_code)
    issuer, number = document.payment_institution_code, order_key(document.payment_no)
    slot = find_slot(case.payments, issuer, number)
    if slot is not None and _repeats(desk, document, slot):
        return
    date = reference.date_of(document.accepted_at_ms)
    has_room = slot is not None or len(case.payments) < reference.payments_per_order(desk.registers, date)
    ruling = recording.rule_on(
        document,
        codes=recording.PAYMENT,
        slot=slot,
        on_record=recording.on_record(slot),
        ahead_ms=reference.ahead_ms(desk.registers, date),
        parameters=lambda: payment_rules.PARAMETERS.evaluate(document),
        registered=lambda: registration.enterprises_are_registered(document, desk.registers, date),
        limit=lambda: recording.check_room(document, "-401009", has_room=has_room),
    )
    if not has_room:
        _unfiled(desk, document, ruling)
        return
    kept = on_file.encode(on_file.of_payment(document)) if ruling.recorded else None
    slot = _file(desk, document, ruling, slot, kept, PAYMENT, issuer, number, document.platform_code)
    case = replace(case, payments=with_slot(case.payments, slot))
    desk.put_case(case)
    if ruling.recorded:
        declaring.attempt(desk, case)
    sweeping.arm(desk, document.accepted_at_ms)


def waybill(desk: Desk, document: ImportWaybillSubmitted) -> None:
    """Record a waybill (CEB511), claim its number and match whichever case names it."""
    issuer, number = document.carrier_code, order_key(document.waybill_no)
    slot = find_slot(desk.folder.waybills, issuer, number)
    if slot is not None and _repeats(desk, document, slot):
        return
    date = reference.date_of(document.accepted_at_ms)
    has_room = slot is not None or len(desk.folder.waybills) < reference.waybills_per_order(desk.registers, date)
    ruling = recording.rule_on(
        document,
        codes=recording.WAYBILL,
        slot=slot,
        on_record=recording.on_record(slot),
        ahead_ms=reference.ahead_ms(desk.registers, date),
        parameters=lambda: waybill_rules.PARAMETERS.evaluate(document),
        registered=lambda: registration.enterprises_are_registered(document, desk.registers, date),
        limit=lambda: recording.check_room(document, "-504011", has_room=has_room),
    )
    if not has_room:
        _unfiled(desk, document, ruling)
        return
    kept = on_file.encode(on_file.of_waybill(document)) if ruling.recorded else None
    desk.put_waybill(_file(desk, document, ruling, slot, kept, WAYBILL, issuer, number, None))
    if ruling.recorded:
        for case in desk.folder.cases:
            declaring.attempt(desk, case)
    sweeping.arm(desk, document.accepted_at_ms)


def _unfiled(desk: Desk, document: ImportPaymentSubmitted | ImportWaybillSubmitted, ruling: Ruling) -> None:
    """Answer a document for which its order number has no room; not even the answer is remembered."""
    verdicts.judge(desk, document, ruling)


def _file(
    desk: Desk,
    document: ImportPaymentSubmitted | ImportWaybillSubmitted,
    ruling: Ruling,
    slot: Slot | None,
    kept: bytes | None,
    kind: NumberKind,
    issuer: str,
    number: str,
    platform: str | None,
) -> Slot:
    """Return the slot of a numbered document; claim its number, or free it after a deletion."""
    if not ruling.recorded:
        verdicts.judge(desk, document, ruling)
        return recording.answered(slot, document, ruling, issuer_code=issuer, number=number)
    raw = document.payment_no if isinstance(document, ImportPaymentSubmitted) else document.waybill_no
    deletes = document.operation is DELETE
    lifecycle.request_number(
        desk,
        ClaimAction.FREE if deletes else CLAIM,
        kind,
        issuer,
        raw,
        document_id=document.document_id,
        platform_code=platform,
        at_ms=document.accepted_at_ms,
    )
    if deletes:
        verdicts.judge(desk, document, ruling)
        return recording.recorded(slot, document, None, issuer_code=issuer, number=number, claim=NO_CLAIM)
    waits = verdicts.awaiting(document, repeated=False)
    return recording.recorded(slot, document, kept, issuer_code=issuer, number=number, claim=PENDING, awaiting=(waits,))


def _repeats(desk: Desk, document: ImportPaymentSubmitted | ImportWaybillSubmitted, slot: Slot) -> bool:
    """Answer a repetition; one whose original has no answer yet waits with it. Return whether it is one."""
    original = verdicts.original(slot, document)
    if original is None:
        return False
    if original.return_status:
        verdicts.duplicate(desk, document, original)
        return True
    waits: Awaiting = verdicts.awaiting(document, repeated=True)
    slot = replace(slot, awaiting=(*slot.awaiting, waits))
    if isinstance(document, ImportWaybillSubmitted):
        desk.put_waybill(slot)
    else:
        case = desk.case(document.platform_code)
        desk.put_case(replace(case, payments=with_slot(case.payments, slot)))
    return True
