"""CRD-05: the windows in which points add up."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.ratings.windows import window_of
from mesh.declared.dates import day_after

MONTHS = st.sampled_from([1, 2, 3, 4, 6, 12])
DAYS = st.dates(date(2016, 4, 8), date(2099, 12, 31)).map(date.isoformat)


@pytest.mark.parametrize(
    ("months", "first", "last"),
    [
        (1, "2024-02-01", "2024-02-29"),
        (2, "2024-01-01", "2024-02-29"),
        (3, "2024-01-01", "2024-03-31"),
        (4, "2024-01-01", "2024-04-30"),
        (6, "2024-01-01", "2024-06-30"),
        (12, "2024-01-01", "2024-12-31"),
    ],
)
def test_crd_05_a_window_is_a_whole_part_of_the_year(months: int, first: str, last: str) -> None:
    assert window_of("2024-02-29", months) == (first, last)


@given(DAYS, MONTHS)
def test_crd_05_a_day_lies_in_its_window_and_every_day_of_that_in_the_same(day: str, months: int) -> None:
    window = window_of(day, months)
    assert window.first_day <= day <= window.last_day
    assert window_of(window.first_day, months) == window_of(window.last_day, months) == window
    assert window_of(day_after(window.last_day), months).first_day == day_after(window.last_day)
    year, month, last = map(int, window.last_day.split("-"))
    assert last == calendar.monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("day", "after"), [("2024-02-28", "2024-02-29"), ("2023-02-28", "2023-03-01"), ("2024-12-31", "2025-01-01")]
)
def test_the_day_after(day: str, after: str) -> None:
    assert day_after(day) == after
