"""
The formulas: duty, consumption tax and VAT of one line. Amounts in 1/100,000 yuan, rates as fractions of one.

``DV`` dutiable value, ``d`` duty rate, ``c`` consumption tax rate, ``s`` specific consumption tax, ``v`` VAT rate.
"""

from fractions import Fraction
from typing import NamedTuple

from tax.money import to_cents


class LineRates(NamedTuple):
    """The rates that apply to one line. specific: 1/100,000 yuan of specific consumption tax on the whole line."""

    duty: Fraction
    consumption: Fraction
    specific: Fraction
    vat: Fraction


class Relief(NamedTuple):
    """What of the statutory consumption tax and VAT is due: 1 is all of it."""

    consumption: Fraction
    vat: Fraction


class LineTax(NamedTuple):
    """What is due on one line in 1/100,000 yuan, each in whole cents."""

    duty: int
    consumption: int
    vat: int


IN_FULL = Relief(Fraction(1), Fraction(1))


def assess_line(dutiable_cny_e5: int, rates: LineRates, relief: Relief) -> LineTax:
    """
    Return the taxes due on one line.

    TAX-02 within the limits (duty provisionally 0, relief of 70 %), TAX-07 above them (duty and all of both taxes):
    the difference is in `rates` and `relief`. TAX-15: everything is exact until what is due is rounded, once per kind
    and line, half-up to 0.01 yuan.
    """
    duty = dutiable_cny_e5 * rates.duty
    duty_paid = dutiable_cny_e5 + duty
    consumption = statutory_consumption_tax(duty_paid, rates.consumption, rates.specific)
    vat = statutory_vat(duty_paid, consumption, rates.vat)
    return LineTax(
        duty=to_cents(duty),
        consumption=to_cents(consumption * relief.consumption),
        vat=to_cents(vat * relief.vat),
    )


def statutory_consumption_tax(duty_paid: Fraction, rate: Fraction, specific: Fraction) -> Fraction:
    """
    Return the consumption tax in full on a value with its duty, ``DV(1+d)``.

    TAX-03, ad valorem: ``DV(1+d) / (1-c) * c``. TAX-04, specific: ``s``; compound: ``(DV(1+d) + s) / (1-c) * c + s``.
    """
    if not rate:
        return specific
    return (duty_paid + specific) * (rate / (1 - rate)) + specific


def statutory_vat(duty_paid: Fraction, consumption: Fraction, rate: Fraction) -> Fraction:
    """Return VAT in full: ``(DV(1+d) + consumption tax in full) * v`` (TAX-05)."""
    return (duty_paid + consumption) * rate
