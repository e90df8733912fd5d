"""
Who may use a number. A payment number belongs to one order of its institution for ever; a waybill number to one order
of its carrier for six months (specification 202205). Pure; one number at a time.
"""

from typing import NamedTuple

from agency.reasons import reason
from contracts.common import DocumentType, Effect, Reason
from contracts.customs import ClaimAction, NumberClaimAnswered, NumberClaimRequested, NumberKind
from contracts.customs_numbers import Holding
from customs.reference import date_of, months_later

DOCUMENT_TYPES = {NumberKind.PAYMENT: DocumentType.IMPORT_PAYMENT, NumberKind.WAYBILL: DocumentType.IMPORT_WAYBILL}
RULE_IDS = {NumberKind.PAYMENT: "NUM-01", NumberKind.WAYBILL: "NUM-02", NumberKind.UNKNOWN: "NUM-01"}
CODES = {NumberKind.PAYMENT: "-401007", NumberKind.WAYBILL: "-504015", NumberKind.UNKNOWN: "-401007"}
EXPORT_CODE = "99107"
"""Of an export it is the list that claims a waybill number, and is refused with 100 for it (export path)."""


class Decided(NamedTuple):
    """Who holds the number from now on, and the answer, if the request wants one."""

    holding: Holding | None
    answer: NumberClaimAnswered | None


def decide(
    holding: Holding | None, request: NumberClaimRequested, waybill_months: int, procedure: str | None = None
) -> Decided:
    """
    Claim, free or look up a number. Repeated by the same order, each gives the same answer and changes nothing.

    procedure: of the order that asks, None of retail import: an import and an export of one order number are two.
    """
    if holding is not None and not is_over(holding, request.kind, request.claimed_at_ms, waybill_months):
        another = None if _is_holder(holding, request, procedure) else holding
    else:
        another = None
    match request.action:
        case ClaimAction.CLAIM:
            held = holding if another else _claimed(holding, request, procedure)
            return Decided(held, _answer(request, another, procedure))
        case ClaimAction.LOCATE:
            return Decided(holding, _answer(request, another, procedure))
        case ClaimAction.FREE:
            freed = holding is not None and _is_holder(holding, request, procedure)
            return Decided(None if freed else holding, None)
        case ClaimAction.UNKNOWN:
            return Decided(holding, None)


def is_order(holding: Holding, order_no: str, platform_code: str | None) -> bool:
    """Whether this order holds it; an order number is unique per platform, which a waybill does not name."""
    same_platform = None in (holding.platform_code, platform_code) or holding.platform_code == platform_code
    return holding.order_no == order_no and same_platform


def is_over(holding: Holding, kind: NumberKind, at_ms: int, waybill_months: int) -> bool:
    """NUM-02: a waybill number is free six months after its last use; NUM-01: a payment number never."""
    if kind is not NumberKind.WAYBILL:
        return False
    return date_of(at_ms) >= months_later(date_of(holding.claimed_at_ms), waybill_months)


def _is_holder(holding: Holding, request: NumberClaimRequested, procedure: str | None) -> bool:
    is_same = is_order(holding, request.answer_key, request.platform_code)
    return is_same and holding.procedure == procedure


def _claimed(holding: Holding | None, request: NumberClaimRequested, procedure: str | None) -> Holding:
    if holding is not None and _is_holder(holding, request, procedure):
        at_ms = max(holding.claimed_at_ms, request.claimed_at_ms)
    else:
        at_ms = request.claimed_at_ms
    return Holding(
        order_no=request.answer_key,
        platform_code=request.platform_code,
        document_id=request.document_id,
        claimed_at_ms=at_ms,
        procedure=procedure,
    )


def _answer(request: NumberClaimRequested, another: Holding | None, procedure: str | None) -> NumberClaimAnswered:
    reasons: tuple[Reason, ...] = ()
    if another is not None:
        is_of_export = procedure is not None and request.kind is NumberKind.WAYBILL
        code = EXPORT_CODE if is_of_export else CODES[request.kind]
        reasons = (reason(code, RULE_IDS[request.kind]),)
    return NumberClaimAnswered(
        kind=request.kind,
        issuer_code=request.issuer_code,
        number=request.number,
        action=request.action,
        document_id=request.document_id,
        effect=Effect.REFUSE if another else Effect.PASS,
        reasons=reasons,
        held_by_order_no=another.order_no if another else None,
        platform_code=None if procedure is None else request.platform_code,
    )
