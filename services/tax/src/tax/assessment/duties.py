"""
The formulas: duty, consumption tax and VAT of one line. Amounts in 1/100,000 yuan, rates in percent as registers say.

``DV`` dutiable value, ``d`` duty rate, ``c`` consumption tax rate, ``s`` specific consumption tax, ``v`` VAT rate.
"""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tax.money import to_cents
from tax.reference import fraction

NONE = Fraction(0)


class LineRates(NamedTuple):
    """
    The rates that apply to one line, in percent.

    specific: 1/100,000 yuan of specific consumption tax on the whole line. high_end: whether its price makes it bear
    the consumption tax of high-end goods; None where no price decides.
    """

    duty_pct: str
    consumption_pct: str
    vat_pct: str
    specific: Fraction = NONE
    high_end: bool | None = None


class Relief(NamedTuple):
    """Share of the statutory consumption tax and VAT that is due, as a decimal: 1 is all of it."""

    consumption: str
    vat: str


class LineTax(NamedTuple):
    """Taxes due on one line in 1/100,000 yuan, each in whole cents."""

    duty: int
    consumption: int
    vat: int


class _Due(NamedTuple):
    """Tax due of each kind, exactly."""

    duty: Fraction
    consumption: Fraction
    vat: Fraction


IN_FULL = Relief("1", "1")


def assess_line(dutiable_cny_e5: int, rates: LineRates, relief: Relief) -> LineTax:
    """
    Return the taxes due on one line.

    TAX-02 within the limits (duty provisionally 0, relief of 70 %), TAX-07 above them (duty and all of both taxes):
    the difference is in `rates` and `relief`. TAX-15: everything is exact until what is due is rounded, once per kind
    and line, half-up to 0.01 yuan. Every tax is so much of the dutiable value and so much of the specific tax.
    """
    of_value, of_specific = _parts_due(rates.duty_pct, rates.consumption_pct, rates.vat_pct, relief)
    if not rates.specific:
        return LineTax(*[to_cents(dutiable_cny_e5 * part.numerator, part.denominator) for part in of_value])
    exact = [dutiable_cny_e5 * one + rates.specific * other for one, other in zip(of_value, of_specific, strict=True)]
    return LineTax(*[to_cents(due.numerator, due.denominator) for due in exact])


@lru_cache(maxsize=1_024)
def _parts_due(duty_pct: str, consumption_pct: str, vat_pct: str, relief: Relief) -> tuple[_Due, _Due]:
    """Return the tax due of one yuan of dutiable value, and of one yuan of specific tax."""
    parts = []
    for dutiable, specific in ((Fraction(1), NONE), (NONE, Fraction(1))):
        duty = dutiable * fraction(duty_pct)
        consumption = statutory_consumption_tax(dutiable + duty, fraction(consumption_pct), specific)
        vat = statutory_vat(dutiable + duty, consumption, fraction(vat_pct))
        parts.append(_Due(duty, consumption * Fraction(relief.consumption), vat * Fraction(relief.vat)))
    return parts[0], parts[1]


def statutory_consumption_tax(duty_paid: Fraction, rate: Fraction, specific: Fraction) -> Fraction:
    """
    Return the consumption tax in full on a value with its duty, ``DV(1+d)``.

    TAX-03, ad valorem: ``DV(1+d) / (1-c) * c``. TAX-04, specific: ``s``; compound: ``(DV(1+d) + s) / (1-c) * c + s``.
    """
    return (duty_paid + specific) / (1 - rate) * rate + specific


def statutory_vat(duty_paid: Fraction, consumption: Fraction, rate: Fraction) -> Fraction:
    """Return VAT in full: ``(DV(1+d) + consumption tax in full) * v`` (TAX-05)."""
    return (duty_paid + consumption) * rate
