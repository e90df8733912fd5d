"""CRD-05: points add up, and the grade changes from the next day."""

from typing import Any

import pytest

from contracts.common import ParameterSet, RegisterVersion
from contracts.credit import EnterpriseGraded, Ground
from contracts.credit_ratings import Rating, Tally
from credit.ratings.entering import REGISTERS
from credit.ratings.rating import GROUNDS, add, grade_of, rate
from credit.ratings.windows import Window
from tests.support.agency.declarations import MERCHANT, an_entry
from tests.support.agency.lookups import on_date
from tests.support.credit import conduct
from tests.support.credit.conduct import DAY, LAST_DAY, NEXT_DAY

YEAR = Window("2024-01-01", LAST_DAY)
USED = (RegisterVersion(register="credit.points", code="1300", version=1),)


def a_ground(points: int = -10, day: str = DAY, declaration_id: str = "d1", code: str = "1300") -> Ground:
    return Ground(counted_by="CRD-03", code=code, points=points, declaration_id=declaration_id, day=day)


def a_tally(points: int) -> Tally:
    return Tally(**YEAR._asdict(), points=points, entries=1, grounds=(a_ground(points),))


def rated(points: int, rating: Rating | None = None) -> Any:
    rating = rating or Rating(newest_day=DAY, version=0)
    lookup = on_date(REGISTERS, rating.newest_day, conduct.REGISTERS)
    return rate(MERCHANT, rating, a_tally(points), lookup, USED)


@pytest.mark.parametrize(
    ("points", "grade"), [(20, "A"), (19, "B"), (0, "B"), (-9, "B"), (-10, "C"), (-29, "C"), (-30, "D"), (-999, "D")]
)
def test_crd_05_the_best_grade_whose_least_is_reached(points: int, grade: str) -> None:
    assert grade_of(on_date(REGISTERS, DAY, conduct.REGISTERS), points) == grade


def test_crd_05_thresholds_are_those_of_the_day() -> None:
    milder = an_entry(ParameterSet, "grade.least.B", value="-15", version=2, valid_from=NEXT_DAY)
    entries = (*conduct.REGISTERS, milder)
    assert [grade_of(on_date(REGISTERS, day, entries), -10) for day in (DAY, NEXT_DAY)] == ["C", "B"]


def test_points_and_entries_of_a_window_add_up_and_the_latest_are_kept() -> None:
    tally = None
    for number in range(GROUNDS + 2):
        tally = add(tally, YEAR, a_ground(-number, day=f"2024-11-{number + 1:02}"))
    assert tally is not None
    assert (tally.first_day, tally.last_day, tally.points, tally.entries) == (*YEAR, -21, 7)
    assert [ground.points for ground in tally.grounds] == [-2, -3, -4, -5, -6]


def test_the_latest_entries_are_those_of_the_latest_days_in_whichever_order_they_come() -> None:
    grounds = [
        a_ground(day=f"2024-11-{day:02}", declaration_id=name, code=code)
        for day in (1, 2, 3)
        for name in ("d1", "d2")
        for code in ("1300", "1322")
    ]
    kept = set()
    for order in (grounds, grounds[::-1], grounds[1::2] + grounds[::2]):
        tally = None
        for ground in order:
            tally = add(tally, YEAR, ground)
        assert tally is not None
        kept.add(tally.grounds)
    assert kept == {tuple(grounds[-GROUNDS:])}


def test_crd_05_a_grade_counts_from_the_next_day_to_the_end_of_the_window() -> None:
    row = rated(-10)
    assert row == EnterpriseGraded(
        code=MERCHANT,
        version=1,
        valid_from=NEXT_DAY,
        valid_to=LAST_DAY,
        source="CRD-05",
        grade="C",
        points=-10,
        grounds=(a_ground(),),
        rules_version="credit 1",
        registers=(
            *USED,
            *(
                RegisterVersion(register="credit.parameters", code=f"grade.least.{grade}", version=1)
                for grade in ("A", "B", "C")
            ),
            RegisterVersion(register="credit.parameters", code="grade.initial", version=1),
        ),
    )


def test_crd_05_a_grade_that_stays_makes_no_row() -> None:
    assert rated(-9) is None
    assert rated(-12, Rating(newest_day=DAY, version=3, grade="C", valid_to=LAST_DAY)) is None


def test_crd_05_a_later_change_makes_the_next_version() -> None:
    row = rated(-30, Rating(newest_day=DAY, version=3, grade="C", valid_to=LAST_DAY))
    assert (row.version, row.grade, row.valid_from) == (4, "D", NEXT_DAY)
    back = rated(0, Rating(newest_day=DAY, version=4, grade="D", valid_to=LAST_DAY))
    assert (back.version, back.grade) == (5, "B")


def test_crd_05_after_a_window_the_initial_grade_is_what_changes() -> None:
    """The last row has ended with its window, so the same grade is a change again."""
    before = Rating(newest_day=DAY, version=3, grade="C", valid_to="2023-12-31")
    assert (rated(-10, before).version, rated(-10, before).grade) == (4, "C")
    assert rated(-3, before) is None


def test_crd_05_the_last_day_of_a_row_is_still_its_own() -> None:
    assert rated(-12, Rating(newest_day=DAY, version=3, grade="C", valid_to=NEXT_DAY)) is None
    assert rated(-12, Rating(newest_day=DAY, version=3, grade="C", valid_to=DAY)).version == 4


@pytest.mark.parametrize(("newest", "is_rated"), [("2024-12-30", True), (LAST_DAY, False), ("2025-01-01", False)])
def test_crd_05_no_row_is_for_a_day_after_the_window(newest: str, is_rated: bool) -> None:
    row = rated(-10, Rating(newest_day=newest, version=0))
    assert (row is not None) is is_rated
    assert row is None or row.valid_from == row.valid_to == LAST_DAY
