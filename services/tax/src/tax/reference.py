"""
The registers that tax reads, all of them dated.

tax.rates (`RateSet` by eight-digit code), tax.parameters (`ParameterSet`: VAT rates, relief, thresholds, deadlines),
customs.goods-filings (`GoodsFiled` by bar code) and tax.guarantee-accounts (`GuaranteeRegistered` by guarantor).
Assessment looks up by the day of acceptance; the guarantee ledger by the day of the event, because it is one amount for
all who share it.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from agency.deciders import names_of
from agency.findings import hold_id
from contracts import topics
from contracts.common import ParameterSet
from contracts.customs import GoodsFiled
from contracts.tax import GuaranteeRegistered, RateSet
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers

RULES_VERSION = "tax 4"

NAMES: dict[type[Any], str] = names_of(
    {
        RateSet: topics.TAX_RATES,
        ParameterSet: topics.TAX_PARAMETERS,
        GoodsFiled: topics.CUSTOMS_GOODS_FILINGS,
        GuaranteeRegistered: topics.TAX_GUARANTEE_ACCOUNTS,
    }
)


def on_date(registers: Registers, date: str) -> Lookup:
    """Return the registers as they were in force on `date` (YYYY-MM-DD in China)."""
    return Lookup(registers, date, NAMES)


def parameter(lookup: Lookup, code: str) -> str | None:
    """Return the value of a parameter, or None if it has none on that day."""
    entry = lookup.find(ParameterSet, code)
    return None if entry is None else entry.value


def number(lookup: Lookup, code: str) -> int:
    """Return a whole number, such as a period, without which nothing can go on. Raises ConfigurationError."""
    return int(lookup.need(ParameterSet, code).value)


@lru_cache(maxsize=256)
def fraction(percent: str) -> Fraction:
    """Return a percentage as registers hold it as a fraction."""
    return Fraction(percent) / 100


@lru_cache(maxsize=256)
def cny_e5(amount: str) -> int:
    """Return an amount in yuan as registers hold it in 1/100,000 yuan."""
    return int(Decimal(amount).scaleb(5))


@lru_cache(maxsize=64)
def words(text: str) -> frozenset[str]:
    """Return the words of a parameter that is a list."""
    return frozenset(text.split())


def guarantee_hold_id(declaration_id: str, revision: int) -> str:
    """Return the id of the ledger's hold on a revision; assessment recognises it in findings."""
    return hold_id(declaration_id, revision, "tax-guarantee")


def assessment_hold_id(declaration_id: str, revision: int) -> str:
    """Return the id of the assessment's hold on a revision."""
    return hold_id(declaration_id, revision, "tax-assessment")
