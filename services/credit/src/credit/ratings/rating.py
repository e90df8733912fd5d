"""The points of a merchant in a window, and the row of the register in which its grade changes (CRD-05)."""

from contracts.common import ParameterSet, RegisterVersion
from contracts.credit import EnterpriseGraded, Ground
from contracts.credit_ratings import Rating, Tally
from credit.ratings.windows import Window
from mesh.declared.dates import day_after
from mesh.declared.lookup import Lookup

RULES_VERSION = "credit 1"
GROUNDS = 5
"""So many of the latest entries stand in a row, and in the state of a window."""
GRADES, LOWEST = ("A", "B", "C"), "D"
"""The grades that have a least sum of points, the best first, and the one below them."""


def add(tally: Tally | None, window: Window, ground: Ground) -> Tally:
    """Return the points of a window with one entry more."""
    before = () if tally is None else tally.grounds
    return Tally(
        first_day=window.first_day,
        last_day=window.last_day,
        points=ground.points + (tally.points if tally else 0),
        entries=1 + (tally.entries if tally else 0),
        grounds=tuple(sorted((*before, ground), key=_by_day)[-GROUNDS:]),
    )


def _by_day(ground: Ground) -> tuple[str, str, str]:
    """The order of entries by their days, the same in whichever order they come."""
    return ground.day, ground.declaration_id, ground.code


def grade_of(lookup: Lookup, points: int) -> str:
    """Return the best grade whose least sum of points is reached."""
    for grade in GRADES:
        if points >= int(lookup.need(ParameterSet, f"grade.least.{grade}").value):
            return grade
    return LOWEST


def rate(
    merchant_code: str, rating: Rating, tally: Tally, lookup: Lookup, used: tuple[RegisterVersion, ...]
) -> EnterpriseGraded | None:
    """
    Return the row by which the grade changes, None if it does not.

    It is in force from the day after the newest entry to the end of the window. On the last day of a window that is
    no day. lookup: on the day of the newest entry. used: register entries behind the points.
    """
    first = day_after(rating.newest_day)
    if first > tally.last_day:
        return None
    grade = grade_of(lookup, tally.points)
    if grade == _in_force(rating, lookup, first):
        return None
    return EnterpriseGraded(
        code=merchant_code,
        version=rating.version + 1,
        valid_from=first,
        valid_to=tally.last_day,
        source="CRD-05",
        grade=grade,
        points=tally.points,
        grounds=tally.grounds,
        rules_version=RULES_VERSION,
        registers=tuple(dict.fromkeys((*used, *lookup.used()))),
    )


def _in_force(rating: Rating, lookup: Lookup, day: str) -> str:
    """Return the grade that the register has for a day so far, which is not before the last row's first."""
    if rating.grade is not None and rating.valid_to is not None and day <= rating.valid_to:
        return rating.grade
    return lookup.need(ParameterSet, "grade.initial").value
