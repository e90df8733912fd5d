"""The positive list (LIST) and what qualifies for the channel (IMP): each rule passing and failing."""

from string import ascii_letters
from typing import Any

import pytest
from msgspec.structs import replace

from agency.reasons import particular
from contracts.common import RuleResult
from contracts.customs import GoodsListed, QuantityClaimed
from customs.rules import eligibility, quantities
from customs.rules.eligibility import Eligibility
from mesh.declared.registers import Registers
from tests.support.customs.builders import a_bonded_list, a_list, a_list_line
from tests.support.customs.filed_documents import kept
from tests.support.customs.registers import a_listed_code
from tests.support.customs.world import registers

TODAY, KG = "2024-11-11", 100_000
DEPLOYED = Registers(registers())


def assessed(*rows: GoodsListed, declared: Any = None, date: str = TODAY, **line: Any) -> Eligibility:
    """What the list says of one line (or of a whole list) against these rows, or those deployed."""
    declared = declared or a_list(lines=(a_list_line(**line),))
    return eligibility.assess(kept(declared), Registers(rows) if rows else DEPLOYED, date)


def results(found: Eligibility) -> dict[str, RuleResult]:
    return {rule.rule_id: rule.result for rule in found.evaluated.rules}


def refused(found: Eligibility) -> list[str]:
    """The rules that refuse, each with code 99204."""
    assert {wrong.code for wrong in found.evaluated.reasons} <= {"99204"}
    return [wrong.rule_id for wrong in found.evaluated.reasons]


def test_list_01_the_version_in_force_on_the_day_accepts() -> None:
    assert refused(assessed(commodity_code="9307009000", date="2022-02-28")) == []
    assert refused(assessed(commodity_code="9506110000", date="2022-03-01")) == []
    assert refused(assessed(commodity_code="0210200000", date="2016-04-16")) == []


def test_list_01_a_version_before_or_after_the_day_is_refused() -> None:
    assert refused(assessed(commodity_code="9307009000", date="2022-03-01")) == ["LIST-04"]
    assert refused(assessed(commodity_code="9506110000", date="2022-02-28")) == ["LIST-04"]
    assert refused(assessed(commodity_code="0210200000", date="2016-04-15")) == ["LIST-04"]


def test_list_02_a_limit_without_a_unit_is_given_by_no_line_and_refused() -> None:
    row = replace(a_listed_code("96190011"), quantity_limit_e5=KG, quantity_unit_code=None)
    (line,) = kept(a_list()).lines
    assert quantities.wrong_unit(row, line) == particular("limited-unit-missing", "")
    assert quantities.wrong_unit(replace(row, quantity_limit_e5=None), line) is None


def test_list_04_the_first_eight_digits_are_listed_and_accepted() -> None:
    found = assessed(a_listed_code("96190011"), commodity_code="9619001199")
    assert not found.evaluated.reasons
    assert [(used.register, used.code, used.version) for used in found.registers] == [
        ("customs.positive-list", "96190011", 1)
    ]


def test_list_04_the_last_two_digits_are_no_matter_of_any_nomenclature_and_accepted() -> None:
    """A code is not looked up among the ten-digit codes: many that are traded are absent there."""
    assert refused(assessed(a_listed_code("96190011"), commodity_code="9619001187")) == []


@pytest.mark.parametrize("code", ["9619001200", "96190", ""])
def test_list_04_a_code_that_is_not_listed_is_refused(code: str) -> None:
    found = assessed(a_listed_code("96190011"), commodity_code=code)
    assert refused(found) == ["LIST-04"]
    assert f"line 1, {code}: not on the list" in found.evaluated.reasons[0].text_en
    assert results(found)["IMP-01"] is RuleResult.FAILED


def test_list_04_every_line_that_is_not_listed_is_named_when_refused() -> None:
    lines = (a_list_line(1, commodity_code="01"), a_list_line(2), a_list_line(3, commodity_code="02"))
    (wrong,) = assessed(a_listed_code(), declared=a_list(lines=lines)).evaluated.reasons
    assert "第1项 01 未列入清单；第3项 02 未列入清单" in wrong.text_zh
    assert "line 1, 01: not on the list; line 3, 02: not on the list" in wrong.text_en


