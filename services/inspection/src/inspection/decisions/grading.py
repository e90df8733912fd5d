"""The risk grade of a declaration (A light, B ordinary, C strict), and the release mode that it gets."""

from collections.abc import Iterable
from typing import Final, Protocol

from agency.rules import result
from contracts.common import ParameterSet, RuleEvaluated, RuleResult
from contracts.customs import DeclaredLine, EnterpriseRegistered
from contracts.inspection import RiskRated
from contracts.register_values import PARAMETERS
from contracts.value import OneOf
from mesh.declared.lookup import Lookup

UNKNOWN, STRICT = "B", "C"
ALERT: Final = "ALERT"
"""How goods under an alert or quarantine are looked at: not a grade, and stricter than all."""

_MODES = PARAMETERS["release_mode."]
assert isinstance(_MODES, OneOf)
RELEASE_MODES = _MODES.words
"""The ten of "ten inspect, ten release" (Shanghai plan of 2016, item 16), the strictest first."""


class Goods(Protocol):
    """A goods line, of import or export, as far as its chapter goes."""

    @property
    def commodity_code(self) -> str: ...


def grade_declaration(
    lookup: Lookup, merchant_code: str, lines: tuple[DeclaredLine, ...]
) -> tuple[str, tuple[RuleEvaluated, ...]]:
    """Return the worst grade of origins, operator and chapters; that the worst decides is our reading (INS-01)."""
    enterprise, credit = grade_enterprise(lookup, merchant_code)
    origins = [_rated(lookup, f"origin/{line.origin_country_code}") for line in lines]
    grade = max(max(origins, default=UNKNOWN), enterprise, grade_chapters(lookup, lines))
    return grade, (graded_as("INS-01", grade), credit)


def grade_chapters(lookup: Lookup, lines: Iterable[Goods]) -> str:
    """Return the worst grade of the chapters of these lines."""
    return max([_rated(lookup, f"chapter/{line.commodity_code[:2]}") for line in lines], default=UNKNOWN)


def graded_as(rule_id: str, grade: str) -> RuleEvaluated:
    """Return how a rule that grades lists it: a strict grade is noted."""
    return _noted_unless(rule_id, passed=grade != STRICT)


def grade_enterprise(lookup: Lookup, merchant_code: str) -> tuple[str, RuleEvaluated]:
    """Return the merchant's grade: inspection's own rating, else that of its credit with customs, else B (CR-01)."""
    own = lookup.find(RiskRated, f"enterprise/{merchant_code}")
    grade = _of_credit(lookup, merchant_code) if own is None else own.grade
    return _plain(grade or UNKNOWN), _noted_unless("CR-01", passed=grade is not None and grade != STRICT)


def choose_release_mode(lookup: Lookup, strictness: str) -> tuple[str, RuleEvaluated]:
    """Return the mode of a grade or of ALERT; one that is none of the ten is taken as the strictest (INS-02)."""
    mode = lookup.need(ParameterSet, f"release_mode.{strictness}").value
    known = mode in RELEASE_MODES
    return mode if known else RELEASE_MODES[0], result("INS-02", RuleResult.PASSED if known else RuleResult.FAILED)


def _of_credit(lookup: Lookup, enterprise_code: str) -> str | None:
    enterprise = lookup.find(EnterpriseRegistered, enterprise_code)
    grade = None if enterprise is None else lookup.find(ParameterSet, f"credit.{enterprise.credit_grade}")
    return None if grade is None else grade.value


def _rated(lookup: Lookup, code: str) -> str:
    entry = lookup.find(RiskRated, code)
    return UNKNOWN if entry is None else _plain(entry.grade)


def _plain(grade: str) -> str:
    """A grade that is neither light nor ordinary is strict: C, or none of the three (a country under alert, say)."""
    return grade if grade in ("A", "B") else STRICT


def _noted_unless(rule_id: str, *, passed: bool) -> RuleEvaluated:
    """A strict or unknown grade leads to more samples; it decides nothing by itself."""
    return result(rule_id, RuleResult.PASSED if passed else RuleResult.NOTED)
