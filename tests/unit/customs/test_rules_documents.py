"""Each parameter check of a document: one that passes, one that fails, named after it."""

from typing import Any

import pytest

from agency.rules import Book
from contracts.common import Operation
from customs.rules.documents import cancellation, fields, order, payment, waybill
from customs.rules.documents import list as import_list
from tests.support.customs.builders import (
    AGENT,
    CARRIER,
    CNY,
    MERCHANT,
    PLATFORM,
    a_bonded_list,
    a_cancellation,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
)

BOOKS: dict[str, Book[Any]] = {
    "ImportOrderSubmitted": order.PARAMETERS,
    "ImportPaymentSubmitted": payment.PARAMETERS,
    "ImportWaybillSubmitted": waybill.PARAMETERS,
    "ImportListSubmitted": import_list.PARAMETERS,
    "ImportCancellationSubmitted": cancellation.PARAMETERS,
}


def refused(document: Any) -> set[tuple[str, str]]:
    """Rule and code of everything that fails."""
    found = BOOKS[type(document).__name__].evaluate(document)
    assert len(found.rules) == len(BOOKS[type(document).__name__].rules), "every rule is listed, failed or not"
    return {(wrong.rule_id, wrong.code) for wrong in found.reasons}


@pytest.mark.parametrize(
    "document",
    [an_order(), a_payment(), a_waybill(), a_list(), a_bonded_list(), a_cancellation(list_no="X")],
    ids=lambda document: type(document).__name__,
)
def test_documents_in_order_pass_every_rule(document: Any) -> None:
    assert refused(document) == set()


def test_doc_01_document_without_lines_is_refused() -> None:
    assert refused(an_order(lines=())) == {("DOC-01", "-301001")}
    assert refused(a_list(lines=())) == {("DOC-01", "-621000")}


def test_doc_01_document_with_lines_is_accepted() -> None:
    assert not refused(an_order(lines=(an_order_line(),)))


def test_doc_02_repeated_gnum_is_refused() -> None:
    assert refused(an_order(lines=(an_order_line(), an_order_line()))) == {("DOC-02", "-301002")}
    assert refused(a_list(lines=(a_list_line(), a_list_line()))) == {("DOC-02", "-621027")}


def test_doc_02_lines_from_1_without_a_gap_are_accepted_in_any_sequence() -> None:
    assert not refused(a_list(lines=(a_list_line(1), a_list_line(2))))
    assert not refused(an_order(lines=(an_order_line(2), an_order_line(1))))


def test_doc_02_lines_that_stand_as_they_are_numbered_are_known_at_a_glance() -> None:
    one, two = an_order_line(1), an_order_line(2)
    assert fields.in_sequence(())
    assert fields.in_sequence((one, two))
    assert not fields.in_sequence((two, one))
    assert not fields.in_sequence((one, one))


@pytest.mark.parametrize("gnums", [(0,), (2,), (5, 9), (1, 3), (-1, 1)])
def test_doc_02_lines_numbered_otherwise_are_refused(gnums: tuple[int, ...]) -> None:
    assert refused(an_order(lines=tuple(map(an_order_line, gnums)))) == {("DOC-02", "-301008")}
    assert refused(a_list(lines=tuple(map(a_list_line, gnums)))) == {("DOC-02", "-621001")}


def test_doc_03_export_is_refused() -> None:
    assert refused(an_order(order_type="E")) == {("DOC-03", "-301008")}
    assert refused(a_list(ie_flag="E")) == {("DOC-03", "-621001")}


def test_doc_03_unknown_trade_mode_is_refused() -> None:
    assert ("DOC-03", "-621001") in refused(a_list(trade_mode="0110"))


def test_doc_03_bonded_outside_the_pilot_cities_is_accepted() -> None:
    assert not refused(a_bonded_list(trade_mode="1239"))


def test_doc_05_negative_amount_is_refused() -> None:
    assert ("DOC-05", "-301008") in refused(an_order(freight_cny_e5=-1))
    assert refused(a_payment(amount_paid_cny_e5=-1)) == {("DOC-05", "-401009")}
    assert refused(a_waybill(freight_cny_e5=-1)) == {("DOC-05", "-504011")}
    assert refused(a_list(insurance_cny_e5=-1)) == {("DOC-05", "-621001")}
    assert ("DOC-05", "-621001") in refused(a_list(lines=(a_list_line(quantity=0),)))
    assert ("DOC-05", "-621001") in refused(a_list(lines=(a_list_line(total_price_cny_e5=-1),)))


