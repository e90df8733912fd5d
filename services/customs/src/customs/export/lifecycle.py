"""What is published of an export list: its lifecycle, the numbers that it claims, and that its goods have left."""

from msgspec.structs import replace

from agency.rules import Evaluated
from contracts.common import DocumentRef, DocumentType, Reason, RegisterVersion
from contracts.customs import (
    ClaimAction,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationReviewed,
    DeclarationSubject,
    DeclarationWithdrawn,
    DocumentOutcome,
    ExportAccepted,
    ListClosed,
    ListReopened,
    NumberClaimRequested,
    NumberKind,
    WithdrawalCause,
)
from contracts.customs_export import Case, ListOnFile, Stage
from contracts.topics import CUSTOMS_CLOSED_LISTS, CUSTOMS_EXPORT_NUMBER_CLAIMS, CUSTOMS_EXPORTS
from customs.export.case import CaseDesk
from customs.export.standing import Due
from customs.rules import RULES_VERSION
from mesh.declared.keys import number_key, order_key

USABLE, CANCELLED = "2", "399"
LIST, ORDER = DocumentType.EXPORT_LIST, DocumentType.EXPORT_ORDER


def listed(case: Case) -> ListOnFile:
    """Return the list of a case that is declared."""
    assert case.list_on_file is not None, "a declaration has its list on file"
    return case.list_on_file


def refs(case: Case) -> tuple[DocumentRef, ...]:
    """Return the documents of a declaration as others speak of them, the list first."""
    declared, order, waybill = listed(case), case.order_on_file, case.waybill
    found = [_ref(LIST, declared.document_id, declared.agent_code, declared.cop_no, declared.sender_code)]
    if order is not None:
        found.append(_ref(ORDER, order.document_id, order.platform_code, order.order_no, order.sender_code))
    return (*found, waybill.waybill) if waybill is not None else tuple(found)


def _ref(kind: DocumentType, document_id: str, issuer: str, number: str, sender: str) -> DocumentRef:
    return DocumentRef(
        document_type=kind, document_id=document_id, issuer_code=issuer, number=number, sender_code=sender
    )


def subject(case: Case) -> DeclarationSubject:
    """Return what every lifecycle event says about its declaration."""
    declared = listed(case)
    return DeclarationSubject(
        declaration_id=case.declaration_id or "",
        revision=case.revision,
        order_no=declared.order_no,
        platform_code=declared.platform_code,
        merchant_code=declared.merchant_code,
        agent_code=declared.agent_code,
        customs_code=declared.customs_code,
        cop_no=declared.cop_no,
        pre_entry_no=case.pre_entry_no or "",
        list_no=case.list_no,
        documents=refs(case),
        repeated=declared.repeated or None,
    )


def accepted(desk: CaseDesk, evaluated: Evaluated, registers: tuple[RegisterVersion, ...]) -> None:
    """Publish that order, waybill and list match (120)."""
    event = ExportAccepted(
        subject=subject(desk.case),
        content=replace(listed(desk.case).content, deciders=desk.case.deciders),
        rules=evaluated.rules,
        rules_version=RULES_VERSION,
        registers=registers,
    )
    desk.emit(CUSTOMS_EXPORTS, event)


def stands(desk: CaseDesk, before: Case, now: Due) -> None:
    """Publish how a list stands now, where that is news; its review before all that comes after it."""
    case, told = desk.case, subject(desk.case)
    if case.is_reviewed and not before.is_reviewed:
        desk.emit(
            CUSTOMS_EXPORTS,
            DeclarationReviewed(subject=told, reviewed_at_ms=desk.context.at_ms, inspected=now.inspected),
        )
    if (now.stage, now.return_status, now.holds) == (before.stage, before.return_status, before.holds):
        return
    match now.stage:
        case Stage.HELD:
            held = DeclarationHeld(subject=told, return_status=now.return_status, holds=now.holds)
            desk.emit(CUSTOMS_EXPORTS, held)
        case Stage.CLEARED:
            desk.emit(CUSTOMS_EXPORTS, DeclarationCleared(subject=told, cleared_at_ms=desk.context.at_ms))
        case Stage.CLOSED:
            left_ms = case.departed_at_ms or desk.context.at_ms
            desk.emit(CUSTOMS_EXPORTS, DeclarationClosed(subject=told, closed_at_ms=left_ms))
            if case.closed_at_ms is None:
                closed = ListClosed(subject=told, content=listed(case).content, closed_at_ms=left_ms)
                desk.emit(CUSTOMS_CLOSED_LISTS, closed, merchant_key(case))
                desk.put(closed_at_ms=left_ms)
        case _:
            pass  # reviewed, which is told above


