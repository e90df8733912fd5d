"""SITE-01 to SITE-04: what a supervised site may take on a day; code -803002."""

from typing import Any

import pytest

from contracts.common import RegisterVersion, RuleResult
from customs.rules.export.sites import EXPORT, IMPORT, Use, assess
from mesh.declared.lookup import Lookup
from tests.support.customs.export_registers import a_site, as_deployed, of

OPERATOR = "4401960S01"


def a_use(**changes: Any) -> Use:
    usual: dict[str, Any] = {"site_code": "5141E001", "flow": EXPORT, "customs_code": "5141"}
    return Use(**(usual | changes))


def wrong(lookup: Lookup, **changes: Any) -> list[str]:
    """The rules that refuse, each with code -803002."""
    found = assess(a_use(**changes), lookup)
    assert {each.code for each in found.reasons} <= {"-803002"}
    assert [rule.rule_id for rule in found.rules] == ["SITE-01", "SITE-02", "SITE-03", "SITE-04"]
    failed = [rule.rule_id for rule in found.rules if rule.result is RuleResult.FAILED]
    assert failed == [each.rule_id for each in found.reasons]
    return failed


def test_site_01_a_site_of_the_register_is_accepted() -> None:
    assert wrong(of(a_site(EXPORT))) == []


def test_site_01_a_site_that_is_not_registered_is_refused() -> None:
    assert wrong(of(a_site(EXPORT)), site_code="5141E777") == ["SITE-01"]
    (reason,) = assess(a_use(site_code="5141\u200b"), of()).reasons
    assert reason.text_en == "site 5141<U+200B> cannot take it: not in the register of sites on the day"


def test_site_01_the_last_day_is_accepted_and_the_day_after_refused() -> None:
    site = a_site(EXPORT, valid_to="2025-12-31")
    assert wrong(of(site, date="2025-12-31")) == []
    assert wrong(of(site, date="2026-01-01")) == ["SITE-01"]


@pytest.mark.parametrize(
    ("flows", "flow"), [((EXPORT,), EXPORT), ((IMPORT, EXPORT), EXPORT), ((IMPORT, EXPORT), IMPORT)]
)
def test_site_02_a_flow_that_the_site_takes_is_accepted(flows: tuple[str, ...], flow: str) -> None:
    assert wrong(of(a_site(*flows)), flow=flow) == []


@pytest.mark.parametrize(("flow", "other", "zh"), [(EXPORT, IMPORT, "不办理出口"), (IMPORT, EXPORT, "不办理进口")])
def test_site_02_another_flow_is_refused(flow: str, other: str, zh: str) -> None:
    (reason,) = assess(a_use(flow=flow), of(a_site(other))).reasons
    assert (reason.rule_id, reason.text_zh) == ("SITE-02", f"监管场所 5141E001 不能接收：{zh}")
    assert reason.text_en == f"site 5141E001 cannot take it: it is not for {flow}"


def test_site_02_a_site_that_names_no_modes_takes_all_and_is_accepted() -> None:
    assert wrong(of(a_site(EXPORT)), trade_modes=("9610", "9810")) == []


def test_site_02_modes_that_the_site_names_are_accepted() -> None:
    assert wrong(of(a_site(EXPORT, trade_modes=("9610", "1210"))), trade_modes=("1210", "9610")) == []
    assert wrong(of(a_site(EXPORT, trade_modes=("9610",)))) == []


def test_site_02_every_other_mode_is_named_when_refused() -> None:
    (reason,) = assess(a_use(trade_modes=("9610", "9710", "9810")), of(a_site(EXPORT, trade_modes=("9610",)))).reasons
    assert reason.text_zh.endswith("不办理贸易方式 9710、9810")
    assert reason.text_en.endswith("it is not for trade mode 9710, 9810")


def test_site_03_customs_that_supervises_the_site_is_accepted() -> None:
    assert wrong(of(a_site(EXPORT, customs_code="3105")), customs_code="3105") == []


def test_site_03_another_customs_is_refused() -> None:
    assert wrong(of(a_site(EXPORT)), customs_code="5142") == ["SITE-03"]
    (reason,) = assess(a_use(customs_code="5142"), of(a_site(EXPORT))).reasons
    assert reason.text_en.endswith("it is supervised by customs 5141")


@pytest.mark.parametrize("operator", [None, OPERATOR])
def test_site_04_who_runs_the_site_is_accepted_and_nobody_need_say_so(operator: str | None) -> None:
    assert wrong(of(a_site(EXPORT)), operator_code=operator) == []


@pytest.mark.parametrize("operator", ["4401960S02", ""])
def test_site_04_another_operator_is_refused(operator: str) -> None:
    assert wrong(of(a_site(EXPORT)), operator_code=operator) == ["SITE-04"]
    (reason,) = assess(a_use(operator_code=operator), of(a_site(EXPORT))).reasons
    assert reason.text_en == f"site 5141E001 cannot take it: {operator} does not run it"
    assert reason.text_zh == f"监管场所 5141E001 不能接收：{operator} 不是其经营人"


def test_every_reason_is_given() -> None:
    found = wrong(of(a_site(IMPORT)), customs_code="5142", operator_code="X", trade_modes=("9610",))
    assert found == ["SITE-02", "SITE-03", "SITE-04"]


@pytest.mark.parametrize(
    ("site", "mode", "failed"),
    [
        ("5141I001", "9610", ["SITE-02"]),
        ("5141E001", "9610", []),
        ("5141E001", "9810", []),
        ("5141E002", "9610", []),
        ("5141E002", "9710", ["SITE-02"]),
        ("3105B001", "1210", ["SITE-03"]),
        ("3105E009", "9610", ["SITE-01"]),
    ],
)
def test_the_sites_of_the_demonstration(site: str, mode: str, failed: list[str]) -> None:
    lookup = as_deployed()
    assert wrong(lookup, site_code=site, trade_modes=(mode,)) == failed
    used = [RegisterVersion(register="customs.sites", code=site, version=1)] if failed != ["SITE-01"] else []
    assert list(lookup.used()) == used
