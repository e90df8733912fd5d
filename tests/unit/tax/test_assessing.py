"""A whole declaration: lines and sums, what is missing, what is noted."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agency.reasons import particular, reason
from contracts.common import RuleResult, TaxRegime
from contracts.customs import GoodsFiled
from mesh.declared.registers import Registers
from tax.assessment.assessing import Assessment, assess
from tax.reference import on_date
from tests.support.agency.declarations import CNY, a_content, a_line, an_entry, register_file

BAR_CODE = "6999900009992"
FILED = an_entry(GoodsFiled, f"gtin/{BAR_CODE}", net_content_e5=20 * 100_000, content_unit="g")
SHIPPED = Registers((*register_file("tax.rates.v1"), *register_file("tax.parameters.v1"), FILED))
WHISKY: dict[str, Any] = {
    "commodity_code": "2208300000",
    "total_price_cny_e5": 400 * CNY,
    "statutory_unit_code": "095",
    "statutory_quantity_e5": 70_000,
}


def assessed(*lines: Any, date: str = "2024-11-11", **changes: Any) -> Assessment:
    return assess(a_content(*lines, acceptance_date=date, **changes), on_date(SHIPPED, date))


def results(assessment: Assessment) -> dict[str, RuleResult]:
    return {rule.rule_id: rule.result for rule in assessment.rules}


def test_every_rule_applied_is_named() -> None:
    assessment = assessed(a_line(), a_line(2, commodity_code="2204210000"), a_line(3, **WHISKY))
    assert set(results(assessment)) == {"TAX-01", "TAX-02", "TAX-03", "TAX-04", "TAX-05", "TAX-08", "TAX-15"}
    assert set(results(assessment).values()) == {RuleResult.PASSED}
    assert (assessment.missing, assessment.notes) == ((), ())


@pytest.mark.parametrize(
    ("line", "consumption_rules"),
    [(a_line(), set()), (a_line(commodity_code="2204210000"), {"TAX-03"}), (a_line(**WHISKY), {"TAX-04"})],
    ids=["soap", "wine", "whisky"],
)
def test_only_the_rules_applied_are_named(line: Any, consumption_rules: set[str]) -> None:
    assert set(results(assessed(line))) - {"TAX-01", "TAX-02", "TAX-05", "TAX-08", "TAX-15"} == consumption_rules


def test_every_line_whose_price_decided_names_its_rule() -> None:
    beer = a_line(commodity_code="2203000000", statutory_unit_code="095", statutory_quantity_e5=100_000)
    cream = a_line(2, commodity_code="3304990000", bar_code=BAR_CODE)
    assert {"TAX-09", "TAX-10"} <= set(results(assessed(beer, cream, a_line(3))))


def test_a_spirit_is_taxed_by_value_and_by_litre() -> None:
    (line,) = assessed(a_line(**WHISKY)).lines
    assert (line.duty_cny_e5, line.consumption_tax_cny_e5, line.vat_cny_e5) == (0, 70_56000, 45_57000)


def test_a_beer_is_taxed_by_litre_alone() -> None:
    beer = a_line(
        commodity_code="2203000000",
        total_price_cny_e5=30 * CNY,
        statutory_unit_code="095",
        statutory_quantity_e5=100_000,
    )
    (line,) = assessed(beer).lines
    assert (line.consumption_tax_cny_e5, line.vat_cny_e5) == (18000, 2_75000)


def test_a_single_item_above_the_limit_bears_everything() -> None:
    bag = a_line(commodity_code="4202220000", total_price_cny_e5=500_001_000)
    assessment = assessed(bag, tax_regime=TaxRegime.FULL)
    (line,) = assessment.lines
    assert (line.duty_cny_e5, line.consumption_tax_cny_e5, line.vat_cny_e5) == (300 * CNY, 0, 689 * CNY)
    assert "TAX-07" in results(assessment)


def test_tax_08_one_line_without_a_rate_leaves_all_unassessed() -> None:
    assessment = assessed(a_line(), a_line(2, commodity_code="9999999900"))
    assert assessment.lines == ()
    assert [(reason.code, reason.rule_id) for reason in assessment.missing] == [("99501", "TAX-08")]
    assert assessment.missing[0].text_zh == "缺少计税依据：第2项商品编码9999999900：无适用税率"
    assert assessment.missing[0].text_en == "what the tax depends on is not on file: line 2, 9999999900: no rate"
    assert results(assessment)["TAX-08"] is RuleResult.FAILED


def test_tax_08_before_the_channel_existed_nothing_can_be_assessed() -> None:
    assert {reason.code for reason in assessed(a_line(), date="2016-04-07").missing} == {"99501"}


def test_a_regime_of_a_later_version_is_not_guessed() -> None:
    assert assessed(a_line(), tax_regime=TaxRegime.UNKNOWN).missing == (
        reason("99501", "TAX-08", particular("relief-missing")),
    )


def test_tax_09_high_end_cosmetics_bear_consumption_tax() -> None:
    cream = a_line(commodity_code="3304990000", total_price_cny_e5=425 * CNY, bar_code=BAR_CODE)
    assessment = assessed(cream)
    assert results(assessment)["TAX-09"] is RuleResult.PASSED
    (line,) = assessment.lines
    assert (line.consumption_tax_cny_e5, line.vat_cny_e5) == (52_50000, 45_50000)


def test_tax_09_freight_may_make_cosmetics_high_end() -> None:
    cream = a_line(commodity_code="3304990000", total_price_cny_e5=199 * CNY, bar_code=BAR_CODE)
    assert assessed(cream).lines[0].consumption_tax_cny_e5 == 0
    assert assessed(cream, freight_cny_e5=1 * CNY).lines[0].consumption_tax_cny_e5 > 0


def test_tax_09_cosmetics_of_unknown_net_content_are_not_assessed() -> None:
    assessment = assessed(a_line(), a_line(2, commodity_code="3304990000"))
    assert assessment.lines == ()
    assert [(reason.code, reason.rule_id) for reason in assessment.missing] == [("99501", "TAX-09")]
    assert assessment.missing[0].text_en == "what the tax depends on is not on file: line 2, 3304990000: no net content"
    assert results(assessment)["TAX-09"] is RuleResult.FAILED
    assert results(assessment)["TAX-08"] is RuleResult.PASSED


def test_tax_09_is_not_asked_of_other_goods() -> None:
    assert "TAX-09" not in results(assessed(a_line()))


def test_tax_10_a_beer_whose_price_decided_names_the_rule() -> None:
    beer = a_line(commodity_code="2203000000", statutory_unit_code="095", statutory_quantity_e5=100_000)
    assert results(assessed(beer))["TAX-10"] is RuleResult.PASSED


def test_tax_04_a_spirit_without_litres_is_not_assessed() -> None:
    assessment = assessed(a_line(commodity_code="2208300000"))
    assert [(reason.code, reason.rule_id) for reason in assessment.missing] == [("99501", "TAX-04")]
    assert results(assessment)["TAX-04"] is RuleResult.FAILED


CODES = sorted({entry.code + "00" for entry in register_file("tax.rates.v1")})
ALL_FILED = Registers(
    (
        *register_file("tax.rates.v1"),
        *register_file("tax.parameters.v1"),
        *(
            an_entry(
                GoodsFiled, f"gtin/filed as {code}", commodity_code=code, net_content_e5=100_000, content_unit="piece"
            )
            for code in CODES
        ),
    )
)
LINES = st.lists(
    st.builds(
        lambda code, price, litres: {
            "commodity_code": code,
            "total_price_cny_e5": price,
            "statutory_unit_code": "095",
            "statutory_quantity_e5": litres,
            "bar_code": f"filed as {code}",
        },
        st.sampled_from(CODES),
        st.integers(0, 5_000 * CNY),
        st.integers(1, 10_000_000),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(LINES, st.integers(0, 100 * CNY), st.sampled_from([TaxRegime.PREFERENTIAL, TaxRegime.FULL]))
def test_what_is_on_file_is_assessed_and_its_values_add_up(
    lines: list[dict[str, Any]], freight: int, regime: TaxRegime
) -> None:
    goods = (a_line(gnum, **line) for gnum, line in enumerate(lines, 1))
    content = a_content(*goods, freight_cny_e5=freight, tax_regime=regime)
    assessment = assess(content, on_date(ALL_FILED, content.acceptance_date))
    assert assessment.missing == ()
    assert [line.gnum for line in assessment.lines] == list(range(1, len(lines) + 1))
    assert sum(line.dutiable_cny_e5 for line in assessment.lines) == freight + sum(
        line["total_price_cny_e5"] for line in lines
    )


ANY = st.integers(-(10**13), 10**13)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=12), ANY, ANY), max_size=5), ANY, ANY, st.sampled_from(list(TaxRegime)))
def test_no_declaration_makes_the_assessment_fail(
    lines: list[tuple[str, int, int]], freight: int, insurance: int, regime: TaxRegime
) -> None:
    goods = tuple(
        a_line(gnum, commodity_code=code or "3304990000", total_price_cny_e5=price, statutory_quantity_e5=quantity)
        for gnum, (code, price, quantity) in enumerate(lines, 1)
    )
    content = a_content(freight_cny_e5=freight, insurance_cny_e5=insurance, tax_regime=regime, lines=goods)
    assess(content, on_date(SHIPPED, "2024-11-11"))


def test_every_line_tells_what_it_is_taxed_on_and_at_which_rates() -> None:
    cream = a_line(2, commodity_code="3304990000", bar_code=BAR_CODE, total_price_cny_e5=425 * CNY)
    assessment = assessed(a_line(), cream, a_line(3, **WHISKY), freight_cny_e5=0, insurance_cny_e5=0)
    soap, high_end, whisky = assessment.rated
    assert (soap.duty_pct, soap.consumption_pct, soap.vat_pct, soap.high_end) == ("0", "0", "13", None)
    assert (high_end.dutiable_cny_e5, high_end.consumption_pct, high_end.high_end) == (425 * CNY, "15", True)
    assert (whisky.consumption_pct, whisky.specific_cny_e5, whisky.high_end) == ("20", 63_840, None)
    assert assessment.relief == ("0.7", "0.7")


def test_a_line_below_the_price_of_high_end_goods_says_so() -> None:
    cream = a_line(commodity_code="3304990000", bar_code=BAR_CODE, total_price_cny_e5=100 * CNY)
    assert [line.high_end for line in assessed(cream).rated] == [False]


def test_lines_whose_rates_are_on_file_are_told_although_another_lacks_them() -> None:
    assessment = assessed(a_line(), a_line(2, commodity_code="9999999900"))
    known, unknown = assessment.rated
    assert (assessment.lines, known.vat_pct, unknown.vat_pct) == ((), "13", None)
    assert unknown.dutiable_cny_e5 > 0
