"""The days from which and until which a filing counts, in China."""

from typing import NamedTuple

from contracts.trade import EnterpriseFilingSubmitted
from mesh.declared.dates import china_date


class Period(NamedTuple):
    """First and last day, YYYY-MM-DD, both included; without a last day it is open."""

    first: str
    last: str | None


def period_of(filing: EnterpriseFilingSubmitted) -> Period:
    """Return the days that a filing names; without a first one it runs from the day of its acceptance."""
    first = china_date(filing.accepted_at_ms) if filing.valid_from is None else _day(filing.valid_from)
    return Period(first, None if filing.valid_to is None else _day(filing.valid_to))


def _day(digits: str) -> str:
    """Return YYYYMMDD as YYYY-MM-DD."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
