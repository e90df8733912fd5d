"""
The processor `inspection.decisions`.

The sampling key is inspection's secret and comes from the settings: a worker and a replay build the processor from
`CONFIGURED`. `DECISIONS` is the same processor under a key that everybody knows: for tests, which collect it, and never
for a worker.
"""

from functools import partial

from contracts import topics
from contracts.common import FindingRecorded
from contracts.customs import DeclarationAccepted, DeclarationAmended, DeclarationRefused, DeclarationWithdrawn
from contracts.inspection_decisions import Case
from inspection.decisions.findings import found
from inspection.decisions.inspecting import declared, ended
from inspection.settings import InspectionSettings
from mesh.processor import Configured, Context, Processor, Route, on_case

Lifecycle = DeclarationAccepted | DeclarationAmended | DeclarationRefused | DeclarationWithdrawn


def decisions_processor(sampling_key: bytes) -> Processor:
    """Return the processor that draws samples under this key."""
    decide = on_case(Case, partial(declared, sampling_key=sampling_key), key=_of_lifecycle)
    end = on_case(Case, ended, key=_of_lifecycle)
    return Processor(
        name="inspection.decisions",
        version="2",
        state=(Case,),
        routes=(
            Route(
                topics.CUSTOMS_DECLARATIONS,
                {
                    DeclarationAccepted: decide,
                    DeclarationAmended: decide,
                    DeclarationRefused: end,
                    DeclarationWithdrawn: end,
                },
            ),
            Route(topics.INSPECTION_FINDINGS, {FindingRecorded: on_case(Case, found, key=_of_finding)}),
        ),
        registers=(topics.INSPECTION_RISKS, topics.INSPECTION_PARAMETERS, topics.CUSTOMS_ENTERPRISES),
        emits=(topics.INSPECTION_DECISIONS,),
    )


def _of_lifecycle(event: Lifecycle, context: Context) -> str:
    return event.subject.declaration_id


def _of_finding(finding: FindingRecorded, context: Context) -> str:
    return finding.declaration_id


def _from_settings(own: InspectionSettings) -> Processor:
    return decisions_processor(own.sampling_key)


CONFIGURED = Configured(InspectionSettings, _from_settings)
DECISIONS = decisions_processor(b"known to everybody: for tests only")