MOST = 10_000_000 * CNY
AMOUNTS = [
    *((an_order, name) for name in ("goods_value", "freight", "discount", "tax_total", "actual_paid")),
    (a_payment, "amount_paid"),
    *((build, name) for build in (a_waybill, a_list) for name in ("freight", "insurance")),
]
WEIGHTS = [(a_waybill, "gross_weight"), (a_list, "gross_weight"), (a_list, "net_weight")]
PRICED, MEASURED = ("quantity_e5", "unit_price_cny_e5", "total_price_cny_e5"), ("statutory_quantity_e5",)


def failing(document: Any) -> set[str]:
    return {rule for rule, _ in refused(document)}


@pytest.mark.parametrize(("build", "name"), AMOUNTS)
def test_doc_05_an_amount_above_the_bound_is_refused(build: Any, name: str) -> None:
    assert "DOC-05" not in failing(build(**{f"{name}_cny_e5": MOST}))
    assert "DOC-05" in failing(build(**{f"{name}_cny_e5": MOST + 1}))
    assert "DOC-05" in failing(build(**{f"{name}_cny_e5": -1}))


@pytest.mark.parametrize(("build", "name"), WEIGHTS)
def test_doc_05_a_weight_of_nothing_or_above_the_bound_is_refused(build: Any, name: str) -> None:
    assert "DOC-05" not in failing(build(**{f"{name}_kg_e5": MOST}))
    assert "DOC-05" not in failing(build(**{f"{name}_kg_e5": 1}))
    assert "DOC-05" in failing(build(**{f"{name}_kg_e5": MOST + 1}))
    assert "DOC-05" in failing(build(**{f"{name}_kg_e5": 0}))


@pytest.mark.parametrize("name", [*PRICED, *MEASURED, "second_quantity_e5"])
def test_doc_05_a_figure_of_a_line_above_the_bound_is_refused(name: str) -> None:
    for build, line in ((an_order, an_order_line), (a_list, a_list_line)):
        if name in PRICED or build is a_list:
            assert "DOC-05" not in failing(build(lines=(line(**dict[str, Any]({name: MOST})),)))
            assert "DOC-05" in failing(build(lines=(line(**dict[str, Any]({name: MOST + 1})),)))


@pytest.mark.parametrize("name", ["quantity_e5", "statutory_quantity_e5", "second_quantity_e5"])
@pytest.mark.parametrize("quantity", [0, -1])
def test_doc_05_a_quantity_of_nothing_is_refused(name: str, quantity: int) -> None:
    line = a_list_line(**dict[str, Any]({"second_unit_code": "035", "second_quantity_e5": 1, name: quantity}))
    assert "DOC-05" in failing(a_list(lines=(line,)))
    assert "DOC-05" not in failing(a_list(lines=(a_list_line(**dict[str, Any]({name: 1})),)))


NAMED: list[tuple[Any, dict[str, Any], str]] = [
    (an_order, {"goods_value_cny_e5": -1}, "goodsValue is not between"),
    (an_order, {"freight_cny_e5": -1}, "freight is not between"),
    (an_order, {"discount_cny_e5": -1}, "discount is not between"),
    (an_order, {"tax_total_cny_e5": -1}, "taxTotal is not between"),
    (an_order, {"actual_paid_cny_e5": -1}, "acturalPaid is not between"),
    (a_payment, {"amount_paid_cny_e5": -1}, "amountPaid is not between"),
    (a_waybill, {"freight_cny_e5": -1}, "freight is not between"),
    (a_waybill, {"insurance_cny_e5": -1}, "insuredFee is not between"),
    (a_waybill, {"gross_weight_kg_e5": 0}, "weight is not above"),
    (a_list, {"freight_cny_e5": -1}, "freight is not between"),
    (a_list, {"insurance_cny_e5": -1}, "insuredFee is not between"),
    (a_list, {"gross_weight_kg_e5": 0}, "grossWeight is not above"),
    (a_list, {"net_weight_kg_e5": 0}, "netWeight is not above"),
    (a_list, {"lines": (a_list_line(quantity_e5=0),)}, "qty(gnum 1) is not above"),
    (a_list, {"lines": (a_list_line(unit_price_cny_e5=-1),)}, "price(gnum 1) is not between"),
    (a_list, {"lines": (a_list_line(total_price_cny_e5=-1),)}, "totalPrice(gnum 1) is not between"),
    (a_list, {"lines": (a_list_line(statutory_quantity_e5=0),)}, "qty1(gnum 1) is not above"),
    (a_list, {"lines": (a_list_line(second_quantity_e5=0),)}, "qty2(gnum 1) is not above"),
    (a_payment, {"order_no": " "}, "missing: orderNo"),
    (a_payment, {"payment_no": " "}, "missing: payTransactionId"),
    (a_waybill, {"order_no": " "}, "missing: orderNo"),
    (a_waybill, {"waybill_no": " "}, "missing: logisticsNo"),
    (a_list, {"transport_no": " "}, "missing in mode 9610: trafNo"),
    (a_list, {"voyage_no": " "}, "missing in mode 9610: voyageNo"),
    (a_list, {"bill_no": " "}, "missing in mode 9610: billNo"),
    (a_bonded_list, {"account_book_no": " "}, "missing in mode 1210: emsNo"),
    (a_bonded_list, {"bonded_enterprise_code": " "}, "missing in mode 1210: areaCode"),
    (a_bonded_list, {"bonded_enterprise_name": " "}, "missing in mode 1210: areaName"),
    (a_bonded_list, {"lines": (a_list_line(),)}, "missing in mode 1210: itemRecordNo(gnum 1)"),
]
"""A document, what is wrong in it, and the words in which the refusal names the element."""


