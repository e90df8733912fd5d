"""Builders of what an enterprise sends: items as JSON and the same items as CEB XML. All data is invented."""

import json
from typing import Any
from xml.sax.saxutils import escape

from contracts.documents import BY_TAG

NAMESPACE = "http://www.chinaport.gov.cn/ceb"
GUID = "0F8FAD5B-D9CB-469F-A165-70867728950E"
ID_NUMBER = "11010519491231002X"
_OPENING = {"guid": GUID, "appType": "1", "appTime": "20241111095900", "appStatus": "2"}
_PLATFORM = {"ebpCode": "1105910001", "ebpName": "测试平台", "ebcCode": "3301960001", "ebcName": "测试商家"}
_BUYER = {"buyerIdType": "1", "buyerIdNumber": ID_NUMBER, "buyerName": "张测试", "buyerTelephone": "13800000001"}
_RECEIVER = {"consignee": "李收货", "consigneeTelephone": "138-0000 0002", "consigneeAddress": "杭州市　测试路 1 号"}
_CARRIER = {"logisticsCode": "4403180001", "logisticsName": "测试快递", "logisticsNo": "YT0001"}

Paper = dict[str, Any]


def an_order(**changes: Any) -> Paper:
    line = {
        "gnum": 1, "itemNo": "SKU-1", "itemName": "婴儿奶粉", "gmodel": "900克/罐", "unit": "122", "qty": "2",
        "price": "99.50", "totalPrice": "199.00", "currency": "142", "country": "609", "note": "张测试的礼物",
    }  # fmt: skip
    return {
        "type": "import-order", **_OPENING, "orderType": "I", "orderNo": "D20241111001", **_PLATFORM,
        "goodsValue": "199.00", "freight": "0", "discount": "0", "taxTotal": "18.109", "acturalPaid": "217.109",
        "currency": "142",
        "buyerRegNo": "reg-张", **_BUYER, "payCode": "3120980001", "payName": "测试支付", "payTransactionId": "PAY-1",
        **_RECEIVER, "note": "请放门口", "lines": [line], **changes,
    }  # fmt: skip


def a_payment(**changes: Any) -> Paper:
    return {
        "type": "import-payment", **_OPENING, "payCode": "3120980001", "payName": "测试支付",
        "payTransactionId": "PAY-1", "orderNo": "D20241111001", "ebpCode": "1105910001", "ebpName": "测试平台",
        "payerIdType": "1", "payerIdNumber": ID_NUMBER, "payerName": "张测试", "amountPaid": "217.109",
        "currency": "142", "payTime": "20241111095800", **changes,
    }  # fmt: skip


def a_waybill(**changes: Any) -> Paper:
    return {
        "type": "import-waybill", **_OPENING, **_CARRIER, "orderNo": "D20241111001", "freight": "0", "insuredFee": "0",
        "currency": "142", "weight": "1.9", "packNo": 1, "goodsInfo": "奶粉", **_RECEIVER, **changes,
    }  # fmt: skip


def a_list(**changes: Any) -> Paper:
    line = {
        "gnum": 1, "gcode": "1901101000", "gname": "婴儿奶粉", "gmodel": "900克/罐", "country": "609",
        "currency": "142", "qty": "2", "unit": "122", "qty1": "1.8", "unit1": "035", "price": "99.50",
        "totalPrice": "199.00",
    }  # fmt: skip
    return {
        "type": "import-list", **_OPENING, "orderNo": "D20241111001", **_PLATFORM, **_CARRIER, "copNo": "COP-1",
        "assureCode": "3301960001", "ieFlag": "I", "declTime": "20241111", "customsCode": "2991", "portCode": "2991",
        **_BUYER, "consigneeAddress": "杭州市　测试路 1 号", "agentCode": "3301960001", "agentName": "测试商家",
        "tradeMode": "9610", "trafMode": "5", "trafNo": "CA1", "voyageNo": "1", "billNo": "B1", "country": "609",
        "freight": "0", "insuredFee": "0", "currency": "142", "packNo": 1, "grossWeight": "1.9", "netWeight": "1.8",
        "lines": [line], **changes,
    }  # fmt: skip


def a_cancellation(**changes: Any) -> Paper:
    return {
        "type": "import-cancellation", **_OPENING, "customsCode": "2991", "orderNo": "D20241111001", **_PLATFORM,
        **_CARRIER, "copNo": "COP-2", "invtNo": "29912024I000000001", **_BUYER, "agentCode": "3301960001",
        "agentName": "测试商家", "reason": "张测试不要了", **changes,
    }  # fmt: skip


def papers(**changes: Any) -> list[Paper]:
    """Return the four documents of one order."""
    return [make(**changes) for make in (an_order, a_payment, a_waybill, a_list)]


def as_json(*items: Paper) -> bytes:
    return json.dumps(items, ensure_ascii=False).encode()


def as_ndjson(*items: Paper) -> bytes:
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def as_xml(*items: Paper, transmitter: str = "1105910001", prefix: str = "ceb", encoding: str = "UTF-8") -> bytes:
    """Return one message of items of one type. prefix: empty for a default namespace."""
    named = BY_TAG[items[0]["type"]].message
    assert named is not None
    message, record, head, line = named
    mark, declared = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")

    def tag(name: str, content: str) -> str:
        return f"<{mark}{name}>{content}</{mark}{name}>"

    def fields(block: Paper) -> str:
        return "".join(tag(name, escape(str(value))) for name, value in block.items() if name not in ("type", "lines"))

    records = ""
    for item in items:
        content = tag(head, fields(item)) if head else fields(item)
        content += "".join(tag(line, fields(block)) for block in item.get("lines", ()))
        records += tag(record, content)
    transfer = {"copCode": transmitter, "copName": "x", "dxpMode": "DXP", "dxpId": "DXPENT0000000001"}
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<{mark}{message} guid="{GUID}" version="1.0" '
        f'{declared}="{NAMESPACE}">{records}{tag("BaseTransfer", fields(transfer))}</{mark}{message}>'
    )
    return text.encode("gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding)
