"""EXP-06 and EXP-13: what may be declared by a list of export, and what of it with a simplified classification."""

from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.rules import Evaluated
from contracts.common import RegisterVersion, RuleResult
from contracts.customs import ChapterListed, ExportConditionsSet
from customs.rules.export import tariff
from customs.rules.export.classification import Declared, assess
from customs.rules.export.registers import B2B_MOST, SIMPLIFIED_DISTRICTS, SIMPLIFIED_MOST
from mesh.declared.errors import ConfigurationError
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers
from tests.support.customs.export_registers import a_chapter, a_parameter, as_deployed, conditions, deployed, of

FEN = 1_000
FIVE_THOUSAND = 5_000 * 100_000
SHIRT, TOY = "6109100021", "9503002100"


class Goods(NamedTuple):
    """A goods line, as far as its code goes."""

    gnum: int
    commodity_code: str


def declared(*codes: str, **changes: Any) -> Declared:
    """A simplified retail list worth 100 yuan at the airport of Guangzhou."""
    usual: dict[str, Any] = {
        "trade_mode": "9610",
        "statistics_flag": "A",
        "customs_code": "5141",
        "value_cny_e5": 100 * 100_000,
        "lines": tuple(Goods(gnum, code) for gnum, code in enumerate(codes or (SHIRT,), start=1)),
    }
    return Declared(**(usual | changes))


def refused(found: Evaluated) -> list[str]:
    """The codes of the reasons."""
    return [each.code for each in found.reasons]


def assessed(*codes: str, lookup: Lookup | None = None, **changes: Any) -> list[str]:
    return refused(assess(declared(*codes, **changes), lookup or as_deployed()))


B2B: dict[str, Any] = {"trade_mode": "9710"}
IN_FULL: dict[str, Any] = {"statistics_flag": "B"}


@pytest.mark.parametrize("mode", ["9610", "1210"])
def test_exp_06_a_heading_and_zeros_are_accepted_in_retail(mode: str) -> None:
    assert assessed("6109000000", trade_mode=mode) == []


def test_exp_06_a_heading_and_any_digits_are_accepted_in_retail() -> None:
    assert assessed("6109999999", "6109100021") == []


@pytest.mark.parametrize("mode", ["9710", "9810"])
def test_exp_06_a_subheading_and_zeros_are_accepted_between_enterprises(mode: str) -> None:
    assert assessed("6109100000", trade_mode=mode) == []


@pytest.mark.parametrize("mode", ["9710", "9810"])
def test_exp_06_a_heading_alone_is_refused_between_enterprises(mode: str) -> None:
    assert assessed("6109000000", trade_mode=mode) == ["-603004"]


@pytest.mark.parametrize("code", ["6199000000", "7700000000", "9900000000", "61", "", "６１０９００００００"])
def test_exp_06_a_heading_that_the_tariff_has_not_is_refused(code: str) -> None:
    (wrong,) = assess(declared(SHIRT, code), as_deployed()).reasons
    assert (wrong.code, wrong.rule_id) == ("-603004", "EXP-06")
    assert wrong.text_en.endswith(f"line 2, {code}: no such heading")
    assert wrong.text_zh.endswith(f"第2项 {code} 没有此品目")


def test_exp_06_every_unknown_code_is_named_when_refused() -> None:
    (wrong,) = assess(declared("6199000000", SHIRT, "7700000000"), as_deployed()).reasons
    assert "line 1, 6199000000: no such heading; line 3, 7700000000: no such heading" in wrong.text_en


def test_exp_06_ten_digits_of_a_subheading_are_accepted_in_full() -> None:
    """What follows the subheading is national and changes every year: it is not looked up."""
    assert assessed("6109100021", "6109109999", **IN_FULL) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("6109000000", "no such subheading"),
        ("6109990000", "no such subheading"),
        ("61091000", "not ten digits"),
        ("61091000210", "not ten digits"),
        ("610910002x", "not ten digits"),
        ("６１０９１０００２１", "not ten digits"),
    ],
)
def test_exp_06_what_is_not_ten_digits_of_a_subheading_is_refused_in_full(code: str, said: str) -> None:
    (wrong,) = assess(declared(code, **IN_FULL), as_deployed()).reasons
    assert (wrong.code, wrong.rule_id) == ("-603004", "EXP-06")
    assert wrong.text_en.endswith(f"{code}: {said}")


def test_exp_06_every_flag_but_a_asks_for_ten_digits_or_is_refused() -> None:
    assert assessed("6109000000", statistics_flag="") == ["-603004"]


@pytest.mark.parametrize("word", ["licence", "duty", "inspection", "refund"])
@pytest.mark.parametrize("beginning", ["61", "610", "6109", "61091", "610910", "6109100", "61091000", "6109100021"])
def test_exp_06_goods_with_a_condition_are_refused_if_simplified(word: str, beginning: str) -> None:
    lookup = of(a_chapter("61", "6109 10"), conditions(beginning, word))
    (wrong,) = assess(declared(SHIRT), lookup).reasons
    assert (wrong.code, wrong.rule_id) == ("-603003", "EXP-06")
    assert assess(declared(SHIRT, **IN_FULL), lookup).reasons == ()


