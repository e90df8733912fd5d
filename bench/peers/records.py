"""
Fields from record to record, without a decision: what is kept of a document, and what the events of an order say.
"""

from typing import Any

import msgspec

from contracts.common import DocumentRef, DocumentType, TaxRegime
from contracts.customs import DeclarationContent, DeclarationSubject, DeclaredLine
from contracts.customs_clearance import (
    Declaration,
    ItemOffered,
    ListOnFile,
    OrderedLine,
    OrderOnFile,
    PaymentOnFile,
    Stage,
    WaybillOnFile,
)
from contracts.trade import ImportListSubmitted, ImportOrderSubmitted, ImportPaymentSubmitted, ImportWaybillSubmitted

Record = msgspec.Struct

DECIDERS = ("inspection", "forex", "assessment")


def on_file(event: Any) -> Record:
    """Return what is kept of a document until the four have come."""
    match event:
        case ImportOrderSubmitted():
            return OrderOnFile(
                document_id=event.document_id,
                content_digest=event.content_digest,
                sender_code=event.sender_code,
                accepted_at_ms=event.accepted_at_ms,
                order_no=event.order_no,
                platform_code=event.platform_code,
                merchant_code=event.merchant_code,
                actual_paid_cny_e5=event.actual_paid_cny_e5,
                payment_institution_code=event.payment_institution_code,
                payment_no=event.payment_no,
                persons=event.person_digests,
                lines=tuple(
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
                    for line in event.lines
                ),
            )
        case ImportPaymentSubmitted():
            return PaymentOnFile(
                document_id=event.document_id,
                content_digest=event.content_digest,
                sender_code=event.sender_code,
                accepted_at_ms=event.accepted_at_ms,
                order_no=event.order_no,
                platform_code=event.platform_code,
                payment_institution_code=event.payment_institution_code,
                payment_no=event.payment_no,
                amount_paid_cny_e5=event.amount_paid_cny_e5,
                pay_time=event.pay_time,
                persons=event.person_digests,
            )
        case ImportWaybillSubmitted():
            return WaybillOnFile(
                document_id=event.document_id,
                content_digest=event.content_digest,
                sender_code=event.sender_code,
                accepted_at_ms=event.accepted_at_ms,
                order_no=event.order_no,
                carrier_code=event.carrier_code,
                waybill_no=event.waybill_no,
                freight_cny_e5=event.freight_cny_e5,
                insurance_cny_e5=event.insurance_cny_e5,
                persons=event.person_digests,
            )
        case ImportListSubmitted():
            return _list_on_file(event)
    raise TypeError(type(event).__name__)


def _list_on_file(event: ImportListSubmitted) -> ListOnFile:
    return ListOnFile(
        document_id=event.document_id,
        content_digest=event.content_digest,
        sender_code=event.sender_code,
        accepted_at_ms=event.accepted_at_ms,
        order_no=event.order_no,
        platform_code=event.platform_code,
        merchant_code=event.merchant_code,
        agent_code=event.agent_code,
        customs_code=event.customs_code,
        cop_no=event.cop_no,
        carrier_code=event.carrier_code,
        waybill_no=event.waybill_no,
        guarantor_code=event.guarantor_code,
        bonded_enterprise_code=event.bonded_enterprise_code,
        trade_mode=event.trade_mode,
        port_code=event.port_code,
        departure_country_code=event.departure_country_code,
        freight_cny_e5=event.freight_cny_e5,
        insurance_cny_e5=event.insurance_cny_e5,
        gross_weight_kg_e5=event.gross_weight_kg_e5,
        net_weight_kg_e5=event.net_weight_kg_e5,
        persons=event.person_digests,
        lines=tuple(
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
            for line in event.lines
        ),
        items=tuple(ItemOffered(item_no=line.item_no, item_name=line.item_name) for line in event.lines),
        licence_no=event.licence_no,
    )


