"""
From what customs decided to receipts, one for each document and status. Pure.

The only state is `Matched`: that a held declaration's documents have their 120, so that it is said once; of an export
until its review, which comes before all that follows.
"""

from contracts.common import DocumentRef, DocumentType, Judgement, Reason, Verdict
from contracts.customs import (
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationReviewed,
    DeclarationSubject,
    DeclarationWithdrawn,
    DocumentConcluded,
    WithdrawalCause,
)
from contracts.gateway import ReceiptIssued
from contracts.gateway_receipts import Matched
from edge.access import audience
from edge.access.audience import Judged
from mesh.declared.processor import Context, Effects, Emit, State
from receipts.fold import wording
from receipts.fold.issuing import emit, receipt_id
from receipts.fold.kinds import KINDS

RECORDED, MATCHED, REVIEWED, INSPECTED, RELEASED, CLOSED = "2", "120", "399", "500", "800", "899"
CUSTOMS = "customs"
"""The agency that holds an export for its bill, its departure or a request: always after its review."""


def judged(state: State, event: Judged, context: Context) -> Effects:
    """Tell the first answer to a submitted document: recorded, draft, rejected or repeated."""
    return _answered(event.judgement, wording.judged(event.judgement), context, event.judgement.verdict)


def concluded(state: State, event: DocumentConcluded, context: Context) -> Effects:
    """Tell what became of a document that had been recorded, and is no part of a declaration."""
    return _answered(event.judgement, wording.concluded(event.judgement), context)


def _answered(judgement: Judgement, info: str, context: Context, verdict: Verdict | None = None) -> Effects:
    """Make the receipt of one submission. verdict: of the first answer to it."""
    ref = judgement.document
    kind = KINDS[ref.document_type]
    receipt = ReceiptIssued(
        receipt_id=receipt_id(context, ref, judgement.return_status, f"{judgement.batch_id}/{judgement.batch_index}"),
        document=ref,
        return_status=judgement.return_status,
        return_info=info,
        return_at_ms=context.at_ms,
        verdict=verdict,
        reasons=judgement.reasons,
        order_no=judgement.order_no,
        platform_code=judgement.platform_code,
        merchant_code=judgement.merchant_code,
        agent_code=judgement.agent_code,
        customs_code=judgement.customs_code,
        cop_no=(judgement.cop_no or judgement.pre_entry_no) if kind.numbers else None,
        pre_entry_no=judgement.pre_entry_no,
        list_no=judgement.list_no,
        batch_id=judgement.batch_id,
        batch_index=judgement.batch_index,
        audience=audience.of_judged(judgement),
        message_type=kind.message_type,
        repeated=judgement.repeated,
    )
    return Effects(outputs=(emit(receipt, context),))


def held(state: State, event: DeclarationHeld, context: Context) -> Effects:
    """Tell that a declaration waits for an officer (300) or inspection (500), and once that it is matched (120)."""
    subject = event.subject
    is_reviewed = _is_export(subject) and (event.return_status == INSPECTED or _is_of_customs(event))
    reasons = tuple(hold.reason for hold in event.holds)
    waiting = wording.INSPECTION if event.return_status == "500" else wording.WAITING
    info = waiting + "".join(wording.coded(reason) for reason in reasons)
    told = _on_list(subject, event.return_status, info, reasons, context)
    if is_reviewed:
        return Effects(outputs=told)
    known = state.get(Matched, subject.declaration_id)
    matched = Matched(declaration_id=subject.declaration_id, revision=subject.revision)
    outputs = (*_matched(known, subject, context), *told)
    return Effects(puts=() if known == matched else ((subject.declaration_id, matched),), outputs=outputs)


def reviewed(state: State, event: DeclarationReviewed, context: Context) -> Effects:
    """Tell that an export is matched (120), once, and that its review is concluded (399); no hold after it says 120."""
    subject = event.subject
    known = state.get(Matched, subject.declaration_id)
    outputs = (*_matched(known, subject, context), *_on_list(subject, REVIEWED, wording.REVIEWED, (), context))
    return Effects(deletes=_forget(known), outputs=outputs)


def cleared(state: State, event: DeclarationCleared, context: Context) -> Effects:
    """Tell that a declaration is released (800), and that it is matched (120) where neither hold nor review told it."""
    subject = event.subject
    known = state.get(Matched, subject.declaration_id)
    released = _on_list(subject, RELEASED, wording.RELEASED, (), context)
    outputs = released if _is_export(subject) else (*_matched(known, subject, context), *released)
    return Effects(deletes=_forget(known), outputs=outputs)