@pytest.mark.parametrize(("build", "change", "words"), NAMED)
def test_a_refusal_names_the_element_as_the_message_does(build: Any, change: dict[str, Any], words: str) -> None:
    document = build(**change)
    texts = [wrong.text_en for wrong in BOOKS[type(document).__name__].evaluate(document).reasons]
    assert any(f": {words}" in text or f", {words}" in text for text in texts), texts


def test_doc_05_charges_that_a_waybill_leaves_out_are_accepted() -> None:
    assert not refused(a_waybill(freight_cny_e5=None, insurance_cny_e5=None))


def test_doc_11_a_net_weight_above_the_gross_weight_is_refused() -> None:
    assert refused(a_list(gross_weight_kg_e5=120_000, net_weight_kg_e5=120_001)) == {("DOC-11", "-621001")}


def test_doc_11_a_net_weight_that_is_the_gross_weight_is_accepted() -> None:
    assert not refused(a_list(gross_weight_kg_e5=120_000, net_weight_kg_e5=120_000))


def test_doc_05_gift_at_price_zero_is_accepted() -> None:
    assert not refused(an_order(lines=(an_order_line(1), an_order_line(2, price_cny=0))))


def test_doc_05_the_least_quantity_that_a_field_holds_is_accepted() -> None:
    assert not refused(a_list(lines=(a_list_line(quantity_e5=1, unit_price_cny_e5=CNY, total_price_cny_e5=1),)))


def test_doc_06_goods_value_that_is_not_the_sum_is_refused() -> None:
    wrong = an_order(goods_value_cny_e5=199 * CNY, actual_paid_cny_e5=199 * CNY)
    assert refused(wrong) == {("DOC-06", "-301008")}


def test_doc_06_goods_value_that_is_the_sum_is_accepted() -> None:
    assert not refused(an_order(lines=(an_order_line(1), an_order_line(2))))


def test_doc_07_two_parcels_are_refused() -> None:
    assert refused(a_waybill(pack_count=2)) == {("DOC-07", "-504011")}
    assert refused(a_list(pack_count=2)) == {("DOC-07", "-621001")}


def test_doc_07_one_parcel_is_accepted() -> None:
    assert not refused(a_waybill(pack_count=1))


def test_doc_08_waybill_without_order_number_is_refused() -> None:
    assert refused(a_waybill("", waybill_no="W-1")) == {("DOC-08", "-504011")}
    assert refused(a_waybill(order_no="　", waybill_no="W-1")) == {("DOC-08", "-504011")}


def test_doc_08_payment_or_cancellation_without_number_is_refused() -> None:
    assert refused(a_payment(payment_no=" ")) == {("DOC-08", "-401009")}
    assert refused(a_cancellation(list_no="")) == {("DOC-08", "-623001")}


def test_doc_08_waybill_with_order_number_is_accepted() -> None:
    assert not refused(a_waybill("GW1"))


def test_doc_09_second_quantity_without_unit_is_refused() -> None:
    assert refused(a_list(lines=(a_list_line(second_quantity_e5=1),))) == {("DOC-09", "-621001")}
    assert refused(a_list(lines=(a_list_line(second_unit_code="035"),))) == {("DOC-09", "-621001")}


def test_doc_09_second_quantity_with_unit_is_accepted() -> None:
    assert not refused(a_list(lines=(a_list_line(second_quantity_e5=1, second_unit_code="035"),)))


def test_doc_10_change_of_a_cancellation_is_refused() -> None:
    assert refused(a_cancellation(list_no="X", operation=Operation.CHANGE)) == {("DOC-10", "-623001")}


def test_doc_10_new_cancellation_is_accepted() -> None:
    assert not refused(a_cancellation(list_no="X"))


