"""
Yuan in rules, 1/100,000 yuan in records, and the one way in which tax rounds.

Decimals carry 28 digits: with amounts below 10,000,000,000 yuan every product here is exact, and a quotient is rounded
only where it has no end.
"""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
KEPT = Decimal("0.00001")
"""Amounts are kept to five decimals until they are due, as the electronic tax bill prints them (TAX-15)."""


def yuan(cny_e5: int) -> Decimal:
    """Return an amount of a record in yuan."""
    return Decimal(cny_e5).scaleb(-5)


def to_e5(amount: Decimal) -> int:
    """Return an amount in yuan as records hold it; it must have no more than five decimals."""
    return int(amount.scaleb(5))


def round_half_up(amount: Decimal, to: Decimal) -> Decimal:
    """Round to a multiple of `to` (`CENT` or `KEPT`), a half away from zero (TAX-15)."""
    return amount.quantize(to, ROUND_HALF_UP)
