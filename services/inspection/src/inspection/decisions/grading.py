"""
The risk grade of a declaration: A light, B ordinary, C strict.

Three factors are graded alike: quality level at the origin, credit of the merchant, risk of the commodity.
What nobody has graded is B.
"""

from collections.abc import Iterable

from contracts.common import RuleEvaluated, RuleResult
from contracts.customs import DeclaredLine
from contracts.inspection import RiskRated
from inspection.reference import credit_grade
from mesh.lookup import Lookup

UNKNOWN = "B"
STRICT = "C"


def grade_origin(lookup: Lookup, lines: Iterable[DeclaredLine]) -> str:
    """Return the worst grade among the lines' countries of origin (INS-01)."""
    return worst(_rated(lookup, f"origin/{line.origin_country_code}") for line in lines)


def grade_commodity(lookup: Lookup, lines: Iterable[DeclaredLine]) -> str:
    """Return the worst grade among the lines' chapters (INS-01)."""
    return worst(_rated(lookup, f"chapter/{line.commodity_code[:2]}") for line in lines)


def grade_enterprise(lookup: Lookup, merchant_code: str) -> tuple[str, RuleEvaluated]:
    """Return the merchant's grade: inspection's own rating, else its credit with customs (CR-01, CR-03, CR-04)."""
    own = lookup.find(RiskRated, f"enterprise/{merchant_code}")
    grade = own.grade if own is not None else credit_grade(lookup, merchant_code)
    known = grade is not None and grade != STRICT
    return _plain(grade or UNKNOWN), _evaluated("CR-01", known)


def grade_declaration(
    lookup: Lookup, merchant_code: str, lines: tuple[DeclaredLine, ...]
) -> tuple[str, tuple[RuleEvaluated, ...]]:
    """
    Return the worst of the three grades and the rules behind it.

    INS-01 (Shanghai plan of 2016, item 16): origin, operator and commodity decide how strictly goods are inspected.
    That the worst factor decides is our reading.
    """
    enterprise, credit = grade_enterprise(lookup, merchant_code)
    grade = worst((grade_origin(lookup, lines), enterprise, grade_commodity(lookup, lines)))
    return grade, (_evaluated("INS-01", grade != STRICT), credit)


def worst(grades: Iterable[str]) -> str:
    """Return the strictest of some grades; of none, what is unknown gets."""
    return max(grades, default=UNKNOWN)


def _rated(lookup: Lookup, code: str) -> str:
    entry = lookup.find(RiskRated, code)
    return UNKNOWN if entry is None else _plain(entry.grade)


def _plain(grade: str) -> str:
    """A grade that is neither light nor ordinary is strict: C, or none of the three (a country under alert, say)."""
    return grade if grade in ("A", "B") else STRICT


def _evaluated(rule_id: str, passed: bool) -> RuleEvaluated:
    """A strict or unknown grade is noted: it leads to more samples, it decides nothing by itself."""
    return RuleEvaluated(rule_id=rule_id, result=RuleResult.PASSED if passed else RuleResult.NOTED)
