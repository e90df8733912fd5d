"""CEB623: a request to cancel an import list (撤销申请单)."""

from gateway.forms.field import OPERATIONS, PERSONAL, STATUSES, choice, code, number, text, time

HEAD = (
    code("guid", "系统唯一序号", "guid", 36, least=36),
    choice("appType", "报送类型", "operation", OPERATIONS),
    time("appTime", "报送时间", "app_time"),
    choice("appStatus", "业务状态", "draft", STATUSES),
    code("customsCode", "申报海关代码", "customs_code", 4, least=4),
    number("orderNo", "订单编号", "order_no", 60),
    code("ebpCode", "电商平台代码", "platform_code", 18),
    text("ebpName", "电商平台名称", "platform_name", 100),
    code("ebcCode", "电商企业代码", "merchant_code", 18),
    text("ebcName", "电商企业名称", "merchant_name", 100),
    number("logisticsNo", "物流运单编号", "waybill_no", 60),
    code("logisticsCode", "物流企业代码", "carrier_code", 18),
    text("logisticsName", "物流企业名称", "carrier_name", 100),
    code("copNo", "企业内部编号", "cop_no", 20, required=False),
    code("preNo", "预录入编号", "pre_entry_no", 18, required=False),
    code("invtNo", "清单编号", "list_no", 18),
    code("buyerIdType", "订购人证件类型", "buyer_id_type", 1, least=1),
    text("buyerIdNumber", "订购人证件号码", PERSONAL, 60),
    text("buyerName", "订购人姓名", PERSONAL, 60),
    text("buyerTelephone", "订购人电话", PERSONAL, 30),
    code("agentCode", "申报企业代码", "agent_code", 18),
    text("agentName", "申报企业名称", "agent_name", 100),
    text("reason", "撤单原因", PERSONAL, 1000),
    text("note", "备注", PERSONAL, 1000, required=False),
)
