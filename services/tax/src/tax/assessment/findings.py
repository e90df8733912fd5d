"""Effect of a tax officer's finding on a hold of assessment or of the guarantee ledger."""

from msgspec.structs import replace

from agency.findings import EFFECTS, reference, refusal
from agency.rules import failed
from contracts import topics
from contracts.common import Effect, FindingRecorded
from contracts.tax import DutyAssessed
from contracts.tax_assessment import Case
from mesh.declared.processor import Context, Emit, Output
from tax.assessment.assessing import assess
from tax.assessment.decisions import GUARANTEE_RULE, from_assessment, refused, unguaranteed
from tax.assessment.guarantee_requests import replaced
from tax.assessment.lifecycle import assessed
from tax.reference import on_date


def found(case: Case | None, finding: FindingRecorded, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """
    End the open hold as the officer decided, or say that the finding cannot.

    To release a hold of assessment is to assess again, with the registers of now: nothing is let through untaxed, so
    if anything is still missing the hold stays. A short guarantee is released by nobody: sufficient guarantee comes
    first (TAX-12), so it ends when money is there, or with a refusal. Either is answered once, as a decision that names
    the finding. A finding on a hold that is not open changes nothing: so a repeated one is harmless.
    """
    if case is None or finding.hold_id not in (case.hold_id, case.guarantee_hold_id):
        return case, ()
    effect = EFFECTS.get(finding.action)
    if effect is None:
        return case, ()
    if effect is Effect.REFUSE:
        return _refuse(case, finding, context)
    if finding.hold_id == case.hold_id:
        return _assess_again(case, finding, context)
    return _answered(case, finding, unguaranteed(case, reference(finding)), context)


def _assess_again(case: Case, finding: FindingRecorded, context: Context) -> tuple[Case, tuple[Output, ...]]:
    content = case.held_content
    if content is None:
        return case, ()
    lookup = on_date(context.registers, content.acceptance_date)
    assessment = assess(content, lookup)
    if assessment.missing:
        return _answered(case, finding, from_assessment(case, assessment, lookup.used(), reference(finding)), context)
    new = assessed(case.declaration_id, case.revision, content, assessment)
    decision = from_assessment(new, assessment, lookup.used(), reference(finding))
    return new, (Emit(topics.TAX_ASSESSMENTS, context.key, decision), *replaced(case, new, context))


def _answered(
    case: Case, finding: FindingRecorded, decision: DutyAssessed, context: Context
) -> tuple[Case, tuple[Output, ...]]:
    """Publish a decision that leaves everything as it is, unless this finding had it already."""
    if case.answered_finding_id == finding.finding_id:
        return case, ()
    emitted = Emit(topics.TAX_ASSESSMENTS, context.key, decision)
    return replace(case, answered_finding_id=finding.finding_id), (emitted,)


def _refuse(case: Case, finding: FindingRecorded, context: Context) -> tuple[Case, tuple[Output, ...]]:
    """Only the decision: customs refuses the declaration, and that frees the guarantee."""
    rule_id = GUARANTEE_RULE if finding.hold_id == case.guarantee_hold_id else case.held_by or GUARANTEE_RULE
    decision = refused(case, failed(refusal("tax", finding.action, rule_id)), reference(finding))
    new = replace(case, hold_id=None, held_by=None, held_content=None, guarantee_hold_id=None, answered_finding_id=None)
    return new, (Emit(topics.TAX_ASSESSMENTS, context.key, decision),)
