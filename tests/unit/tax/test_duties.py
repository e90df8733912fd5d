"""
TAX-02 to TAX-07, TAX-15: amounts worked out by hand, as decimal texts of yuan.

The vectors are those of the project's reference data (tax_test_vectors.json, "tax", rates of 2019-04-01 and later);
`test_vectors` says that the registers as shipped come to the same.
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tax.assessment.duties import (
    IN_FULL,
    LineRates,
    Relief,
    assess_line,
    statutory_consumption_tax,
    statutory_vat,
)
from tax.money import CENT, KEPT, round_half_up, to_e5, yuan

SEVENTY = Relief(Decimal("0.7"), Decimal("0.7"))


@dataclass(frozen=True)
class Vector:
    """One worked amount: rates as fractions, taxes due as printed on a bill."""

    dutiable: str
    expected: tuple[str, str, str]
    vat: str = "0.13"
    consumption: str = "0"
    specific: str = "0"
    duty: str = "0"
    relief: Relief = SEVENTY


VECTORS = {
    "plain goods, VAT 13%": Vector("1000.00", ("0.00", "0.00", "91.00")),
    "goods at VAT 9%": Vector("1000.00", ("0.00", "0.00", "63.00"), vat="0.09"),
    "dutiable value = price 300 + freight 20 + insurance 5": Vector("325.00", ("0.00", "0.00", "29.58")),
    "high-end cosmetic, CT 15%": Vector("1000.00", ("0.00", "123.53", "107.06"), consumption="0.15"),
    "skin care 425 CNY / 20 g": Vector("425.00", ("0.00", "52.50", "45.50"), consumption="0.15"),
    "wine, CT 10%": Vector("500.00", ("0.00", "38.89", "50.56"), consumption="0.10"),
    "compound CT: spirit 0.7 L, 20% + 0.912 CNY/L": Vector(
        "400.00", ("0.00", "70.56", "45.57"), consumption="0.20", specific="0.6384"
    ),
    "beer 1 L, specific CT 0.253 CNY/L": Vector("30.00", ("0.00", "0.18", "2.75"), specific="0.253"),
    "limit edge: exactly 5000": Vector("5000.00", ("0.00", "0.00", "455.00")),
    "single indivisible item 5000.01 -> full tax, MFN 6%": Vector(
        "5000.01", ("300.00", "0.00", "689.00"), duty="0.06", relief=IN_FULL
    ),
    "single indivisible item 6000, CT 15%, MFN 1% -> full tax": Vector(
        "6000.00", ("60.00", "1069.41", "926.82"), consumption="0.15", duty="0.01", relief=IN_FULL
    ),
    "smallest: 0.01": Vector("0.01", ("0.00", "0.00", "0.00")),
}


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_the_taxes_due_are_those_worked_out_by_hand(vector: Vector) -> None:
    rates = LineRates(*(Decimal(rate) for rate in (vector.duty, vector.consumption, vector.specific, vector.vat)))
    due = assess_line(Decimal(vector.dutiable), rates, vector.relief)
    assert tuple(str(tax) for tax in due) == vector.expected


def test_tax_02_within_the_limits_seventy_per_cent_of_both_taxes_are_due() -> None:
    rates = LineRates(Decimal(0), Decimal("0.15"), Decimal(0), Decimal("0.13"))
    assert assess_line(Decimal(1000), rates, SEVENTY) == (Decimal("0.00"), Decimal("123.53"), Decimal("107.06"))


def test_tax_02_without_relief_all_is_due() -> None:
    rates = LineRates(Decimal(0), Decimal("0.15"), Decimal(0), Decimal("0.13"))
    assert assess_line(Decimal(1000), rates, IN_FULL) == (Decimal("0.00"), Decimal("176.47"), Decimal("152.94"))


def test_tax_03_ad_valorem_tax_is_on_the_value_that_contains_it() -> None:
    assert statutory_consumption_tax(Decimal(85), Decimal("0.15"), Decimal(0)) == Decimal("15.00000")


def test_tax_03_goods_without_a_rate_bear_no_consumption_tax() -> None:
    assert statutory_consumption_tax(Decimal(85), Decimal(0), Decimal(0)) == 0


def test_tax_04_a_specific_tax_stands_alone() -> None:
    assert statutory_consumption_tax(Decimal(30), Decimal(0), Decimal("0.253")) == Decimal("0.25300")


def test_tax_04_a_compound_tax_is_more_than_its_two_parts() -> None:
    compound = statutory_consumption_tax(Decimal(400), Decimal("0.20"), Decimal("0.6384"))
    assert compound == Decimal("100.79800")
    assert compound > statutory_consumption_tax(Decimal(400), Decimal("0.20"), Decimal(0)) + Decimal("0.6384")


def test_tax_05_vat_is_on_the_consumption_tax_in_full() -> None:
    assert statutory_vat(Decimal(425), Decimal(75), Decimal("0.13")) == Decimal("65.00000")


def test_tax_05_the_reduced_consumption_tax_would_give_too_little() -> None:
    assert statutory_vat(Decimal(425), Decimal("52.5"), Decimal("0.13")) != Decimal("65.00000")


@pytest.mark.parametrize(
    ("consumption", "vat", "combined"),
    [("0", "0.13", "910.00"), ("0.15", "0.13", "2305.88"), ("0.10", "0.13", "1788.89"), ("0", "0.09", "630.00")],
)
def test_tax_06_both_taxes_come_to_the_combined_rate_shown_to_buyers(consumption: str, vat: str, combined: str) -> None:
    due = assess_line(Decimal(10_000), LineRates(Decimal(0), Decimal(consumption), Decimal(0), Decimal(vat)), SEVENTY)
    assert due.consumption + due.vat == Decimal(combined)
    rate = (Decimal(consumption) + Decimal(vat)) / (1 - Decimal(consumption)) * Decimal("0.7")
    assert round_half_up(rate * 10_000, CENT) == Decimal(combined)


def test_tax_06_above_the_limits_the_combined_rate_is_too_little() -> None:
    due = assess_line(Decimal(10_000), LineRates(Decimal(0), Decimal("0.15"), Decimal(0), Decimal("0.13")), IN_FULL)
    assert due.consumption + due.vat > Decimal("2305.88")


def test_tax_07_above_the_limit_duty_and_all_of_both_taxes_are_due() -> None:
    rates = LineRates(Decimal("0.06"), Decimal(0), Decimal(0), Decimal("0.13"))
    assert assess_line(Decimal("5000.01"), rates, IN_FULL) == (Decimal("300.00"), Decimal("0.00"), Decimal("689.00"))


def test_tax_07_within_the_limit_the_same_goods_owe_less() -> None:
    rates = LineRates(Decimal(0), Decimal(0), Decimal(0), Decimal("0.13"))
    assert assess_line(Decimal("5000.00"), rates, SEVENTY) == (Decimal("0.00"), Decimal("0.00"), Decimal("455.00"))


@pytest.mark.parametrize(("amount", "rounded"), [("0.005", "0.01"), ("2.675", "2.68"), ("29.575", "29.58")])
def test_tax_15_a_half_cent_is_rounded_up(amount: str, rounded: str) -> None:
    assert round_half_up(Decimal(amount), CENT) == Decimal(rounded)


@pytest.mark.parametrize(("amount", "rounded"), [("0.00499", "0.00"), ("2.67499", "2.67")])
def test_tax_15_less_than_half_a_cent_is_dropped(amount: str, rounded: str) -> None:
    assert round_half_up(Decimal(amount), CENT) == Decimal(rounded)


def test_tax_15_five_decimals_are_kept_before_that() -> None:
    assert str(round_half_up(Decimal(100) / 17, KEPT)) == "5.88235"


@given(st.integers(-(10**15), 10**15))
def test_an_amount_of_a_record_survives_the_way_to_yuan_and_back(amount_e5: int) -> None:
    assert to_e5(yuan(amount_e5)) == amount_e5


@given(
    st.integers(0, 10**14),
    st.sampled_from(["0", "0.01", "0.065", "0.65"]),
    st.sampled_from(["0", "0.10", "0.15", "0.20", "0.56"]),
    st.integers(0, 10**9),
    st.sampled_from(["0.09", "0.10", "0.11", "0.13", "0.16", "0.17"]),
)
def test_taxes_are_whole_cents_and_the_full_ones_not_less(
    dutiable_e5: int, duty: str, consumption: str, specific_e5: int, vat: str
) -> None:
    dutiable, specific = yuan(dutiable_e5), yuan(specific_e5)
    relieved = assess_line(dutiable, LineRates(Decimal(0), Decimal(consumption), specific, Decimal(vat)), SEVENTY)
    in_full = assess_line(dutiable, LineRates(Decimal(duty), Decimal(consumption), specific, Decimal(vat)), IN_FULL)
    for less, more in zip(relieved, in_full, strict=True):
        assert to_e5(less) % 1000 == 0
        assert to_e5(more) % 1000 == 0
        assert 0 <= less <= more
