"""EXD-01 to EXD-06: each parameter check of an export document both ways, beside those that import has too."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.rules import Book
from contracts.common import Operation
from contracts.trade import ExportListLine, ExportOrderLine
from customs.rules.documents import export_cancellation, export_list, export_order, export_receipt, export_waybill
from tests.support.customs.exports import a_cancellation, a_line, a_list, a_receipt, a_waybill, an_order
from tests.support.customs.registers import BONDED

BOOKS: dict[str, tuple[str, Book[Any]]] = {
    "ExportOrderSubmitted": ("-302001", export_order.PARAMETERS),
    "ExportReceiptSubmitted": ("-402001", export_receipt.PARAMETERS),
    "ExportWaybillSubmitted": ("-502001", export_waybill.PARAMETERS),
    "ExportListSubmitted": ("-602001", export_list.PARAMETERS),
    "ExportCancellationSubmitted": ("-606001", export_cancellation.PARAMETERS),
}
MOST_E5 = 10_000_000 * 100_000


def refused(document: Any) -> list[str]:
    """The rules that fail, each once, in the order of the book."""
    code, book = BOOKS[type(document).__name__]
    found = book.evaluate(document)
    assert len(found.rules) == len(book.rules), "every rule is listed, failed or not"
    assert {wrong.code for wrong in found.reasons} <= {code}
    return [wrong.rule_id for wrong in found.reasons]


def said(document: Any) -> str:
    """What is said in English of the one rule that fails."""
    (wrong,) = BOOKS[type(document).__name__][1].evaluate(document).reasons
    return wrong.text_en


def listed(*lines: Any, **changes: Any) -> Any:
    """A list of these lines."""
    return a_list(lines=lines, **changes)


def line(gnum: int = 1, **changes: Any) -> Any:
    return a_line(ExportListLine, gnum, **changes)


def ordered(gnum: int = 1, **changes: Any) -> Any:
    return a_line(ExportOrderLine, gnum, **changes)


def special(*lines: Any, **changes: Any) -> Any:
    """A list of special-area export that names all it needs, but for the changes."""
    needed = {
        "trade_mode": "1210",
        "bonded_enterprise_code": BONDED,
        "bonded_enterprise_name": "示例区内企业",
        "account_book_no": "T5141W000001",
    }
    return listed(*(lines or (line(item_record_no="0001"),)), **(needed | changes))


@pytest.mark.parametrize(
    "document",
    [an_order(), a_receipt(), a_waybill(), a_list(), special(), a_cancellation("51412025E500000001")],
    ids=lambda document: f"{type(document).__name__} {getattr(document, 'trade_mode', '')}",
)
def test_documents_in_order_pass_every_rule(document: Any) -> None:
    assert refused(document) == []


# --- lines ---


def test_doc_01_export_without_lines_is_refused() -> None:
    assert refused(an_order(lines=())) == ["DOC-01"]
    assert refused(a_list(lines=())) == ["DOC-01"]


def test_doc_01_export_of_a_hundred_lines_is_accepted() -> None:
    assert refused(an_order(lines=tuple(ordered(gnum) for gnum in range(1, 101)))) == []
    assert refused(listed(*(line(gnum) for gnum in range(1, 101)))) == []


def test_doc_02_export_lines_in_any_sequence_are_accepted() -> None:
    assert refused(listed(line(2), line(1))) == []
    assert refused(an_order(lines=(ordered(2), ordered(1)))) == []


@pytest.mark.parametrize("gnums", [(1, 1), (0,), (2,), (1, 3), (-1, 1)])
def test_doc_02_export_lines_numbered_otherwise_are_refused(gnums: tuple[int, ...]) -> None:
    assert refused(listed(*map(line, gnums))) == ["DOC-02"]
    assert refused(an_order(lines=tuple(map(ordered, gnums)))) == ["DOC-02"]


# --- EXD-01: what is of export ---


@pytest.mark.parametrize("order_type", ["E", "B", "W"])
def test_exd_01_order_type_of_export_is_accepted(order_type: str) -> None:
    assert refused(an_order(order_type=order_type)) == []


@pytest.mark.parametrize("order_type", ["I", "e", "", "EB", " E"])
def test_exd_01_other_order_type_is_rejected(order_type: str) -> None:
    assert refused(an_order(order_type=order_type)) == ["EXD-01"]


@pytest.mark.parametrize("mode", ["9610", "9710", "9810"])
@pytest.mark.parametrize("flag", ["A", "B"])
def test_exd_01_mode_and_flag_of_export_are_accepted(mode: str, flag: str) -> None:
    assert refused(a_list(trade_mode=mode, statistics_flag=flag)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ie_flag": "I"}, "ieFlag"),
        ({"ie_flag": ""}, "ieFlag"),
        ({"trade_mode": "1239"}, "tradeMode"),
        ({"trade_mode": "9661"}, "tradeMode"),
        ({"trade_mode": "0110"}, "tradeMode"),
        ({"statistics_flag": "C"}, "statisticsFlag"),
        ({"statistics_flag": "a"}, "statisticsFlag"),
        ({"statistics_flag": ""}, "statisticsFlag"),
    ],
)
def test_exd_01_list_that_is_not_of_export_is_rejected(changes: Any, words: str) -> None:
    assert refused(a_list(**changes)) == ["EXD-01"]
    assert words in said(a_list(**changes))


# --- EXD-02: what special-area export names ---


def test_exd_02_list_of_a_special_area_that_names_its_book_is_accepted() -> None:
    assert refused(special(line(item_record_no="0001"), line(2, item_record_no="0002"))) == []


@pytest.mark.parametrize("mode", ["9610", "9710", "9810"])
def test_exd_02_other_mode_without_a_book_is_accepted(mode: str) -> None:
    assert refused(a_list(trade_mode=mode, account_book_no=None)) == []


@pytest.mark.parametrize("absent", [None, "", "  "])
@pytest.mark.parametrize(
    ("field", "element"),
    [("bonded_enterprise_code", "iacCode"), ("bonded_enterprise_name", "iacName"), ("account_book_no", "emsNo")],
)
def test_exd_02_list_without_area_or_book_is_rejected(field: str, element: str, absent: Any) -> None:
    assert refused(special(**{field: absent})) == ["EXD-02"]
    assert element in said(special(**{field: absent}))


def test_exd_02_every_line_without_its_number_in_the_book_is_rejected_by_name() -> None:
    some = special(line(item_record_no="0001"), line(2), line(3, item_record_no=" "))
    assert refused(some) == ["EXD-02"]
    assert "itemRecordNo(gnum 1)" not in said(some)
    assert "itemRecordNo(gnum 2), itemRecordNo(gnum 3)" in said(some)


# --- EXD-03: one currency ---


def test_exd_03_lines_in_one_currency_are_accepted() -> None:
    assert refused(listed(line(currency_code="300"), line(2, currency_code="300"))) == []
    lines = (ordered(currency_code="300"), ordered(2, currency_code="300"))
    assert refused(an_order(lines=lines, currency_code="300")) == []


def test_exd_03_charges_of_a_list_in_another_currency_are_accepted() -> None:
    assert refused(a_list(freight_currency_code="142", insurance_currency_code="116")) == []


def test_exd_03_lines_in_two_currencies_are_rejected_and_the_line_is_named() -> None:
    two = listed(line(), line(2), line(3, currency_code="300"))
    assert refused(two) == ["EXD-03"]
    assert "3" in said(two)
    assert refused(an_order(lines=(ordered(), ordered(2, currency_code="300")))) == ["EXD-03"]


def test_exd_03_lines_in_another_currency_than_the_order_are_rejected() -> None:
    assert refused(an_order(currency_code="300")) == ["EXD-03"]


# --- EXD-04: abroad ---


@pytest.mark.parametrize("country", ["502", "110", "121", "143", "701"])
def test_exd_04_any_other_country_or_region_is_accepted(country: str) -> None:
    assert refused(listed(line(destination_country_code=country), arrival_country_code=country)) == []


def test_exd_04_arrival_or_destination_in_china_is_rejected() -> None:
    assert refused(a_list(arrival_country_code="142")) == ["EXD-04"]
    last = listed(line(), line(2, destination_country_code="142"))
    assert refused(last) == ["EXD-04"]
    assert "gnum 2" in said(last)


# --- EXD-05: the statutory quantity ---


def test_exd_05_equal_quantities_of_one_unit_are_accepted() -> None:
    assert refused(listed(line(quantity=3), line(2, quantity=5))) == []


def test_exd_05_other_quantity_in_another_unit_is_accepted() -> None:
    assert refused(listed(line(statutory_unit_code="035", statutory_quantity_e5=50_000))) == []


@pytest.mark.parametrize("off", [-1, 1])
def test_exd_05_quantity_of_the_unit_that_is_off_by_the_least_is_rejected(off: int) -> None:
    wrong = listed(line(), line(2, statutory_quantity_e5=200_000 + off))
    assert refused(wrong) == ["EXD-05"]
    assert "2" in said(wrong)


# --- EXD-06: parcels ---


@pytest.mark.parametrize("count", [1, 37])
def test_exd_06_one_parcel_or_more_is_accepted(count: int) -> None:
    assert refused(a_list(pack_count=count)) == []
    assert refused(a_waybill(pack_count=count)) == []


@pytest.mark.parametrize("count", [0, -1])
def test_exd_06_no_parcel_is_rejected(count: int) -> None:
    assert refused(a_list(pack_count=count)) == ["EXD-06"]
    assert refused(a_waybill(pack_count=count)) == ["EXD-06"]


# --- what import has too ---


def test_doc_05_figures_at_the_bound_are_accepted_and_above_are_refused() -> None:
    assert refused(a_list(gross_weight_kg_e5=MOST_E5)) == []
    assert refused(a_list(gross_weight_kg_e5=MOST_E5 + 1)) == ["DOC-05"]
    assert refused(a_receipt(received_e5=MOST_E5)) == []
    assert refused(a_receipt(received_e5=MOST_E5 + 1)) == ["DOC-05"]
    assert refused(a_receipt(received_e5=0)) == ["DOC-05"]
    assert refused(a_waybill(freight_e5=-1)) == ["DOC-05"]
    assert refused(a_waybill(gross_weight_kg_e5=0)) == ["DOC-05"]


def test_doc_05_lines_that_are_too_much_together_are_refused() -> None:
    dear = {
        "quantity_e5": 100_000,
        "unit_price_e5": MOST_E5,
        "total_price_e5": MOST_E5,
        "statutory_quantity_e5": 100_000,
    }
    assert refused(listed(line(**dear))) == []
    assert refused(listed(line(**dear), line(2))) == ["DOC-05"]


def test_doc_11_net_up_to_gross_is_accepted_and_above_is_refused() -> None:
    assert refused(a_list(net_weight_kg_e5=60_000)) == []
    assert refused(a_list(net_weight_kg_e5=60_001)) == ["DOC-11"]


def test_doc_09_second_quantity_with_its_unit_is_accepted_and_alone_is_refused() -> None:
    assert refused(listed(line(second_quantity_e5=1, second_unit_code="035"))) == []
    assert refused(listed(line(second_quantity_e5=1))) == ["DOC-09"]
    assert refused(listed(line(second_unit_code="035"))) == ["DOC-09"]


def test_doc_06_goods_value_of_an_order_is_the_sum_or_is_refused() -> None:
    assert refused(an_order(lines=(ordered(), ordered(2)), goods_value_e5=4_000_000)) == []
    assert refused(an_order(goods_value_e5=1_999_999)) == ["DOC-06"]


@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.DELETE])
def test_doc_10_request_to_cancel_that_is_not_added_is_refused(operation: Operation) -> None:
    assert refused(a_cancellation("51412025E500000001", operation=operation)) == ["DOC-10"]


@given(st.integers(1, MOST_E5), st.integers(1, MOST_E5), st.integers(-2, 2))
def test_mat_03_export_line_total_to_the_last_decimal_is_accepted(quantity: int, price: int, off: int) -> None:
    exact = (quantity * price + 50_000) // 100_000
    figures = {"quantity_e5": quantity, "unit_price_e5": price, "statutory_quantity_e5": quantity}
    wrong = "MAT-03" in refused(listed(line(**figures, total_price_e5=exact + off)))
    assert wrong == (off != 0)
