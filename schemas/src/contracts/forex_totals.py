# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.forex.totals.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.forex.totals."""

import msgspec

__all__ = [
    "Entry",
    "Total",
]


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entry that the totals contain; the same one again changes nothing. Key: enterprise code/entry id (state)."""

    month: str
    """month it was entered in"""
    amount_cny_e5: int
    """amount entered"""


class Total(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Sum paid through or to one enterprise in one month. Key: enterprise code/month (state)."""

    enterprise_code: str
    """payment institution or merchant"""
    month: str
    """YYYY-MM of clearance in China"""
    amount_cny_e5: int
    """sum of the entries, or the most (least) that the field holds"""
    entries: int
    """how many entries"""
    exceeded: bool
    """the sum once exceeded the range of the field: the entries are right, the amount is not"""
