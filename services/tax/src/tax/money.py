"""
The one way in which tax rounds. Amounts are 1/100,000 yuan; what comes before the rounding is exact (TAX-15).

So a bill agrees with its own dutiable values and rates, whoever computes it again.
"""

CENT_E5 = 1_000


def to_cents(numerator: int, denominator: int) -> int:
    """Round an amount of `numerator / denominator` to whole cents, half a cent up (TAX-15). None is negative."""
    step = denominator * CENT_E5
    return (2 * numerator + step) // (2 * step) * CENT_E5


def share(whole: int, part: int, of: int) -> int:
    """Return `whole * part / of` rounded to a whole number, a half up. None is negative, `of` is positive."""
    return (2 * whole * part + of) // (2 * of)