def test_idn_01_wrong_check_digit_is_refused() -> None:
    assert refused(an_order(buyer_id_possible=False)) == {("IDN-01", "-301008")}
    assert refused(a_payment(payer_id_possible=False)) == {("IDN-01", "-401009")}
    assert refused(a_list(buyer_id_possible=False)) == {("IDN-01", "-621001")}


def test_idn_01_other_id_type_or_no_person_is_refused() -> None:
    assert refused(an_order(buyer_id_type="2")) == {("IDN-01", "-301008")}
    assert refused(a_list(person_digests=())) == {("IDN-01", "-621001")}
    assert refused(a_cancellation(list_no="X", buyer_id_type="2")) == {("IDN-01", "-623001")}


def test_idn_01_right_check_digit_is_accepted() -> None:
    assert not refused(a_list(buyer_id_possible=True))


def test_mat_02_amount_paid_that_does_not_add_up_is_refused() -> None:
    assert refused(an_order(tax_total_cny_e5=CNY)) == {("MAT-02", "-301008")}


def test_mat_02_amount_paid_that_adds_up_is_accepted() -> None:
    paid: dict[str, Any] = {"freight_cny_e5": 5 * CNY, "tax_total_cny_e5": 18 * CNY, "discount_cny_e5": 3 * CNY}
    assert not refused(an_order(**paid, actual_paid_cny_e5=220 * CNY))


def test_mat_03_line_total_that_is_not_price_times_quantity_is_refused() -> None:
    wrong = an_order_line(total_price_cny_e5=199 * CNY)
    assert refused(an_order(lines=(wrong,))) == {("MAT-03", "-301008")}
    assert refused(a_list(lines=(a_list_line(total_price_cny_e5=1),))) == {("MAT-03", "-621001")}


def test_mat_03_line_total_rounded_half_up_at_the_fifth_decimal_is_accepted() -> None:
    half = an_order_line(quantity_e5=50_000, unit_price_cny_e5=3, total_price_cny_e5=2)
    less = an_order_line(quantity_e5=33_333, unit_price_cny_e5=4, total_price_cny_e5=1)
    assert not refused(an_order(lines=(half,)))
    assert not refused(an_order(lines=(less,)))
    least_less = an_order_line(quantity_e5=49_999, unit_price_cny_e5=1, total_price_cny_e5=0)
    assert not refused(an_order(lines=(least_less,)))


@pytest.mark.parametrize(
    "document",
    [
        an_order(currency_code="502"),
        an_order(lines=(an_order_line(currency_code="502"),)),
        a_payment(currency_code="502"),
        a_waybill(currency_code="502"),
        a_list(currency_code="502"),
        a_list(lines=(a_list_line(currency_code="502"),)),
    ],
)
def test_mat_10_other_currency_is_refused(document: Any) -> None:
    assert {rule for rule, _ in refused(document)} == {"MAT-10"}


def test_mat_10_yuan_is_accepted() -> None:
    assert not refused(a_payment(currency_code="142"))


def test_mat_12_guarantor_who_is_no_party_is_refused() -> None:
    assert refused(a_list(guarantor_code="4401969999")) == {("MAT-12", "-621001")}


@pytest.mark.parametrize("party", [PLATFORM, MERCHANT, CARRIER, AGENT])
def test_mat_12_guarantor_who_is_a_party_is_accepted(party: Any) -> None:
    assert not refused(a_list(guarantor_code=party))


@pytest.mark.parametrize("field", ["transport_no", "voyage_no", "bill_no"])
def test_mat_13_direct_purchase_without_its_transport_is_refused(field: Any) -> None:
    assert refused(a_list(**dict[str, Any]({field: None}))) == {("MAT-13", "-621001")}


@pytest.mark.parametrize(
    "change",
    [
        {"account_book_no": None},
        {"bonded_enterprise_code": ""},
        {"bonded_enterprise_name": " "},
        {"lines": (a_list_line(),)},
    ],
)
def test_mat_13_bonded_without_its_account_book_is_refused(change: Any) -> None:
    assert refused(a_bonded_list(**change)) == {("MAT-13", "-621001")}


@pytest.mark.parametrize("mode", ["1210", "1239"])
def test_mat_13_bonded_goods_from_another_country_than_china_are_refused(mode: str) -> None:
    assert refused(a_bonded_list(trade_mode=mode, departure_country_code="116")) == {("MAT-13", "-621001")}


def test_mat_13_what_the_mode_needs_is_accepted() -> None:
    assert not refused(a_bonded_list())
    assert not refused(a_list(departure_country_code="142"))


def test_several_faults_are_all_named() -> None:
    assert refused(a_list(pack_count=2, currency_code="502", guarantor_code="x")) == {
        ("DOC-07", "-621001"),
        ("MAT-10", "-621001"),
        ("MAT-12", "-621001"),
    }