def declaration(order: OrderOnFile, list_: ListOnFile) -> Declaration:
    """Return how a declaration stands when it has just been accepted."""
    return Declaration(
        declaration_id=f"D{list_.order_no}",
        platform_code=list_.platform_code,
        revision=1,
        stage=Stage.DECIDING,
        return_status="120",
        pre_entry_no=f"B{list_.order_no}",
        deadline_at_ms=list_.accepted_at_ms,
        closes_at_ms=list_.accepted_at_ms,
        buyer_pseudonym=b"",
        quota_year=list_.persons[0].quota_year,
        payment_won=True,
        waybill_won=True,
        deciders=DECIDERS,
        standings=(),
        holds=(),
        sought=(),
        found_elsewhere=(),
        payment_institution_code=order.payment_institution_code,
        payment_no=order.payment_no,
    )


def subject(list_: ListOnFile, documents: tuple[DocumentRef, ...]) -> DeclarationSubject:
    """Return what a declaration is about; its numbers follow from the order number."""
    return DeclarationSubject(
        declaration_id=f"D{list_.order_no}",
        revision=1,
        order_no=list_.order_no,
        platform_code=list_.platform_code,
        merchant_code=list_.merchant_code,
        agent_code=list_.agent_code,
        customs_code=list_.customs_code,
        cop_no=list_.cop_no,
        pre_entry_no=f"B{list_.order_no}",
        documents=documents,
    )


def content(payment: PaymentOnFile, waybill: WaybillOnFile, list_: ListOnFile) -> DeclarationContent:
    """Return what is declared."""
    value = sum(line.total_price_cny_e5 for line in list_.lines)
    return DeclarationContent(
        trade_mode=list_.trade_mode,
        accepted_at_ms=list_.accepted_at_ms,
        acceptance_date="2024-11-11",
        carrier_code=waybill.carrier_code,
        waybill_no=waybill.waybill_no,
        payment_institution_code=payment.payment_institution_code,
        payment_no=payment.payment_no,
        guarantor_code=list_.guarantor_code,
        bonded_enterprise_code=list_.bonded_enterprise_code,
        port_code=list_.port_code,
        departure_country_code=list_.departure_country_code,
        buyer_pseudonym=payment.persons[0].person_id or b"",
        quota_year=payment.persons[0].quota_year,
        amount_paid_cny_e5=payment.amount_paid_cny_e5,
        freight_cny_e5=list_.freight_cny_e5,
        insurance_cny_e5=list_.insurance_cny_e5,
        goods_value_cny_e5=value,
        dutiable_cny_e5=value + list_.freight_cny_e5 + list_.insurance_cny_e5,
        tax_regime=TaxRegime.PREFERENTIAL,
        gross_weight_kg_e5=list_.gross_weight_kg_e5,
        net_weight_kg_e5=list_.net_weight_kg_e5,
        lines=list_.lines,
        deciders=DECIDERS,
    )


def order_ref(order: OrderOnFile) -> DocumentRef:
    """Return the reference to an order."""
    return _ref(DocumentType.IMPORT_ORDER, order, order.platform_code, order.order_no)


def payment_ref(payment: PaymentOnFile) -> DocumentRef:
    """Return the reference to a payment."""
    return _ref(DocumentType.IMPORT_PAYMENT, payment, payment.payment_institution_code, payment.payment_no)


def waybill_ref(waybill: WaybillOnFile) -> DocumentRef:
    """Return the reference to a waybill."""
    return _ref(DocumentType.IMPORT_WAYBILL, waybill, waybill.carrier_code, waybill.waybill_no)


def list_ref(list_: ListOnFile) -> DocumentRef:
    """Return the reference to a list."""
    return _ref(DocumentType.IMPORT_LIST, list_, list_.agent_code, list_.cop_no or "")


def _ref(type_: DocumentType, document_: Any, issuer_code: str, number: str) -> DocumentRef:
    return DocumentRef(
        document_type=type_,
        document_id=document_.document_id,
        issuer_code=issuer_code,
        number=number,
        sender_code=document_.sender_code,
    )
