"""Builders of what customs publishes about the documents of `builders`: verdicts and lifecycle events."""

from typing import Any

from contracts.agencies import SOURCES
from contracts.common import DocumentRef, DocumentType, Judgement, Operation, Reason, TaxRegime, Verdict
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationContent,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
    DeclaredLine,
    DocumentJudged,
    DocumentOutcome,
    Hold,
    WithdrawalCause,
)
from contracts.trade import (
    ImportCancellationSubmitted,
    ImportListSubmitted,
    ImportOrderSubmitted,
    ImportPaymentSubmitted,
)
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PLATFORM, TEN_O_CLOCK, Document, four_documents


def ref(document: Document) -> DocumentRef:
    """The document as others speak of it."""
    if isinstance(document, ImportOrderSubmitted):
        kind, issuer, number = DocumentType.IMPORT_ORDER, document.platform_code, document.order_no
    elif isinstance(document, ImportPaymentSubmitted):
        kind, issuer, number = DocumentType.IMPORT_PAYMENT, document.payment_institution_code, document.payment_no
    elif isinstance(document, ImportListSubmitted):
        kind, issuer, number = DocumentType.IMPORT_LIST, document.merchant_code, document.cop_no or ""
    elif isinstance(document, ImportCancellationSubmitted):
        kind, issuer, number = DocumentType.IMPORT_CANCELLATION, document.merchant_code, document.cop_no or ""
    else:
        kind, issuer, number = DocumentType.IMPORT_WAYBILL, document.carrier_code, document.waybill_no
    return DocumentRef(
        document_type=kind,
        document_id=document.document_id,
        issuer_code=issuer,
        number=number,
        sender_code=document.sender_code,
    )


def a_reason(code: str = "1322", text_zh: str = "商品项不一致", rule_id: str = "MAT-07") -> Reason:
    """Why something was not let through."""
    return Reason(code=code, rule_id=rule_id, text_zh=text_zh, text_en="The goods lines differ")


def judged(
    document: Document, verdict: Verdict = Verdict.ACCEPTED, status: str = "2", *reasons: Reason, **changes: Any
) -> DocumentJudged:
    """What customs made of a document."""
    listed = isinstance(document, ImportListSubmitted | ImportCancellationSubmitted)
    fields: dict[str, Any] = {
        "document": ref(document),
        "operation": Operation.ADD,
        "verdict": verdict,
        "return_status": status,
        "reasons": reasons,
        "rules": (),
        "rules_version": "1",
        "order_no": document.order_no,
        "platform_code": getattr(document, "platform_code", None),
        "merchant_code": getattr(document, "merchant_code", None),
        "agent_code": AGENT if listed else None,
        "customs_code": "5141" if listed else None,
        "cop_no": getattr(document, "cop_no", None),
        "pre_entry_no": "B20241111000000001" if isinstance(document, ImportListSubmitted) else None,
        "batch_id": document.batch_id,
        "batch_index": document.batch_index,
    }
    return DocumentJudged(judgement=Judgement(**{**fields, **changes}))


def a_subject(order_no: str = "GW1", **changes: Any) -> DeclarationSubject:
    """The declaration of the four documents of an order, the list first."""
    order, payment, waybill, listed = four_documents(order_no)
    fields: dict[str, Any] = {
        "declaration_id": f"declaration-of-{order_no}",
        "revision": 1,
        "order_no": order_no,
        "platform_code": PLATFORM,
        "merchant_code": MERCHANT,
        "agent_code": AGENT,
        "customs_code": "5141",
        "cop_no": listed.cop_no,
        "pre_entry_no": "B20241111000000001",
        "list_no": "51412024I000000001",
        "documents": tuple(ref(document) for document in (listed, order, payment, waybill)),
    }
    return DeclarationSubject(**{**fields, **changes})


