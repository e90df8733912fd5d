"""The forms of the five documents that the import path takes."""

import contracts.trade as trade
from contracts.common import DocumentType
from gateway.forms import cancellation, import_list, order, payment, waybill
from gateway.forms.form import Form, Names, Person

ORDER = Form(
    Names("order", DocumentType.ORDER, "CEB311Message", "Order", "OrderHead", "OrderList"),
    record=trade.OrderSubmitted,
    head=order.HEAD,
    lines=order.LINE,
    line_record=trade.OrderLine,
    person=Person(
        name="buyerName",
        id_type="buyerIdType",
        id_number="buyerIdNumber",
        consignee="consignee",
        phone="consigneeTelephone",
        address="consigneeAddress",
        fact="buyer_id_possible",
    ),
)
PAYMENT = Form(
    Names("payment", DocumentType.PAYMENT, "CEB411Message", "Payment", "PaymentHead"),
    record=trade.PaymentSubmitted,
    head=payment.HEAD,
    person=Person(name="payerName", id_type="payerIdType", id_number="payerIdNumber", fact="payer_id_possible"),
)
WAYBILL = Form(
    Names("waybill", DocumentType.WAYBILL, "CEB511Message", "Logistics", "LogisticsHead"),
    record=trade.WaybillSubmitted,
    head=waybill.HEAD,
    person=Person(consignee="consignee", phone="consigneeTelephone", address="consigneeAddress"),
)
LIST = Form(
    Names("list", DocumentType.LIST, "CEB621Message", "Inventory", "InventoryHead", "InventoryList"),
    record=trade.ListSubmitted,
    head=import_list.HEAD,
    lines=import_list.LINE,
    line_record=trade.ListLine,
    person=Person(
        name="buyerName",
        id_type="buyerIdType",
        id_number="buyerIdNumber",
        address="consigneeAddress",
        fact="buyer_id_possible",
    ),
)
CANCELLATION = Form(
    Names("cancellation", DocumentType.CANCELLATION, "CEB623Message", "InvtCancel"),
    record=trade.CancellationSubmitted,
    head=cancellation.HEAD,
    person=Person(name="buyerName", id_type="buyerIdType", id_number="buyerIdNumber"),
)

FORMS = (ORDER, PAYMENT, WAYBILL, LIST, CANCELLATION)
BY_TAG = {form.names.tag: form for form in FORMS}
BY_SHAPE = {form.shape: form for form in FORMS}
