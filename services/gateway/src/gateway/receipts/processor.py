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
from gateway.receipts import fold
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
    ),
    emits=(topics.GATEWAY_RECEIPTS,),
)
