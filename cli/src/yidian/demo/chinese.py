"""The demonstration in Chinese: its plants, messages and requests by name, and the words of outcomes. Pure."""

import re
from collections.abc import Mapping

from yidian.language import Wording

PLANTS: Mapping[str, str] = {
    "order-missing": "订单未到",
    "payment-missing": "支付单未到",
    "waybill-missing": "运单未到",
    "payment-misdirected": "支付单写了另一订单的编号",
    "amount-off": "支付金额差 0.01",
    "order-arithmetic": "订单金额勾稽不符",
    "line-total": "清单表体：单价乘数量不符",
    "quantity-differs": "数量与订单不符",
    "line-number-repeated": "商品序号重复",
    "receiver-differs": "收货人电话不符",
    "list-buyer-differs": "清单与订单的订购人不符",
    "payer-differs": "支付人不是订购人",
    "institution-differs": "支付企业不符",
    "merchant-differs": "清单与订单的电商企业不符",
    "merchant-unregistered": "电商企业未备案",
    "carrier-role-missing": "物流企业仅备案为报关企业",
    "warehouse-unregistered": "区内企业未备案",
    "account-book-absent": "1210 没有 emsNo",
    "bill-absent": "9610 没有 billNo",
    "two-packs": "一份清单两件包裹",
    "in-dollars": "清单以美元申报",
    "guarantor-strange": "担保企业不是当事方",
    "order-number-taken": "有效订单的编号用于另一内容",
    "waybill-number-reused": "运单号已用于另一订单",
    "payment-number-reused": "支付号已用于另一订单",
    "second-list": "第一份清单有效时的第二份清单",
    "change-older": "变更早于被变更的内容",
    "change-unknown": "变更不存在的订单",
    "change-after-match": "变更已申报的订单",
    "off-the-list": "商品不在正面清单内",
    "bonded-only-direct": "仅限网购保税的商品直购进口",
    "licence-absent": "1239 缺少清单要求的许可证",
    "quantity-at-once": "一个包裹超过个人年度数量",
    "quantity-in-the-year": "两个包裹合计超过个人年度数量",
    "quantity-together": "两个商品编码合计超过个人年度数量",
    "over-single-limit": "两件商品超过 5,000 元",
    "annual-limit": "已用 25,900 元，再购 101 元",
    "annual-limit-contested": "已用 25,900 元，两笔 100 元：只过一笔",
    "guarantee-short": "担保额度不足",
    "guarantee-topped-up": "担保额度不足，由两人补足",
    "licence-expired": "支付企业许可证过期",
    "licence-overlooked": "许可证过期，由关员放行",
    "alert-freed": "退运后额度再次使用",
    "alert-shipped-back": "预警，退运",
    "alert-treated": "预警，处理后放行",
    "cancelled-while-held": "人工审核（300）时撤销",
    "cancelled-too-late": "放行后撤销",
    "cancelled-unknown": "撤销不存在的清单",
    "form-broken": "订单缺少必填字段",
    "list-first": "清单先到",
    "payment-late": "支付单迟到，未过期限",
    "all-repeated": "全部单证重复报送",
    "repeated-at-once": "同一请求内重复",
    "same-guid": "两份订单共用一个 guid",
    "same-order-number": "两个平台共用一个订单编号",
    "two-waybills": "两份运单",
    "order-changed": "订单在清单之前变更",
    "payment-sent-again": "支付单删除后重新报送",
    "full-width-blanks": "全角空格",
    "lower-case-x": "小写 x",
    "exactly-at-limit": "恰好 5,000.00 元",
    "one-bag-over-limit": "单件超过 5,000 元，全额征税",
    "cosmetics-below": "化妆品每克 9.99 元，无消费税",
    "cosmetics-at": "化妆品每克 10.00 元，有消费税",
    "reduced-vat": "图书，增值税 9 %",
    "bonded-only-bonded": "仅限网购保税的商品保税进口",
    "licence-present": "1239 有清单要求的许可证",
    "exactly-annual-limit": "全年恰好 26,000.00 元",
    "quantity-just-within": "恰在年度数量之内",
}
"""Titles of faults and traps."""

MESSAGES: Mapping[str, str] = {
    "CEB311": "字节序标记，记录重复，一行总价有误",
    "CEB411": "默认命名空间，多份订单共用一个 guid，一份暂存",
    "CEB511": "前缀，一份运单 6000 件包裹",
    "CEB621": "默认命名空间，字节序标记，直购与保税清单，一份暂存，一行总价有误",
}
"""What is odd about the XML messages."""

REQUESTS: Mapping[str, str] = {
    "JSON that ends too early": "提前结束的 JSON",
    "JSON in an unknown envelope": "外层结构不明的 JSON",
    "lines of which none is a document": "没有一行是单证",
    "101 records in an XML message": "一个 XML 报文 101 条记录",
    "XML that ends too early": "提前结束的 XML",
    "an XML message that does not exist": "不存在的 XML 报文",
    "a key that nobody has": "无人持有的密钥",
    "an XML message of another transmitter": "其他传输企业的 XML 报文",
    "JSON of another transmitter": "其他传输企业的 JSON",
    "an order of another merchant, and a waybill, from a merchant": "电商企业报送他人的订单和一份运单",
}
"""Malformed requests."""

WORDS: Mapping[str, str] = {
    "released": "放行",
    "held": "布控",
    "cancelled": "撤销",
    "draft": "暂存",
    "refused": "退单",
    "rejected": "退回",
    "unanswered": "无答复",
    "duplicates": "重复",
    "duplicate": "重复",
    "accepted": "接受",
    "list": "清单",
    "declaration": "申报",
    "on the way": "过程",
    "contest": "竞争",
    "inspection": "查验",
    "tax bill": "税单",
    "never stood so": "从未如此",
    "no answer": "无答复",
    "no list answered": "清单无答复",
    "passes": "通过",
    "passed": "通过",
    "none": "无",
    "flows": "处理中",
    "parked": "挂起",
    "request": "请求",
    "case": "案件",
    "unknown": "未知",
    "known": "已知",
    "duty": "关税",
    "consumption": "消费税",
    "VAT": "增值税",
}
"""Words of outcomes and differences."""

_WORD = re.compile(
    "|".join(rf"(?<![-\w]){re.escape(word)}(?![-\w])" for word in sorted(WORDS, key=len, reverse=True)), re.ASCII
)


def standing(told: object) -> Wording:
    """Return an outcome or a part of a difference: English words and codes, of which the words have Chinese ones."""
    return Wording(str(told), _WORD.sub(lambda word: WORDS[word[0]], str(told)))
