"""
The steps for submitted documents: order, payment, waybill, list, cancellation.

Each answers its document once (`DocumentJudged`). A payment or waybill that claims a number is answered when `numbers`
has answered (`answers`); the match does not wait for that.
"""

from msgspec.structs import replace

from contracts.common import Operation
from contracts.customs import ClaimAction, NumberKind, Verdict, WithdrawalCause
from contracts.customs_clearance import Awaiting, Claim, Declaration, Slot, Stage
from contracts.trade import CancellationSubmitted, ListSubmitted, OrderSubmitted, PaymentSubmitted, WaybillSubmitted
from customs import reference
from customs.clearance import declaring, lifecycle, limits, on_file, recording, sweeping, verdicts
from customs.clearance.desk import Desk, find_slot, with_slot
from customs.clearance.documents import cancellation as cancellation_rules
from customs.clearance.documents import list as list_rules
from customs.clearance.documents import order as order_rules
from customs.clearance.documents import payment as payment_rules
from customs.clearance.documents import waybill as waybill_rules
from customs.clearance.gathering import Papers, gather
from customs.clearance.recording import OnRecord, Ruling
from customs.reasons import reason
from customs.rules import Evaluated, failed, passed
from mesh.keys import order_key
from mesh.processor import Context, Effects, State