def a_content(order_no: str = "GW1", **changes: Any) -> DeclarationContent:
    """What was declared."""
    fields: dict[str, Any] = {
        "trade_mode": "9610",
        "accepted_at_ms": TEN_O_CLOCK,
        "acceptance_date": "2024-11-11",
        "carrier_code": CARRIER,
        "waybill_no": f"W-{order_no}",
        "payment_institution_code": "4401960B01",
        "payment_no": f"P-{order_no}",
        "guarantor_code": AGENT,
        "port_code": "5141",
        "departure_country_code": "116",
        "buyer_pseudonym": b"\x01" * 16,
        "quota_year": 2024,
        "amount_paid_cny_e5": 200_00000,
        "freight_cny_e5": 0,
        "insurance_cny_e5": 0,
        "goods_value_cny_e5": 200_00000,
        "dutiable_cny_e5": 200_00000,
        "tax_regime": TaxRegime.PREFERENTIAL,
        "gross_weight_kg_e5": 100_000,
        "net_weight_kg_e5": 90_000,
        "lines": (),
        "deciders": tuple(SOURCES),
    }
    return DeclarationContent(**{**fields, **changes})


def a_goods_line(gnum: int = 1, **changes: Any) -> DeclaredLine:
    """Two bottles of syrup for 200 yuan."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "commodity_code": "1702200000",
        "origin_country_code": "501",
        "quantity_e5": 2_00000,
        "unit_code": "142",
        "statutory_quantity_e5": 50_000,
        "statutory_unit_code": "035",
        "unit_price_cny_e5": 100_00000,
        "total_price_cny_e5": 200_00000,
        "goods_name": "槭糖浆",
    }
    return DeclaredLine(**{**fields, **changes})


def accepted(subject: DeclarationSubject, **changes: Any) -> DeclarationAccepted:
    """The documents match. changes: of the content."""
    content = a_content(subject.order_no, **changes)
    return DeclarationAccepted(subject=subject, content=content, rules=(), rules_version="1", registers=())


def amended(subject: DeclarationSubject, **changes: Any) -> DeclarationAmended:
    """The list was changed. changes: of the content."""
    content = a_content(subject.order_no, **changes)
    return DeclarationAmended(subject=subject, content=content, rules=(), rules_version="1", registers=())


def a_hold(hold_id: str = "hold-1", agency: str = "tax", code: str = "99301") -> Hold:
    """One open hold."""
    return Hold(hold_id=hold_id, agency=agency, reason=a_reason(code, "担保额度不足", "MAT-12"))


def held(subject: DeclarationSubject, *holds: Hold, status: str = "300") -> DeclarationHeld:
    """The declaration waits."""
    return DeclarationHeld(subject=subject, return_status=status, holds=holds or (a_hold(),))


def cleared(subject: DeclarationSubject) -> DeclarationCleared:
    """The declaration is released."""
    return DeclarationCleared(subject=subject, cleared_at_ms=TEN_O_CLOCK)


def closed(subject: DeclarationSubject) -> DeclarationClosed:
    """The declaration is closed."""
    return DeclarationClosed(subject=subject, closed_at_ms=TEN_O_CLOCK)


def refused(
    subject: DeclarationSubject,
    *reasons: Reason,
    status: str = "100",
    at_fault: frozenset[DocumentType] = frozenset({DocumentType.IMPORT_LIST}),
) -> DeclarationRefused:
    """The declaration is refused: the documents at fault have its status, the others return to 2."""
    return DeclarationRefused(
        subject=subject,
        return_status=status,
        reasons=reasons or (a_reason(),),
        documents=tuple(
            DocumentOutcome(document=named, return_status=status if named.document_type in at_fault else "2")
            for named in subject.documents
        ),
        rules=(),
        rules_version="1",
        registers=(),
    )


def withdrawn(
    subject: DeclarationSubject, cause: WithdrawalCause, cancellation: ImportCancellationSubmitted | None = None
) -> DeclarationWithdrawn:
    """The declaration is no longer up for decision."""
    named = None if cancellation is None else ref(cancellation)
    cancelled = cause is WithdrawalCause.CANCELLED
    return DeclarationWithdrawn(
        subject=subject,
        cause=cause,
        cancellation=named,
        documents=tuple(
            DocumentOutcome(
                document=one,
                return_status="399" if cancelled and one.document_type is DocumentType.IMPORT_LIST else "2",
            )
            for one in subject.documents
            if cause in (WithdrawalCause.CANCELLED, WithdrawalCause.NUMBER_LOST)
            or one.document_type is not DocumentType.IMPORT_LIST
        ),
    )
