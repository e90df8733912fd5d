"""What clearance publishes of a declaration: its lifecycle, and its requests to the allowance."""

import hashlib

from contracts.common import DocumentRef, LedgerAction, RegisterVersion, RuleEvaluated, TaxRegime
from contracts.customs import (
    AllowanceRequested,
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationContent,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
    DocumentOutcome,
    Hold,
    QuantityClaimed,
    WithdrawalCause,
)
from contracts.customs_clearance import Declaration
from contracts.topics import CUSTOMS_ALLOWANCE_REQUESTS, CUSTOMS_DECLARATIONS
from customs.declaration.gathering import Papers
from customs.filing.desk import Desk
from customs.reference import date_of
from customs.rules import RULES_VERSION
from customs.rules.limits import Purchase, dutiable_cny_e5, goods_value_cny_e5
from customs.rules.matching import Documents, Match

SEPARATOR = "\n"
"""Between the parts of which a declaration id is made; no part contains it."""


def declaration_id(platform_code: str, order_key: str, list_document_id: str) -> str:
    """Return the id of a declaration: first 16 bytes of SHA-256 over its three parts, one a line, in hex."""
    parts = SEPARATOR.join((platform_code, order_key, list_document_id))
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def subject(
    declaration: Declaration, papers: Papers, documents: tuple[DocumentRef, ...] | None = None
) -> DeclarationSubject:
    """Return what every lifecycle event says about its declaration."""
    declared = papers.list
    return DeclarationSubject(
        declaration_id=declaration.declaration_id,
        revision=declaration.revision,
        order_no=declared.order_no,
        platform_code=declared.platform_code,
        merchant_code=declared.merchant_code,
        agent_code=declared.agent_code,
        customs_code=declared.customs_code,
        cop_no=declared.cop_no,
        pre_entry_no=declaration.pre_entry_no,
        list_no=declaration.list_no,
        documents=papers.refs() if documents is None else documents,
    )


def content(documents: Documents, regime: TaxRegime, deciders: tuple[str, ...]) -> DeclarationContent:
    """Return what others decide on: the matched documents without personal data."""
    declared, payment = documents.list, documents.payment
    date = date_of(declared.accepted_at_ms)
    purchase = Purchase(declared.lines, declared.freight_cny_e5, declared.insurance_cny_e5)
    return DeclarationContent(
        trade_mode=declared.trade_mode,
        accepted_at_ms=declared.accepted_at_ms,
        acceptance_date=date,
        carrier_code=declared.carrier_code,
        waybill_no=declared.waybill_no,
        payment_institution_code=payment.payment_institution_code,
        payment_no=payment.payment_no,
        guarantor_code=declared.guarantor_code,
        bonded_enterprise_code=declared.bonded_enterprise_code,
        port_code=declared.port_code,
        departure_country_code=declared.departure_country_code,
        buyer_pseudonym=declared.persons[0].person_id or b"",
        quota_year=int(date[:4]),
        amount_paid_cny_e5=payment.amount_paid_cny_e5,
        freight_cny_e5=declared.freight_cny_e5,
        insurance_cny_e5=declared.insurance_cny_e5,
        goods_value_cny_e5=goods_value_cny_e5(purchase),
        dutiable_cny_e5=dutiable_cny_e5(purchase),
        tax_regime=regime,
        gross_weight_kg_e5=declared.gross_weight_kg_e5,
        net_weight_kg_e5=declared.net_weight_kg_e5,
        lines=declared.lines,
        deciders=deciders,
    )


def accepted(
    desk: Desk,
    declaration: Declaration,
    papers: Papers,
    declared: DeclarationContent,
    rules: tuple[RuleEvaluated, ...],
    registers: tuple[RegisterVersion, ...],
    *,
    amends: bool,
) -> None:
    """Publish that the documents match: accepted, or amended if an accepted revision is replaced."""
    kind = DeclarationAmended if amends else DeclarationAccepted
    event = kind(
        subject=subject(declaration, papers),
        content=declared,
        rules=rules,
        rules_version=RULES_VERSION,
        registers=registers,
    )
    desk.emit(CUSTOMS_DECLARATIONS, event)


def held(desk: Desk, declaration: Declaration, papers: Papers, return_status: str, holds: tuple[Hold, ...]) -> None:
    """Publish that officers must look, with all open holds."""
    event = DeclarationHeld(subject=subject(declaration, papers), return_status=return_status, holds=holds)
    desk.emit(CUSTOMS_DECLARATIONS, event)


def cleared(desk: Desk, declaration: Declaration, papers: Papers) -> None:
    """Publish the release."""
    event = DeclarationCleared(subject=subject(declaration, papers), cleared_at_ms=desk.context.at_ms)
    desk.emit(CUSTOMS_DECLARATIONS, event)


def closed(desk: Desk, declaration: Declaration, papers: Papers, at_ms: int) -> None:
    """Publish the daily closing."""
    desk.emit(CUSTOMS_DECLARATIONS, DeclarationClosed(subject=subject(declaration, papers), closed_at_ms=at_ms))


def refused(
    desk: Desk,
    declaration: Declaration,
    papers: Papers,
    why: Match,
    outcomes: tuple[DocumentOutcome, ...],
) -> None:
    """Publish a refusal with what it means for each document."""
    event = DeclarationRefused(
        subject=subject(declaration, papers),
        return_status=declaration.return_status,
        reasons=why.reasons,
        documents=outcomes,
        rules=why.rules,
        rules_version=RULES_VERSION,
        registers=why.registers,
    )
    desk.emit(CUSTOMS_DECLARATIONS, event)


def withdrawn(
    desk: Desk,
    declaration: Declaration,
    papers: Papers,
    cause: WithdrawalCause,
    cancellation: DocumentRef | None,
    outcomes: tuple[DocumentOutcome, ...],
) -> None:
    """Publish that a declaration is no longer up for decision, with what it means for each document."""
    event = DeclarationWithdrawn(
        subject=subject(declaration, papers), cause=cause, cancellation=cancellation, documents=outcomes
    )
    desk.emit(CUSTOMS_DECLARATIONS, event)


def request_allowance(
    desk: Desk,
    declaration: Declaration,
    action: LedgerAction,
    date: str,
    *,
    amount_cny_e5: int = 0,
    quantities: tuple[QuantityClaimed, ...] = (),
) -> None:
    """Ask the allowance ledger; the reservation is this revision's."""
    request = AllowanceRequested(
        declaration_id=declaration.declaration_id,
        revision=declaration.revision,
        buyer_pseudonym=declaration.buyer_pseudonym,
        quota_year=declaration.quota_year,
        action=action,
        amount_cny_e5=amount_cny_e5,
        acceptance_date=date,
        answer_key=desk.key,
        quantities=quantities,
    )
    desk.emit(CUSTOMS_ALLOWANCE_REQUESTS, request, declaration.buyer_pseudonym.hex().encode())
