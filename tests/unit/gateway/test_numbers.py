"""Amounts and counts are exact, whatever they are written as."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.forms.numbers import LONG_MOST, count, e5


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0", 0),
        ("217.109", 21_710_900),
        ("0.00001", 1),
        (" 12.50\n", 1_250_000),
        ("\u200b12.50\u00a0", 1_250_000),
        ("１２．５", 1_250_000),
        ("+1", 100_000),
        (".5", 50_000),
        ("5.", 500_000),
        ("00000000000000000001.10", 110_000),
        ("1.1000000000", 110_000),
        ("92233720368547.75807", LONG_MOST),
        (5, 500_000),
        (Decimal("19.9"), 1_990_000),
        (Decimal("1E+2"), 10_000_000),
    ],
)
def test_an_amount_is_read_exactly(written: Any, expected: int) -> None:
    assert e5(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "-1", "1.123456", "1e2", "1,000", "1_000", "1 000", "10²", "½", "NaN", "Infinity", "1.٣",
        "0x10", "1.2.3", ".", "+",
        "92233720368547.75808", "99999999999999.99999", "1" * 5000, "1." + "0" * 5000 + "1",
        -1, True, False, None, 10**30, Decimal("1e999999999"), Decimal("1e-999999999"), Decimal("-0.1"), [], {"a": 1},
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        e5(written)


@given(st.integers(min_value=0, max_value=LONG_MOST))
def test_every_amount_that_fits_survives_the_way_through_text_and_json(amount: int) -> None:
    text = f"{amount // 100_000}.{amount % 100_000:05d}"
    assert e5(text) == amount
    assert e5(Decimal(text)) == amount


@pytest.mark.parametrize("amount", [LONG_MOST + 1, 10**19, 10**20 - 1, 10**20])
def test_a_whole_number_is_refused_alike_as_int_and_as_decimal(amount: int) -> None:
    for written in (amount, Decimal(amount)):
        with pytest.raises(ValueError, match="too large" if amount < 10**20 else "not a"):
            e5(written)


def test_a_truth_value_is_not_one_even_after_one_was_read() -> None:
    assert e5(1) == 100_000
    with pytest.raises(ValueError, match="not a number"):
        e5(True)


def test_a_count_is_a_whole_number_within_its_bounds() -> None:
    for zeros in ("1.0", "1.00000", "1.", "１．０", "01.0", Decimal("1.0"), Decimal("1.000")):
        assert count(zeros, 1, 9) == 1
    assert count(1, 1, 9) == count("1", 1, 9) == count(" 1 ", 1, 9) == count("\ufeff１", 1, 9) == 1
    for wrong in ("", "1.5", "1.01", ".", "-1", "0", 0, "10", 10, 1.5, Decimal("1.5"), True, None, "٣", "9" * 5000):
        with pytest.raises(ValueError, match=r"number|bounds"):
            count(wrong, 1, 9)


def test_fourteen_digits_without_a_point_are_measured_like_any_others() -> None:
    assert e5("92233720368547") == 9_223_372_036_854_700_000
    for whole in ("92233720368548", "99999999999999"):
        with pytest.raises(ValueError, match="too large"):
            e5(whole)
