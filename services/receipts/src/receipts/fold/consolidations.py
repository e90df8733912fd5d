"""
From results of consolidations to receipts: CEB792 for each part of a result, and again once a declaration has its
numbers. Pure.

They are about the consolidation by its number: which parts asked for it is not known, and customs consolidates unasked
too, so the document has no id. Clients tell them apart by `message_type`.
"""

from contracts.common import DocumentRef, DocumentType
from contracts.customs import ExportConsolidated
from contracts.gateway import ReceiptIssued
from edge.access import audience
from edge.ceb import message_types
from mesh.declared.processor import Context, Effects, State
from receipts.fold import wording
from receipts.fold.issuing import emit, receipt_id

CONSOLIDATED = "399"
"""Status under which a result is told: the message has none but the state of the declaration."""


def consolidated(state: State, event: ExportConsolidated, context: Context) -> Effects:
    """Tell the merchant and the declaring enterprises which lists a declaration holds, or which numbers it has."""
    result = event.result
    ref = DocumentRef(
        document_type=DocumentType.CONSOLIDATION,
        document_id="",
        issuer_code=result.agent_code,
        number=event.cop_no or result.consolidation_no,
        sender_code=result.agent_code,
    )
    about = f"{message_types.CONSOLIDATION}/{result.declaration_seq_no}/{result.declaration_state}/{result.part_no}"
    receipt = ReceiptIssued(
        receipt_id=receipt_id(context, ref, CONSOLIDATED, about),
        document=ref,
        return_status=CONSOLIDATED,
        return_info=wording.consolidation(result),
        return_at_ms=context.at_ms,
        reasons=(),
        order_no="",
        merchant_code=result.head.merchant_code,
        agent_code=result.agent_code,
        customs_code=result.head.customs_code,
        cop_no=event.cop_no,
        audience=audience.of_consolidation(result),
        message_type=message_types.CONSOLIDATION,
        consolidation=result,
    )
    return Effects(outputs=(emit(receipt, context),))
