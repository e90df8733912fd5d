"""The processor `tax.assessment`."""

from contracts import topics
from contracts.common import FindingRecorded
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationWithdrawn,
)
from contracts.tax_assessment import Case
from mesh.processor import Context, Processor, Route, on_case
from tax.assessment.bills import summarise
from tax.assessment.findings import found
from tax.assessment.lifecycle import cleared, declared, dropped, held

Lifecycle = (
    DeclarationAccepted
    | DeclarationAmended
    | DeclarationHeld
    | DeclarationCleared
    | DeclarationRefused
    | DeclarationWithdrawn
)


def _of_lifecycle(event: Lifecycle, context: Context) -> str:
    return event.subject.declaration_id


def _of_finding(finding: FindingRecorded, context: Context) -> str:
    return finding.declaration_id


_DECLARED = on_case(Case, declared, key=_of_lifecycle)
_DROPPED = on_case(Case, dropped, key=_of_lifecycle)

ASSESSMENT = Processor(
    name="tax.assessment",
    version="3",
    state=(Case,),
    routes=(
        Route(
            topics.CUSTOMS_DECLARATIONS,
            {
                DeclarationAccepted: _DECLARED,
                DeclarationAmended: _DECLARED,
                DeclarationHeld: on_case(Case, held, key=_of_lifecycle),
                DeclarationCleared: on_case(Case, cleared, key=_of_lifecycle),
                DeclarationRefused: _DROPPED,
                DeclarationWithdrawn: _DROPPED,
            },
        ),
        Route(topics.TAX_FINDINGS, {FindingRecorded: on_case(Case, found, key=_of_finding)}),
    ),
    registers=(topics.TAX_RATES, topics.TAX_PARAMETERS, topics.CUSTOMS_GOODS_FILINGS),
    on_wake=summarise,
    emits=(topics.TAX_ASSESSMENTS, topics.TAX_GUARANTEE_REQUESTS, topics.TAX_BILLS),
)
