"""CUR-01: an amount in a foreign currency counts at the rate of the day, exactly, rounded half up once."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.common import RegisterVersion
from customs.rules.export.amounts import COUNTED, value
from tests.support.customs.export_registers import a_rate, as_deployed, of

ONE = 100_000
RATES = st.integers(1, 100_000 * ONE)
AMOUNTS = st.integers(0, 10_000_000 * ONE)


def test_cur_01_yuan_count_as_they_are_and_pass() -> None:
    assert value(12_345, "142", of()) == (12_345, COUNTED)


def test_cur_01_an_amount_counts_at_the_rate_of_the_day_and_passes() -> None:
    assert value(100 * ONE, "502", as_deployed(date="2025-10-31")).cny_e5 == 71_000_000
    assert value(100 * ONE, "502", as_deployed(date="2025-11-01")).cny_e5 == 70_900_000


@pytest.mark.parametrize("currency", ["999", "", "USD", "5O2"])
def test_cur_01_a_currency_without_a_rate_is_refused(currency: str) -> None:
    found = value(ONE, currency, as_deployed())
    (wrong,) = found.evaluated.reasons
    assert (found.cny_e5, wrong.code, wrong.rule_id) == (None, "-603008", "CUR-01")
    assert currency in wrong.text_zh
    assert currency in wrong.text_en


def test_cur_01_a_day_without_a_rate_is_refused() -> None:
    assert value(ONE, "502", as_deployed(date="2025-09-30")).cny_e5 is None
    assert value(ONE, "502", as_deployed(date="2026-03-01")).cny_e5 is None


@pytest.mark.parametrize(
    ("amount_e5", "rate_e5", "cny_e5"),
    [(1, 50_000, 1), (1, 49_999, 0), (3, 50_000, 2), (1, 100_000, 1), (0, 710_000, 0), (99_999, 1, 1), (49_999, 1, 0)],
)
def test_cur_01_half_of_the_last_place_is_rounded_up_and_passes(amount_e5: int, rate_e5: int, cny_e5: int) -> None:
    assert value(amount_e5, "502", of(a_rate(rate_e5))) == (cny_e5, COUNTED)


def test_cur_01_large_amounts_are_exact_and_pass() -> None:
    assert value(333_333_333_333, "502", of(a_rate(7_777_777_777))).cny_e5 == 25_925_925_923_307_407


def test_a_decision_names_the_rate() -> None:
    lookup = as_deployed()
    value(ONE, "300", lookup)
    assert lookup.used() == (RegisterVersion(register="customs.exchange-rates", code="300", version=3),)


@given(AMOUNTS, RATES)
def test_the_rounded_value_is_the_nearest(amount_e5: int, rate_e5: int) -> None:
    exact = Fraction(amount_e5 * rate_e5, ONE)
    found = value(amount_e5, "502", of(a_rate(rate_e5))).cny_e5
    assert found is not None
    assert -Fraction(1, 2) < found - exact <= Fraction(1, 2)


@given(AMOUNTS, AMOUNTS, RATES)
def test_more_is_never_worth_less(one_e5: int, other_e5: int, rate_e5: int) -> None:
    lookup = of(a_rate(rate_e5))
    low, high = (value(amount, "502", lookup).cny_e5 for amount in sorted((one_e5, other_e5)))
    assert low is not None
    assert high is not None
    assert low <= high
