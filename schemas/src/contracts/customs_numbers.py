# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.numbers.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.numbers."""

import msgspec

__all__ = [
    "Holding",
    "ListHeld",
]


class Holding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who holds a payment or waybill number. Key: kind, issuer code and number."""

    order_no: str
    """normalised order number of the holder"""
    platform_code: str | None = None
    """its platform, where known"""
    document_id: str
    """document that claimed it last"""
    claimed_at_ms: int
    """acceptance of that document"""
    procedure: str | None = None
    """procedure of the order, of others than retail import"""


class ListHeld(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which order a list number was given to."""

    order_no: str
    """normalised order number"""
    platform_code: str | None = None
    """its platform"""
