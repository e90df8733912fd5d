"""Standard times of holds: the nearest row counts, the shorter of reason and freshness, as of the day of opening."""

import pytest

from caseview.queries.hold_deadlines import HOUR_MS, LEFT_MS, Standard, allowed_ms, standards
from contracts.agencies import SOURCES
from contracts.common import ParameterSet
from mesh.declared.dates import china_midnight_ms
from tests.support.edge.registers_in_memory import MemoryRegisterEntries

NOON = 12 * HOUR_MS


def a_time(code: str, value: str, *, version: int = 1, valid_from: str = "2024-01-01", **more: str) -> ParameterSet:
    return ParameterSet(code=code, version=version, valid_from=valid_from, source="invented", value=value, **more)  # type: ignore[arg-type]


FRESH = a_time("worklist.fresh_chapters", "03 08")
REGISTER = (
    a_time("worklist.hours", "24"),
    a_time("worklist.hours.inspection", "4"),
    a_time("worklist.hours.inspection.fresh", "1"),
    a_time("worklist.hours.inspection.99601", "0.5"),
    a_time("worklist.hours.inspection.99602", "3"),
    FRESH,
)


def hours(known: tuple[Standard, ...], agency: str, code: str, chapters: str = "33", day: str = "2024-11-11") -> float:
    opened = china_midnight_ms(day) + NOON
    found = allowed_ms(known, agency=agency, code=code, chapters=frozenset(chapters.split()), opened_at_ms=opened)
    return found / HOUR_MS


def test_the_row_nearest_to_a_hold_counts() -> None:
    known = standards(REGISTER)
    assert hours(known, "inspection", "99602") == 3
    assert hours(known, "inspection", "1300") == 4
    assert hours(known, "forex", "99401") == 24


def test_fresh_goods_have_a_shorter_time() -> None:
    known = standards(REGISTER)
    assert hours(known, "inspection", "1300", "08 33") == 1
    assert hours(known, "forex", "99401", "08") == 24


def test_of_reason_and_freshness_the_shorter_time_counts() -> None:
    known = standards(REGISTER)
    assert hours(known, "inspection", "99602", "03") == 1
    assert hours(known, "inspection", "99601", "03") == 0.5


def test_the_version_of_the_day_of_opening_counts_and_not_a_later_one() -> None:
    later = a_time("worklist.hours.inspection", "2", version=2, valid_from="2024-11-12")
    known = standards((*REGISTER, later))
    assert [hours(known, "inspection", "1300", day=day) for day in ("2024-11-11", "2024-11-12")] == [4, 2]


def test_a_version_that_ends_gives_way_to_the_one_before() -> None:
    week = a_time("worklist.hours.inspection", "8", version=2, valid_from="2024-11-11", valid_to="2024-11-17")
    known = standards((*REGISTER, week))
    days = ("2024-11-10", "2024-11-11", "2024-11-17", "2024-11-18")
    assert [hours(known, "inspection", "1300", day=day) for day in days] == [4, 8, 8, 4]


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30"])
def test_a_version_that_ends_with_the_calendar_stays_in_force(day: str) -> None:
    """Some write it for an open end; there is no day after it."""
    ends = a_time("worklist.hours.inspection", "8", version=2, valid_from="0001-01-01", valid_to=day)
    assert hours(standards((*REGISTER, ends)), "inspection", "1300") == 8


def test_a_list_of_fresh_chapters_counts_from_its_day_on() -> None:
    more = a_time("worklist.fresh_chapters", "03 08 33", version=2, valid_from="2024-11-12")
    known = standards((*REGISTER, more))
    assert [hours(known, "inspection", "1300", day=day) for day in ("2024-11-11", "2024-11-12")] == [4, 1]


@pytest.mark.parametrize("value", ["four", "NaN", "Infinity", "-1", "1e30"])
def test_a_row_that_is_no_time_says_nothing_and_stops_nobody(value: str) -> None:
    known = standards((*REGISTER, a_time("worklist.hours.forex.99401", value)))
    assert hours(known, "forex", "99401") == 24
    assert hours(known, "inspection", "1300") == 4


def test_without_any_row_a_hold_may_wait_a_day() -> None:
    assert hours((), "tax", "99301") == LEFT_MS / HOUR_MS == 24


def test_the_times_of_this_repository_cover_every_agency_that_holds() -> None:
    known = standards(MemoryRegisterEntries().of("gateway.parameters.v1"))
    assert {one.agency for one in known} == {None, *(source.agency for source in SOURCES.values() if source.held)}
    assert hours(known, "tax", "99301") == 12
    assert hours(known, "inspection", "99602", "04") == 1
