# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.inspection.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.inspection."""

import msgspec

from contracts.common import Decision

__all__ = [
    "ConformityCertified",
    "InspectionDecided",
    "RiskRated",
]


class ConformityCertified(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A third party has certified that goods of a merchant conform: their exports need no spot check (INX-03)."""

    code: str
    """merchant and heading of the goods: 4401960M01/6109"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China: the day of the certificate"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    institution_zh: str
    """name of the institution that tested or certified the goods"""
    certificate_no: str
    """number of its certificate or report"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class InspectionDecided(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Inspection graded a declaration or an export and let it pass, holds it, or acted on a finding."""

    decision: Decision
    """the decision"""
    grade: str
    """A, B or C: the worst of origin, enterprise and commodity (INS-01); of an export of enterprise and commodity (INX-01)"""
    release_mode: str
    """one of the ten modes (INS-02), by key"""
    sampled: bool
    """drawn by sampling"""


class RiskRated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Risk grade of an origin country, commodity chapter or enterprise, an alert, or goods under quarantine when they leave, by beginning of the commodity code. Code: kind/value, e.g. origin/116, chapter/33, enterprise/1234567890, alert/116/3304, quarantine/0602."""

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
    """A, B, C, or ALERT; of goods under quarantine ALERT holds, any other takes goods out of a shorter beginning"""
    text_zh: str
    """reason shown"""
    text_en: str
    """reason shown"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""
