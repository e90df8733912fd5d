"""The event `DutyAssessed`, made from an assessment or from the state of one."""

from msgspec.structs import replace

from agency.reasons import particular, reason
from agency.rules import Evaluated, failed
from contracts.common import Decision, Effect, FindingRef, RegisterVersion
from contracts.tax import DutyAssessed
from contracts.tax_assessment import Case
from tax.assessment.assessing import Assessment
from tax.reference import RULES_VERSION

GUARANTEE_RULE = "TAX-12"
SHORT = "99301"


def from_assessment(
    case: Case, assessment: Assessment, registers: tuple[RegisterVersion, ...], finding: FindingRef | None = None
) -> DutyAssessed:
    """Hold goods that lack a rate; note assumptions; else pass."""
    effect = Effect.HOLD if assessment.missing else Effect.NOTE if assessment.notes else Effect.PASS
    return DutyAssessed(
        decision=Decision(
            declaration_id=case.declaration_id,
            revision=case.revision,
            effect=effect,
            reasons=assessment.missing + assessment.notes,
            rules=assessment.rules,
            rules_version=RULES_VERSION,
            registers=registers,
            hold_id=case.hold_id,
            finding=finding,
        ),
        tax_regime=case.tax_regime,
        guarantor_code=case.guarantor_code,
        duty_cny_e5=case.duty_cny_e5,
        consumption_tax_cny_e5=case.consumption_tax_cny_e5,
        vat_cny_e5=case.vat_cny_e5,
        total_cny_e5=case.duty_cny_e5 + case.consumption_tax_cny_e5 + case.vat_cny_e5,
        lines=assessment.lines,
        rated=assessment.rated,
        consumption_factor=assessment.relief and assessment.relief.consumption,
        vat_factor=assessment.relief and assessment.relief.vat,
    )


def refused(case: Case, why: Evaluated, finding: FindingRef) -> DutyAssessed:
    """Refuse on an officer's finding. The sums are those assessed before; that decision has the lines."""
    return _on_finding(case, Effect.REFUSE, why, finding)


def unguaranteed(case: Case, finding: FindingRef) -> DutyAssessed:
    """Say that the assessment stands and that the officer cannot release it: the guarantee comes first (TAX-12)."""
    short = failed(reason(SHORT, GUARANTEE_RULE, particular("guarantee-needs-top-up")))
    return replace(_on_finding(case, Effect.NOTE, short, finding), lines=case.lines)


def _on_finding(case: Case, effect: Effect, why: Evaluated, finding: FindingRef) -> DutyAssessed:
    return DutyAssessed(
        decision=Decision(
            declaration_id=case.declaration_id,
            revision=case.revision,
            effect=effect,
            reasons=why.reasons,
            rules=why.rules,
            rules_version=RULES_VERSION,
            registers=(),
            finding=finding,
        ),
        tax_regime=case.tax_regime,
        guarantor_code=case.guarantor_code,
        duty_cny_e5=case.duty_cny_e5,
        consumption_tax_cny_e5=case.consumption_tax_cny_e5,
        vat_cny_e5=case.vat_cny_e5,
        total_cny_e5=case.duty_cny_e5 + case.consumption_tax_cny_e5 + case.vat_cny_e5,
        lines=(),
        rated=(),
    )
