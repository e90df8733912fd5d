# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.inspection.decisions.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.inspection.decisions."""

import msgspec

__all__ = [
    "Case",
]


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of inspection per declaration, of import or export. Key: declaration id (state)."""

    declaration_id: str
    """the declaration"""
    revision: int
    """the newest revision decided on"""
    grade: str
    """grade of the revision"""
    release_mode: str
    """release mode of the revision"""
    sampled: bool
    """drawn by sampling"""
    hold_id: str | None = None
    """the open hold, if any"""
    held_by: str | None = None
    """rule that holds"""