def order(state: State, document: OrderSubmitted, context: Context) -> Effects:
    """Record an order (CEB311) and match its case if it completes it."""
    desk = Desk(state, context)
    case = desk.case(document.platform_code)
    if verdicts.repeat(desk, document, case.order):
        return desk.effects()
    ruling = recording.rule_on(
        document,
        codes=recording.ORDER,
        slot=case.order,
        on_record=recording.on_record(case.order),
        parameters=lambda: order_rules.PARAMETERS.evaluate(document),
    )
    verdicts.judge(desk, document, ruling)
    names = {"issuer_code": document.platform_code, "number": order_key(document.order_no)}
    if ruling.recorded:
        kept = None if document.operation is Operation.DELETE else on_file.encode(on_file.of_order(document))
        slot = recording.recorded(case.order, document, kept, claim=Claim.NONE, **names)
    else:
        slot = recording.answered(case.order, document, ruling, **names)
    case = replace(case, order=slot)
    desk.put_case(case)
    if ruling.recorded:
        declaring.attempt(desk, case)
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def payment(state: State, document: PaymentSubmitted, context: Context) -> Effects:
    """Record a payment (CEB411), claim its number and match its case if it completes it."""
    desk = Desk(state, context)
    case = desk.case(document.platform_code)
    issuer, number = document.payment_institution_code, order_key(document.payment_no)
    slot = find_slot(case.payments, issuer, number)
    if slot is not None and _repeats(desk, document, slot):
        return desk.effects()
    ruling = recording.rule_on(
        document,
        codes=recording.PAYMENT,
        slot=slot,
        on_record=recording.on_record(slot),
        parameters=lambda: payment_rules.PARAMETERS.evaluate(document),
    )
    kept = on_file.encode(on_file.of_payment(document)) if ruling.recorded else None
    slot = _file(desk, document, ruling, slot, kept, NumberKind.PAYMENT, issuer, number, document.platform_code)
    case = replace(case, payments=with_slot(case.payments, slot))
    desk.put_case(case)
    if ruling.recorded:
        declaring.attempt(desk, case)
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def waybill(state: State, document: WaybillSubmitted, context: Context) -> Effects:
    """Record a waybill (CEB511), claim its number and match whichever case names it."""
    desk = Desk(state, context)
    issuer, number = document.carrier_code, order_key(document.waybill_no)
    slot = find_slot(desk.folder.waybills, issuer, number)
    if slot is not None and _repeats(desk, document, slot):
        return desk.effects()
    ruling = recording.rule_on(
        document,
        codes=recording.WAYBILL,
        slot=slot,
        on_record=recording.on_record(slot),
        parameters=lambda: waybill_rules.PARAMETERS.evaluate(document),
    )
    kept = on_file.encode(on_file.of_waybill(document)) if ruling.recorded else None
    desk.put_waybill(_file(desk, document, ruling, slot, kept, NumberKind.WAYBILL, issuer, number, None))
    if ruling.recorded:
        for case in desk.folder.cases:
            declaring.attempt(desk, case)
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def _file(
    desk: Desk,
    document: PaymentSubmitted | WaybillSubmitted,
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
    raw = document.payment_no if isinstance(document, PaymentSubmitted) else document.waybill_no
    deletes = document.operation is Operation.DELETE
    lifecycle.request_number(
        desk,
        ClaimAction.FREE if deletes else ClaimAction.CLAIM,
        kind,
        issuer,
        raw,
        document_id=document.document_id,
        platform_code=platform,
        at_ms=document.accepted_at_ms,
    )
    if deletes:
        verdicts.judge(desk, document, ruling)
        return recording.recorded(slot, document, None, issuer_code=issuer, number=number, claim=Claim.NONE)
    filed = recording.recorded(slot, document, kept, issuer_code=issuer, number=number, claim=Claim.PENDING)
    return replace(filed, awaiting=(*filed.awaiting, verdicts.awaiting(document, repeated=False)))


def _repeats(desk: Desk, document: PaymentSubmitted | WaybillSubmitted, slot: Slot) -> bool:
    """Answer a repetition; one whose original has no answer yet waits with it. Return whether it is one."""
    original = verdicts.original(slot, document)
    if original is None:
        return False
    if original.return_status:
        verdicts.duplicate(desk, document, original)
        return True
    waits: Awaiting = verdicts.awaiting(document, repeated=True)
    slot = replace(slot, awaiting=(*slot.awaiting, waits))
    if isinstance(document, WaybillSubmitted):
        desk.put_waybill(slot)
    else:
        case = desk.case(document.platform_code)
        desk.put_case(replace(case, payments=with_slot(case.payments, slot)))
    return True


def import_list(state: State, document: ListSubmitted, context: Context) -> Effects:
    """Record an import list (CEB621), give it its preNo, and match it; a change of an accepted one amends it."""
    desk = Desk(state, context)
    case = desk.case(document.platform_code)
    former = desk.declaration(case.declaration_id)
    given = case.pre_entry_no or (former.pre_entry_no if former else None)
    if verdicts.repeat(desk, document, case.list, pre_entry_no=given):
        return desk.effects()
    date = reference.date_of(document.accepted_at_ms)
    declaration_id = lifecycle.declaration_id(document.platform_code, desk.key, document.document_id)
    ruling = recording.rule_on(
        document,
        codes=recording.LIST,
        slot=case.list,
        on_record=_list_on_record(former, document.operation, known=desk.declaration(declaration_id) is not None),
        parameters=lambda: list_rules.PARAMETERS.evaluate(document),
        limit=lambda: _check_limit(desk, document, date),
    )
    living = former if former is not None and not _is_ended(former) else None
    pre_entry_no = living.pre_entry_no if living else case.pre_entry_no or desk.draw(f"B{date.replace('-', '')}")
    verdicts.judge(desk, document, ruling, pre_entry_no=pre_entry_no)
    names = {"issuer_code": document.merchant_code, "number": document.cop_no or ""}
    if not ruling.recorded:
        kept_no = case.pre_entry_no if living else pre_entry_no
        slot = recording.answered(case.list, document, ruling, **names)
        desk.put_case(replace(case, list=slot, pre_entry_no=kept_no))
    elif document.operation is Operation.DELETE:
        papers = gather(desk.folder, case)
        if former is not None and papers is not None:
            declaring.cancel(desk, case, former, papers, WithdrawalCause.DELETED)
        slot = recording.recorded(case.list, document, None, claim=Claim.NONE, **names)
        desk.put_case(replace(desk.case(case.platform_code), list=slot))
    else:
        papers = gather(desk.folder, case)
        kept = on_file.encode(on_file.of_list(document))
        slot = recording.recorded(case.list, document, kept, claim=Claim.NONE, **names)
        deadline = document.accepted_at_ms + reference.match_deadline_ms(desk.registers, date)
        if living is None:
            declaration = _new(declaration_id, document.platform_code, pre_entry_no, deadline)
            desk.put_case(replace(case, list=slot, pre_entry_no=None, declaration_id=declaration_id))
            _declare(desk, document.platform_code, declaration)
        else:
            _change(desk, document.platform_code, slot, living, papers, deadline)
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def _declare(desk: Desk, platform: str, declaration: Declaration) -> None:
    """Match a declaration or let it wait until its deadline."""
    desk.put_declaration(declaration)
    if not declaring.attempt(desk, desk.case(platform)):
        desk.wake(declaration.deadline_at_ms)


def _change(desk: Desk, platform: str, slot: Slot, former: Declaration, papers: Papers | None, deadline: int) -> None:
    """Replace the list: a new revision, which amends an accepted one, or takes it back if documents are missing now."""
    changed = replace(
        former,
        revision=former.revision + 1,
        stage=Stage.WAITING,
        return_status=declaring.WAITING,
        deadline_at_ms=deadline,
        sought=(),
        found_elsewhere=(),
    )
    was_accepted = former.stage is not Stage.WAITING
    if was_accepted and papers is not None:
        declaring.release(desk, desk.case(platform), papers, frozenset())
    desk.put_case(replace(desk.case(platform), list=slot, pre_entry_no=None))
    desk.put_declaration(changed)
    if declaring.attempt(desk, desk.case(platform), amends=was_accepted):
        return
    if was_accepted and papers is not None:
        taken_back = replace(former, deadline_at_ms=deadline)
        declaring.wait_again(desk, desk.case(platform), taken_back, papers, WithdrawalCause.DELETED)
    else:
        desk.wake(deadline)


def _new(declaration_id: str, platform: str, pre_entry_no: str, deadline_at_ms: int) -> Declaration:
    return Declaration(
        declaration_id=declaration_id,
        platform_code=platform,
        revision=1,
        stage=Stage.WAITING,
        return_status=declaring.WAITING,
        pre_entry_no=pre_entry_no,
        deadline_at_ms=deadline_at_ms,
        closes_at_ms=0,
        **declaring.UNDECIDED,
    )


def _check_limit(desk: Desk, document: ListSubmitted, date: str) -> Evaluated:
    """LIM-02 to LIM-06 on a list that is otherwise in order."""
    purchase = limits.Purchase(
        document.lines, document.freight_cny_e5, document.insurance_cny_e5, document.cop_no or document.order_no
    )
    return limits.evaluate(purchase, reference.single_limit(desk.registers, date)).evaluated


def _is_open(declaration: Declaration) -> bool:
    """Whether a list may be changed: at 2, 120 and 300 (import path)."""
    if declaration.stage is Stage.HELD:
        return declaration.return_status == "300"
    return declaration.stage in (Stage.WAITING, Stage.DECIDING)


def _is_ended(declaration: Declaration) -> bool:
    """Whether another list may take its place: after 100, a cancellation or a deletion."""
    return declaration.stage is Stage.WITHDRAWN or declaration.return_status == declaring.REFUSED


def _list_on_record(declaration: Declaration | None, operation: Operation, *, known: bool) -> OnRecord:
    """
    Return what is on file as a list. It lives until 100, a cancellation or its deletion.

    known: this very document was declared before under this case; it is not declared again.
    """
    if declaration is None:
        return OnRecord.NOTHING
    match operation:
        case Operation.ADD:
            return OnRecord.NOTHING if _is_ended(declaration) and not known else OnRecord.FREE
        case Operation.CHANGE:
            return OnRecord.FREE if _is_open(declaration) else OnRecord.ENGAGED
        case _:
            return OnRecord.FREE if declaration.stage is Stage.WAITING else OnRecord.ENGAGED


def cancellation(state: State, document: CancellationSubmitted, context: Context) -> Effects:
    """Cancel a list (CEB623) at 2, 120 or 300; code -623003 if it is unknown, -623005 if its state forbids it."""
    desk = Desk(state, context)
    case = desk.case(document.platform_code)
    declaration = desk.declaration(case.declaration_id)
    pre_entry_no = declaration.pre_entry_no if declaration else None
    if verdicts.repeat(desk, document, case.cancellation, pre_entry_no=pre_entry_no):
        return desk.effects()
    papers = gather(desk.folder, case)
    named = declaration is not None and _names(document, declaration, case.list)
    ruling = _rule_on_cancellation(document, declaration if named else None)
    verdicts.judge(desk, document, ruling, pre_entry_no=pre_entry_no if named else None)
    if ruling.recorded and declaration is not None and papers is not None:
        ref = verdicts.ref(document)
        declaring.cancel(desk, case, declaration, papers, WithdrawalCause.CANCELLED, ref)
    case = desk.case(document.platform_code)
    names = {"issuer_code": document.merchant_code, "number": document.cop_no or ""}
    desk.put_case(replace(case, cancellation=recording.answered(case.cancellation, document, ruling, **names)))
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def _rule_on_cancellation(document: CancellationSubmitted, declaration: Declaration | None) -> Ruling:
    if document.draft:
        return Ruling(Verdict.ACCEPTED, recording.DRAFT)
    checked = cancellation_rules.PARAMETERS.evaluate(document)
    if not checked.reasons:
        checked += check_cancellable(declaration, document.list_no)
    if checked.reasons:
        return Ruling(Verdict.REJECTED, checked.reasons[0].code, checked.reasons, checked.rules)
    return Ruling(Verdict.ACCEPTED, recording.RECORDED, rules=checked.rules, recorded=True)


def check_cancellable(declaration: Declaration | None, list_no: str) -> Evaluated:
    """STA-03: a cancellation names a list that exists (-623003) and is at 2, 120 or 300 (-623005)."""
    if declaration is None:
        return failed(reason("STA-03", "-623003", list_no))
    return Evaluated(passed("STA-03")) if _is_open(declaration) else failed(reason("STA-03", "-623005", list_no))


def _names(document: CancellationSubmitted, declaration: Declaration, listed: Slot | None) -> bool:
    """Whether the cancellation means this list: by invtNo or, before it has one, by preNo or copNo."""
    if document.list_no in (declaration.list_no, declaration.pre_entry_no):
        return True
    if declaration.list_no is not None:
        return False
    same_cop_no = listed is not None and listed.number != "" and listed.number == document.cop_no
    return document.pre_entry_no == declaration.pre_entry_no or same_cop_no
