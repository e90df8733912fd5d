# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.filing.enterprises.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.filing.enterprises."""

import msgspec

from contracts.common import Submission
from contracts.filing import QualificationRecorded

__all__ = [
    "EnterpriseOnFile",
]


class EnterpriseOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An enterprise with its filing: the newest submission, who filed what counts, and how its qualifications stand."""

    submission: Submission
    """the newest submission and its answer"""
    sender_code: str
    """who transmitted what counts; empty where nothing does"""
    unified_code: str
    """unified social credit code of what counts, or counted last"""
    qualifications: tuple[QualificationRecorded, ...]
    """as last published; none where no filing counts"""
    looks_at_ms: int
    """when the registers are looked at again, ms UTC; 0: never"""
