"""
The formulas: duty, consumption tax and VAT of one line. All amounts in yuan, rates as fractions.

``DV`` dutiable value, ``d`` duty rate, ``c`` consumption tax rate, ``s`` specific consumption tax, ``v`` VAT rate.
"""

from decimal import Decimal
from typing import NamedTuple

from tax.money import CENT, KEPT, round_half_up


class LineRates(NamedTuple):
    """The rates that apply to one line. specific: yuan of specific consumption tax on the whole line."""

    duty: Decimal
    consumption: Decimal
    specific: Decimal
    vat: Decimal


class Relief(NamedTuple):
    """What of the statutory consumption tax and VAT is due: 1 is all of it."""

    consumption: Decimal
    vat: Decimal


class LineTax(NamedTuple):
    """What is due on one line, each in whole cents."""

    duty: Decimal
    consumption: Decimal
    vat: Decimal


IN_FULL = Relief(Decimal(1), Decimal(1))


def assess_line(dutiable: Decimal, rates: LineRates, relief: Relief) -> LineTax:
    """
    Return the taxes due on one line.

    TAX-02 within the limits (duty provisionally 0, relief of 70 %), TAX-07 above them (duty and all of both taxes):
    the difference is in `rates` and `relief`. TAX-15: five decimals are kept, what is due is rounded half-up to 0.01
    per kind and line.
    """
    duty = round_half_up(dutiable * rates.duty, KEPT)
    consumption = statutory_consumption_tax(dutiable + duty, rates.consumption, rates.specific)
    vat = statutory_vat(dutiable + duty, consumption, rates.vat)
    return LineTax(
        duty=round_half_up(duty, CENT),
        consumption=round_half_up(consumption * relief.consumption, CENT),
        vat=round_half_up(vat * relief.vat, CENT),
    )


def statutory_consumption_tax(duty_paid: Decimal, rate: Decimal, specific: Decimal) -> Decimal:
    """
    Return the consumption tax in full on a value with its duty, ``DV(1+d)``.

    TAX-03, ad valorem: ``DV(1+d) / (1-c) * c``. TAX-04, specific: ``s``; compound: ``(DV(1+d) + s) / (1-c) * c + s``.
    """
    return round_half_up((duty_paid + specific) * rate / (1 - rate) + specific, KEPT)


def statutory_vat(duty_paid: Decimal, consumption: Decimal, rate: Decimal) -> Decimal:
    """Return VAT in full: ``(DV(1+d) + consumption tax in full) * v`` (TAX-05)."""
    return round_half_up((duty_paid + consumption) * rate, KEPT)
