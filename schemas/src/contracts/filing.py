# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.filing.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.filing."""

import enum

import msgspec

from contracts.common import Judgement, RegisterVersion
from contracts.trade import EnterpriseRole, SubjectKind

__all__ = [
    "FilingJudged",
    "QualificationRecorded",
    "QualificationStatus",
]


class QualificationStatus(enum.StrEnum):
    """How a qualification stands. ASKED: not in the register of its agency. GRANTED: there in the role asked. EXPIRED: the filing is over. WITHDRAWN: the filing is deleted, or asks this agency no more."""

    ASKED = "ASKED"
    GRANTED = "GRANTED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class FilingJudged(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Filing judged 备案审核: a filing was recorded, rejected or recognised as repeated."""

    judgement: Judgement
    """the judgement"""


class QualificationRecorded(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Qualification recorded 资格登记: how an enterprise stands with an agency that its filing asks."""

    enterprise_code: str
    """code of the enterprise"""
    agency: str
    """agency asked"""
    enterprise_name: str
    """registered name, as filed"""
    subject_kind: SubjectKind
    """kind of subject, as filed"""
    role: EnterpriseRole
    """role asked for"""
    registration_no: str | None = None
    """number of the agency that the enterprise gave"""
    status: QualificationStatus
    """how it stands"""
    since: str
    """day since which it stands so, YYYY-MM-DD in China"""
    valid_from: str
    """first day of the filing, YYYY-MM-DD"""
    valid_to: str | None = None
    """last day of the filing, inclusive, YYYY-MM-DD; open if absent"""
    register: RegisterVersion | None = None
    """the entry of the agency's register behind a grant"""
    document_id: str
    """filing by which it stands so"""
    rule_id: str
    """rule by which it stands so"""
    rules_version: str
    """version of the rules"""
