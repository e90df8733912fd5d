"""What the end of a declaration enters into the points of its merchant."""

from contracts import topics
from contracts.credit import ConductEntered
from contracts.customs import DeclarationCleared, DeclarationRefused, DeclarationSubject
from credit.points import CLEARED
from mesh.declared.dates import china_date
from mesh.declared.processor import Emit

OWN_HOLD = "CRD-02"
"""A refusal under this rule follows from the grade, so that it must not lower the grade again."""


def refused(event: DeclarationRefused, at_ms: int) -> tuple[Emit, ...]:
    """Enter every code of a refusal once, but for those that an officer of credit gave (CRD-03)."""
    codes = dict.fromkeys(reason.code for reason in event.reasons if reason.rule_id != OWN_HOLD)
    return (_entry(event.subject, "refused", at_ms, tuple(codes)),) if codes else ()


def cleared(event: DeclarationCleared) -> tuple[Emit, ...]:
    """Enter a release (CRD-04)."""
    return (_entry(event.subject, CLEARED, event.cleared_at_ms, (CLEARED,)),)


def _entry(subject: DeclarationSubject, end: str, at_ms: int, codes: tuple[str, ...]) -> Emit:
    entered = ConductEntered(
        merchant_code=subject.merchant_code,
        entry_id=f"{subject.declaration_id}-{subject.revision}-{end}",
        declaration_id=subject.declaration_id,
        day=china_date(at_ms),
        codes=codes,
    )
    return Emit(topics.CREDIT_ENTRIES, subject.merchant_code.encode(), entered)
