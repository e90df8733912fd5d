"""The receipts fold as the mesh runs it."""

from contracts import topics
from contracts.customs import (
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationReviewed,
    DeclarationWithdrawn,
    DocumentConcluded,
    ExportConsolidated,
)
from contracts.gateway_receipts import Matched
from contracts.tax import TaxBillIssued, TaxBillStatusChanged
from edge.access.audience import JUDGED
from mesh.declared.processor import Processor, Route
from receipts.fold import bills, consolidations, documents

NAME = "gateway.receipts"
JUDGEMENTS = tuple(
    Route(topic.name, {kind: documents.concluded if kind is DocumentConcluded else documents.judged for kind in kinds})
    for topic in topics.TOPICS.values()
    if NAME in topic.consumers and (kinds := [kind for kind in topic.records if kind in JUDGED])
)
"""Whoever judges documents: every topic of verdicts that the contract lets receipts read."""
LIFECYCLES = tuple(
    Route(
        topic,
        {
            **(
                {DeclarationReviewed: documents.reviewed} if DeclarationReviewed in topics.TOPICS[topic].records else {}
            ),
            DeclarationHeld: documents.held,
            DeclarationCleared: documents.cleared,
            DeclarationRefused: documents.refused,
            DeclarationWithdrawn: documents.withdrawn,
            DeclarationClosed: documents.closed,
        },
    )
    for topic in (topics.CUSTOMS_DECLARATIONS, topics.CUSTOMS_EXPORTS)
)
"""How the declarations of imports and of exports stand."""
RECEIPTS = Processor(
    name=NAME,
    version="1",
    state=(Matched,),
    routes=(
        *JUDGEMENTS,
        *LIFECYCLES,
        Route(topics.CUSTOMS_CONSOLIDATIONS, {ExportConsolidated: consolidations.consolidated}),
        Route(topics.TAX_BILLS, {TaxBillIssued: bills.issued, TaxBillStatusChanged: bills.status_changed}),
    ),
    emits=(topics.GATEWAY_RECEIPTS,),
)
