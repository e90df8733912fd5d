"""FX-12 and FX-13: a licence in force on the day of acceptance, and its limit per transaction."""

import pytest

from agency.rules import Evaluated, passed
from contracts.common import RuleResult
from contracts.forex import LicenceIssued
from forex.decisions.licences import verify_payment, verify_single_limit
from forex.decisions.processor import REGISTERS
from tests.support.agency.declarations import CNY, INSTITUTION, an_entry
from tests.support.agency.lookups import on_date


def verified(code: str, date: str, *licences: LicenceIssued) -> Evaluated:
    """What comes of a small payment through an institution on a day; these are on file, or the usual one."""
    licence = on_date(REGISTERS, date, licences or (LICENCE,)).find(LicenceIssued, code)
    return verify_payment(licence, 1)


LICENCE = an_entry(LicenceIssued, INSTITUTION, valid_from="2019-07-01", valid_to="2024-06-30")


@pytest.mark.parametrize("date", ["2019-07-01", "2024-06-30"])
def test_fx_12_a_licensed_institution_passes(date: str) -> None:
    assert verified(INSTITUTION, date) == Evaluated(passed("FX-12", "FX-13"))


@pytest.mark.parametrize("code", ["somebody else"])
def test_fx_12_an_institution_without_a_licence_fails(code: str) -> None:
    (rule,), (reason,) = verified(code, "2024-06-30")
    assert (reason.code, reason.rule_id, rule.result) == ("99401", "FX-12", RuleResult.FAILED)
    assert reason.text_zh == "支付企业在受理日无有效的外汇业务名录登记"
    assert reason.text_en == "the payment institution has no licence in force on the day of acceptance"


def test_fx_14_a_renewed_licence_passes() -> None:
    renewed = an_entry(LicenceIssued, INSTITUTION, version=2, valid_from="2024-07-01", valid_to="2029-06-30")
    assert verified(INSTITUTION, "2024-11-11", LICENCE, renewed).reasons == ()


@pytest.mark.parametrize("date", ["2019-06-30", "2024-07-01"])
def test_fx_14_a_licence_that_is_not_yet_or_no_longer_in_force_fails(date: str) -> None:
    _, (reason,) = verified(INSTITUTION, date)
    assert reason.code == "99401"


def test_fx_13_a_payment_up_to_the_limit_passes() -> None:
    assert verify_single_limit(LICENCE, 350_000 * CNY) == Evaluated(passed("FX-13"))


def test_fx_13_a_licence_without_a_limit_sets_none() -> None:
    assert verify_single_limit(an_entry(LicenceIssued, INSTITUTION, single_limit_cny_e5=None), 2**62).reasons == ()


def test_fx_13_a_payment_above_the_limit_fails() -> None:
    (rule,), (reason,) = verify_single_limit(LICENCE, 350_000 * CNY + 1)
    assert (reason.code, reason.rule_id, rule.result) == ("99402", "FX-13", RuleResult.FAILED)
    assert reason.text_zh == "支付金额超过支付企业许可的单笔限额"
    assert reason.text_en == "the payment is above the limit per transaction of the institution's licence"


def test_fx_13_a_payment_above_the_limit_is_licensed_all_the_same() -> None:
    found = verify_payment(LICENCE, 350_000 * CNY + 1)
    assert [(rule.rule_id, rule.result) for rule in found.rules] == [
        ("FX-12", RuleResult.PASSED),
        ("FX-13", RuleResult.FAILED),
    ]
    assert [why.code for why in found.reasons] == ["99402"]
