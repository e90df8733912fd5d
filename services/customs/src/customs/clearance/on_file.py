"""
What is kept of a recorded document: only what matching and later events need, nothing personal but keyed digests.

It is encoded once, when recorded, and decoded when the documents are matched or spoken of.
"""

from typing import Any, Final, TypeVar

import msgspec

from contracts import codec
from contracts.common import DocumentRef, DocumentType
from contracts.customs import DeclaredLine
from contracts.customs_clearance import (
    ItemOffered,
    ListOnFile,
    OrderedLine,
    OrderOnFile,
    PaymentOnFile,
    WaybillOnFile,
)
from contracts.trade import (
    ImportCancellationSubmitted,
    ImportListSubmitted,
    ImportOrderSubmitted,
    ImportPaymentSubmitted,
    ImportWaybillSubmitted,
)

OnFile = OrderOnFile | PaymentOnFile | WaybillOnFile | ListOnFile
Document = (
    ImportOrderSubmitted
    | ImportPaymentSubmitted
    | ImportWaybillSubmitted
    | ImportListSubmitted
    | ImportCancellationSubmitted
)
F = TypeVar("F", bound=msgspec.Struct)

REMEMBERED = 16_384
"""Documents on file remembered by their bytes: those of some seconds at the peak, from the record to the release."""
_KEPT: dict[bytes, Any] = {}
"""What bytes hold: looked at again within moments, at the match, when held, when released."""

ORDER: Final = DocumentType.IMPORT_ORDER
PAYMENT: Final = DocumentType.IMPORT_PAYMENT
WAYBILL: Final = DocumentType.IMPORT_WAYBILL
LIST: Final = DocumentType.IMPORT_LIST
CANCELLATION: Final = DocumentType.IMPORT_CANCELLATION


def encode(kept: OnFile) -> bytes:
    """Return the bytes that a slot holds."""
    value = codec.encode(kept)
    _remember(value, kept)
    return value


def decode(kind: type[F], value: bytes) -> F:
    """Return what `encode` was given, whose type the caller knows."""
    kept: F = _held(value)
    return kept


def any_of(value: bytes) -> OnFile:
    """Return what `encode` was given, of whatever type."""
    kept: OnFile = _held(value)
    return kept


def _held(value: bytes) -> Any:
    kept = _KEPT.get(value)
    if kept is None:
        kept = codec.decode(value)
        _remember(value, kept)
    return kept


def _remember(value: bytes, kept: Any) -> None:
    if len(_KEPT) >= REMEMBERED:
        _KEPT.clear()
    _KEPT[value] = kept


def of_order(order: ImportOrderSubmitted) -> OrderOnFile:
    """Return what is kept of an order."""
    return OrderOnFile(
        document_id=order.document_id,
        content_digest=order.content_digest,
        sender_code=order.sender_code,
        accepted_at_ms=order.accepted_at_ms,
        order_no=order.order_no,
        platform_code=order.platform_code,
        merchant_code=order.merchant_code,
        actual_paid_cny_e5=order.actual_paid_cny_e5,
        payment_institution_code=order.payment_institution_code or None,
        payment_no=order.payment_no or None,
        persons=order.person_digests,
        lines=tuple(
            [
                OrderedLine(
                    gnum=line.gnum,
                    quantity_e5=line.quantity_e5,
                    unit_price_cny_e5=line.unit_price_cny_e5,
                    total_price_cny_e5=line.total_price_cny_e5,
                    item_no=line.item_no,
                    item_name=line.item_name,
                    unit_code=line.unit_code,
                    origin_country_code=line.origin_country_code,
                )
                for line in order.lines
            ]
        ),
    )


