"""
Whether a matched list may use the channel of retail import (policy rules, section 2.1).

IMP-01 asks for three things: goods on the positive list, personal use within the limits, and order, payment and
logistics data that agree. The last two are decided before (`limits`, `matching`); here they come together.
"""

from typing import NamedTuple

from agency.rules import Evaluated, passed
from contracts.common import RegisterVersion, RuleEvaluated, RuleResult
from contracts.customs import QuantityClaimed
from contracts.customs_clearance import ListOnFile
from customs import reference
from customs.rules import positive_list, quantities
from customs.rules.positive_list import Declared, Goods
from mesh.declared.registers import Registers

PERSONAL_USE = ("9610", "1210")
"""IMP-04: trade modes in which goods need no first-import licence, registration or filing."""

QUALIFIES = passed("IMP-01")
QUALIFIES_FREE_OF_LICENCES = passed("IMP-04", "IMP-01")
DOES_NOT_QUALIFY = (RuleEvaluated(rule_id="IMP-01", result=RuleResult.FAILED),)


class Eligibility(NamedTuple):
    """Every rule evaluated, why the goods may not use the channel, what they claim of limits, and the rows used."""

    evaluated: Evaluated
    claims: tuple[QuantityClaimed, ...] = ()
    registers: tuple[RegisterVersion, ...] = ()


def assess(declared: ListOnFile, registers: Registers, date: str) -> Eligibility:
    """IMP-01: evaluate the list in force on the day of acceptance for a list whose documents match, within limits."""
    goods = tuple(Goods(line, reference.listed(registers, line.commodity_code, date)) for line in declared.lines)
    listing = positive_list.RULES.evaluate(Declared(goods, declared.trade_mode, declared.licence_no))
    rules = (*listing.rules, positive_list.exclusions(goods), *qualification(listing, declared.trade_mode))
    return Eligibility(Evaluated(rules, listing.reasons), quantities.claims(goods), rows_used(goods))


def qualification(listing: Evaluated, trade_mode: str) -> tuple[RuleEvaluated, ...]:
    """IMP-01, IMP-04: return whether a list qualifies, and in 9610 and 1210 that licences were not asked for."""
    if listing.reasons:
        return DOES_NOT_QUALIFY
    return QUALIFIES_FREE_OF_LICENCES if trade_mode in PERSONAL_USE else QUALIFIES


def rows_used(goods: tuple[Goods, ...]) -> tuple[RegisterVersion, ...]:
    """Return which rows of the list a decision rests on, each once."""
    rows = {row.code: row for _, row in goods if row}
    return tuple(reference.version_of(reference.POSITIVE_LIST, row.code, row.version) for row in rows.values())
