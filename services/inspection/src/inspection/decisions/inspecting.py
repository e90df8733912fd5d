"""What inspection decides when a declaration is accepted or amended, and when it ends."""

from msgspec.structs import replace

from contracts import topics
from contracts.common import Decision, Effect
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationContent,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
)
from contracts.inspection import InspectionDecided
from contracts.inspection_decisions import Case
from inspection.decisions.alerts import find_alerts
from inspection.decisions.grading import grade_declaration
from inspection.decisions.release_modes import choose_release_mode
from inspection.decisions.sampling import draw_sample
from inspection.reference import RULES_VERSION, on_date, sampling_rate
from mesh.lookup import Lookup
from mesh.processor import Context, Emit, Output

ALERT = "ALERT"


def inspect(
    subject: DeclarationSubject, content: DeclarationContent, lookup: Lookup, sampling_key: bytes
) -> InspectionDecided:
    """Hold a declaration under an alert or drawn by sampling; let every other pass."""
    grade, graded = grade_declaration(lookup, subject.merchant_code, content.lines)
    alerts, alerted = find_alerts(lookup, content.lines)
    strictness = ALERT if alerts else grade
    mode, chosen = choose_release_mode(lookup, strictness)
    sample, drawn = draw_sample(subject.declaration_id, sampling_rate(lookup, strictness), sampling_key)
    reasons = alerts or sample
    return InspectionDecided(
        decision=Decision(
            declaration_id=subject.declaration_id,
            revision=subject.revision,
            effect=Effect.HOLD if reasons else Effect.PASS,
            reasons=reasons,
            rules=(*graded, chosen, alerted, drawn),
            rules_version=RULES_VERSION,
            registers=lookup.used(),
            hold_id=hold_id(subject) if reasons else None,
        ),
        grade=grade,
        release_mode=mode,
        sampled=bool(sample),
    )


def declared(
    case: Case | None, event: DeclarationAccepted | DeclarationAmended, context: Context, *, sampling_key: bytes
) -> tuple[Case | None, tuple[Output, ...]]:
    """Decide on a new revision; one decided on before changes nothing."""
    if case is not None and event.subject.revision <= case.revision:
        return case, ()
    lookup = on_date(context.registers, event.content.acceptance_date)
    inspected = inspect(event.subject, event.content, lookup, sampling_key)
    decision = inspected.decision
    new = Case(
        declaration_id=decision.declaration_id,
        revision=decision.revision,
        grade=inspected.grade,
        release_mode=inspected.release_mode,
        sampled=inspected.sampled,
        hold_id=decision.hold_id,
        held_by=decision.reasons[0].rule_id if decision.reasons else None,
    )
    return new, (Emit(topics.INSPECTION_DECISIONS, context.key, inspected),)


def ended(
    case: Case | None, event: DeclarationRefused | DeclarationWithdrawn, context: Context
) -> tuple[Case | None, tuple[Output, ...]]:
    """Drop the hold of a declaration that somebody else refused, or that was withdrawn."""
    if case is None or case.hold_id is None or event.subject.revision < case.revision:
        return case, ()
    return replace(case, hold_id=None, held_by=None), ()


def hold_id(subject: DeclarationSubject) -> str:
    """Return the id of inspection's hold on a revision; the same for the same revision."""
    return f"{subject.declaration_id}-{subject.revision}-inspection"
