# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.forex.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.forex."""

import msgspec

from contracts.common import Decision

__all__ = [
    "ForexDecided",
    "LicenceIssued",
    "TotalEntered",
]


class ForexDecided(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Foreign exchange checked the payment institution of a declaration."""

    decision: Decision
    """the decision"""
    payment_institution_code: str
    """payCode"""
    licence_no: str | None = None
    """licence found valid"""


class LicenceIssued(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A payment institution may handle cross-border e-commerce payments. Code: institution."""

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
    licence_no: str
    """number"""
    single_limit_cny_e5: int | None = None
    """limit per transaction, if any"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class TotalEntered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A cleared declaration enters the totals of an institution and a merchant. Key: enterprise code."""

    enterprise_code: str
    """payment institution or merchant"""
    entry_id: str
    """declaration and role; entries are idempotent"""
    month: str
    """YYYY-MM of clearance in China"""
    amount_cny_e5: int
    """paid amount; negative when taken back"""
