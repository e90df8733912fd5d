"""
The processor `inspection.decisions`.

The sampling key is a secret of the settings: a worker and a replay build the processor from `CONFIGURED`. `DECISIONS`
is the same under a key that everybody knows: for tests, and never for a worker.
"""

from functools import partial
from typing import Any

from agency.deciders import Decider, decider
from agency.rules import Evaluated
from contracts import topics
from contracts.common import Decision, ParameterSet
from contracts.customs import DeclarationContent, DeclarationSubject, EnterpriseRegistered
from contracts.inspection import ConformityCertified, InspectionDecided, RiskRated
from contracts.inspection_decisions import Case
from inspection.decisions.exports import inspect_export
from inspection.decisions.grading import ALERT, choose_release_mode, grade_declaration
from inspection.decisions.holding import draw_sample, find_alerts, sampling_rate
from inspection.settings import InspectionSettings
from mesh.declared.lookup import Lookup
from mesh.declared.processor import Configured, Processor

REGISTERS: dict[type[Any], str] = {
    RiskRated: topics.INSPECTION_RISKS,
    ParameterSet: topics.INSPECTION_PARAMETERS,
    ConformityCertified: topics.INSPECTION_CONFORMITY,
    EnterpriseRegistered: topics.CUSTOMS_ENTERPRISES,
}


def inspect(
    subject: DeclarationSubject, content: DeclarationContent, lookup: Lookup, *, sampling_key: bytes
) -> tuple[Case, Evaluated]:
    """Hold a declaration under an alert or drawn by sampling; of one under an alert the draw gives no reason."""
    grade, graded = grade_declaration(lookup, subject.merchant_code, content.lines)
    alerted = find_alerts(lookup, content.lines)
    strictness = ALERT if alerted.reasons else grade
    mode, chosen = choose_release_mode(lookup, strictness)
    drawn = draw_sample(subject.declaration_id, sampling_rate(lookup, strictness), sampling_key)
    case = Case(
        declaration_id=subject.declaration_id,
        revision=subject.revision,
        grade=grade,
        release_mode=mode,
        sampled=bool(drawn.reasons),
    )
    return case, Evaluated((*graded, chosen, *alerted.rules, *drawn.rules), alerted.reasons or drawn.reasons)


def tell(case: Case, decision: Decision) -> InspectionDecided:
    """Tell grade, mode and draw with the decision."""
    return InspectionDecided(decision=decision, grade=case.grade, release_mode=case.release_mode, sampled=case.sampled)


def decisions_processor(sampling_key: bytes) -> Processor:
    """Return the processor that draws samples under this key. An inspector's finding answers INS-06."""
    return decider(
        Decider(
            source="inspection",
            version="4",
            rules_version="inspection 4",
            case=Case,
            judge=partial(inspect, sampling_key=sampling_key),
            tell=tell,
            registers=REGISTERS,
            found_under="INS-06",
            judge_export=partial(inspect_export, sampling_key=sampling_key),
        )
    )


CONFIGURED = Configured(InspectionSettings, lambda own: decisions_processor(own.sampling_key))
DECISIONS = decisions_processor(b"known to everybody: for tests only")
