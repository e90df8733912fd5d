# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.credit.decisions.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.credit.decisions."""

import msgspec

__all__ = [
    "Case",
]


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of credit per declaration. Key: declaration id (state)."""

    declaration_id: str
    """the declaration"""
    revision: int
    """the newest revision decided on"""
    merchant_code: str
    """ebcCode"""
    grade: str
    """grade found"""
    hold_id: str | None = None
    """the open hold, if any"""
    held_by: str | None = None
    """rule that holds"""
