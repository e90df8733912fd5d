"""The receipts fold as the mesh runs it."""

from contracts import topics
from contracts.customs import (
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationWithdrawn,
)
from contracts.gateway_receipts import Matched
from contracts.tax import TaxBillIssued, TaxBillStatusChanged
from edge.access.audience import JUDGED
from mesh.declared.processor import Processor, Route
from receipts.fold import bills, documents

NAME = "gateway.receipts"
JUDGEMENTS = tuple(
    Route(topic.name, dict.fromkeys(kinds, documents.judged))
    for topic in topics.TOPICS.values()
    if NAME in topic.consumers and (kinds := [kind for kind in topic.records if kind in JUDGED])
)
"""Whoever judges documents: every topic of verdicts that the contract lets receipts read."""
RECEIPTS = Processor(
    name=NAME,
    version="1",
    state=(Matched,),
    routes=(
        *JUDGEMENTS,
        Route(
            topics.CUSTOMS_DECLARATIONS,
            {
                DeclarationHeld: documents.held,
                DeclarationCleared: documents.cleared,
                DeclarationRefused: documents.refused,
                DeclarationWithdrawn: documents.withdrawn,
                DeclarationClosed: documents.closed,
            },
        ),
        Route(topics.TAX_BILLS, {TaxBillIssued: bills.issued, TaxBillStatusChanged: bills.status_changed}),
    ),
    emits=(topics.GATEWAY_RECEIPTS,),
)
