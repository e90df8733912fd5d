# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.forex.decisions.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.forex.decisions."""

import msgspec

__all__ = [
    "Case",
]


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of foreign exchange per declaration. Key: declaration id (state)."""

    declaration_id: str
    """the declaration"""
    revision: int
    """the newest revision decided on"""
    payment_institution_code: str
    """payCode"""
    merchant_code: str
    """ebcCode"""
    amount_paid_cny_e5: int
    """paid amount of the payment"""
    licence_no: str | None = None
    """licence found valid"""
    hold_id: str | None = None
    """the open hold, if any"""
    held_by: str | None = None
    """rule that holds"""
    entered: bool
    """the amount has entered the totals"""
