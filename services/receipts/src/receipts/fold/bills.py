"""
From tax bills to receipts: CEB816 when one is issued, CEB818 when its state changes. Pure.

They are about a list, by its number: which submission of it was released is not tax's to know, so the document has no
id. Clients tell them apart by `message_type`.
"""

from contracts.common import DocumentRef, DocumentType
from contracts.gateway import ReceiptIssued
from contracts.tax import BillStatus, TaxBill, TaxBillIssued, TaxBillStatusChanged
from edge.access import audience
from edge.ceb import message_types
from mesh.declared.processor import Context, Effects, State
from receipts.fold import wording
from receipts.fold.issuing import emit, receipt_id

STATUS = {BillStatus.GENERATED: "1", BillStatus.SUMMARISED: "2", BillStatus.VOID: "3"}
"""Status of a tax bill in CEB816 and CEB818."""


def issued(state: State, event: TaxBillIssued, context: Context) -> Effects:
    """Tell the parties of a released list what tax is due on it (CEB816)."""
    receipt = _receipt(event.bill, event.declaration_id, event.revision, message_types.TAX_BILL, context)
    return Effects(outputs=(emit(receipt, context),))


def status_changed(state: State, event: TaxBillStatusChanged, context: Context) -> Effects:
    """Tell them that the bill is summarised or void (CEB818)."""
    receipt = _receipt(event.bill, event.declaration_id, None, message_types.TAX_BILL_STATUS, context)
    return Effects(outputs=(emit(receipt, context),))


def _receipt(
    bill: TaxBill, declaration_id: str, revision: int | None, message_type: str, context: Context
) -> ReceiptIssued:
    ref = DocumentRef(
        document_type=DocumentType.IMPORT_LIST,
        document_id="",
        issuer_code=bill.merchant_code,
        number=bill.list_no,
        sender_code=bill.agent_code,
    )
    status = STATUS.get(bill.status, "")
    return ReceiptIssued(
        receipt_id=receipt_id(context, ref, status, f"{message_type}/{bill.bill_no}"),
        document=ref,
        return_status=status,
        return_info=wording.bill(bill),
        return_at_ms=context.at_ms,
        reasons=(),
        order_no=bill.order_no,
        platform_code=bill.platform_code,
        merchant_code=bill.merchant_code,
        agent_code=bill.agent_code,
        customs_code=bill.customs_code,
        list_no=bill.list_no,
        declaration_id=declaration_id,
        revision=revision,
        audience=audience.of_bill(bill),
        message_type=message_type,
        tax_bill=bill,
    )
