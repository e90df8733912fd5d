"""CRD-01 and CRD-02: the grade on the day of acceptance, and the grades that are held."""

from typing import Any

import pytest

from agency.rules import Evaluated, passed
from contracts.common import RuleResult
from credit.decisions.grading import find_grade, hold_grade
from credit.decisions.processor import REGISTERS
from mesh.declared.errors import ConfigurationError
from mesh.declared.lookup import Lookup
from tests.support.agency.declarations import MERCHANT
from tests.support.agency.lookups import on_date
from tests.support.credit import conduct
from tests.support.credit.conduct import DAY, a_grade, hold_grades


def lookup(*entries: Any, date: str = DAY) -> Lookup:
    return on_date(REGISTERS, date, (*conduct.REGISTERS, *entries))


@pytest.mark.parametrize("date", ["2024-01-01", "2024-12-31"])
def test_crd_01_a_merchant_has_the_grade_in_force(date: str) -> None:
    asked = lookup(a_grade("C"), date=date)
    assert find_grade(asked, MERCHANT) == ("C", Evaluated(passed("CRD-01")))
    assert [(used.register, used.code, used.version) for used in asked.used()] == [("credit.ratings", MERCHANT, 1)]


@pytest.mark.parametrize("date", ["2023-12-31", "2025-01-01"])
def test_crd_01_a_merchant_without_a_rating_that_day_has_the_initial_grade_which_is_noted(date: str) -> None:
    asked = lookup(a_grade("C"), date=date)
    grade, (rules, reasons) = find_grade(asked, MERCHANT)
    assert (grade, reasons) == ("B", ())
    assert [(rule.rule_id, rule.result) for rule in rules] == [("CRD-01", RuleResult.NOTED)]
    assert [used.code for used in asked.used()] == ["grade.initial"]


def test_crd_01_of_two_rows_for_a_day_the_higher_version_counts() -> None:
    rows = (a_grade("D", version=2, valid_from=DAY), a_grade("C"), a_grade("B", version=3, valid_from="2024-11-12"))
    assert [find_grade(lookup(*rows, date=f"2024-11-{day}"), MERCHANT)[0] for day in (10, 11, 12)] == ["C", "D", "B"]


def test_crd_01_another_merchant_s_rating_is_not_its_own() -> None:
    assert find_grade(lookup(a_grade("D")), "somebody else")[0] == "B"


def test_without_an_initial_grade_nobody_can_be_rated() -> None:
    with pytest.raises(ConfigurationError, match=r"grade\.initial"):
        find_grade(on_date(REGISTERS, DAY), MERCHANT)


def test_crd_02_as_shipped_no_grade_is_held() -> None:
    assert [hold_grade(lookup(), grade) for grade in "ABCD"] == [Evaluated(passed("CRD-02"))] * 4


def test_crd_02_a_grade_that_is_named_is_held_from_the_day_of_the_row() -> None:
    held = hold_grades("C", "D", valid_from=DAY)
    (rule,), (why,) = hold_grade(lookup(held), "C")
    assert (why.code, why.rule_id, rule.result) == ("99701", "CRD-02", RuleResult.FAILED)
    assert why.text_zh == "电商企业在受理日的信用等级为C，须人工审核"
    assert why.text_en == "the merchant's grade with credit on the day of acceptance is C"
    assert hold_grade(lookup(held), "B").reasons == ()
    assert hold_grade(lookup(held, date="2024-11-10"), "C").reasons == ()


def test_crd_02_a_later_row_holds_other_grades() -> None:
    rows = hold_grades("C", "D"), hold_grades("D", version=3, valid_from=DAY)
    assert [bool(hold_grade(lookup(*rows), grade).reasons) for grade in "ABCD"] == [False, False, False, True]
