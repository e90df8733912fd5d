# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.gateway.receipts.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.gateway.receipts."""

import msgspec

__all__ = [
    "Matched",
]


class Matched(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A held declaration whose documents have their 120 already (state). Key: declaration id."""

    declaration_id: str
    """the declaration"""
    revision: int
    """the revision whose list has its 120"""
