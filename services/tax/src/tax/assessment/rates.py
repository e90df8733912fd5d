"""Which rates apply: to a line by its code, to a declaration by its regime and the day of acceptance."""

from agency.reasons import particular
from contracts.common import TaxRegime
from contracts.customs import DeclaredLine
from contracts.tax import RateSet
from mesh.declared.lookup import Lookup
from tax.assessment.consumption_rates import Unknown, consumption
from tax.assessment.duties import IN_FULL, LineRates, Relief
from tax.reference import parameter

NO_RATE = Unknown("TAX-08", particular("rate-missing"))


def statutory_rates(lookup: Lookup, line: DeclaredLine) -> RateSet | None:
    """Return the rates on file for a line's first eight digits, or None."""
    return lookup.find(RateSet, line.commodity_code[:8])


def vat_rate(lookup: Lookup, rates: RateSet) -> str | None:
    """Return the VAT rate of the goods on the day of acceptance in percent; None before the first on file (TAX-08)."""
    return parameter(lookup, f"vat.{rates.vat_class}_pct")


def duty_rate(lookup: Lookup, regime: TaxRegime, rates: RateSet) -> str | None:
    """
    Return the duty rate in percent.

    TAX-02, preferential: provisionally 0, a parameter. TAX-07, full: the provisional rate if there is one, else the
    most-favoured-nation rate, whatever the origin.
    """
    if regime is TaxRegime.PREFERENTIAL:
        return parameter(lookup, "preferential.duty_pct")
    return rates.mfn_pct if rates.provisional_pct is None else rates.provisional_pct


def line_rates(
    lookup: Lookup, regime: TaxRegime, line: DeclaredLine, dutiable_cny_e5: int
) -> tuple[LineRates, tuple[str, ...]] | Unknown:
    """Return the rates of a line and the rules that its price decided, or the data not on file (TAX-08)."""
    rates = statutory_rates(lookup, line)
    if rates is None:
        return NO_RATE
    duty, vat = duty_rate(lookup, regime, rates), vat_rate(lookup, rates)
    if duty is None or vat is None:
        return NO_RATE
    consumption_tax = consumption(lookup, rates, line, dutiable_cny_e5)
    if isinstance(consumption_tax, Unknown):
        return consumption_tax
    return LineRates(
        duty, consumption_tax.pct, vat, consumption_tax.specific, consumption_tax.high_end
    ), consumption_tax.rules


def relief(lookup: Lookup, regime: TaxRegime) -> Relief | None:
    """Return the share of both taxes due: 70 % within the limits (TAX-02), all above (TAX-07). None: not on file."""
    if regime is TaxRegime.FULL:
        return IN_FULL
    if regime is not TaxRegime.PREFERENTIAL:
        return None
    of_consumption = parameter(lookup, "preferential.consumption_tax_factor")
    of_vat = parameter(lookup, "preferential.vat_factor")
    return None if of_consumption is None or of_vat is None else Relief(of_consumption, of_vat)
