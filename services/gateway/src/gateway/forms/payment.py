"""CEB411: a payment (支付单)."""

from gateway.forms.field import OPERATIONS, PERSONAL, STATUSES, amount, choice, code, number, text, time

HEAD = (
    code("guid", "系统唯一序号", "guid", 36, least=36),
    choice("appType", "报送类型", "operation", OPERATIONS),
    time("appTime", "报送时间", "app_time"),
    choice("appStatus", "业务状态", "draft", STATUSES),
    code("payCode", "支付企业代码", "payment_institution_code", 18),
    text("payName", "支付企业名称", "payment_institution_name", 100),
    number("payTransactionId", "支付交易编号", "payment_no", 60),
    number("orderNo", "订单编号", "order_no", 60),
    code("ebpCode", "电商平台代码", "platform_code", 18),
    text("ebpName", "电商平台名称", "platform_name", 100),
    code("payerIdType", "支付人证件类型", "payer_id_type", 1, least=1),
    text("payerIdNumber", "支付人证件号码", PERSONAL, 60),
    text("payerName", "支付人姓名", PERSONAL, 60),
    text("telephone", "支付人电话", PERSONAL, 60, required=False),
    amount("amountPaid", "支付金额", "amount_paid_cny_e5"),
    code("currency", "支付币制", "currency_code", 3, least=3),
    time("payTime", "支付时间", "pay_time"),
    text("note", "备注", PERSONAL, 1000, required=False),
)
