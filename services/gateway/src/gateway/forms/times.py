"""
Times and dates of the messages: ASCII digits that name an instant or a day which exists.

``YYYYMMDDhhmmss`` and ``YYYYMMDD``, in China (specification 202205, section 2). Years are those of this century: a
system that writes 1970 or 9999 means that it does not know.
"""

from datetime import date
from functools import lru_cache

YEARS = "2000", "2099"
TIME_DIGITS, DATE_DIGITS = 14, 8


@lru_cache(maxsize=4096)  # where there is much to read, much is of one second
def is_time(value: str) -> bool:
    """Tell whether a value is a time that exists; no minute has a sixty-first second."""
    if len(value) != TIME_DIGITS or not (value.isascii() and value.isdigit()):
        return False
    return value[8:10] < "24" and value[10:12] < "60" and value[12:] < "60" and is_date(value[:8])


@lru_cache(maxsize=4096)  # few days are ever named
def is_date(value: str) -> bool:
    """Tell whether a value is a day that exists."""
    first, last = YEARS
    return len(value) == DATE_DIGITS and first <= value[:4] <= last and day_of(value) is not None


def day_of(digits: str) -> date | None:
    """Return the day that eight digits name, in whatever year, or None if there is no such day."""
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
