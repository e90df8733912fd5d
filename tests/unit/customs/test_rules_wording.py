"""What a rejected document is told besides the code: the field at fault, as CEB names it, and in English."""

import re
from collections.abc import Sequence
from typing import Any

import pytest

from agency.rules import Book
from contracts.codes import CODES
from contracts.common import Operation
from customs.rules.documents import cancellation, order, payment, waybill
from customs.rules.documents import list as import_list
from tests.support.customs.builders import (
    CNY,
    a_bonded_list,
    a_cancellation,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
)
from tests.support.customs.reasons import reason

NUMBERING = ("gnum 须从 1 起连续编号", "gnum: lines are not numbered from 1 without a gap")
CURRENCY = ("currency 须为 142（人民币）", "currency is not 142 (CNY)")
ID_TYPE = ("buyerIdType/payerIdType 须为 1（居民身份证）", "the id type is not 1 (resident id card)")
ID_NUMBER = (
    "buyerIdNumber/payerIdNumber 不成立：校验位或出生日期有误",
    "the id number is impossible: its check character or its birthday",
)
LINE_TOTAL = ("totalPrice(gnum 1) 不等于 price 乘 qty", "totalPrice of line 1 is not price x qty")

GUARANTOR = ("assureCode 不是清单的电商平台、电商企业、物流企业或申报企业", "the guarantor is no party of the list")


def missing(*names: str) -> tuple[str, str]:
    return f"缺少 {'、'.join(names)}", f"missing: {', '.join(names)}"


def within(name: str) -> tuple[str, str]:
    return f"{name} 须为 0 至 10000000", f"{name} is not between 0 and 10,000,000"


def positive(name: str) -> tuple[str, str]:
    return f"{name} 须大于 0 且不超过 10000000", f"{name} is not above 0, or above 10,000,000"


