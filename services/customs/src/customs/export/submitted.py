"""The steps for order, receipt of payment and list: each judged by itself, then laid in its case."""

from typing import Any

from agency.judging import DELETE, Judge, Judged, judgement
from contracts.common import Judgement, Submission
from contracts.customs import ClaimAction, DocumentJudged, WithdrawalCause
from contracts.customs_export import Stage
from contracts.document import Document
from contracts.documents import EXPORT_LIST, EXPORT_ORDER, EXPORT_RECEIPT
from contracts.topics import CUSTOMS_EXPORT_DOCUMENTS
from contracts.trade import ExportListSubmitted, ExportOrderSubmitted, ExportReceiptSubmitted
from customs import reference
from customs.export import declaring, judging, keeping, lifecycle, receipts, sweeping
from customs.export.case import CaseDesk, place_of
from customs.export.judging import Around
from customs.rules import RULES_VERSION
from customs.rules.export import amounts
from customs.rules.export.registers import on_date
from mesh.declared.keys import order_key
from mesh.declared.processor import NOTHING, Context, Effects, State


def order(state: State, document: ExportOrderSubmitted, context: Context) -> Effects:
    """Judge an order; one that is recorded may be the one that a list waits for."""
    desk = _desk(state, document, context)
    judged = _judged(desk, judging.ORDER, document, desk.case.order)
    if judged is None:
        return NOTHING
    _tell(desk, EXPORT_ORDER, document, judged)
    desk.put(order=judged.kept)
    if judged.ruling.recorded:
        desk.put(order_on_file=None if document.operation is DELETE else keeping.order(document))
        receipts.conclude(desk)
        declaring.attempt(desk)
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def receipt(state: State, document: ExportReceiptSubmitted, context: Context) -> Effects:
    """Judge a receipt of payment, and compare it with its order once that is there."""
    desk = _desk(state, document, context)
    judged = _judged(desk, judging.RECEIPT, document, desk.case.receipt)
    if judged is None:
        return NOTHING
    told = _tell(desk, EXPORT_RECEIPT, document, judged)
    desk.put(receipt=judged.kept)
    if judged.ruling.recorded:
        desk.put(receipt_on_file=None if document.operation is DELETE else keeping.receipt(document, told))
        receipts.conclude(desk)
        declaring.attempt(desk)
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def listed(state: State, document: ExportListSubmitted, context: Context) -> Effects:
    """Judge a list; one that is recorded is declared, replaces the one that is, or takes that back with a deletion."""
    desk = _desk(state, document, context)
    former = desk.case.list
    judged = _judged(desk, judging.LIST, document, former)
    if judged is None:
        return NOTHING
    if desk.case.pre_entry_no is None or (judged.ruling.recorded and _is_ended(desk)):
        desk.put(pre_entry_no=desk.draw(f"B{reference.date_of(document.accepted_at_ms).replace('-', '')}"))
    _tell(desk, EXPORT_LIST, document, judged, desk.case.pre_entry_no)
    if not judged.ruling.recorded:
        desk.put(list=judged.kept)
    elif document.operation is DELETE:
        declaring.take_back(desk, WithdrawalCause.DELETED)
        desk.put(list=judged.kept)
    else:
        _declare(desk, document, judged.kept)
    sweeping.arm(desk, document.accepted_at_ms)
    return desk.effects()


def _declare(desk: CaseDesk, document: ExportListSubmitted, kept: Submission) -> None:
    """Lay a list on file, with its claim of the waybill number that it names, and declare it."""
    former, was = desk.case.list_on_file, desk.case.stage
    lookup = on_date(desk.registers, reference.date_of(document.accepted_at_ms))
    total = sum([line.total_price_e5 for line in document.lines])
    value = amounts.value(total, document.lines[0].currency_code, lookup)
    declared = keeping.listed(document, value.cny_e5 or 0)
    if former is not None and was is Stage.DECIDING:
        lifecycle.withdrawn(desk, WithdrawalCause.LIST_CHANGED)
    if former is None or _waybill(former.content) != _waybill(declared.content):
        if former is not None:
            lifecycle.claim(desk, ClaimAction.FREE, former)
        lifecycle.claim(desk, ClaimAction.CLAIM, declared)
        desk.put(waybill=None, **declaring.UNMOVED)
    desk.put(list=kept, list_on_file=declared)
    declaring.declare(desk, document.document_id)


def _waybill(content: Any) -> tuple[str, str]:
    return content.carrier_code, order_key(content.waybill_no)


def _is_ended(desk: CaseDesk) -> bool:
    """Whether the list before has come to its end, so that the next has a preNo of its own."""
    return desk.case.stage in (Stage.REFUSED, Stage.WITHDRAWN)


def _desk(state: State, document: Any, context: Context) -> CaseDesk:
    place = place_of(document.platform_code, document.merchant_code)
    return CaseDesk(state, context, context.key.decode(), place)


def _judged(desk: CaseDesk, judge: Judge, document: Any, former: Submission | None) -> Judged | None:
    date = reference.date_of(document.accepted_at_ms)
    return judge.rule_on(document, former, desk.context.cause_id, Around(desk.case, desk.registers, date))


def _tell(desk: CaseDesk, form: Document, document: Any, judged: Judged, pre_entry_no: str | None = None) -> Judgement:
    told = judgement(form, document, judged.ruling, RULES_VERSION, pre_entry_no)
    desk.emit(CUSTOMS_EXPORT_DOCUMENTS, DocumentJudged(judgement=told))
    return told
