"""
The limit per transaction and the tax regime that follows from it (policy rules, section 2.2).

It needs value and item count alone, so tax does not wait for the annual allowance, which is another processor's.
"""

from typing import NamedTuple, Protocol

from agency.reasons import reason
from agency.rules import Evaluated, failed, passed
from contracts.common import TaxRegime
from customs.reference import SingleLimit

ONE_E5 = 100_000


class Line(Protocol):
    """A goods line, as far as limits look at it."""

    @property
    def quantity_e5(self) -> int: ...
    @property
    def total_price_cny_e5(self) -> int: ...


class Purchase(NamedTuple):
    """A list as far as limits look at it; amounts in 1/100,000 yuan."""

    lines: tuple[Line, ...]
    freight_cny_e5: int
    insurance_cny_e5: int
    number: str = ""


class Regime(NamedTuple):
    """How the purchase is taxed, every rule evaluated, and why it is not accepted in this channel, if so."""

    regime: TaxRegime
    evaluated: Evaluated


WITHIN = Regime(TaxRegime.PREFERENTIAL, Evaluated(passed("LIM-02")))
ONE_ITEM_ABOVE = Regime(TaxRegime.FULL, Evaluated(passed("LIM-02", "LIM-03")))
ABOVE_IN_2016 = Regime(TaxRegime.FULL, Evaluated(passed("LIM-01", "LIM-06")))


def dutiable_cny_e5(purchase: Purchase) -> int:
    """LIM-01, LIM-02, TAX-01: the limit is tested on price, freight and insurance, not on the amount paid."""
    return goods_value_cny_e5(purchase) + purchase.freight_cny_e5 + purchase.insurance_cny_e5


def goods_value_cny_e5(purchase: Purchase) -> int:
    """Return the sum of the lines."""
    value = 0
    for line in purchase.lines:
        value += line.total_price_cny_e5
    return value


def is_one_item(purchase: Purchase) -> bool:
    """LIM-03: one line with quantity 1; a gift line counts as an item."""
    return len(purchase.lines) == 1 and purchase.lines[0].quantity_e5 == ONE_E5


def evaluate(purchase: Purchase, limit: SingleLimit) -> Regime:
    """LIM-02, LIM-03, LIM-05, LIM-06: within the limit preferential, one item above it full tax, several -621005."""
    if dutiable_cny_e5(purchase) <= limit.limit_cny_e5:
        return WITHIN
    if limit.every_item_stays:
        return ABOVE_IN_2016
    if is_one_item(purchase):
        return ONE_ITEM_ABOVE
    return Regime(TaxRegime.FULL, failed(reason("-621005", "LIM-05", purchase.number)))
