"""CEB511: a waybill (运单). An order number missing passes the form; customs refuses it with -504011."""

from gateway.forms.field import OPERATIONS, PERSONAL, STATUSES, amount, choice, code, count, number, text, time

HEAD = (
    code("guid", "系统唯一序号", "guid", 36, least=36),
    choice("appType", "报送类型", "operation", OPERATIONS),
    time("appTime", "报送时间", "app_time"),
    choice("appStatus", "业务状态", "draft", STATUSES),
    code("logisticsCode", "物流企业代码", "carrier_code", 18),
    text("logisticsName", "物流企业名称", "carrier_name", 100),
    number("logisticsNo", "物流运单编号", "waybill_no", 60),
    code("billNo", "提运单号", "bill_no", 37, required=False),
    number("orderNo", "订单编号", "order_no", 60, required=False),
    amount("freight", "运费", "freight_cny_e5", required=False),
    amount("insuredFee", "保价费", "insurance_cny_e5", required=False),
    code("currency", "币制", "currency_code", 3, least=3),
    amount("weight", "毛重", "gross_weight_kg_e5"),
    count("packNo", "件数", "pack_count", most=999_999_999),
    text("goodsInfo", "主要货物信息", "goods_info", 200, required=False),
    text("consignee", "收货人姓名", PERSONAL, 100),
    text("consigneeAddress", "收货地址", PERSONAL, 200),
    text("consigneeTelephone", "收货人电话", PERSONAL, 50),
    text("note", "备注", PERSONAL, 1000, required=False),
)
