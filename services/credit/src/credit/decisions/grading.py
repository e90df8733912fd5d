"""The grade of a merchant on the day of acceptance, and whether declarations of that grade are held."""

from agency.reasons import reason
from agency.rules import Evaluated, failed, passed, result
from contracts.common import ParameterSet, RuleResult
from contracts.credit import EnterpriseGraded
from mesh.declared.lookup import Lookup

RATED, UNRATED = Evaluated(passed("CRD-01")), Evaluated((result("CRD-01", RuleResult.NOTED),))
NOT_HELD = Evaluated(passed("CRD-02"))


def find_grade(lookup: Lookup, merchant_code: str) -> tuple[str, Evaluated]:
    """Return the grade in force, and the initial one, which is noted, of a merchant without a rating (CRD-01)."""
    rating = lookup.find(EnterpriseGraded, merchant_code)
    if rating is None:
        return lookup.need(ParameterSet, "grade.initial").value, UNRATED
    return rating.grade, RATED


def hold_grade(lookup: Lookup, grade: str) -> Evaluated:
    """Give a reason if declarations of this grade wait for an officer (CRD-02)."""
    if grade not in lookup.need(ParameterSet, "hold.grades").value.split():
        return NOT_HELD
    return failed(reason("99701", "CRD-02", grade))
