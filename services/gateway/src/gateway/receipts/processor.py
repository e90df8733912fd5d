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
from gateway.receipts import bills, fold
from mesh.processor import Processor, Route

RECEIPTS = Processor(
    name="gateway.receipts",
    version="1",
    state=(Matched,),
    routes=(
        Route(topics.CUSTOMS_DOCUMENTS, {DocumentJudged: fold.judged}),
        Route(
            topics.CUSTOMS_DECLARATIONS,
            {
                DeclarationHeld: fold.held,
                DeclarationCleared: fold.cleared,
                DeclarationRefused: fold.refused,
                DeclarationWithdrawn: fold.withdrawn,
                DeclarationClosed: fold.closed,
            },
        ),
        Route(topics.TAX_BILLS, {TaxBillIssued: bills.issued, TaxBillStatusChanged: bills.status_changed}),
    ),
    emits=(topics.GATEWAY_RECEIPTS,),
)