def test_exp_06_the_conditions_of_goods_are_named_in_both_languages_when_refused() -> None:
    lookup = of(
        a_chapter("61", "6109 10"), conditions("61", "licence", "no-refund"), conditions("6109", "duty", "licence")
    )
    (wrong,) = assess(declared(SHIRT), lookup).reasons
    assert wrong.text_zh.endswith(f"第1项 {SHIRT} 出口许可证件、出口关税")
    assert wrong.text_en.endswith(f"line 1, {SHIRT}: export licence, export duty")


def test_exp_06_goods_that_are_merely_not_refunded_are_accepted() -> None:
    assert assessed("7606110000") == []
    assert "no-refund" in tariff.conditions("7606110000", tariff.HEADING, as_deployed())


def test_exp_06_goods_beside_those_with_a_condition_are_accepted() -> None:
    """Ferro-manganese beside ferro-chrome, told in full."""
    assert assessed("7202110000") == []
    assert assessed("7202410000") == ["-603003"]


def test_exp_06_a_heading_alone_has_the_conditions_of_all_below_it_and_is_refused() -> None:
    assert assessed("7202000000") == ["-603003"]
    assert assessed("7202400000") == ["-603003"]
    assert assessed("8541000000") == ["-603003"], "a row of ten digits below it"


def test_exp_06_what_follows_the_heading_and_is_no_zero_is_told_and_accepted() -> None:
    assert assessed("7202X00000") == []


def test_exp_06_no_row_is_above_the_chapter_and_goods_are_accepted() -> None:
    assert assessed(lookup=of(a_chapter("61", "6109 10"), conditions("6", "licence"))) == []


def test_exp_06_a_condition_counts_on_its_days_and_is_refused_then() -> None:
    assert assessed("8541402000", lookup=as_deployed(date="2026-03-31")) == ["-603003"]
    assert assessed("7208100000", lookup=as_deployed(date="2026-01-01")) == ["-603003"]


def test_exp_06_a_condition_before_or_after_its_days_passes() -> None:
    assert assessed("8541402000", lookup=as_deployed(date="2026-04-01")) == []
    assert assessed("7208100000", lookup=as_deployed(date="2025-12-31")) == []


def test_exp_06_a_customs_outside_the_pilot_zones_is_refused_if_simplified() -> None:
    (wrong,) = assess(declared(customs_code="0100"), as_deployed()).reasons
    assert (wrong.code, wrong.rule_id) == ("-603005", "EXP-06")
    assert "0100" in wrong.text_zh
    assert "0100" in wrong.text_en


def test_exp_06_a_customs_outside_the_pilot_zones_is_accepted_in_full() -> None:
    assert assessed(customs_code="0100", **IN_FULL) == []


def test_exp_06_a_pilot_zone_of_one_district_is_accepted_and_its_neighbour_refused() -> None:
    lookup = as_deployed(a_parameter(SIMPLIFIED_DISTRICTS, "29, 5141"))
    found = {code: assessed(customs_code=code, lookup=lookup) for code in ("2900", "2928", "5141", "5142", "1429")}
    assert found == {"2900": [], "2928": [], "5141": [], "5142": ["-603005"], "1429": ["-603005"]}


def test_exp_06_exactly_the_amount_is_accepted() -> None:
    assert assessed(value_cny_e5=FIVE_THOUSAND) == []


def test_exp_06_an_amount_above_is_refused_if_simplified() -> None:
    (wrong,) = assess(declared(value_cny_e5=FIVE_THOUSAND + 1), as_deployed()).reasons
    assert (wrong.code, wrong.rule_id) == ("-603006", "EXP-06")
    assert wrong.text_en.endswith("is worth 5000.00001 yuan, above 5000 yuan")
    assert assessed(value_cny_e5=FIVE_THOUSAND + 1, **IN_FULL) == []


def test_exp_06_every_reason_is_given_when_refused() -> None:
    found = assess(
        declared("7202410000", "6199000000", customs_code="0100", value_cny_e5=FIVE_THOUSAND + FEN), as_deployed()
    )
    assert refused(found) == ["-603004", "-603003", "-603005", "-603006"]
    assert [(rule.rule_id, rule.result) for rule in found.rules] == [("EXP-06", RuleResult.FAILED)]


@pytest.mark.parametrize("mode", ["9710", "9810"])
@pytest.mark.parametrize("flag", ["A", "B"])
def test_exp_13_exactly_five_thousand_yuan_is_accepted(mode: str, flag: str) -> None:
    found = assess(declared(trade_mode=mode, statistics_flag=flag, value_cny_e5=FIVE_THOUSAND), as_deployed())
    assert [(rule.rule_id, rule.result) for rule in found.rules] == [
        ("EXP-13", RuleResult.PASSED),
        ("EXP-06", RuleResult.PASSED),
    ]


