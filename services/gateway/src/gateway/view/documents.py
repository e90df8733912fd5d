"""What the view keeps of a submitted document: its number, who numbers it, and who may see it."""

from collections.abc import Mapping
from typing import NamedTuple, assert_never

from contracts.common import DocumentType
from contracts.trade import (
    ImportCancellationSubmitted,
    ImportListSubmitted,
    ImportOrderSubmitted,
    ImportPaymentSubmitted,
    ImportWaybillSubmitted,
)
from gateway.access.visibility import OF_DOCUMENT, Number, Part
from gateway.receipts.audience import codes

Document = (
    ImportOrderSubmitted
    | ImportPaymentSubmitted
    | ImportWaybillSubmitted
    | ImportListSubmitted
    | ImportCancellationSubmitted
)
DOCUMENTS = (
    ImportOrderSubmitted,
    ImportPaymentSubmitted,
    ImportWaybillSubmitted,
    ImportListSubmitted,
    ImportCancellationSubmitted,
)


class Sketch(NamedTuple):
    """
    A document in few words.

    number: its own, empty for a list without copNo. numbers: all that it names, its order's apart.
    """

    document_type: DocumentType
    platform: str | None
    issuer: str
    number: str
    audience: tuple[str, ...]
    numbers: Mapping[Number, str | None]

    @property
    def part(self) -> Part:
        """Which part of the parcel it is."""
        return OF_DOCUMENT[self.document_type]


def sketch(record: Document) -> Sketch:
    """Return what the view keeps of a document."""
    match record:
        case ImportOrderSubmitted():
            seen = codes(record.sender_code, record.platform_code, record.merchant_code)
            named: dict[Number, str | None] = {Number.PAYMENT: record.payment_no}
            platform = record.platform_code
            return Sketch(DocumentType.IMPORT_ORDER, platform, platform, record.order_no, seen, named)
        case ImportPaymentSubmitted():
            payer, number = record.payment_institution_code, record.payment_no
            seen, named = codes(record.sender_code, payer), {Number.PAYMENT: number}
            return Sketch(DocumentType.IMPORT_PAYMENT, record.platform_code, payer, number, seen, named)
        case ImportWaybillSubmitted():
            seen, named = codes(record.sender_code, record.carrier_code), {Number.WAYBILL: record.waybill_no}
            return Sketch(DocumentType.IMPORT_WAYBILL, None, record.carrier_code, record.waybill_no, seen, named)
        case ImportListSubmitted():
            return _list(record, DocumentType.IMPORT_LIST)
        case ImportCancellationSubmitted():
            return _list(record, DocumentType.IMPORT_CANCELLATION)
        case _ as unreachable:
            assert_never(unreachable)


def _list(record: ImportListSubmitted | ImportCancellationSubmitted, kind: DocumentType) -> Sketch:
    """A list's carrier is told how the parcel stands, not what was declared nor why it was rejected."""
    seen = codes(record.sender_code, record.platform_code, record.merchant_code, record.agent_code)
    named = {
        Number.WAYBILL: record.waybill_no,
        Number.COP: record.cop_no,
        Number.PRE_ENTRY: record.pre_entry_no,
        Number.LIST: record.list_no,
    }
    return Sketch(kind, record.platform_code, record.merchant_code, record.cop_no or "", seen, named)
