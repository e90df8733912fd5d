"""The processor `tax.assessment`."""

from agency.deciders import of_finding, of_lifecycle
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
from mesh.declared.processor import Processor, Route, on_case
from tax.assessment.bills import summarise
from tax.assessment.findings import found
from tax.assessment.lifecycle import cleared, declared, dropped, held

_DECLARED = on_case(Case, declared, key=of_lifecycle)
_DROPPED = on_case(Case, dropped, key=of_lifecycle)

ASSESSMENT = Processor(
    name="tax.assessment",
    version="4",
    state=(Case,),
    routes=(
        Route(
            topics.CUSTOMS_DECLARATIONS,
            {
                DeclarationAccepted: _DECLARED,
                DeclarationAmended: _DECLARED,
                DeclarationHeld: on_case(Case, held, key=of_lifecycle),
                DeclarationCleared: on_case(Case, cleared, key=of_lifecycle),
                DeclarationRefused: _DROPPED,
                DeclarationWithdrawn: _DROPPED,
            },
        ),
        Route(topics.TAX_FINDINGS, {FindingRecorded: on_case(Case, found, key=of_finding)}),
    ),
    registers=(topics.TAX_RATES, topics.TAX_PARAMETERS, topics.CUSTOMS_GOODS_FILINGS),
    on_wake=summarise,
    emits=(topics.TAX_ASSESSMENTS, topics.TAX_GUARANTEE_REQUESTS, topics.TAX_BILLS),
)