@pytest.mark.parametrize("mode", ["9710", "9810"])
def test_exp_13_more_than_five_thousand_yuan_is_refused(mode: str) -> None:
    found = assess(declared(trade_mode=mode, value_cny_e5=FIVE_THOUSAND + FEN, **IN_FULL), as_deployed())
    (wrong,) = found.reasons
    assert (wrong.code, wrong.rule_id) == ("-603002", "EXP-13")
    assert wrong.text_zh == "跨境电商B2B出口清单金额 5000.01 元，超过 5000 元"
    assert [rule.result for rule in found.rules] == [RuleResult.FAILED, RuleResult.PASSED]


def test_exp_13_retail_of_any_amount_is_accepted_in_full_and_the_rule_is_not_evaluated() -> None:
    found = assess(declared(value_cny_e5=1_000 * FIVE_THOUSAND, **IN_FULL), as_deployed())
    assert [(rule.rule_id, rule.result) for rule in found.rules] == [("EXP-06", RuleResult.PASSED)]


@pytest.mark.parametrize("word", ["licence", "duty", "inspection", "refund"])
def test_exp_13_goods_with_a_condition_are_refused_whatever_the_flag(word: str) -> None:
    lookup = of(a_chapter("61", "6109 10"), conditions("6109", word))
    assert assessed(lookup=lookup, **B2B, **IN_FULL) == ["-603009"]
    assert assessed(lookup=lookup, **B2B) == ["-603009", "-603003"]


def test_exp_13_the_goods_with_a_condition_are_named_when_refused() -> None:
    (wrong,) = assess(declared(SHIRT, TOY, **B2B, **IN_FULL), as_deployed()).reasons
    assert wrong.text_en.endswith(f": line 2, {TOY}: statutory inspection")
    assert wrong.text_zh.endswith(f"：第2项 {TOY} 法定检验")


def test_exp_13_between_enterprises_a_subheading_has_its_own_conditions_and_is_accepted() -> None:
    assert assessed("7202110000", **B2B) == []


def test_exp_13_has_an_amount_of_its_own_beside_that_of_exp_06_and_is_refused_by_it_alone() -> None:
    lookup = as_deployed(a_parameter(B2B_MOST, "100"), a_parameter(SIMPLIFIED_MOST, "200"))
    amounts = {100: [], 150: ["-603002"], 250: ["-603002", "-603006"]}
    found = {yuan: assessed(value_cny_e5=yuan * 100_000, lookup=lookup, **B2B) for yuan in amounts}
    assert found == amounts


def test_a_decision_names_the_entries_that_it_rests_on() -> None:
    lookup = as_deployed()
    assess(declared("7202110000", **B2B), lookup)
    assert set(lookup.used()) == {
        RegisterVersion(register="customs.parameters", code=B2B_MOST, version=1),
        RegisterVersion(register="customs.parameters", code=SIMPLIFIED_MOST, version=1),
        RegisterVersion(register="customs.parameters", code=SIMPLIFIED_DISTRICTS, version=1),
        RegisterVersion(register="customs.tariff", code="72", version=1),
    }
    assess(declared("7202410000"), lookup)
    assert RegisterVersion(register="customs.export-conditions", code="720241", version=1) in lookup.used()


def test_without_its_parameters_no_list_is_judged() -> None:
    entries = [record for record in deployed() if getattr(record, "code", "") != SIMPLIFIED_MOST]
    with pytest.raises(ConfigurationError, match=r"export\.simplified_most_cny"):
        assess(declared(), Lookup(Registers(entries), "2025-12-15", as_deployed()._names))


def test_a_chapter_that_is_withdrawn_has_no_headings() -> None:
    chapter = ChapterListed(
        code="61", version=2, valid_from="2025-01-01", source="test", edition="T", headings=("6109 10",), withdrawn=True
    )
    assert assessed(lookup=as_deployed(chapter)) == ["-603004"]


CODES = st.sampled_from([row.code for row in deployed() if isinstance(row, ExportConditionsSet)])


@given(CODES, st.text("0123456789", min_size=8, max_size=8))
def test_the_more_digits_are_told_the_fewer_conditions_goods_have(beginning: str, more: str) -> None:
    lookup, code = as_deployed(), (beginning + more)[:10]
    in_four, in_six, in_ten = (set(tariff.conditions(code, digits, lookup)) for digits in (4, 6, 10))
    assert in_ten <= in_six <= in_four


@given(st.permutations(["6109100021", "7202410000", "6199000000", "9503002100", "2846900000"]))
def test_the_order_of_lines_changes_no_code(codes: list[str]) -> None:
    assert assessed(*codes) == ["-603004", "-603003"]
