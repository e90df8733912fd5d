"""INS-01 and CR-01: the worst of origin, enterprise and commodity grades a declaration."""

from typing import Any

import pytest

from contracts.common import RuleResult
from contracts.customs import EnterpriseRegistered
from contracts.inspection import RiskRated
from inspection.decisions.grading import grade_declaration, grade_enterprise
from inspection.decisions.processor import REGISTERS
from mesh.declared.lookup import Lookup
from tests.support.agency.declarations import MERCHANT, a_line, an_entry, register_file
from tests.support.agency.lookups import on_date

LIGHT = (
    an_entry(RiskRated, "origin/116", grade="A"),
    an_entry(RiskRated, "chapter/34", grade="A"),
    an_entry(EnterpriseRegistered, MERCHANT, credit_grade="ADVANCED_CERTIFIED"),
)


def looking_up(*entries: Any, date: str = "2024-11-11") -> Lookup:
    return on_date(REGISTERS, date, (*register_file("inspection.parameters.v1"), *entries))


def test_ins_01_three_light_factors_make_a_light_grade() -> None:
    grade, rules = grade_declaration(looking_up(*LIGHT), MERCHANT, (a_line(),))
    assert grade == "A"
    assert [(rule.rule_id, rule.result) for rule in rules] == [
        ("INS-01", RuleResult.PASSED),
        ("CR-01", RuleResult.PASSED),
    ]


@pytest.mark.parametrize("worse", ["origin/116", "chapter/34", f"enterprise/{MERCHANT}"])
def test_ins_01_the_worst_factor_makes_the_grade(worse: str) -> None:
    entries = [entry for entry in LIGHT if entry.code != worse]
    grade, rules = grade_declaration(looking_up(*entries, an_entry(RiskRated, worse, grade="C")), MERCHANT, (a_line(),))
    assert grade == "C"
    assert rules[0].result is RuleResult.NOTED


def test_ins_01_the_worst_line_makes_the_grade() -> None:
    lines = (a_line(), a_line(2, origin_country_code="111"))
    grade, _ = grade_declaration(looking_up(*LIGHT, an_entry(RiskRated, "origin/111", grade="C")), MERCHANT, lines)
    assert grade == "C"


@pytest.mark.parametrize(
    ("origin", "code", "grade"),
    [
        ("116", "3401110000", "A"),
        ("122", "3401110000", "B"),
        ("111", "3401110000", "C"),
        ("999", "3401110000", "B"),
        ("116", "1901101000", "B"),
        ("116", "2309101000", "C"),
    ],
    ids=["light", "Malaysia", "India", "origin unknown", "chapter 19", "chapter 23"],
)
def test_ins_01_the_tables_as_shipped_grade_origin_and_chapter(origin: str, code: str, grade: str) -> None:
    trusted = an_entry(EnterpriseRegistered, MERCHANT, credit_grade="CERTIFIED")
    lookup = looking_up(*register_file("inspection.risks.v1"), trusted)
    line = a_line(origin_country_code=origin, commodity_code=code)
    assert grade_declaration(lookup, MERCHANT, (line,))[0] == grade


def test_ins_01_what_nobody_has_graded_is_ordinary() -> None:
    assert grade_declaration(looking_up(), MERCHANT, (a_line(),))[0] == "B"
    assert grade_declaration(looking_up(*LIGHT), MERCHANT, ())[0] == "B"


def test_ins_01_a_grade_counts_from_its_first_day() -> None:
    entries = (*LIGHT[1:], an_entry(RiskRated, "origin/116", grade="A", valid_from="2024-11-12"))
    assert grade_declaration(looking_up(*entries), MERCHANT, (a_line(),))[0] == "B"
    assert grade_declaration(looking_up(*entries, date="2024-11-12"), MERCHANT, (a_line(),))[0] == "A"


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("ADVANCED_CERTIFIED", "A"),
        ("GENERAL_CERTIFIED", "A"),
        ("CERTIFIED", "A"),
        ("GENERAL_CREDIT", "B"),
        ("OTHER", "B"),
        ("REGULAR", "B"),
    ],
)
def test_cr_01_a_trusted_enterprise_gets_the_grade_of_its_credit(credit: str, expected: str) -> None:
    grade, rule = grade_enterprise(looking_up(an_entry(EnterpriseRegistered, MERCHANT, credit_grade=credit)), MERCHANT)
    assert (grade, rule.result) == (expected, RuleResult.PASSED)


@pytest.mark.parametrize("credit", ["DISHONEST", "SERIOUSLY_DISHONEST"])
def test_cr_01_a_dishonest_enterprise_is_strict(credit: str) -> None:
    grade, rule = grade_enterprise(looking_up(an_entry(EnterpriseRegistered, MERCHANT, credit_grade=credit)), MERCHANT)
    assert (grade, rule.result) == ("C", RuleResult.NOTED)


def test_cr_01_an_unknown_enterprise_or_credit_grade_is_ordinary_and_noted() -> None:
    odd = an_entry(EnterpriseRegistered, MERCHANT, credit_grade="WHATEVER")
    for lookup in (looking_up(), looking_up(odd)):
        grade, rule = grade_enterprise(lookup, MERCHANT)
        assert (grade, rule.result) == ("B", RuleResult.NOTED)
