"""What forex decides when a declaration is accepted or amended, and what it does when the declaration ends."""

from msgspec.structs import replace

from contracts import topics
from contracts.common import Decision, Effect, RuleEvaluated
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationContent,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
)
from contracts.forex import ForexDecided, LicenceIssued
from contracts.forex_decisions import Case
from forex.decisions.licences import verify_licence, verify_single_limit
from forex.decisions.total_entries import total_entries
from forex.reference import RULES_VERSION, on_date
from mesh.lookup import Lookup
from mesh.processor import Context, Emit, Output


def decide(subject: DeclarationSubject, content: DeclarationContent, lookup: Lookup) -> ForexDecided:
    """Hold a declaration whose payment no licence covers; let every other pass."""
    licence = lookup.find(LicenceIssued, content.payment_institution_code)
    reasons, licensed = verify_licence(licence)
    rules: tuple[RuleEvaluated, ...] = (licensed,)
    if licence is not None:
        reasons, limited = verify_single_limit(licence, content.amount_paid_cny_e5)
        rules = (licensed, limited)
    return ForexDecided(
        decision=Decision(
            declaration_id=subject.declaration_id,
            revision=subject.revision,
            effect=Effect.HOLD if reasons else Effect.PASS,
            reasons=reasons,
            rules=rules,
            rules_version=RULES_VERSION,
            registers=lookup.used(),
            hold_id=hold_id(subject) if reasons else None,
        ),
        payment_institution_code=content.payment_institution_code,
        licence_no=None if licence is None else licence.licence_no,
    )


def declared(
    case: Case | None, event: DeclarationAccepted | DeclarationAmended, context: Context
) -> tuple[Case | None, tuple[Output, ...]]:
    """Decide on a new revision; one decided on before changes nothing, nor does any after clearance."""
    if case is not None and (case.entered or event.subject.revision <= case.revision):
        return case, ()
    content = event.content
    decided = decide(event.subject, content, on_date(context.registers, content.acceptance_date))
    decision = decided.decision
    new = Case(
        declaration_id=decision.declaration_id,
        revision=decision.revision,
        payment_institution_code=content.payment_institution_code,
        merchant_code=event.subject.merchant_code,
        amount_paid_cny_e5=content.amount_paid_cny_e5,
        licence_no=decided.licence_no,
        hold_id=decision.hold_id,
        held_by=decision.reasons[0].rule_id if decision.reasons else None,
        entered=False,
    )
    return new, (Emit(topics.FOREX_DECISIONS, context.key, decided),)


def cleared(case: Case | None, event: DeclarationCleared, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """Enter what was paid into the totals, once."""
    if case is None or case.entered or event.subject.revision != case.revision:
        return case, ()
    return replace(case, entered=True, hold_id=None, held_by=None), total_entries(case, event.cleared_at_ms)


def ended(
    case: Case | None, event: DeclarationRefused | DeclarationWithdrawn, context: Context
) -> tuple[Case | None, tuple[Output, ...]]:
    """Drop the hold of a declaration that somebody else refused, or that was withdrawn."""
    if case is None or case.hold_id is None or event.subject.revision < case.revision:
        return case, ()
    return replace(case, hold_id=None, held_by=None), ()


def hold_id(subject: DeclarationSubject) -> str:
    """Return the id of forex' hold on a revision; the same for the same revision."""
    return f"{subject.declaration_id}-{subject.revision}-forex"
