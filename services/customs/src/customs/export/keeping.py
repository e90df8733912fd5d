"""What is kept of the documents of an export."""

from agency.judging import repeated
from contracts.common import DocumentType, Judgement
from contracts.customs import ExportContent, ExportedLine
from contracts.customs_export import ListOnFile, OrderedLine, OrderOnFile, ReceiptOnFile
from contracts.trade import ExportListSubmitted, ExportOrderSubmitted, ExportReceiptSubmitted
from customs.reference import date_of


def order(document: ExportOrderSubmitted) -> OrderOnFile:
    """Return what is kept of an order."""
    return OrderOnFile(
        document_id=document.document_id,
        content_digest=document.content_digest,
        sender_code=document.sender_code,
        accepted_at_ms=document.accepted_at_ms,
        order_no=document.order_no,
        platform_code=document.platform_code,
        merchant_code=document.merchant_code,
        order_type=document.order_type,
        currency_code=document.currency_code,
        goods_value_e5=document.goods_value_e5,
        freight_e5=document.freight_e5,
        lines=tuple(
            [
                OrderedLine(
                    gnum=line.gnum,
                    item_no=line.item_no,
                    quantity_e5=line.quantity_e5,
                    unit_code=line.unit_code,
                    unit_price_e5=line.unit_price_e5,
                    total_price_e5=line.total_price_e5,
                    currency_code=line.currency_code,
                )
                for line in document.lines
            ]
        ),
    )


def receipt(document: ExportReceiptSubmitted, judgement: Judgement) -> ReceiptOnFile:
    """Return what is kept of a receipt of payment, with its first answer: a later one is made of that."""
    return ReceiptOnFile(judgement=judgement, received_e5=document.received_e5, currency_code=document.currency_code)


def listed(document: ExportListSubmitted, goods_value_cny_e5: int) -> ListOnFile:
    """Return what is kept of a list. goods_value_cny_e5: of its goods in yuan on the day of acceptance."""
    return ListOnFile(
        document_id=document.document_id,
        content_digest=document.content_digest,
        sender_code=document.sender_code,
        accepted_at_ms=document.accepted_at_ms,
        order_no=document.order_no,
        platform_code=document.platform_code,
        merchant_code=document.merchant_code,
        agent_code=document.agent_code,
        customs_code=document.customs_code,
        cop_no=document.cop_no,
        content=_content(document, goods_value_cny_e5),
        repeated=repeated(DocumentType.EXPORT_LIST, document) or (),
    )


def _content(document: ExportListSubmitted, goods_value_cny_e5: int) -> ExportContent:
    return ExportContent(
        trade_mode=document.trade_mode,
        order_type="",
        statistics_flag=document.statistics_flag,
        accepted_at_ms=document.accepted_at_ms,
        acceptance_date=date_of(document.accepted_at_ms),
        carrier_code=document.carrier_code,
        waybill_no=document.waybill_no,
        owner_code=document.owner_code,
        owner_name=document.owner_name,
        bonded_enterprise_code=document.bonded_enterprise_code,
        account_book_no=document.account_book_no,
        transport_mode=document.transport_mode,
        port_code=document.port_code,
        site_code=document.supervised_site_code,
        bill_no=document.bill_no,
        arrival_country_code=document.arrival_country_code,
        currency_code=document.lines[0].currency_code,
        goods_value_e5=sum([line.total_price_e5 for line in document.lines]),
        goods_value_cny_e5=goods_value_cny_e5,
        gross_weight_kg_e5=document.gross_weight_kg_e5,
        net_weight_kg_e5=document.net_weight_kg_e5,
        pack_count=document.pack_count,
        licence_no=document.licence_no,
        lines=tuple(
            [
                ExportedLine(
                    gnum=line.gnum,
                    commodity_code=line.commodity_code,
                    goods_name=line.goods_name,
                    item_name=line.item_name,
                    destination_country_code=line.destination_country_code,
                    currency_code=line.currency_code,
                    quantity_e5=line.quantity_e5,
                    unit_code=line.unit_code,
                    statutory_quantity_e5=line.statutory_quantity_e5,
                    statutory_unit_code=line.statutory_unit_code,
                    second_quantity_e5=line.second_quantity_e5,
                    second_unit_code=line.second_unit_code,
                    unit_price_e5=line.unit_price_e5,
                    total_price_e5=line.total_price_e5,
                    item_record_no=line.item_record_no,
                )
                for line in document.lines
            ]
        ),
        deciders=(),
    )
