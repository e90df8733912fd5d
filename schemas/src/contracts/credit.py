# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.credit.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.credit."""

import msgspec

from contracts.common import Decision, RegisterVersion

__all__ = [
    "ConductEntered",
    "CreditDecided",
    "EnterpriseGraded",
    "Ground",
    "PointsSet",
]


class ConductEntered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What became of a declaration enters the points of its merchant. Key: merchant code."""

    merchant_code: str
    """ebcCode"""
    entry_id: str
    """declaration, revision and end; entries are idempotent"""
    declaration_id: str
    """the declaration"""
    day: str
    """YYYY-MM-DD of the end in China"""
    codes: tuple[str, ...]
    """codes for which it was refused, those of credit's own holds left out; of a release: cleared"""


class CreditDecided(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Credit decided 信用已决定: the grade of a declaration's merchant on the day of acceptance was looked up."""

    decision: Decision
    """the decision"""
    merchant_code: str
    """ebcCode"""
    grade: str
    """its grade with credit that day: A, B, C or D"""


class Ground(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entry among the latest that made the points of a merchant."""

    counted_by: str
    """rule by which it counts"""
    code: str
    """the code that counted, or cleared"""
    points: int
    """what it counted"""
    declaration_id: str
    """the declaration"""
    day: str
    """YYYY-MM-DD in China"""


class EnterpriseGraded(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The grade of a merchant with credit, from the day after the entry that made it. Code: merchant."""

    code: str
    """code of the entry"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    grade: str
    """A, B, C or D"""
    points: int
    """points of the window"""
    grounds: tuple[Ground, ...]
    """the latest entries, the newest last"""
    rules_version: str
    """version of the rules"""
    registers: tuple[RegisterVersion, ...]
    """register entries used: points of the last entry, window and thresholds"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class PointsSet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What an end of a declaration counts. Code: that of a refusal, such as 1300; refused for any other; cleared for a release."""

    code: str
    """code of the entry"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    points: int
    """added to the points of the merchant; below 0 for a refusal"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""