def reopened(desk: CaseDesk) -> None:
    """Publish to those who consolidate and certify that the goods have not left after all."""
    event = ListReopened(subject=subject(desk.case), reopened_at_ms=desk.context.at_ms)
    desk.emit(CUSTOMS_CLOSED_LISTS, event, merchant_key(desk.case))
    desk.put(closed_at_ms=None)


def merchant_key(case: Case) -> bytes:
    """Return the key under which a merchant's lists are consolidated: his code, as a request's key is made."""
    return order_key(listed(case).merchant_code).encode()


def refused(desk: CaseDesk, return_status: str, evaluated: Evaluated, registers: tuple[RegisterVersion, ...]) -> None:
    """Publish a refusal, which the list bears; the others may be used again, but not after an inspector's finding."""
    of_list, *others = refs(desk.case)
    outcomes = [DocumentOutcome(document=of_list, return_status=return_status)]
    if is_open_to_others(return_status):
        outcomes += [DocumentOutcome(document=other, return_status=USABLE) for other in others]
    event = DeclarationRefused(
        subject=subject(desk.case),
        return_status=return_status,
        reasons=evaluated.reasons,
        documents=tuple(outcomes),
        rules=evaluated.rules,
        rules_version=RULES_VERSION,
        registers=registers,
    )
    desk.emit(CUSTOMS_EXPORTS, event)


def is_open_to_others(return_status: str) -> bool:
    """Whether a refused list may be submitted again: after 100 and a negative end, not after a finding (599, 700)."""
    return return_status == "100" or return_status.startswith("-")


def withdrawn(desk: CaseDesk, cause: WithdrawalCause) -> None:
    """Publish that a list is no longer up for decision, with what that means for its documents."""
    of_list, *others = refs(desk.case)
    own = (
        () if cause is not WithdrawalCause.CANCELLED else (DocumentOutcome(document=of_list, return_status=CANCELLED),)
    )
    free = tuple(DocumentOutcome(document=other, return_status=USABLE) for other in others)
    event = DeclarationWithdrawn(subject=subject(desk.case), cause=cause, cancellation=None, documents=(*own, *free))
    desk.emit(CUSTOMS_EXPORTS, event)


def claim(desk: CaseDesk, action: ClaimAction, declared: ListOnFile) -> None:
    """Claim the waybill number that a list names, or free it: the list has it, not the waybill (export path)."""
    content = declared.content
    request = NumberClaimRequested(
        kind=NumberKind.WAYBILL,
        issuer_code=content.carrier_code,
        number=content.waybill_no,
        action=action,
        document_id=declared.document_id,
        platform_code=desk.place,
        answer_key=desk.order_key,
        claimed_at_ms=declared.accepted_at_ms,
    )
    key = number_key(NumberKind.WAYBILL, content.carrier_code, content.waybill_no)
    desk.emit(CUSTOMS_EXPORT_NUMBER_CLAIMS, request, key.encode())


def give_number(desk: CaseDesk) -> None:
    """Tell which order a list number was given to: a request to cancel names the list by nothing else."""
    declared, number = listed(desk.case), desk.case.list_no or ""
    request = NumberClaimRequested(
        kind=NumberKind.LIST,
        issuer_code="",
        number=number,
        action=ClaimAction.CLAIM,
        document_id=declared.document_id,
        platform_code=desk.place,
        answer_key=desk.order_key,
        claimed_at_ms=declared.accepted_at_ms,
    )
    desk.emit(CUSTOMS_EXPORT_NUMBER_CLAIMS, request, number_key(NumberKind.LIST, "", number).encode())


def reasons_only(reasons: tuple[Reason, ...]) -> Evaluated:
    """Return a refusal that others decided: no rule of customs itself failed."""
    return Evaluated((), reasons)
