"""The receipts fold as the mesh runs it."""

from contracts import topics
from contracts.customs import (
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationWithdrawn,
    DocumentJudged,
)
from contracts.gateway_receipts import Matched
from contracts.tax import TaxBillIssued, TaxBillStatusChanged
from mesh.processor import Processor, Route
from receipts.fold import bills, documents

RECEIPTS = Processor(
    name="gateway.receipts",
    version="1",
    state=(Matched,),
    routes=(
        Route(topics.CUSTOMS_DOCUMENTS, {DocumentJudged: documents.judged}),
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
