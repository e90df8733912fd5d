"""
The codes that customs answers with, in one table.

Negative codes are published with the message specification of the unified version (edition 202205, import part); four
and five digits were seen in real receipts; 99nnn are ours, where none is published. ``{}`` takes the particulars.
"""

from contracts.common import Reason

TEXTS: dict[str, tuple[str, str]] = {
    # orders (CEB311)
    "-301001": ("订单商品表体信息不存在", "the order has no goods lines"),
    "-301002": ("订单商品信息内有重复商品序号", "the order repeats a line number"),
    "-301008": ("参数校验不通过，{}", "parameter check failed: {}"),
    "-301009": ("订单标识(appType)不正确,未找到操作的订单", "wrong appType: there is no such order"),
    "-301010": ("已存在相同编号的订单", "an order with this number exists"),
    "-301011": ("该订单已向海关申报清单，状态不符", "the order is declared with a list: its state forbids this"),
    "-301012": ("订单报文处理失败，未找到对应操作", "there is no such operation on orders"),
    "-301014": ("订单报文处理失败，接收报文为旧报文数据，不做处理", "older than the order on file"),
    # payments (CEB411)
    "-401003": ("[{}]对应多条支付凭证", "several payments for [{}]"),
    "-401006": ("支付单标识(appType)不正确,未找到对应操作的支付单", "wrong appType: there is no such payment"),
    "-401007": ("已存在相同编号的支付单", "a payment with this number exists"),
    "-401008": ("该支付单已向海关申报支付单，状态不符", "the payment is declared: its state forbids this"),
    "-401009": ("参数校验不通过，[paymentHead,payment]{}", "parameter check failed: {}"),
    "-401010": ("支付单报文处理失败，未找到对应操作", "there is no such operation on payments"),
    "-401012": ("支付单报文处理失败，接收报文为旧报文数据，不做处理", "older than the payment on file"),
    # waybills (CEB511)
    "-504011": ("参数校验不通过，{}", "parameter check failed: {}"),
    "-504014": ("运单标识(appType)不正确,未找到操作的运单", "wrong appType: there is no such waybill"),
    "-504015": ("已存在相同编号的运单", "a waybill with this number exists"),
    "-504016": (
        "该运单已向海关申报运单，状态不符",
        "the waybill is declared, or newer on file: its state forbids this",
    ),
    # import lists (CEB621)
    "-621000": ("CEB621Message 接收失败，清单表体为空，报文业务主键[{}]", "the list has no goods lines: [{}]"),
    "-621001": ("清单报文校验失败，[{}]", "check of the list failed: {}"),
    "-621004": ("清单[{}]已经申报过，请勿重复申报", "list [{}] is declared already"),
    "-621005": ("清单[{}]的购买金额超过单笔限额", "list [{}] is above the limit per transaction"),
    "-621011": ("不存在已申报的清单[{}]，无法进行改单操作", "there is no declared list [{}] to change"),
    "-621012": ("清单[{}]的申报状态不符合改单申报的条件", "the state of list [{}] forbids a change"),
    "-621018": (
        "清单中购买人已用购买额度为[{}]，本次购买将超过年度限额",
        "with [{}] used, the purchase would exceed the buyer's annual limit",
    ),
    "-621027": ("请确认表体gnum 无重复！", "the list repeats a line number"),
    # cancellations (CEB623)
    "-623001": ("报文校验失败，[{}]", "check of the cancellation failed: {}"),
    "-623003": ("系统中不存在清单编号为[{}]的清单！", "there is no list with number [{}]"),
    "-623005": ("清单的状态不符合撤单申报要求(清单编号[{}])！", "the state of list [{}] forbids its cancellation"),
    # every document
    "-10102": ("无效的企业编码，[{}]", "invalid enterprise code: {}"),
    # the match, from receipts
    "1322": ("清单与订单的商品表体不一致：{}", "goods lines of order and list differ: {}"),
    "1327": ("订单订购人与支付单支付人的姓名或证件号码不一致", "name or id number of payer and buyer differ"),
    "13035": ("支付企业或支付交易编号与订单不一致", "payment institution or number differs from the order"),
    "13127": ("清单订购人与订单订购人不一致", "the buyer of the list is not the buyer of the order"),
    # the match, ours
    "99001": ("缺少{}", "missing document: {}"),
    "99101": ("订单编号或电商平台代码不一致", "order number or platform differ"),
    "99102": ("支付金额与订单实际支付金额不一致", "the amount paid differs from the order"),
    "99104": ("运单收货人信息与订单不一致", "the receiver of the waybill differs from the order"),
    "99107": ("运单编号或物流企业与清单不一致", "waybill number or carrier differ from the list"),
    "99109": ("清单电商企业与订单不一致", "the merchant of the list differs from the order"),
    "99110": ("清单运费或保费与运单不一致", "freight or insurance of the list differ from the waybill"),
    "99111": ("支付时间晚于清单申报时间", "paid after the list was accepted"),
    # the positive list, ours
    "99204": ("商品不符合跨境电商零售进口商品清单：{}", "not allowed by the positive list of retail import: {}"),
}


def reason(rule_id: str, code: str, zh: str = "", en: str | None = None) -> Reason:
    """Return the reason of a code with its particulars, Chinese and English (the same if only one is given)."""
    text_zh, text_en = TEXTS[code]
    return Reason(
        code=code,
        rule_id=rule_id,
        text_zh=text_zh.replace("{}", zh),
        text_en=text_en.replace("{}", zh if en is None else en),
    )
