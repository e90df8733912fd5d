"""The forms of the five documents that the import path takes."""

import contracts.trade as trade
from contracts.common import DocumentType
from gateway.forms import cancellation, import_list, order, payment, waybill
from gateway.forms.form import Form, Names, Person

ORDER = Form(
    Names("import-order", DocumentType.IMPORT_ORDER, "CEB311Message", "Order", "OrderHead", "OrderList"),
    record=trade.ImportOrderSubmitted,
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
    Names("import-payment", DocumentType.IMPORT_PAYMENT, "CEB411Message", "Payment", "PaymentHead"),
    record=trade.ImportPaymentSubmitted,
    head=payment.HEAD,
    person=Person(name="payerName", id_type="payerIdType", id_number="payerIdNumber", fact="payer_id_possible"),
)
WAYBILL = Form(
    Names("import-waybill", DocumentType.IMPORT_WAYBILL, "CEB511Message", "Logistics", "LogisticsHead"),
    record=trade.ImportWaybillSubmitted,
    head=waybill.HEAD,
    person=Person(consignee="consignee", phone="consigneeTelephone", address="consigneeAddress"),
)
LIST = Form(
    Names("import-list", DocumentType.IMPORT_LIST, "CEB621Message", "Inventory", "InventoryHead", "InventoryList"),
    record=trade.ImportListSubmitted,
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
    Names("import-cancellation", DocumentType.IMPORT_CANCELLATION, "CEB623Message", "InvtCancel"),
    record=trade.ImportCancellationSubmitted,
    head=cancellation.HEAD,
    person=Person(name="buyerName", id_type="buyerIdType", id_number="buyerIdNumber"),
)

FORMS = (ORDER, PAYMENT, WAYBILL, LIST, CANCELLATION)
BY_TAG = {form.names.tag: form for form in FORMS}
BY_SHAPE = {form.shape: form for form in FORMS}
