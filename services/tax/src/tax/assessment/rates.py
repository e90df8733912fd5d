"""Which rates apply: to a line by its code, to a declaration by its regime and the day of acceptance."""

from decimal import Decimal

from contracts.common import TaxRegime
from contracts.customs import DeclaredLine
from contracts.tax import RateSet
from mesh.lookup import Lookup
from tax.assessment.duties import IN_FULL, LineRates, Relief
from tax.money import yuan
from tax.reference import parameter

LITRES = {"095": Decimal(1), "096": Decimal("0.001"), "063": Decimal(1000)}
"""Litres per customs unit: litre, millilitre, kilolitre."""


def statutory_rates(lookup: Lookup, line: DeclaredLine) -> RateSet | None:
    """Return the rates on file for a line's first eight digits, or None."""
    return lookup.find(RateSet, line.commodity_code[:8])


def vat_rate(lookup: Lookup, rates: RateSet) -> Decimal | None:
    """Return the VAT rate of the goods on the day of acceptance, or None before the first on file (TAX-08)."""
    value = parameter(lookup, f"vat.{rates.vat_class}_pct")
    return None if value is None else _fraction(value)


def duty_rate(lookup: Lookup, regime: TaxRegime, rates: RateSet) -> Decimal | None:
    """
    Return the duty rate.

    TAX-02, preferential: provisionally 0, a parameter. TAX-07, full: the provisional rate if there is one, else the
    most-favoured-nation rate, whatever the origin.
    """
    if regime is TaxRegime.PREFERENTIAL:
        value = parameter(lookup, "preferential.duty_pct")
        return None if value is None else _fraction(value)
    return _fraction(rates.mfn_pct if rates.provisional_pct is None else rates.provisional_pct)


def specific_consumption_tax(rates: RateSet, line: DeclaredLine) -> Decimal | None:
    """Return the specific consumption tax on a line's litres in yuan (TAX-04), or None if nobody knows how many."""
    if rates.consumption_specific_cny_e5 is None:
        return Decimal(0)
    volume = litres(line)
    if volume is None or rates.consumption_unit != "litre":
        return None
    return volume * yuan(rates.consumption_specific_cny_e5)


def litres(line: DeclaredLine) -> Decimal | None:
    """Return how many litres a line has by its statutory, second or traded quantity, or None if none is a volume."""
    quantities = (
        (line.statutory_unit_code, line.statutory_quantity_e5),
        (line.second_unit_code, line.second_quantity_e5),
        (line.unit_code, line.quantity_e5),
    )
    for unit, quantity in quantities:
        if unit in LITRES and quantity is not None:
            return Decimal(quantity).scaleb(-5) * LITRES[unit]
    return None


def line_rates(lookup: Lookup, regime: TaxRegime, line: DeclaredLine) -> LineRates | None:
    """Return all that is needed to tax a line, or None if any of it is not on file."""
    rates = statutory_rates(lookup, line)
    if rates is None:
        return None
    duty, vat, specific = (
        duty_rate(lookup, regime, rates),
        vat_rate(lookup, rates),
        specific_consumption_tax(rates, line),
    )
    if duty is None or vat is None or specific is None:
        return None
    return LineRates(duty=duty, consumption=_fraction(rates.consumption_pct), specific=specific, vat=vat)


def relief(lookup: Lookup, regime: TaxRegime) -> Relief | None:
    """Return what of both taxes is due: 70 % within the limits (TAX-02), all above them (TAX-07). None: not on file."""
    if regime is TaxRegime.FULL:
        return IN_FULL
    if regime is not TaxRegime.PREFERENTIAL:
        return None
    consumption, vat = (
        parameter(lookup, "preferential.consumption_tax_factor"),
        parameter(lookup, "preferential.vat_factor"),
    )
    return None if consumption is None or vat is None else Relief(Decimal(consumption), Decimal(vat))


def _fraction(percent: str) -> Decimal:
    return Decimal(percent).scaleb(-2)
