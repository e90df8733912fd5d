"""Days and windows: the part of a year in which points add up. Days are YYYY-MM-DD in China."""

from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Window(NamedTuple):
    """The first and the last day of a window, both inclusive."""

    first_day: str
    last_day: str


def window_of(day: str, months: int) -> Window:
    """Return the window of so many months, a part of the calendar year, in which a day lies."""
    on = date.fromisoformat(day)
    begins = (on.month - 1) // months * months + 1
    ends = begins + months
    after = date(on.year, ends, 1) if ends <= 12 else date(on.year + 1, ends - 12, 1)
    return Window(date(on.year, begins, 1).isoformat(), (after - ONE_DAY).isoformat())
