"""
DOC-05: what a figure of a document may be. One place, so that no sum or product of what is accepted can be too large.

A message holds N19,5, some 92 million million; a record holds 64 bits of 1/100,000. The bound leaves room for all that
is made of figures later: 99 lines, charges, grams from kilograms, litres from kilolitres, taxes, totals of a month.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Protocol

from agency.reasons import Particular, particular

MOST: Final = 10_000_000
MOST_E5: Final = MOST * 100_000
"""The most that one amount (yuan), quantity or weight (kg) of a document may be; ours, far above every limit of law."""

AT_MOST: Final = Particular(str(MOST), f"{MOST:,}")


class Priced(Protocol):
    """A goods line, as far as what is paid for it goes."""

    @property
    def gnum(self) -> int: ...
    @property
    def quantity_e5(self) -> int: ...
    @property
    def unit_price_cny_e5(self) -> int: ...
    @property
    def total_price_cny_e5(self) -> int: ...


class Measured(Protocol):
    """A goods line of a list, as far as its statutory quantities go."""

    @property
    def gnum(self) -> int: ...
    @property
    def statutory_quantity_e5(self) -> int: ...
    @property
    def second_quantity_e5(self) -> int | None: ...


def wrong_amount(amounts: Mapping[str, int | None]) -> Particular | None:
    """DOC-05: an amount is not negative and within the bound; one that may be left out is None."""
    for name, value in amounts.items():
        if value is not None and not 0 <= value <= MOST_E5:
            return not_within(name)
    return None


def wrong_measure(measures: Mapping[str, int | None]) -> Particular | None:
    """DOC-05: a quantity or weight is positive and within the bound; one that may be left out is None."""
    for name, value in measures.items():
        if value is not None and not 0 < value <= MOST_E5:
            return not_positive(name)
    return None


def wrong_line(lines: Sequence[Priced]) -> Particular | None:
    """DOC-05: of every line the quantity is positive, price and total are not negative, all within the bound."""
    for line in lines:
        if not 0 < line.quantity_e5 <= MOST_E5:
            return not_positive(f"qty(gnum {line.gnum})")
        if not 0 <= line.unit_price_cny_e5 <= MOST_E5:
            return not_within(f"price(gnum {line.gnum})")
        if not 0 <= line.total_price_cny_e5 <= MOST_E5:
            return not_within(f"totalPrice(gnum {line.gnum})")
    return None


def wrong_statutory_quantity(lines: Sequence[Measured]) -> Particular | None:
    """DOC-05: of every line the statutory quantity, and the second if there is one, is positive within the bound."""
    for line in lines:
        if not 0 < line.statutory_quantity_e5 <= MOST_E5:
            return not_positive(f"qty1(gnum {line.gnum})")
        if line.second_quantity_e5 is not None and not 0 < line.second_quantity_e5 <= MOST_E5:
            return not_positive(f"qty2(gnum {line.gnum})")
    return None


def not_within(name: str) -> Particular:
    """Say that a figure is negative or above the bound."""
    return particular("figure-out-of-bounds", name, AT_MOST)


def not_positive(name: str) -> Particular:
    """Say that a figure is not positive or above the bound."""
    return particular("figure-not-positive", name, AT_MOST)


def plain(value_e5: int) -> str:
    """Return a figure in 1/100,000 as a plain decimal without trailing zeros."""
    return f"{Decimal(value_e5).scaleb(-5).normalize():f}"
