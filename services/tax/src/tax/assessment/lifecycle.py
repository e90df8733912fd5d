"""Steps of assessment for each event of a declaration's lifecycle."""

from msgspec.structs import replace

from contracts import topics
from contracts.common import LedgerAction
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationContent,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationWithdrawn,
)
from contracts.tax_assessment import Case, Stage
from mesh.declared.processor import Context, Emit, Output
from tax.assessment.assessing import Assessment, assess
from tax.assessment.bills import issue
from tax.assessment.decisions import from_assessment
from tax.assessment.guarantee_requests import replaced, request
from tax.reference import assessment_hold_id, guarantee_hold_id, on_date


def declared(
    case: Case | None, event: DeclarationAccepted | DeclarationAmended, context: Context
) -> tuple[Case | None, tuple[Output, ...]]:
    """Assess a new revision and ask for its guarantee; one assessed before, or a cleared case, changes nothing."""
    if case is not None and (case.stage is Stage.CLEARED or event.subject.revision <= case.revision):
        return case, ()
    lookup = on_date(context.registers, event.content.acceptance_date)
    assessment = assess(event.content, lookup)
    new = assessed(event.subject.declaration_id, event.subject.revision, event.content, assessment)
    decision = Emit(topics.TAX_ASSESSMENTS, context.key, from_assessment(new, assessment, lookup.used()))
    return new, (decision, *replaced(_open(case), new, context))


def assessed(declaration_id: str, revision: int, content: DeclarationContent, assessment: Assessment) -> Case:
    """Return the state of an assessment; the content only as long as something is missing."""
    is_held = bool(assessment.missing)
    return Case(
        declaration_id=declaration_id,
        revision=revision,
        tax_regime=content.tax_regime,
        guarantor_code=content.guarantor_code,
        accepted_at_ms=content.accepted_at_ms,
        duty_cny_e5=sum(line.duty_cny_e5 for line in assessment.lines),
        consumption_tax_cny_e5=sum(line.consumption_tax_cny_e5 for line in assessment.lines),
        vat_cny_e5=sum(line.vat_cny_e5 for line in assessment.lines),
        requested=not is_held,
        hold_id=assessment_hold_id(declaration_id, revision) if is_held else None,
        held_by=assessment.missing[0].rule_id if is_held else None,
        held_content=content if is_held else None,
        stage=Stage.OPEN,
        lines=assessment.lines,
        carrier_code=content.carrier_code,
        waybill_no=content.waybill_no,
    )


def held(case: Case | None, event: DeclarationHeld, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """Remember whether the guarantee ledger holds, so that an officer can refuse a declaration without guarantee."""
    if case is None or case.stage is not Stage.OPEN or event.subject.revision != case.revision:
        return case, ()
    expected = guarantee_hold_id(case.declaration_id, case.revision)
    hold_id = expected if any(hold.hold_id == expected for hold in event.holds) else None
    return case if hold_id == case.guarantee_hold_id else replace(case, guarantee_hold_id=hold_id), ()


def cleared(case: Case | None, event: DeclarationCleared, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """
    Keep the guarantee blocked until the tax is paid (TAX-12), and issue the bill.

    A case that is held for a rate, and cleared because tax was no decider that day, gets no bill: none of zero.
    """
    if case is None or case.stage is not Stage.OPEN or event.subject.revision != case.revision:
        return case, ()
    if case.hold_id is not None:
        return _end(case, Stage.CLEARED), ()
    keep = (request(LedgerAction.KEEP, case, context),) if case.requested else ()
    new, outputs = issue(_end(case, Stage.CLEARED), event, context)
    return new, (*keep, *outputs)


def dropped(
    case: Case | None, event: DeclarationRefused | DeclarationWithdrawn, context: Context
) -> tuple[Case | None, tuple[Output, ...]]:
    """Free the guarantee of a declaration that was refused or withdrawn."""
    if case is None or case.stage is not Stage.OPEN or event.subject.revision < case.revision:
        return case, ()
    ended = replace(_end(case, Stage.DROPPED), lines=(), carrier_code=None, waybill_no=None)
    return ended, (request(LedgerAction.FREE, case, context),) if case.requested else ()


def _end(case: Case, stage: Stage) -> Case:
    return replace(
        case,
        stage=stage,
        hold_id=None,
        held_by=None,
        held_content=None,
        guarantee_hold_id=None,
        answered_finding_id=None,
    )


def _open(case: Case | None) -> Case | None:
    """A dropped revision has freed its reservation."""
    return case if case is not None and case.stage is Stage.OPEN else None