@pytest.mark.parametrize("code", ["2402200000", "2404110000", "8543400000", "0106110000", "3004909099"])
def test_list_05_tobacco_vapes_animals_and_medicines_are_refused(code: str) -> None:
    assert refused(assessed(commodity_code=code)) == ["LIST-04"]


def test_list_05_goods_for_daily_use_are_accepted() -> None:
    assert refused(assessed(commodity_code="9603210000")) == []


BONDED_ONLY = a_listed_code(trade_modes=("1210", "1239"))


def test_list_02_goods_for_bonded_import_only_are_accepted_there() -> None:
    assert refused(assessed(BONDED_ONLY, declared=a_bonded_list())) == []


def test_list_02_goods_for_bonded_import_only_are_refused_in_direct_purchase() -> None:
    found = assessed(BONDED_ONLY)
    assert refused(found) == ["LIST-02"]
    assert "only in trade mode 1210, 1239" in found.evaluated.reasons[0].text_en


def test_list_02_goods_limited_by_name_are_accepted_by_that_name() -> None:
    assert refused(assessed(commodity_code="3215190010", goods_name="家用打印机墨水（黑）")) == []


def test_list_02_goods_limited_by_name_are_refused_by_another() -> None:
    found = assessed(commodity_code="3215190010", goods_name="印刷油墨")
    assert refused(found) == ["LIST-02"]
    (wrong,) = found.evaluated.reasons
    assert "第1项 3215190010 品名仅限 打印机墨水、打印墨水" in wrong.text_zh
    assert "line 1, 3215190010: only goods named 打印机墨水、打印墨水" in wrong.text_en


def test_list_02_goods_without_a_name_have_none_of_any_words_and_are_refused() -> None:
    limited = a_listed_code("96190011", name_words=tuple(ascii_letters))
    listed = kept(a_list(lines=(a_list_line(commodity_code="9619001199"),)))
    nameless = replace(listed, lines=(replace(listed.lines[0], goods_name=None),))
    assert refused(eligibility.assess(nameless, Registers([limited]), TODAY)) == ["LIST-02"]


SUGAR = a_listed_code("17022000", quantity_limit_e5=2 * KG, quantity_unit_code="035")
YEAST = a_listed_code("21021000", quantity_limit_e5=5 * KG, quantity_unit_code="035", quantity_group="SUPPLEMENTS")
PROTEIN = a_listed_code("21061000", quantity_limit_e5=5 * KG, quantity_unit_code="035", quantity_group="SUPPLEMENTS")


def test_list_02_a_limited_quantity_is_claimed_in_the_unit_of_its_limit_and_accepted() -> None:
    found = assessed(SUGAR, commodity_code="1702200000", statutory_quantity_e5=KG, statutory_unit_code="035")
    assert refused(found) == []
    assert found.claims == (QuantityClaimed(group="17022000", quantity_e5=KG, limit_e5=2 * KG, unit_code="035"),)


def test_list_02_a_row_with_a_unit_but_no_limit_claims_nothing_and_is_accepted() -> None:
    found = assessed(a_listed_code("17022000", quantity_unit_code="035"), commodity_code="1702200000")
    assert (refused(found), found.claims) == ([], ())


def test_list_02_a_limited_quantity_whose_unit_is_missing_is_refused() -> None:
    found = assessed(SUGAR, commodity_code="1702200000", statutory_unit_code="095")
    assert refused(found) == ["LIST-02"]
    assert "in unit 035" in found.evaluated.reasons[0].text_en