def refused(state: State, event: DeclarationRefused, context: Context) -> Effects:
    """Tell the list and the documents at fault why, and the others that they may be used again."""
    subject = event.subject
    info = wording.refused(event.return_status, event.reasons)
    outputs = list(_on_list(subject, event.return_status, info, event.reasons, context))
    for outcome in event.documents:
        ref, status = outcome.document, outcome.return_status
        if KINDS[ref.document_type].declares:
            continue
        if status == RECORDED:
            outputs.append(_about(ref, subject, status, wording.returned(ref.document_type), (), context))
        else:
            reasons = audience.reasons_for(ref, event.reasons)
            outputs.append(_about(ref, subject, status, wording.refused(status, reasons), reasons, context))
    return Effects(deletes=_forget(state.get(Matched, subject.declaration_id)), outputs=tuple(outputs))


def withdrawn(state: State, event: DeclarationWithdrawn, context: Context) -> Effects:
    """
    Tell the cancellation that it is done (399): a cancelled list has no 622 status of its own.

    A deletion has been answered when it was judged; a lost number leaves the list waiting where it was. The other
    documents are told that they may be used again.
    """
    subject = event.subject
    outputs: tuple[Emit, ...] = ()
    if event.cause is WithdrawalCause.CANCELLED and event.cancellation is not None:
        outputs = (_about(event.cancellation, subject, REVIEWED, wording.CANCELLED, (), context),)
    outputs += tuple(
        _about(ref, subject, RECORDED, wording.freed(ref.document_type), (), context)
        for ref in (outcome.document for outcome in event.documents if outcome.return_status == RECORDED)
        if not KINDS[ref.document_type].declares
    )
    return Effects(deletes=_forget(state.get(Matched, subject.declaration_id)), outputs=outputs)


def closed(state: State, event: DeclarationClosed, context: Context) -> Effects:
    """Tell that a released declaration is closed (899)."""
    return Effects(outputs=_on_list(event.subject, CLOSED, wording.CLOSED, (), context))


def _is_export(subject: DeclarationSubject) -> bool:
    """Whether it is an export: its review is told (399) before a release, an inspection or a hold of customs."""
    return any(ref.document_type is DocumentType.EXPORT_LIST for ref in subject.documents)


def _is_of_customs(event: DeclarationHeld) -> bool:
    return any(hold.agency == CUSTOMS for hold in event.holds)


def _matched(known: Matched | None, subject: DeclarationSubject, context: Context) -> tuple[Emit, ...]:
    """Say 120 to every document once, and to the list again for a new revision."""
    if known is not None and known.revision >= subject.revision:
        return ()
    return tuple(
        _about(ref, subject, MATCHED, wording.MATCHED, (), context)
        for ref in subject.documents
        if (KINDS[ref.document_type].matched if known is None else KINDS[ref.document_type].declares)
    )


def _on_list(
    subject: DeclarationSubject, status: str, info: str, reasons: tuple[Reason, ...], context: Context
) -> tuple[Emit, ...]:
    return tuple(
        _about(ref, subject, status, info, reasons, context)
        for ref in subject.documents
        if KINDS[ref.document_type].declares
    )


def _about(
    ref: DocumentRef, subject: DeclarationSubject, status: str, info: str, reasons: tuple[Reason, ...], context: Context
) -> Emit:
    """Make the receipt of one document of a declaration, with what its kind of receipt repeats of that."""
    kind = KINDS[ref.document_type]
    receipt = ReceiptIssued(
        receipt_id=receipt_id(context, ref, status, subject.declaration_id),
        document=ref,
        return_status=status,
        return_info=info,
        return_at_ms=context.at_ms,
        reasons=reasons,
        order_no=subject.order_no,
        platform_code=subject.platform_code if kind.platform else None,
        merchant_code=subject.merchant_code if kind.merchant else None,
        agent_code=subject.agent_code if kind.agent else None,
        customs_code=subject.customs_code if kind.customs else None,
        cop_no=(subject.cop_no or subject.pre_entry_no) if kind.numbers else None,
        pre_entry_no=subject.pre_entry_no if kind.numbers else None,
        list_no=subject.list_no if kind.numbers else None,
        declaration_id=subject.declaration_id if kind.numbers else None,
        revision=subject.revision if kind.numbers else None,
        audience=audience.of_document(ref, subject),
        message_type=kind.message_type,
        repeated=subject.repeated if kind.declares else None,
    )
    return emit(receipt, context)


def _forget(known: Matched | None) -> tuple[tuple[type[Matched], str], ...]:
    return () if known is None else ((Matched, known.declaration_id),)