def of_payment(payment: ImportPaymentSubmitted) -> PaymentOnFile:
    """Return what is kept of a payment."""
    return PaymentOnFile(
        document_id=payment.document_id,
        content_digest=payment.content_digest,
        sender_code=payment.sender_code,
        accepted_at_ms=payment.accepted_at_ms,
        order_no=payment.order_no,
        platform_code=payment.platform_code,
        payment_institution_code=payment.payment_institution_code,
        payment_no=payment.payment_no,
        amount_paid_cny_e5=payment.amount_paid_cny_e5,
        pay_time=payment.pay_time,
        persons=payment.person_digests,
    )


def of_waybill(waybill: ImportWaybillSubmitted) -> WaybillOnFile:
    """Return what is kept of a waybill."""
    return WaybillOnFile(
        document_id=waybill.document_id,
        content_digest=waybill.content_digest,
        sender_code=waybill.sender_code,
        accepted_at_ms=waybill.accepted_at_ms,
        order_no=waybill.order_no,
        carrier_code=waybill.carrier_code,
        waybill_no=waybill.waybill_no,
        freight_cny_e5=waybill.freight_cny_e5,
        insurance_cny_e5=waybill.insurance_cny_e5,
        persons=waybill.person_digests,
    )


def of_list(declared: ImportListSubmitted) -> ListOnFile:
    """Return what is kept of a list."""
    return ListOnFile(
        document_id=declared.document_id,
        content_digest=declared.content_digest,
        sender_code=declared.sender_code,
        accepted_at_ms=declared.accepted_at_ms,
        order_no=declared.order_no,
        platform_code=declared.platform_code,
        merchant_code=declared.merchant_code,
        agent_code=declared.agent_code,
        customs_code=declared.customs_code,
        cop_no=declared.cop_no or None,
        carrier_code=declared.carrier_code,
        waybill_no=declared.waybill_no,
        guarantor_code=declared.guarantor_code,
        bonded_enterprise_code=declared.bonded_enterprise_code or None,
        trade_mode=declared.trade_mode,
        port_code=declared.port_code,
        departure_country_code=declared.departure_country_code,
        freight_cny_e5=declared.freight_cny_e5,
        insurance_cny_e5=declared.insurance_cny_e5,
        gross_weight_kg_e5=declared.gross_weight_kg_e5,
        net_weight_kg_e5=declared.net_weight_kg_e5,
        persons=declared.person_digests,
        licence_no=declared.licence_no or None,
        lines=tuple(
            [
                DeclaredLine(
                    gnum=line.gnum,
                    commodity_code=line.commodity_code,
                    origin_country_code=line.origin_country_code,
                    quantity_e5=line.quantity_e5,
                    unit_code=line.unit_code,
                    statutory_quantity_e5=line.statutory_quantity_e5,
                    statutory_unit_code=line.statutory_unit_code,
                    second_quantity_e5=line.second_quantity_e5,
                    second_unit_code=line.second_unit_code,
                    unit_price_cny_e5=line.unit_price_cny_e5,
                    total_price_cny_e5=line.total_price_cny_e5,
                    item_record_no=line.item_record_no,
                    goods_name=line.goods_name,
                    bar_code=line.bar_code,
                )
                for line in declared.lines
            ]
        ),
        items=tuple([ItemOffered(item_no=line.item_no, item_name=line.item_name) for line in declared.lines]),
    )


def ref(kept: OnFile) -> DocumentRef:
    """Return how others speak of a document on file."""
    match kept:
        case OrderOnFile():
            kind, issuer, number = ORDER, kept.platform_code, kept.order_no
        case PaymentOnFile():
            kind, issuer, number = PAYMENT, kept.payment_institution_code, kept.payment_no
        case WaybillOnFile():
            kind, issuer, number = WAYBILL, kept.carrier_code, kept.waybill_no
        case ListOnFile():
            kind, issuer, number = LIST, kept.merchant_code, kept.cop_no or ""
    return DocumentRef(
        document_type=kind,
        document_id=kept.document_id,
        issuer_code=issuer,
        number=number,
        sender_code=kept.sender_code,
    )