def test_list_02_codes_of_one_group_are_claimed_together_and_accepted() -> None:
    lines = (
        a_list_line(4, commodity_code="9603210000"),
        a_list_line(1, commodity_code="2102100000", statutory_quantity_e5=KG),
        a_list_line(2, commodity_code="2106100000", statutory_quantity_e5=2 * KG),
        a_list_line(3, commodity_code="2106100000", statutory_quantity_e5=KG // 2),
    )
    found = assessed(YEAST, PROTEIN, a_listed_code("96032100"), declared=a_list(lines=lines))
    assert found.claims == (
        QuantityClaimed(group="SUPPLEMENTS", quantity_e5=350_000, limit_e5=5 * KG, unit_code="035"),
    )


@pytest.mark.parametrize(
    ("given", "unit", "expected"),
    [
        ({"quantity_e5": 7, "unit_code": "011"}, "011", 7),
        ({"second_quantity_e5": 9, "second_unit_code": "036"}, "036", 9),
        ({"statutory_quantity_e5": 500 * KG, "statutory_unit_code": "036"}, "035", KG // 2),
        ({"statutory_quantity_e5": 1, "statutory_unit_code": "036"}, "035", 1),
        ({"statutory_quantity_e5": 2, "statutory_unit_code": "035"}, "036", 2_000),
        ({"second_quantity_e5": None, "second_unit_code": "036", "statutory_unit_code": "011"}, "036", None),
        ({"statutory_unit_code": "011"}, "035", None),
        ({"unit_code": "035", "quantity_e5": 3, "statutory_unit_code": "036"}, "035", 3),
    ],
    ids=["traded", "second", "grams", "part of a gram", "kilograms", "absent", "no such unit", "same unit first"],
)
def test_list_02_the_quantity_is_the_one_in_the_unit_of_the_limit(given: Any, unit: str, expected: int | None) -> None:
    (line,) = kept(a_list(lines=(a_list_line(**given),))).lines
    assert quantities.quantity_e5(line, unit) == expected


WILD = a_listed_code(exclusions=("WILDLIFE", "SPECIAL_FOOD"))


def test_list_03_an_exclusion_is_noted_for_inspection_and_never_refused() -> None:
    found = assessed(WILD)
    assert refused(found) == []
    (noted,) = (rule for rule in found.evaluated.rules if rule.rule_id == "LIST-03")
    assert (noted.result, noted.note) == (RuleResult.NOTED, "gnum 1: WILDLIFE, SPECIAL_FOOD")
    two = assessed(WILD, declared=a_list(lines=(a_list_line(1), a_list_line(2))))
    assert "gnum 1: WILDLIFE, SPECIAL_FOOD; gnum 2: WILDLIFE, SPECIAL_FOOD" in {
        rule.note for rule in two.evaluated.rules
    }


def test_list_03_goods_without_exclusion_pass() -> None:
    assert results(assessed(a_listed_code()))["LIST-03"] is RuleResult.PASSED


LICENSED = a_listed_code(licensed_modes=("1239",))


def test_imp_03_goods_with_a_licence_outside_the_pilot_cities_are_accepted() -> None:
    named = a_bonded_list(trade_mode="1239", licence_no="L-1")
    assert results(assessed(LICENSED, declared=named))["IMP-03"] is RuleResult.PASSED


def test_imp_03_goods_without_a_licence_outside_the_pilot_cities_are_refused() -> None:
    found = assessed(LICENSED, declared=a_bonded_list(trade_mode="1239"))
    assert refused(found) == ["IMP-03"]
    assert found.evaluated.reasons[0].text_en.endswith(": licenseNo is missing")
    assert found.evaluated.reasons[0].text_zh.endswith("第1项 9619001100 缺少许可证件号 licenseNo")


@pytest.mark.parametrize("declared", [a_list(), a_bonded_list()])
def test_imp_04_personal_use_needs_no_licence_and_passes(declared: Any) -> None:
    assert results(assessed(LICENSED, declared=declared)) == dict.fromkeys(
        ("LIST-04", "LIST-02", "IMP-03", "LIST-03", "IMP-04", "IMP-01"), RuleResult.PASSED
    )


def test_imp_04_does_not_hold_outside_the_pilot_cities_where_goods_may_be_refused() -> None:
    assert "IMP-04" not in results(assessed(LICENSED, declared=a_bonded_list(trade_mode="1239", licence_no="L-1")))


def test_imp_01_listed_goods_qualify_and_are_accepted() -> None:
    assert results(assessed(a_listed_code()))["IMP-01"] is RuleResult.PASSED


def test_imp_01_goods_that_fail_a_rule_do_not_qualify_and_are_refused() -> None:
    assert results(assessed(BONDED_ONLY))["IMP-01"] is RuleResult.FAILED


def test_a_faulty_remark_of_one_line_does_not_hide_the_unlisted_other() -> None:
    lines = (a_list_line(1), a_list_line(2, commodity_code="0101"))
    assert refused(assessed(BONDED_ONLY, declared=a_list(lines=lines))) == ["LIST-04", "LIST-02"]
