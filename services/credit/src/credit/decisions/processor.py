"""The processor `credit.decisions`: the decision of credit on each declaration, and what its end enters."""

from typing import Any

from agency.deciders import Decider, decider
from agency.rules import Evaluated
from contracts import topics
from contracts.common import Decision, ParameterSet
from contracts.credit import CreditDecided, EnterpriseGraded, PointsSet
from contracts.credit_decisions import Case
from contracts.customs import DeclarationCleared, DeclarationContent, DeclarationRefused, DeclarationSubject
from credit.decisions import entries
from credit.decisions.grading import find_grade, hold_grade
from credit.points import CLEARED
from mesh.declared.dates import china_date
from mesh.declared.lookup import Lookup
from mesh.declared.processor import Context, Output

REGISTERS: dict[type[Any], str] = {
    EnterpriseGraded: topics.CREDIT_RATINGS,
    ParameterSet: topics.CREDIT_PARAMETERS,
    PointsSet: topics.CREDIT_POINTS,
}


def judge(subject: DeclarationSubject, content: DeclarationContent, lookup: Lookup) -> tuple[Case, Evaluated]:
    """Hold a declaration of a merchant whose grade is held."""
    grade, found = find_grade(lookup, subject.merchant_code)
    case = Case(
        declaration_id=subject.declaration_id,
        revision=subject.revision,
        merchant_code=subject.merchant_code,
        grade=grade,
    )
    return case, found + hold_grade(lookup, grade)


def tell(case: Case, decision: Decision) -> CreditDecided:
    """Tell merchant and grade with the decision."""
    return CreditDecided(decision=decision, merchant_code=case.merchant_code, grade=case.grade)


def refused(case: Case | None, event: DeclarationRefused, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """Enter a refusal, whoever refused, also of a declaration that credit was not asked about."""
    return case, entries.refused(event, context.at_ms)


def cleared(case: Case | None, event: DeclarationCleared, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """Enter a release if it counts anything that day."""
    counts = context.registers.find(PointsSet, CLEARED, china_date(event.cleared_at_ms)) is not None
    return case, entries.cleared(event) if counts else ()


DECISIONS = decider(
    Decider(
        *("credit", "1", "credit 1", Case, judge, tell, REGISTERS),
        also={DeclarationRefused: refused, DeclarationCleared: cleared},
        emits=(topics.CREDIT_ENTRIES,),
        only_asked=True,
    )
)
