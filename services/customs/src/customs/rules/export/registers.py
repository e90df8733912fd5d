"""
The registers on which the rules of export rest, as of one day: tariff, conditions of goods, sites, rates, parameters.

A look-up lists the entries that it has used, so a decision can name them.
"""

from typing import Any, Final

from agency.deciders import names_of
from contracts import topics
from contracts.common import ParameterSet
from contracts.customs import ChapterListed, ExchangeRateSet, ExportConditionsSet, SiteRegistered
from customs.reference import cny_e5
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers

NAMES: Final[dict[type[Any], str]] = names_of(
    {
        ParameterSet: topics.CUSTOMS_PARAMETERS,
        ChapterListed: topics.CUSTOMS_TARIFF,
        ExportConditionsSet: topics.CUSTOMS_EXPORT_CONDITIONS,
        SiteRegistered: topics.CUSTOMS_SITES,
        ExchangeRateSet: topics.CUSTOMS_EXCHANGE_RATES,
    }
)

B2B_MOST: Final = "export.b2b_most_cny"
SIMPLIFIED_MOST: Final = "export.simplified_most_cny"
SIMPLIFIED_DISTRICTS: Final = "export.simplified_districts"


def on_date(registers: Registers, date: str) -> Lookup:
    """Return the registers as they were in force on a day (YYYY-MM-DD in China)."""
    return Lookup(registers, date, NAMES)


def most_cny_e5(lookup: Lookup, parameter: str) -> int:
    """Return an amount that a list may have, in 1/100,000 yuan. Raises ConfigurationError where none is in force."""
    return cny_e5(lookup.need(ParameterSet, parameter).value)


def is_in_pilot_zone(lookup: Lookup, customs_code: str) -> bool:
    """Whether a customs district is of a pilot zone. Raises ConfigurationError where no list of them is in force."""
    districts = lookup.need(ParameterSet, SIMPLIFIED_DISTRICTS).value.replace(",", " ").split()
    return customs_code.startswith(tuple(districts))
