"""Which of the caller's receipts are asked for. Pure."""

from typing import NamedTuple

from contracts.gateway import ReceiptIssued
from mesh.declared.keys import order_key


class Wanted(NamedTuple):
    """Only receipts of this status, about this type of document, or of this order or document number; None is any."""

    status: str | None = None
    document_type: str | None = None
    number: str | None = None

    def allows(self, receipt: ReceiptIssued) -> bool:
        """Tell whether a receipt is asked for."""
        if self.status is not None and receipt.return_status != self.status:
            return False
        if self.document_type is not None and str(receipt.document.document_type) != self.document_type:
            return False
        return self.number is None or order_key(self.number) in {
            order_key(receipt.order_no or ""),
            order_key(receipt.document.number),
        }


EVERYTHING = Wanted()
