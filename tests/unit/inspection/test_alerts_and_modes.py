"""INS-05 alerts by origin and heading, INS-02 release modes by grade."""

from typing import Any

import pytest

from agency.rules import Evaluated, passed
from contracts.common import ParameterSet, RuleResult
from contracts.inspection import RiskRated
from inspection.decisions.grading import RELEASE_MODES, choose_release_mode
from inspection.decisions.holding import find_alerts
from inspection.decisions.processor import REGISTERS
from tests.support.agency.declarations import a_line, an_entry, register_file
from tests.support.agency.lookups import on_date

ALERT = an_entry(RiskRated, "alert/303/2309", grade="ALERT", text_zh="疫情警示", text_en="Epidemic alert")
PET_FOOD: dict[str, Any] = {"origin_country_code": "303", "commodity_code": "2309101000"}


def test_ins_05_goods_of_another_origin_or_heading_raise_no_alert() -> None:
    lookup = on_date(REGISTERS, "2024-11-11", [ALERT])
    lines = (a_line(origin_country_code="303"), a_line(2, commodity_code="2309101000"))
    assert find_alerts(lookup, lines) == Evaluated(passed("INS-05"))
    assert lookup.used() == ()


def test_ins_05_goods_under_an_alert_are_named_once_with_its_text() -> None:
    lookup = on_date(REGISTERS, "2024-11-11", [ALERT])
    (rule,), (why,) = find_alerts(lookup, (a_line(), a_line(2, **PET_FOOD), a_line(3, **PET_FOOD)))
    assert (rule.rule_id, rule.result) == ("INS-05", RuleResult.FAILED)
    assert (why.code, why.rule_id) == ("99601", "INS-05")
    assert (why.text_zh, why.text_en) == ("风险布控：疫情警示", "held by an alert: Epidemic alert")
    assert [used.code for used in lookup.used()] == ["alert/303/2309"]


@pytest.mark.parametrize(
    ("origin", "code", "date", "is_alerted"),
    [
        ("116", "0307219100", "2023-08-24", True),
        ("116", "0307219100", "2023-08-23", False),
        ("136", "2008199990", "2024-11-11", True),
        ("303", "2309101000", "2024-11-11", True),
        ("303", "2008199990", "2024-11-11", False),
    ],
)
def test_ins_05_the_alerts_as_shipped(origin: str, code: str, date: str, is_alerted: bool) -> None:
    lookup = on_date(REGISTERS, date, register_file("inspection.risks.v1"))
    found = find_alerts(lookup, (a_line(origin_country_code=origin, commodity_code=code),))
    assert bool(found.reasons) is is_alerted


def test_ins_05_an_alert_that_has_ended_is_none() -> None:
    ended = an_entry(RiskRated, "alert/303/2309", grade="ALERT", valid_to="2024-11-10")
    assert find_alerts(on_date(REGISTERS, "2024-11-11", [ended]), (a_line(**PET_FOOD),)).reasons == ()


def test_ins_02_each_grade_has_one_of_the_ten_modes() -> None:
    lookup = on_date(REGISTERS, "2024-11-11", register_file("inspection.parameters.v1"))
    chosen = [choose_release_mode(lookup, grade) for grade in ("A", "B", "C", "ALERT")]
    assert [mode for mode, _ in chosen] == [
        "no_inspection_release",
        "few_inspected_many_released",
        "fast_inspect_fast_release",
        "inspect_then_release",
    ]
    assert {rule.result for _, rule in chosen} == {RuleResult.PASSED}
    assert len(RELEASE_MODES) == 10


def test_ins_02_a_mode_that_is_none_of_the_ten_is_taken_as_the_strictest() -> None:
    lookup = on_date(REGISTERS, "2024-11-11", [an_entry(ParameterSet, "release_mode.A", value="wave_through")])
    mode, rule = choose_release_mode(lookup, "A")
    assert (mode, rule.result) == ("inspect_then_release", RuleResult.FAILED)
