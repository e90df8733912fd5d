"""
Consumption tax of one line: its rate by value and its amount by quantity, where the price of the goods decides.

The rates register (TAX-10) and, for cosmetics, parameters (TAX-09) name those goods.
"""

from fractions import Fraction
from typing import NamedTuple

from agency.reasons import Particular, particular
from contracts.customs import DeclaredLine
from contracts.tax import RateSet
from mesh.declared.lookup import Lookup
from tax.assessment.cosmetics import are_cosmetics, is_high_end
from tax.assessment.duties import NONE
from tax.reference import fraction, parameter

LITRES = {"095": Fraction(1), "096": Fraction(1, 1000), "063": Fraction(1000)}
"""Litres per customs unit: litre, millilitre, kilolitre."""

EXCHANGE_RATE = "exchange.usd_cny"


class Consumption(NamedTuple):
    """
    The consumption tax that applies to a line.

    pct: percent of the price that contains it. specific: 1/100,000 yuan on the whole line. rules: which decided by the
    price. high_end: what the price decided about goods that bear the tax only if they are; None for all others.
    """

    pct: str
    specific: Fraction = NONE
    rules: tuple[str, ...] = ()
    high_end: bool | None = None


class Unknown(NamedTuple):
    """A datum of the tax is missing: the rule that asks for it, and its name."""

    rule_id: str
    what: Particular


EXEMPT = Consumption("0")


def consumption(lookup: Lookup, rates: RateSet, line: DeclaredLine, dutiable_cny_e5: int) -> Consumption | Unknown:
    """Return the consumption tax of a line, or the data missing for it. TAX-03, TAX-04, TAX-09, TAX-10."""
    by_value = _by_value(lookup, rates, line, dutiable_cny_e5)
    if isinstance(by_value, Unknown) or rates.consumption_specific_cny_e5 is None:
        return by_value
    by_quantity = specific_tax(lookup, rates, line, dutiable_cny_e5)
    if isinstance(by_quantity, Unknown):
        return by_quantity
    rules = by_value.rules if rates.consumption_price_from_usd_e5 is None else (*by_value.rules, "TAX-10")
    return by_value._replace(specific=by_quantity, rules=rules)


def _by_value(lookup: Lookup, rates: RateSet, line: DeclaredLine, dutiable_cny_e5: int) -> Consumption | Unknown:
    if not fraction(rates.consumption_pct):
        return EXEMPT
    if rates.consumption_from_cny_e5 is not None:
        is_due = _is_worth(rates.consumption_from_cny_e5, line, dutiable_cny_e5)
        if is_due is None:
            return Unknown("TAX-10", particular("statutory-quantity-missing"))
        return _if_high_end(rates, is_due=is_due, rule="TAX-10")
    if are_cosmetics(lookup, line):
        is_due = is_high_end(lookup, line, dutiable_cny_e5)
        if is_due is None:
            return Unknown("TAX-09", particular("net-content-missing"))
        return _if_high_end(rates, is_due=is_due, rule="TAX-09")
    return Consumption(rates.consumption_pct)


def _if_high_end(rates: RateSet, *, is_due: bool, rule: str) -> Consumption:
    return Consumption(rates.consumption_pct if is_due else EXEMPT.pct, rules=(rule,), high_end=is_due)


def _is_worth(from_cny_e5: int, line: DeclaredLine, dutiable_cny_e5: int) -> bool | None:
    """Whether one statutory unit is worth an amount or more, as a high-end watch is (TAX-10); None without quantity."""
    if line.statutory_quantity_e5 <= 0:
        return None
    return dutiable_cny_e5 * 10**5 >= from_cny_e5 * line.statutory_quantity_e5


def specific_tax(lookup: Lookup, rates: RateSet, line: DeclaredLine, dutiable_cny_e5: int) -> Fraction | Unknown:
    """
    Return the specific consumption tax on a line in 1/100,000 yuan (TAX-04).

    TAX-10: per litre, or per tonne of so many litres; of beer less below an import price in dollars per tonne.
    """
    volume = litres(line)
    if volume is None or volume <= 0:
        return Unknown("TAX-04", particular("litres-missing"))
    per_unit = _litres_per_unit(rates)
    if not per_unit:
        return Unknown("TAX-04", particular("tax-unit-unknown", rates.consumption_unit or ""))
    amount = rates.consumption_specific_cny_e5 or 0
    if rates.consumption_price_from_usd_e5 is not None:
        exchange_rate = parameter(lookup, EXCHANGE_RATE)
        if exchange_rate is None:
            return Unknown("TAX-10", particular("exchange-rate-missing"))
        least = rates.consumption_price_from_usd_e5 * Fraction(exchange_rate) * volume
        if dutiable_cny_e5 * per_unit < least:
            amount = rates.consumption_specific_below_cny_e5 or 0
    return volume * amount / per_unit


def litres(line: DeclaredLine) -> Fraction | None:
    """Return how many litres a line has by its statutory, second or traded quantity, or None if none is a volume."""
    quantities = (
        (line.statutory_unit_code, line.statutory_quantity_e5),
        (line.second_unit_code, line.second_quantity_e5),
        (line.unit_code, line.quantity_e5),
    )
    for unit, quantity in quantities:
        if unit in LITRES and quantity is not None:
            return Fraction(quantity, 10**5) * LITRES[unit]
    return None


def _litres_per_unit(rates: RateSet) -> int | None:
    """Return how many litres the unit of the specific tax has: one, or those that make a tonne of the goods."""
    litres_by_unit: dict[str | None, int | None] = {"litre": 1, "tonne": rates.litres_per_tonne}
    return litres_by_unit.get(rates.consumption_unit)
