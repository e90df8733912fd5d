# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.inspection.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.inspection."""

import msgspec

from contracts.common import Decision

__all__ = [
    "InspectionDecided",
    "RiskRated",
]


class InspectionDecided(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Inspection graded a declaration and let it pass, holds it, or acted on a finding."""

    decision: Decision
    """the decision"""
    grade: str
    """A, B or C: the worst of origin, enterprise and commodity (INS-01)"""
    release_mode: str
    """one of the ten modes (INS-02), by key"""
    sampled: bool
    """drawn by sampling"""


class RiskRated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Risk grade of an origin country, commodity chapter or enterprise, or an alert. Code: kind/value, e.g. origin/116, chapter/33, enterprise/1234567890, alert/116/3304."""

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
    """A, B, C, or ALERT"""
    text_zh: str
    """reason shown"""
    text_en: str
    """reason shown"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""