ORDERS = [
    (an_order(lines=(), goods_value_cny_e5=0, actual_paid_cny_e5=0), ("DOC-01", "-301001")),
    (an_order(lines=(an_order_line(), an_order_line())), ("DOC-02", "-301002")),
    (an_order(lines=(an_order_line(2),)), ("DOC-02", "-301008", *NUMBERING)),
    (an_order(order_type="E"), ("DOC-03", "-301008", "orderType 须为 I", "orderType is not I")),
    (an_order(buyer_id_type="2"), ("IDN-01", "-301008", *ID_TYPE)),
    (an_order(buyer_id_possible=False), ("IDN-01", "-301008", *ID_NUMBER)),
    (an_order(discount_cny_e5=-1, actual_paid_cny_e5=200 * CNY + 1), ("DOC-05", "-301008", *within("discount"))),
    (
        an_order(lines=(an_order_line(quantity=0),), goods_value_cny_e5=0, actual_paid_cny_e5=0),
        ("DOC-05", "-301008", *positive("qty(gnum 1)")),
    ),
    (
        an_order(goods_value_cny_e5=199 * CNY, actual_paid_cny_e5=199 * CNY),
        ("DOC-06", "-301008", "goodsValue 不等于各项商品总价之和", "goodsValue is not the sum of the lines"),
    ),
    (
        an_order(tax_total_cny_e5=CNY),
        (
            *("MAT-02", "-301008", "acturalPaid 不等于 goodsValue + freight + taxTotal - discount"),
            "acturalPaid is not goodsValue + freight + taxTotal - discount",
        ),
    ),
    (an_order(lines=(an_order_line(total_price_cny_e5=199 * CNY),)), ("MAT-03", "-301008", *LINE_TOTAL)),
    (
        an_order(lines=(an_order_line(unit_code="024"),)),
        (
            *("COD-01", "-301008"),
            *("unit(gnum 1) 024 不是海关代码表中的计量单位", "unit(gnum 1) 024 is not a unit of customs' table"),
        ),
    ),
    (an_order(currency_code="502"), ("MAT-10", "-301008", *CURRENCY)),
]
PAYMENTS = [
    (a_payment(payment_no=" "), ("DOC-08", "-401009", *missing("payTransactionId"))),
    (a_payment(payer_id_type="2"), ("IDN-01", "-401009", *ID_TYPE)),
    (a_payment(payer_id_possible=False), ("IDN-01", "-401009", *ID_NUMBER)),
    (a_payment(amount_paid_cny_e5=-1), ("DOC-05", "-401009", *within("amountPaid"))),
    (a_payment(currency_code="502"), ("MAT-10", "-401009", *CURRENCY)),
]
WAYBILLS = [
    (a_waybill("", waybill_no="W-1"), ("DOC-08", "-504011", *missing("orderNo"))),
    (a_waybill(waybill_no="\u3000"), ("DOC-08", "-504011", *missing("logisticsNo"))),
    (a_waybill(pack_count=2), ("DOC-07", "-504011", "packNo 须为 1", "packNo is not 1")),
    (a_waybill(gross_weight_kg_e5=0), ("DOC-05", "-504011", *positive("weight"))),
    (a_waybill(insurance_cny_e5=-1), ("DOC-05", "-504011", *within("insuredFee"))),
    (a_waybill(currency_code="502"), ("MAT-10", "-504011", *CURRENCY)),
]
LISTS = [
    (a_list(lines=()), ("DOC-01", "-621000", "GW1")),
    (a_list(lines=(a_list_line(), a_list_line())), ("DOC-02", "-621027")),
    (a_list(ie_flag="E"), ("DOC-03", "-621001", "ieFlag 须为 I", "ieFlag is not I")),
    (
        a_list(trade_mode="0110", transport_no=None, departure_country_code="116"),
        ("DOC-03", "-621001", "tradeMode 须为 9610、1210 或 1239", "tradeMode is not 9610, 1210 or 1239"),
    ),
    (a_list(buyer_id_type="2"), ("IDN-01", "-621001", *ID_TYPE)),
    (a_list(buyer_id_possible=False), ("IDN-01", "-621001", *ID_NUMBER)),
    (a_list(net_weight_kg_e5=-1), ("DOC-05", "-621001", *positive("netWeight"))),
    (a_list(gross_weight_kg_e5=0, net_weight_kg_e5=0), ("DOC-05", "-621001", *positive("grossWeight"))),
    (a_list(freight_cny_e5=-1), ("DOC-05", "-621001", *within("freight"))),
    (a_list(lines=(a_list_line(statutory_quantity_e5=0),)), ("DOC-05", "-621001", *positive("qty1(gnum 1)"))),
    (
        a_list(lines=(a_list_line(second_quantity_e5=0, second_unit_code="035"),)),
        ("DOC-05", "-621001", *positive("qty2(gnum 1)")),
    ),
    (
        a_list(lines=(a_list_line(unit_price_cny_e5=-CNY, total_price_cny_e5=-2 * CNY),)),
        ("DOC-05", "-621001", *within("price(gnum 1)")),
    ),
    (
        a_list(net_weight_kg_e5=150_001),
        ("DOC-11", "-621001", "netWeight 大于 grossWeight", "netWeight is above grossWeight"),
    ),
    (a_list(lines=(a_list_line(5), a_list_line(9))), ("DOC-02", "-621001", *NUMBERING)),
    (
        a_bonded_list(departure_country_code="116"),
        (
            "MAT-13",
            "-621001",
            "country（保税进口起运国须为 142）",
            "country of departure is not 142 in a bonded mode",
        ),
    ),
    (a_list(pack_count=2), ("DOC-07", "-621001", "packNo 须为 1", "packNo is not 1")),
    (
        a_list(lines=(a_list_line(second_quantity_e5=1),)),
        ("DOC-09", "-621001", "qty2/unit2(gnum 1) 须同时填写", "qty2 and unit2 do not go together, line 1"),
    ),
    (a_list(lines=(a_list_line(total_price_cny_e5=1),)), ("MAT-03", "-621001", *LINE_TOTAL)),
    (
        a_list(packing_kind="X"),
        ("COD-01", "-621001", "wrapType X 不是一位包装种类代码", "wrapType X is not a kind of packing of one digit"),
    ),
    (
        a_list(departure_country_code="140"),
        (
            *("COD-01", "-621001"),
            *("country 140 不是海关代码表中的国别（地区）", "country 140 is not a country of customs' table"),
        ),
    ),
    (a_list(currency_code="502"), ("MAT-10", "-621001", *CURRENCY)),
    (
        a_list(guarantor_code="4401969999"),
        ("MAT-12", "-621001", *GUARANTOR),
    ),
    (
        a_list(transport_no=None, voyage_no=" ", bill_no=""),
        (
            "MAT-13",
            "-621001",
            "监管方式 9610 缺少 trafNo、voyageNo、billNo",
            "missing in mode 9610: trafNo, voyageNo, billNo",
        ),
    ),
    (
        a_bonded_list(account_book_no=None, bonded_enterprise_code=None, lines=(a_list_line(),)),
        (
            "MAT-13",
            "-621001",
            "监管方式 1210 缺少 emsNo、areaCode、itemRecordNo(gnum 1)",
            "missing in mode 1210: emsNo, areaCode, itemRecordNo(gnum 1)",
        ),
    ),
]
CANCELLATIONS = [
    (
        a_cancellation(list_no="X", operation=Operation.CHANGE),
        ("DOC-10", "-623001", "appType 须为 1", "appType is not 1"),
    ),
    (a_cancellation(list_no="X", buyer_id_type="2"), ("IDN-01", "-623001", *ID_TYPE)),
    (a_cancellation(list_no=" "), ("DOC-08", "-623001", *missing("invtNo"))),
    (a_cancellation("", list_no="X"), ("DOC-08", "-623001", *missing("orderNo"))),
    (a_cancellation("", list_no=""), ("DOC-08", "-623001", *missing("orderNo", "invtNo"))),
]


BOOKS: tuple[tuple[Book[Any], Sequence[tuple[Any, tuple[str, ...]]]], ...] = (
    (order.PARAMETERS, ORDERS),
    (payment.PARAMETERS, PAYMENTS),
    (waybill.PARAMETERS, WAYBILLS),
    (import_list.PARAMETERS, LISTS),
    (cancellation.PARAMETERS, CANCELLATIONS),
)
CHECKS = {"-301008", "-401009", "-504011", "-621001", "-623001"}
"""Codes that only say that a check failed; the other codes of a book say themselves what is wrong."""


@pytest.mark.parametrize(
    ("book", "document", "said"), [(book, document, said) for book, every in BOOKS for document, said in every]
)
def test_a_rejected_document_is_told_the_field_and_nothing_else(
    book: Book[Any], document: Any, said: tuple[str, ...]
) -> None:
    assert book.evaluate(document).reasons == (reason(*said),)


@pytest.mark.parametrize(("book", "examples"), BOOKS)
def test_every_rule_of_a_book_says_in_chinese_what_is_wrong(book: Book[Any], examples: Sequence[Any]) -> None:
    told = [why for document, _ in examples for why in book.evaluate(document).reasons]
    assert {why.rule_id for why in told} == {rule_id for rule_id, _ in book.rules}
    for why in told:
        before, placed, after = CODES[why.code].zh.partition("{}")
        particulars = why.text_zh.removeprefix(before).removesuffix(after) if placed else ""
        assert why.code not in CHECKS or re.search("[\u4e00-\u9fff]", particulars), why.text_zh
