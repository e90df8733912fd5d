"""What the view keeps of a submitted document: its number, who numbers it, and who may see it."""

from typing import NamedTuple, assert_never

from contracts.trade import CancellationSubmitted, ListSubmitted, OrderSubmitted, PaymentSubmitted, WaybillSubmitted
from gateway.receipts.audience import codes

Document = OrderSubmitted | PaymentSubmitted | WaybillSubmitted | ListSubmitted | CancellationSubmitted
DOCUMENTS = (OrderSubmitted, PaymentSubmitted, WaybillSubmitted, ListSubmitted, CancellationSubmitted)


class Sketch(NamedTuple):
    """A document in few words. `number` is empty for a list without copNo."""

    document_type: str
    number_kind: str
    platform: str | None
    issuer: str
    number: str
    audience: tuple[str, ...]


def sketch(record: Document) -> Sketch:
    """Return what the view keeps of a document."""
    match record:
        case OrderSubmitted():
            seen = codes(record.sender_code, record.platform_code, record.merchant_code)
            return Sketch("ORDER", "ORDER", record.platform_code, record.platform_code, record.order_no, seen)
        case PaymentSubmitted():
            payer = record.payment_institution_code
            return Sketch(
                "PAYMENT", "PAYMENT", record.platform_code, payer, record.payment_no, codes(record.sender_code, payer)
            )
        case WaybillSubmitted():
            seen = codes(record.sender_code, record.carrier_code)
            return Sketch("WAYBILL", "WAYBILL", None, record.carrier_code, record.waybill_no, seen)
        case ListSubmitted():
            return Sketch("LIST", "COP", record.platform_code, record.merchant_code, record.cop_no or "", _seen(record))
        case CancellationSubmitted():
            return Sketch(
                "CANCELLATION", "COP", record.platform_code, record.merchant_code, record.cop_no or "", _seen(record)
            )
        case _ as unreachable:
            assert_never(unreachable)


def _seen(record: ListSubmitted | CancellationSubmitted) -> tuple[str, ...]:
    """A list's carrier is told how the parcel stands, not what was declared nor why it was rejected."""
    return codes(record.sender_code, record.platform_code, record.merchant_code, record.agent_code)
