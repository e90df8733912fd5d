"""Columns of the case view's tables, and the collection of these tables."""

from sqlalchemy import BigInteger, Column, MetaData, String

METADATA = MetaData()
LONGEST = 1_200
"""Characters: above what anybody may hand over. A number has 60, normalised up to 900; words of officers have 500."""


def text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    """Return a column of text of at most `LONGEST` characters."""
    return Column(name, String(LONGEST), primary_key=key, nullable=null)


def long(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    """Return a column of 64-bit integers."""
    return Column(name, BigInteger, primary_key=key, nullable=null, autoincrement=False)
