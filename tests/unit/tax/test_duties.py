"""
TAX-02 to TAX-07, TAX-15: amounts worked out by hand, as decimal texts of yuan.

The vectors are those of the project's reference data (tax_test_vectors.json, "tax", rates of 2019-04-01 and later);
`test_vectors` says that the registers as shipped come to the same.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tax.assessment.duties import (
    IN_FULL,
    LineRates,
    LineTax,
    Relief,
    assess_line,
    statutory_consumption_tax,
    statutory_vat,
)
from tax.money import CENT_E5, share, to_cents

SEVENTY = Relief("0.7", "0.7")


def e5(yuan: str) -> int:
    """Return a text of yuan as records hold it."""
    return int(Fraction(yuan) * 10**5)


def pct(fraction: str) -> str:
    """Return a fraction of one in percent, as registers say it."""
    return f"{(Decimal(fraction) * 100).normalize():f}"


def rates_of(*, duty: str = "0", consumption: str = "0", specific: str = "0", vat: str = "0.13") -> LineRates:
    """Return rates from fractions of one, as texts; specific in yuan."""
    return LineRates(pct(duty), pct(consumption), pct(vat), Fraction(specific) * 10**5)


def printed(tax: LineTax) -> tuple[str, ...]:
    """Return what is due as a bill prints it."""
    return tuple(f"{Decimal(amount).scaleb(-5):.2f}" for amount in tax)


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
    rates = rates_of(duty=vector.duty, consumption=vector.consumption, specific=vector.specific, vat=vector.vat)
    assert printed(assess_line(e5(vector.dutiable), rates, vector.relief)) == vector.expected


def test_tax_02_within_the_limits_seventy_per_cent_of_both_taxes_are_due() -> None:
    assert printed(assess_line(e5("1000"), rates_of(consumption="0.15"), SEVENTY)) == ("0.00", "123.53", "107.06")


def test_tax_02_without_relief_all_is_due() -> None:
    assert printed(assess_line(e5("1000"), rates_of(consumption="0.15"), IN_FULL)) == ("0.00", "176.47", "152.94")


def test_tax_03_ad_valorem_tax_is_on_the_value_that_contains_it() -> None:
    assert statutory_consumption_tax(Fraction(85), Fraction("0.15"), Fraction(0)) == 15


def test_tax_03_goods_without_a_rate_bear_no_consumption_tax() -> None:
    assert statutory_consumption_tax(Fraction(85), Fraction(0), Fraction(0)) == 0


def test_tax_04_a_specific_tax_stands_alone() -> None:
    assert statutory_consumption_tax(Fraction(30), Fraction(0), Fraction("0.253")) == Fraction("0.253")


def test_tax_04_a_compound_tax_is_more_than_its_two_parts() -> None:
    compound = statutory_consumption_tax(Fraction(400), Fraction("0.20"), Fraction("0.6384"))
    assert compound == Fraction("100.798")
    assert compound > statutory_consumption_tax(Fraction(400), Fraction("0.20"), Fraction(0)) + Fraction("0.6384")


def test_tax_05_vat_is_on_the_consumption_tax_in_full() -> None:
    assert statutory_vat(Fraction(425), Fraction(75), Fraction("0.13")) == 65


def test_tax_05_the_reduced_consumption_tax_would_give_too_little() -> None:
    assert statutory_vat(Fraction(425), Fraction("52.5"), Fraction("0.13")) != 65


@pytest.mark.parametrize(
    ("consumption", "vat", "combined"),
    [("0", "0.13", "910.00"), ("0.15", "0.13", "2305.88"), ("0.10", "0.13", "1788.89"), ("0", "0.09", "630.00")],
)
def test_tax_06_both_taxes_come_to_the_combined_rate_shown_to_buyers(consumption: str, vat: str, combined: str) -> None:
    due = assess_line(e5("10000"), rates_of(consumption=consumption, vat=vat), SEVENTY)
    assert due.consumption + due.vat == e5(combined)
    rate = (Fraction(consumption) + Fraction(vat)) / (1 - Fraction(consumption)) * Fraction("0.7")
    assert to_cents(*(rate * e5("10000")).as_integer_ratio()) == e5(combined)


def test_tax_06_above_the_limits_the_combined_rate_is_too_little() -> None:
    due = assess_line(e5("10000"), rates_of(consumption="0.15"), IN_FULL)
    assert due.consumption + due.vat > e5("2305.88")


def test_tax_07_above_the_limit_duty_and_all_of_both_taxes_are_due() -> None:
    assert printed(assess_line(e5("5000.01"), rates_of(duty="0.06"), IN_FULL)) == ("300.00", "0.00", "689.00")


def test_tax_07_within_the_limit_the_same_goods_owe_less() -> None:
    assert printed(assess_line(e5("5000.00"), rates_of(), SEVENTY)) == ("0.00", "0.00", "455.00")


@pytest.mark.parametrize(("amount", "rounded"), [("0.005", "0.01"), ("2.675", "2.68"), ("29.575", "29.58")])
def test_tax_15_a_half_cent_is_rounded_up(amount: str, rounded: str) -> None:
    assert to_cents(*(Fraction(amount) * 10**5).as_integer_ratio()) == e5(rounded)


@pytest.mark.parametrize(("amount", "rounded"), [("0.00499999999", "0.00"), ("2.67499999999", "2.67")])
def test_tax_15_less_than_half_a_cent_is_dropped(amount: str, rounded: str) -> None:
    assert to_cents(*(Fraction(amount) * 10**5).as_integer_ratio()) == e5(rounded)


def test_tax_15_nothing_is_rounded_before_what_is_due() -> None:
    """268.95604 at 9.1 % is 24.474999...; the statutory tax rounded to five decimals first would make 24.48 of it."""
    assert printed(assess_line(e5("268.95604"), rates_of(), SEVENTY)) == ("0.00", "0.00", "24.47")


def test_tax_15_a_quotient_without_an_end_is_exact_too() -> None:
    """Of 1.15 yuan at 30 %, 70 % are exactly 0.345: the quotient 1.15 / 0.7 must not lose a digit on the way."""
    assert printed(assess_line(e5("1.15"), rates_of(consumption="0.30"), SEVENTY))[1] == "0.35"


def test_tax_15_shares_are_rounded_half_up_at_the_fifth_decimal() -> None:
    assert [share(1, 1, 2), share(1, 1, 3), share(2, 1, 3)] == [1, 0, 1]


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
    specific = Fraction(specific_e5)
    relieved = assess_line(dutiable_e5, LineRates("0", pct(consumption), pct(vat), specific), SEVENTY)
    in_full = assess_line(dutiable_e5, LineRates(pct(duty), pct(consumption), pct(vat), specific), IN_FULL)
    for less, more in zip(relieved, in_full, strict=True):
        assert less % CENT_E5 == 0
        assert more % CENT_E5 == 0
        assert 0 <= less <= more


@given(
    st.integers(0, 10**14),
    st.sampled_from(["0", "0.10", "0.15", "0.20", "0.30", "0.56"]),
    st.sampled_from(["0.09", "0.10", "0.11", "0.13", "0.16", "0.17"]),
)
def test_tax_15_a_bill_agrees_with_its_own_dutiable_value_and_combined_rates(
    dutiable_e5: int, consumption: str, vat: str
) -> None:
    """Whoever computes a bill again, in any exact way, gets the same cents: here by one combined rate per kind."""
    c, v = Fraction(consumption), Fraction(vat)
    due = assess_line(dutiable_e5, LineRates("0", pct(consumption), pct(vat)), SEVENTY)
    for tax, rate in ((due.consumption, c / (1 - c)), (due.vat, v / (1 - c))):
        assert abs(tax - dutiable_e5 * rate * Fraction("0.7")) <= Fraction(CENT_E5, 2)
