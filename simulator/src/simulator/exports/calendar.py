"""When the month happens: each phase of a bill at its hour of the bill's day, or all of it on one day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.exports.papers import Phase

HOURS = {
    Phase.DECLARED: 9,
    Phase.LATER: 10,
    Phase.LISTED: 12,
    Phase.LISTED_AGAIN: 14,
    Phase.DEPARTED: 17,
    Phase.AFTER: 19,
    Phase.DEPARTED_AGAIN: 21,
}
MONTH = datetime.fromisoformat("2025-12-01T00:00:00+08:00")


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    start: the first day, or the one day. days: on how many days bills leave.

    is_month: whether phases are hours apart and the edges of the year are planted. On one day everything is stated to
    have happened at its start, a minute a phase, and goes out when the phase before it is done.
    """

    start: datetime
    days: int
    is_month: bool

    def at(self, day: int, phase: Phase) -> datetime:
        """Return when a phase of the bills of a day begins."""
        if not self.is_month:
            return self.start + timedelta(minutes=phase)
        return self.start + timedelta(days=day, hours=HOURS[phase])


def month() -> Calendar:
    """Return December 2025: bills leave on its first thirty days, those of the edge are placed by themselves."""
    return Calendar(MONTH, 30, is_month=True)


def one_day(start: datetime) -> Calendar:
    """Return a single day, for a demonstration."""
    return Calendar(start, 1, is_month=False)
