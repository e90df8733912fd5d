"""The one answer to every submitted document: `DocumentJudged`, at once or when `numbers` has answered."""

from typing import NamedTuple

from agency.rules import passed
from contracts.common import DocumentRef, DocumentType, Judgement, Reason, RuleEvaluated, Verdict
from contracts.customs import DocumentJudged
from contracts.customs_clearance import Awaiting, Slot
from contracts.topics import CUSTOMS_DOCUMENTS
from contracts.trade import (
    ImportCancellationSubmitted,
    ImportListSubmitted,
    ImportOrderSubmitted,
    ImportPaymentSubmitted,
    ImportWaybillSubmitted,
)
from customs.clearance import on_file
from customs.clearance.desk import Desk
from customs.clearance.on_file import CANCELLATION, LIST, ORDER, PAYMENT, WAYBILL, Document
from customs.clearance.recording import ACCEPTED, RECORDED, Ruling
from customs.rules import RULES_VERSION

REPEATED = passed("REP-01")
"""REP-01: same content digest as the newest submission of the business key, or as the document that counts."""


class Original(NamedTuple):
    """The answer that a repetition repeats; an empty status while it waits for its number."""

    return_status: str
    reasons: tuple[Reason, ...]


def original(slot: Slot | None, document: Document) -> Original | None:
    """REP-01: return the answer to the document's twin, or None if it is no repetition (never judged by guid)."""
    if slot is None:
        return None
    if slot.content_digest == document.content_digest:
        return Original(slot.return_status, slot.reasons)
    if slot.on_file is None:
        return None
    kept = on_file.any_of(slot.on_file)
    if kept.content_digest != document.content_digest or slot.at_fault:
        return None
    waits = any(waiting.document_id == kept.document_id for waiting in slot.awaiting)
    return Original("" if waits else RECORDED, ())


def repeat(desk: Desk, document: Document, slot: Slot | None, *, pre_entry_no: str | None = None) -> bool:
    """Answer a document that repeats one already answered, and return whether it does."""
    twin = original(slot, document)
    if twin is None:
        return False
    duplicate(desk, document, twin, pre_entry_no=pre_entry_no)
    return True


def duplicate(desk: Desk, document: Document, twin: Original, *, pre_entry_no: str | None = None) -> None:
    """Answer a repetition like its original."""
    ruling = Ruling(Verdict.DUPLICATE, twin.return_status, twin.reasons, REPEATED)
    judge(desk, document, ruling, pre_entry_no=pre_entry_no)


def judge(desk: Desk, document: Document, ruling: Ruling, *, pre_entry_no: str | None = None) -> None:
    """Publish the answer to a document."""
    merchant = platform = agent = customs_code = cop_no = list_no = None
    match document:
        case ImportOrderSubmitted():
            platform, merchant = document.platform_code, document.merchant_code
        case ImportPaymentSubmitted():
            platform = document.platform_code
        case ImportWaybillSubmitted():
            pass
        case ImportListSubmitted() | ImportCancellationSubmitted():
            platform, merchant, agent = document.platform_code, document.merchant_code, document.agent_code
            customs_code, cop_no = document.customs_code, document.cop_no or None
            list_no = document.list_no if isinstance(document, ImportCancellationSubmitted) else None
    judgement = Judgement(
        document=ref(document),
        operation=document.operation,
        verdict=ruling.verdict,
        return_status=ruling.return_status,
        reasons=ruling.reasons,
        rules=ruling.rules,
        rules_version=RULES_VERSION,
        order_no=document.order_no,
        platform_code=platform,
        merchant_code=merchant,
        agent_code=agent,
        customs_code=customs_code,
        cop_no=cop_no,
        pre_entry_no=pre_entry_no,
        list_no=list_no,
        batch_id=document.batch_id,
        batch_index=document.batch_index,
    )
    desk.emit(CUSTOMS_DOCUMENTS, DocumentJudged(judgement=judgement))


def judge_awaited(
    desk: Desk,
    awaited: Awaiting,
    *,
    document_type: DocumentType,
    issuer_code: str,
    number: str,
    platform_code: str | None,
    return_status: str,
    reasons: tuple[Reason, ...],
    rules: tuple[RuleEvaluated, ...],
) -> None:
    """Publish the answer to a document that waited for its number, or to a repetition of it."""
    if awaited.repeated:
        verdict, rules = Verdict.DUPLICATE, REPEATED
    else:
        verdict = Verdict.REJECTED if reasons else ACCEPTED
    document = DocumentRef(
        document_type=document_type,
        document_id=awaited.document_id,
        issuer_code=issuer_code,
        number=number,
        sender_code=awaited.sender_code,
    )
    judgement = Judgement(
        document=document,
        operation=awaited.operation,
        verdict=verdict,
        return_status=return_status,
        reasons=reasons,
        rules=rules,
        rules_version=RULES_VERSION,
        order_no=awaited.order_no,
        platform_code=platform_code,
        batch_id=awaited.batch_id,
        batch_index=awaited.batch_index,
    )
    desk.emit(CUSTOMS_DOCUMENTS, DocumentJudged(judgement=judgement))


def awaiting(document: ImportPaymentSubmitted | ImportWaybillSubmitted, *, repeated: bool) -> Awaiting:
    """Return what is needed to answer a document later."""
    return Awaiting(
        document_id=document.document_id,
        sender_code=document.sender_code,
        order_no=document.order_no,
        operation=document.operation,
        repeated=repeated,
        batch_id=document.batch_id,
        batch_index=document.batch_index,
    )


def ref(document: Document) -> DocumentRef:
    """Return how others speak of a submitted document."""
    match document:
        case ImportOrderSubmitted():
            kind, issuer, number = ORDER, document.platform_code, document.order_no
        case ImportPaymentSubmitted():
            kind, issuer, number = PAYMENT, document.payment_institution_code, document.payment_no
        case ImportWaybillSubmitted():
            kind, issuer, number = WAYBILL, document.carrier_code, document.waybill_no
        case ImportListSubmitted():
            kind, issuer, number = LIST, document.merchant_code, document.cop_no or ""
        case ImportCancellationSubmitted():
            kind, issuer, number = CANCELLATION, document.merchant_code, document.cop_no or ""
    return DocumentRef(
        document_type=kind,
        document_id=document.document_id,
        issuer_code=issuer,
        number=number,
        sender_code=document.sender_code,
    )


def document_id_of(slot: Slot) -> str | None:
    """Return the id of the document that counts in a slot."""
    return None if slot.on_file is None else on_file.any_of(slot.on_file).document_id
