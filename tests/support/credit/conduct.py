"""Builders of conduct and grades as credit sees them, and the registers of credit as the project ships them."""

from typing import Any

from msgspec.structs import replace

from contracts.common import ParameterSet, Reason
from contracts.credit import ConductEntered, EnterpriseGraded, PointsSet
from contracts.customs import DeclarationRefused
from tests.support.agency.declarations import (
    MERCHANT,
    a_declaration_refused,
    an_entry,
    register_file,
)

DAY, NEXT_DAY, LAST_DAY = "2024-11-11", "2024-11-12", "2024-12-31"
DAY_MS = 86_400_000
REGISTERS = (*register_file("credit.parameters.v1"), *register_file("credit.points.v1"))
RELEASES_COUNT = an_entry(PointsSet, "cleared", points=1)


def hold_grades(*grades: str, version: int = 2, valid_from: str = "2016-04-08") -> ParameterSet:
    """The parameter by which declarations of these grades wait for an officer."""
    found: ParameterSet = an_entry(
        ParameterSet, "hold.grades", value=" ".join(grades), version=version, valid_from=valid_from
    )
    return found


def a_grade(grade: str = "C", code: str = MERCHANT, **changes: Any) -> EnterpriseGraded:
    """A row of the register of ratings; by default in force for the whole of 2024."""
    fields: dict[str, Any] = {
        "valid_from": "2024-01-01",
        "valid_to": LAST_DAY,
        "points": -10,
        "grounds": (),
        "rules_version": "credit 1",
        "registers": (),
    }
    made: EnterpriseGraded = an_entry(EnterpriseGraded, code, grade=grade, **{**fields, **changes})
    return made


def an_entry_of(number: int = 1, *codes: str, day: str = DAY, merchant_code: str = MERCHANT) -> ConductEntered:
    """What the end of declaration `number` enters; by default an officer has refused it."""
    declaration_id = f"{number:032x}"
    return ConductEntered(
        merchant_code=merchant_code,
        entry_id=f"{declaration_id}-1-refused",
        declaration_id=declaration_id,
        day=day,
        codes=codes or ("1300",),
    )


def a_refusal(*reasons: tuple[str, str], number: int | None = None, **changes: Any) -> DeclarationRefused:
    """A declaration that was refused for these codes and rules; by default that an officer of inspection refused."""
    given = tuple(
        Reason(code=code, rule_id=rule_id, text_zh="因", text_en="why")
        for code, rule_id in reasons or (("1300", "INS-05"),)
    )
    named = {} if number is None else {"declaration_id": f"{number:032x}"}
    return replace(a_declaration_refused(**named, **changes), reasons=given)


ASKED: dict[str, Any] = {"deciders": ("inspection", "credit")}
NOT_ASKED: dict[str, Any] = {"deciders": ("inspection", "forex")}
