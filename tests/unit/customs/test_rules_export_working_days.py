"""The end of the 15th, or of the first working day after it, by the calendar's register."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.common import ParameterSet
from contracts.customs import DaysOffSet
from customs.rules.export.working_days import CONSOLIDATION_DAY, due_at_ms, due_day, first_working_day, is_working_day
from mesh.declared.dates import china_date, china_time
from mesh.declared.errors import ConfigurationError
from mesh.declared.registers import Registers
from tests.support.customs.export_registers import a_parameter, deployed

DAYS = [str(date(2025, 10, 1) + timedelta(days=n)) for n in range(182)]


PARAMETERS_AND_MONTHS = [record for record in deployed() if isinstance(record, ParameterSet | DaysOffSet)]


def calendar(*more: Any) -> Registers:
    return Registers((*PARAMETERS_AND_MONTHS, *more))


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2025-09", "2025-10-15"),
        ("2025-10", "2025-11-17"),
        ("2025-11", "2025-12-15"),
        ("2025-12", "2026-01-15"),
        ("2026-01", "2026-02-24"),
        ("2026-02", "2026-03-16"),
    ],
    ids=["a Wednesday", "a Saturday", "a Monday", "over the year", "in the Spring Festival", "a Sunday"],
)
def test_the_lists_of_a_month_are_due_on_the_15th_or_the_first_working_day_after(month: str, day: str) -> None:
    assert due_day(month, calendar()) == day


def test_it_ends_with_the_day_in_china() -> None:
    end = due_at_ms("2025-12", calendar())
    assert (china_time(end - 1), china_time(end)) == ("20260115235959", "20260116000000")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-10-11", True),
        ("2025-10-12", False),
        ("2026-01-03", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-15", False),
        ("2026-02-23", False),
        ("2026-02-28", True),
    ],
)
def test_holidays_are_off_and_weekends_that_make_up_for_them_are_worked(day: str, works: bool) -> None:
    assert is_working_day(day, calendar()) is works


def test_another_day_of_the_month_is_a_parameter() -> None:
    assert due_day("2025-12", calendar(a_parameter(CONSOLIDATION_DAY, "3"))) == "2026-01-04"


def test_the_first_working_day_may_be_in_the_next_month() -> None:
    assert first_working_day("2026-01-31", calendar()) == "2026-02-02"


@pytest.mark.parametrize("month", ["2025-08", "2026-03"])
def test_a_month_that_the_calendar_lacks_is_named(month: str) -> None:
    with pytest.raises(ConfigurationError, match=r"no DaysOffSet '202[56]-0[94]'"):
        due_day(month, calendar())


def test_a_later_version_of_a_month_counts() -> None:
    moved = DaysOffSet(code="2026-01", version=2, valid_from="2026-01-05", source="test", days_off=("15", "16"))
    assert due_day("2025-12", calendar(moved)) == "2026-01-17"


@given(st.sampled_from(DAYS[:-2]))
def test_the_first_working_day_is_worked_and_no_day_before_it_is(day: str) -> None:
    registers = calendar()
    found = first_working_day(day, registers)
    assert found >= day
    assert is_working_day(found, registers)
    assert not any(is_working_day(each, registers) for each in DAYS if day <= each < found)


def test_every_month_is_due_after_the_one_before() -> None:
    months = ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]
    ends = [due_at_ms(month, calendar()) for month in months]
    assert ends == sorted(ends)
    assert all(china_date(end)[:7] > month for end, month in zip(ends, months, strict=True))
