"""Each rule of the match: one that passes, one that fails, named after it."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from contracts.common import DocumentType, Reason, RuleResult
from customs.import_retail.missing import missing_documents
from customs.reference import MatchPolicy
from customs.rules import matching
from customs.rules.goods import folded, folded_number, same_name
from customs.rules.matching import Documents, Match, match, several_payments
from mesh.declared.dates import china_time
from tests.support.customs.builders import (
    CNY,
    RECEIVER,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
    digests,
)
from tests.support.customs.filed_documents import kept
from tests.support.customs.reasons import reason

EXACT = MatchPolicy(0, frozenset({"MAT-14"}))


def documents(**given: Any) -> Documents:
    """Four documents that match, but for those given."""
    return Documents(
        kept(given.get("order", an_order())),
        kept(given.get("payment", a_payment())),
        kept(given.get("waybill", a_waybill())),
        kept(given.get("list", a_list())),
    )


def code(wrong: Reason | None) -> str | None:
    return wrong.code if wrong else None


def test_four_documents_of_one_order_match_and_every_rule_is_listed() -> None:
    result = match(documents(), EXACT)
    assert not result.reasons
    results = {rule.rule_id: rule.result for rule in result.rules}
    assert set(results.values()) == {RuleResult.PASSED, RuleResult.SWITCHED_OFF}
    assert list(results) == [f"MAT-{number:02}" for number in (*range(1, 12), 14)]


@pytest.mark.parametrize(
    "result",
    [
        match(documents(), EXACT),
        match(documents(payment=a_payment(amount_paid_cny_e5=CNY)), MatchPolicy(0, frozenset())),
        several_payments("GW1"),
        missing_documents((DocumentType.IMPORT_WAYBILL,), {}),
    ],
)
def test_mat_14_is_off_and_every_match_says_so(result: Match) -> None:
    assert {rule.rule_id: rule.result for rule in result.rules}["MAT-14"] is RuleResult.SWITCHED_OFF


def test_every_failed_rule_is_a_reason_and_names_the_document_at_fault() -> None:
    faulty = documents(payment=a_payment(amount_paid_cny_e5=1, payer="别人"), waybill=a_waybill(freight_cny_e5=5))
    result = match(faulty, EXACT)
    assert [wrong.code for wrong in result.reasons] == ["99102", "1327", "99110"]
    assert result.at_fault == {DocumentType.IMPORT_PAYMENT, DocumentType.IMPORT_LIST}


def test_a_rule_that_is_switched_off_is_passed_over_and_all_others_are_evaluated() -> None:
    faulty = documents(payment=a_payment(amount_paid_cny_e5=1), waybill=a_waybill(freight_cny_e5=5))
    result = match(faulty, MatchPolicy(0, frozenset({"MAT-02", "MAT-14"})))
    assert [wrong.code for wrong in result.reasons] == ["99110"]
    results = {rule.rule_id: rule.result for rule in result.rules}
    assert (results["MAT-02"], results["MAT-10"]) == (RuleResult.SWITCHED_OFF, RuleResult.FAILED)
    assert len(result.rules) == len(matching.RULES) + 2


def test_mat_01_same_order_and_platform_is_accepted() -> None:
    spaced = documents(payment=a_payment("GW 1"))
    assert matching.order_and_platform_agree(spaced) is None


@pytest.mark.parametrize(
    "other",
    [
        {"order": an_order("GW2")},
        {"payment": a_payment("GW2")},
        {"waybill": a_waybill("GW2")},
        {"list": a_list("GW2")},
        {"order": an_order("GW2"), "payment": a_payment("GW2")},
        {"payment": a_payment(platform_code="4401960P02")},
    ],
)
def test_mat_01_another_order_or_platform_is_refused(other: Any) -> None:
    assert code(matching.order_and_platform_agree(documents(**other))) == "99101"


def test_mat_02_equal_paid_amount_is_accepted() -> None:
    assert matching.paid_amount_agrees(documents()) is None


def test_mat_02_paid_amount_differs_is_refused() -> None:
    off_by_a_fen = documents(payment=a_payment(amount_paid_cny_e5=200 * CNY + CNY // 100))
    assert code(matching.paid_amount_agrees(off_by_a_fen)) == "99102"


def test_mat_02_a_difference_within_the_tolerance_is_accepted() -> None:
    off_by_a_fen = documents(payment=a_payment(amount_paid_cny_e5=200 * CNY + CNY // 100))
    assert matching.paid_amount_agrees(off_by_a_fen._replace(tolerance_cny_e5=CNY // 100)) is None


def test_mat_03_lines_one_to_one_are_accepted_in_any_order() -> None:
    ordered = (an_order_line(1), an_order_line(2, quantity=1))
    declared = (a_list_line(2, quantity=1), a_list_line(1))
    assert matching.lines_agree(documents(order=an_order(lines=ordered), list=a_list(lines=declared))) is None


@pytest.mark.parametrize(
    "lines",
    [
        (a_list_line(quantity=3),),
        (a_list_line(price_cny=99),),
        (a_list_line(unit_price_cny_e5=99 * CNY),),
        (a_list_line(total_price_cny_e5=201 * CNY),),
        (a_list_line(gnum=2),),
        (a_list_line(), a_list_line(2)),
        (),
    ],
    ids=["quantity", "price", "price of one", "price of all", "number", "one more", "none"],
)
def test_mat_03_lines_that_differ_are_refused(lines: Any) -> None:
    assert code(matching.lines_agree(documents(list=a_list(lines=lines)))) == "1322"


def test_mat_03_the_line_and_field_that_differ_are_named_when_refused() -> None:
    def said(*lines: Any) -> Reason | None:
        return matching.lines_agree(documents(list=a_list(lines=lines)))

    assert said() == reason("MAT-03", "1322", "gnum", "line numbers")
    assert said(a_list_line(quantity=3)) == reason("MAT-03", "1322", "qty(gnum 1)", "quantity of line 1")
    assert said(a_list_line(price_cny=99)) == reason("MAT-03", "1322", "price/totalPrice(gnum 1)", "price of line 1")


NAME = "Aptamil 爱他美奶粉 1.5kg"
SAME_NAMES = [
    NAME,
    "aptamil　爱他美奶粉１．５ＫＧ",
    "Aptamil·爱他美（奶粉）/1.5kg",
    "Apta\u200bmil 爱他美奶粉\ufe0f 1.5kg\ufeff",
    "APTAMIL-爱他美-奶粉-1.5kg。",
]
OTHER_NAMES = ["智能手机", "Aptamil 爱他美奶粉 15kg", "Aptamil 爱他美奶粉 1.5kg+", "Aptamil 爱他美奶粉", "!!!"]


def goods_told(ordered: dict[str, Any], declared: dict[str, Any]) -> Match:
    order, listed = an_order(lines=(an_order_line(**ordered),)), a_list(lines=(a_list_line(**declared),))
    return match(documents(order=order, list=listed), EXACT)


def noted(result: Match) -> str | None:
    (rule,) = [rule for rule in result.rules if rule.rule_id == "MAT-03"]
    assert (rule.result is RuleResult.NOTED) == (rule.note is not None)
    return rule.note


@pytest.mark.parametrize("name", SAME_NAMES)
def test_mat_03_an_item_name_that_is_typed_differently_is_accepted(name: str) -> None:
    for ordered, declared in ((NAME, name), (name, NAME)):
        result = goods_told({"item_name": ordered}, {"item_name": declared, "goods_name": ordered})
        assert (result.reasons, noted(result)) == ((), None)


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_mat_03_another_item_name_is_refused(name: str) -> None:
    for ordered, declared in ((NAME, name), (name, NAME)):
        result = goods_told({"item_name": ordered}, {"item_name": declared})
        assert result.reasons == (reason("MAT-03", "1322", "itemName(gnum 1)", "item name of line 1"),)


@pytest.mark.parametrize("item_no", [None, "", "\u3000", "SKU-1", "sku - 1", "ＳＫＵ－１", "SKU\u200b-1"])
def test_mat_03_an_item_number_that_is_left_out_or_typed_differently_is_accepted(item_no: str | None) -> None:
    assert not goods_told({}, {"item_no": item_no}).reasons
    assert not goods_told({"item_no": item_no}, {}).reasons


@pytest.mark.parametrize("item_no", ["SKU-2", "SKU1", "SKU"])
def test_mat_03_another_item_number_is_refused_though_the_name_agrees(item_no: str) -> None:
    for result in (goods_told({}, {"item_no": item_no}), goods_told({"item_no": item_no}, {})):
        assert result.reasons == (reason("MAT-03", "1322", "itemNo(gnum 1)", "item number of line 1"),)


@pytest.mark.parametrize("name", [None, "", "\u3000"])
def test_mat_03_an_item_name_that_the_list_leaves_out_is_accepted(name: str | None) -> None:
    assert not goods_told({}, {"item_name": name}).reasons


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"goods_name": "智能手机"}, "gname"),
        ({"unit_code": "035"}, "unit"),
        ({"origin_country_code": "502"}, "country"),
        ({"goods_name": "智能手机", "unit_code": "035", "origin_country_code": "502"}, "gname, unit, country"),
    ],
)
def test_mat_03_what_only_customs_words_and_codes_differ_in_is_noted_and_never_refused(
    change: dict[str, Any], said: str
) -> None:
    result = goods_told({}, change)
    assert (result.reasons, noted(result)) == ((), f"not as on the order: gnum 1: {said}")


def test_mat_03_every_line_that_differs_is_noted_by_its_number() -> None:
    ordered = tuple(an_order_line(gnum) for gnum in (1, 2, 3))
    declared = (a_list_line(3, unit_code="035"), a_list_line(1), a_list_line(2, goods_name="智能手机"))
    paid = a_payment(amount_paid_cny_e5=600 * CNY)
    result = match(documents(order=an_order(lines=ordered), list=a_list(lines=declared), payment=paid), EXACT)
    assert (result.reasons, noted(result)) == ((), "not as on the order: gnum 3: unit; gnum 2: gname")


def test_mat_03_switched_off_is_neither_refused_nor_noted() -> None:
    told = documents(list=a_list(lines=(a_list_line(item_name="智能手机", goods_name="智能手机"),)))
    result = match(told, MatchPolicy(0, frozenset({"MAT-03"})))
    assert (result.reasons, noted(result)) == ((), None)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("!!!", "！！！", True),
        ("!!!", "???", False),
        ("Straße", "STRASSE", True),
        ("䶮牌奶粉", "\ue863牌奶粉", True),
        ("奶粉", "奶\u3164粉\u2800", True),
        ("L'Oréal", "L´Oréal", True),
        ("L'Oréal", "L`Oréal", True),
        ("河马", "河⻢", True),
    ],
)
def test_names_of_punctuation_alone_are_compared_and_what_is_typed_differently_is_one(
    one: str, other: str, is_same: bool
) -> None:
    assert same_name(one, other) == is_same


@given(st.text(max_size=30))
@example("y-\u0304")
@example("y\u200b\u0304")
def test_what_is_folded_is_folded_already(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded_number(folded_number(text)) == folded_number(text)


def test_mat_04_same_receiver_is_accepted() -> None:
    assert matching.same_receiver(documents()) is None


@pytest.mark.parametrize(
    ("address", "note"),
    [
        (RECEIVER[2], None),
        (None, None),
        ("别处", "not as on the order: consigneeAddress of the list"),
    ],
)
def test_mat_04_another_address_on_the_list_is_noted_and_never_refused(address: str | None, note: str | None) -> None:
    buyer = digests(name="李明", person_id="李明", receiver=("王芳", "13800000000", address) if address else None)
    result = match(documents(list=a_list(person_digests=buyer)), EXACT)
    (found,) = [rule for rule in result.rules if rule.rule_id == "MAT-04"]
    assert (result.reasons, found.note, found.result is RuleResult.NOTED) == ((), note, note is not None)


@pytest.mark.parametrize(
    "receiver",
    [
        ("王芬", "13800000000", "广州市天河区示例路1号"),
        ("王芳", "13800000001", "广州市天河区示例路1号"),
        ("王芳", "13800000000", "别处"),
    ],
    ids=["name", "phone", "address"],
)
def test_mat_04_another_receiver_is_refused(receiver: Any) -> None:
    assert code(matching.same_receiver(documents(waybill=a_waybill(receiver=receiver)))) == "99104"


def test_mat_05_same_buyer_is_accepted() -> None:
    assert matching.same_buyer(documents()) is None


@pytest.mark.parametrize("who", [{"buyer": "李明明", "buyer_id": "李明"}, {"buyer": "李明", "buyer_id": "别人"}])
def test_mat_05_another_buyer_is_refused(who: Any) -> None:
    assert code(matching.same_buyer(documents(list=a_list(**who)))) == "13127"


def test_mat_05_digests_are_compared_under_a_year_that_both_carry() -> None:
    in_december, in_january = an_order(years=(2024,)), a_list(years=(2025, 2024))
    assert matching.same_buyer(documents(order=in_december, list=in_january)) is None
    in_march = a_list(years=(2025,))
    assert code(matching.same_buyer(documents(order=in_december, list=in_march))) == "13127"


def test_mat_06_payer_who_is_the_buyer_is_accepted() -> None:
    assert matching.payer_is_buyer(documents()) is None


def test_mat_06_payer_who_is_not_the_buyer_is_refused() -> None:
    assert code(matching.payer_is_buyer(documents(payment=a_payment(payer="别人")))) == "1327"


def test_mat_06_can_be_switched_off_and_says_so() -> None:
    result = match(documents(payment=a_payment(payer="别人")), MatchPolicy(0, frozenset({"MAT-06"})))
    assert not result.reasons
    assert {rule.rule_id: rule.result for rule in result.rules}["MAT-06"] is RuleResult.SWITCHED_OFF


def test_mat_07_waybill_named_by_the_list_is_accepted() -> None:
    assert matching.same_waybill(documents(waybill=a_waybill(waybill_no="W- GW1"))) is None


@pytest.mark.parametrize("waybill", [a_waybill(waybill_no="W-2"), a_waybill(carrier_code="other")])
def test_mat_07_another_waybill_is_refused(waybill: Any) -> None:
    assert code(matching.same_waybill(documents(waybill=waybill))) == "99107"


def test_mat_08_payment_named_by_the_order_is_accepted() -> None:
    named = an_order(payment_institution_code="4401960B01", payment_no="P-GW1")
    assert matching.named_payment(documents(order=named)) is None
    assert matching.named_payment(documents(order=an_order(payment_institution_code=""))) is None


@pytest.mark.parametrize("order", [an_order(payment_institution_code="other"), an_order(payment_no="P-2")])
def test_mat_08_another_payment_than_the_order_names_is_refused(order: Any) -> None:
    assert code(matching.named_payment(documents(order=order))) == "13035"


def test_mat_09_same_merchant_is_accepted() -> None:
    assert matching.same_merchant(documents()) is None


def test_mat_09_another_merchant_is_refused() -> None:
    assert code(matching.same_merchant(documents(list=a_list(merchant_code="other")))) == "99109"


def test_mat_10_charges_of_the_waybill_are_accepted_and_so_are_none() -> None:
    charged = documents(
        waybill=a_waybill(freight_cny_e5=5 * CNY, insurance_cny_e5=CNY),
        list=a_list(freight_cny_e5=5 * CNY, insurance_cny_e5=CNY),
    )
    assert matching.charges_agree(charged) is None
    not_given = documents(waybill=a_waybill(freight_cny_e5=None, insurance_cny_e5=None), list=a_list(freight_cny_e5=7))
    assert matching.charges_agree(not_given) is None


@pytest.mark.parametrize("waybill", [a_waybill(freight_cny_e5=CNY), a_waybill(insurance_cny_e5=CNY)])
def test_mat_10_other_charges_than_the_waybill_are_refused(waybill: Any) -> None:
    assert code(matching.charges_agree(documents(waybill=waybill))) == "99110"


def test_mat_11_late_payment_is_noted_and_never_refused() -> None:
    late = documents(payment=a_payment(pay_time="20241111100001"))
    result = match(late, EXACT)
    assert not result.reasons
    assert {rule.rule_id: rule.result for rule in result.rules}["MAT-11"] is RuleResult.NOTED


def test_mat_11_timely_payment_passes() -> None:
    assert matching.paid_in_time(documents()) is None


def test_mat_11_payment_in_the_second_of_the_acceptance_passes() -> None:
    at_once = documents(payment=a_payment(pay_time="20241111100000"))
    assert china_time(at_once.list.accepted_at_ms) == at_once.payment.pay_time
    assert matching.paid_in_time(at_once) is None


def test_mat_08_several_payments_are_refused_by_the_number_of_their_order() -> None:
    result = several_payments("GW1")
    assert result.reasons == (reason("MAT-08", "-401003", "GW1"),)
    assert [(rule.rule_id, rule.result) for rule in result.rules] == [
        ("MAT-08", RuleResult.FAILED),
        ("MAT-14", RuleResult.SWITCHED_OFF),
    ]
    assert result.at_fault == frozenset()


def test_personal_digests_that_are_absent_on_one_side_do_not_match() -> None:
    nobody = replace(digests(name="李明", person_id="李明")[0], consignee_name=None)
    assert matching.same_receiver(documents(waybill=a_waybill(person_digests=(nobody,)))) is not None
    assert matching.same_receiver(documents(waybill=a_waybill(person_digests=()))) is not None
