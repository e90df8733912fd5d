# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.credit.ratings.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.credit.ratings."""

import msgspec

from contracts.credit import Ground

__all__ = [
    "Entry",
    "Rating",
    "Tally",
]


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of credit per merchant and entry, so that the same entry counts once. Key: merchant code/entry id (state)."""

    day: str
    """YYYY-MM-DD in China"""
    code: str
    """the code that counted"""
    points: int
    """what it counted"""


class Rating(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of credit per merchant. Key: merchant code (state)."""

    newest_day: str
    """the newest day of an entry, YYYY-MM-DD in China"""
    version: int
    """of the last row written; 0 before the first"""
    grade: str | None = None
    """of the last row"""
    valid_to: str | None = None
    """last day of the last row"""


class Tally(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of credit per merchant and window. Key: merchant code/first day (state)."""

    first_day: str
    """of the window, YYYY-MM-DD in China"""
    last_day: str
    """of the window"""
    points: int
    """sum of its entries"""
    entries: int
    """how many"""
    grounds: tuple[Ground, ...]
    """the latest entries, the newest last"""
