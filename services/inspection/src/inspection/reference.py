"""
The registers that inspection reads, all of them dated and looked up by the day of acceptance.

inspection.risks (`RiskRated`): grades by ``origin/<country>``, ``chapter/<2 digits>`` and ``enterprise/<code>``, and
alerts by ``alert/<country>/<4 digits>``. inspection.parameters (`ParameterSet`): sampling rates, release modes, and
the grade that each credit grade of customs stands for. customs.enterprises (`EnterpriseRegistered`): credit grades.
"""

from decimal import Decimal
from typing import Any

from contracts.common import ParameterSet
from contracts.customs import EnterpriseRegistered
from contracts.inspection import RiskRated
from mesh.lookup import Lookup
from mesh.registers import Registers

RULES_VERSION = "inspection 2"

NAMES: dict[type[Any], str] = {
    RiskRated: "inspection.risks",
    ParameterSet: "inspection.parameters",
    EnterpriseRegistered: "customs.enterprises",
}


def on_date(registers: Registers, date: str) -> Lookup:
    """Return the registers as they were in force on `date` (YYYY-MM-DD in China)."""
    return Lookup(registers, date, NAMES)


def credit_grade(lookup: Lookup, enterprise_code: str) -> str | None:
    """Return the risk grade that an enterprise's credit grade stands for, or None if either is unknown."""
    enterprise = lookup.find(EnterpriseRegistered, enterprise_code)
    if enterprise is None:
        return None
    grade = lookup.find(ParameterSet, f"credit.{enterprise.credit_grade}")
    return None if grade is None else grade.value


def sampling_rate(lookup: Lookup, grade: str) -> Decimal:
    """Return the share of declarations of a grade that are drawn, from 0 to 1."""
    return Decimal(lookup.need(ParameterSet, f"sampling.rate.{grade}").value)


def release_mode(lookup: Lookup, grade: str) -> str:
    """Return the key of the release mode of a grade."""
    return lookup.need(ParameterSet, f"release_mode.{grade}").value
