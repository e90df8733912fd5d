"""
Amounts in 1/100,000 yuan, exact as fractions while they are worked out, and the one way in which tax rounds.

A tax that is due is rounded once (TAX-15). What comes before it is a `Fraction`: no digit is lost on the way, so a bill
agrees with its own dutiable values and rates, whoever computes it again.
"""

from fractions import Fraction

CENT_E5 = 1_000


def to_cents(amount_cny_e5: Fraction) -> int:
    """Round an amount in 1/100,000 yuan to whole cents, in the same unit; half a cent is rounded up (TAX-15)."""
    numerator, denominator = amount_cny_e5.numerator, amount_cny_e5.denominator * CENT_E5
    return (2 * numerator + denominator) // (2 * denominator) * CENT_E5


def share(whole: int, part: int, of: int) -> int:
    """Return `whole * part / of` rounded to a whole number, a half up. None is negative, `of` is positive."""
    return (2 * whole * part + of) // (2 * of)
