"""
The registers that tax reads, all of them dated.

tax.rates (`RateSet` by eight-digit code), tax.parameters (`ParameterSet`: VAT rates, relief, deadlines) and
tax.guarantee-accounts (`GuaranteeRegistered` by guarantor). Assessment looks up by the day of acceptance; the guarantee
ledger by the day of the event, because it is one amount for all who share it.
"""

from typing import Any

from contracts.common import ParameterSet
from contracts.tax import GuaranteeRegistered, RateSet
from mesh.lookup import Lookup
from mesh.registers import Registers

RULES_VERSION = "tax 1"

NAMES: dict[type[Any], str] = {
    RateSet: "tax.rates",
    ParameterSet: "tax.parameters",
    GuaranteeRegistered: "tax.guarantee-accounts",
}


def on_date(registers: Registers, date: str) -> Lookup:
    """Return the registers as they were in force on `date` (YYYY-MM-DD in China)."""
    return Lookup(registers, date, NAMES)


def parameter(lookup: Lookup, code: str) -> str | None:
    """Return the value of a parameter, or None if it has none on that day."""
    entry = lookup.find(ParameterSet, code)
    return None if entry is None else entry.value


def seconds(lookup: Lookup, code: str) -> int:
    """Return a period without which the ledger cannot run."""
    return int(lookup.need(ParameterSet, code).value)


def guarantee_hold_id(declaration_id: str, revision: int) -> str:
    """Return the id of the ledger's hold on a revision; assessment recognises it in findings."""
    return f"{declaration_id}-{revision}-tax-guarantee"


def assessment_hold_id(declaration_id: str, revision: int) -> str:
    """Return the id of the assessment's hold on a revision."""
    return f"{declaration_id}-{revision}-tax-assessment"
