"""The processor `forex.decisions`."""

from contracts import topics
from contracts.common import FindingRecorded
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationRefused,
    DeclarationWithdrawn,
)
from contracts.forex_decisions import Case
from forex.decisions.deciding import cleared, declared, ended
from forex.decisions.findings import found
from mesh.processor import Context, Processor, Route, on_case

Lifecycle = DeclarationAccepted | DeclarationAmended | DeclarationCleared | DeclarationRefused | DeclarationWithdrawn


def _of_lifecycle(event: Lifecycle, context: Context) -> str:
    return event.subject.declaration_id


def _of_finding(finding: FindingRecorded, context: Context) -> str:
    return finding.declaration_id


_DECLARED = on_case(Case, declared, key=_of_lifecycle)
_ENDED = on_case(Case, ended, key=_of_lifecycle)

DECISIONS = Processor(
    name="forex.decisions",
    version="2",
    state=(Case,),
    routes=(
        Route(
            topics.CUSTOMS_DECLARATIONS,
            {
                DeclarationAccepted: _DECLARED,
                DeclarationAmended: _DECLARED,
                DeclarationCleared: on_case(Case, cleared, key=_of_lifecycle),
                DeclarationRefused: _ENDED,
                DeclarationWithdrawn: _ENDED,
            },
        ),
        Route(topics.FOREX_FINDINGS, {FindingRecorded: on_case(Case, found, key=_of_finding)}),
    ),
    registers=(topics.FOREX_LICENCES,),
    emits=(topics.FOREX_DECISIONS, topics.FOREX_TOTAL_ENTRIES),
)
