"""The processor `credit.ratings` in memory: entries in, rows of the register out."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import topics
from contracts.common import ParameterSet
from contracts.credit import ConductEntered, EnterpriseGraded, PointsSet
from contracts.credit_ratings import Entry, Rating, Tally
from credit.ratings.processor import RATINGS
from mesh.declared.registers import Registers
from mesh.testing.bench import Bench
from tests.support.agency.declarations import MERCHANT, an_entry
from tests.support.credit import conduct
from tests.support.credit.conduct import LAST_DAY, NEXT_DAY, RELEASES_COUNT, an_entry_of


def a_bench(*entries: Any) -> Bench:
    return Bench(RATINGS, registers=(*conduct.REGISTERS, *entries))


def enter(bench: Bench, event: ConductEntered) -> list[EnterpriseGraded]:
    emits = bench.send(topics.CREDIT_ENTRIES, event, key=event.merchant_code.encode())
    assert bench.parked() == []
    rows = [emit.record for emit in emits if isinstance(emit.record, EnterpriseGraded)]
    assert [(emit.topic, emit.key) for emit in emits] == [
        (topics.CREDIT_RATINGS, f"{row.code}@{row.version}".encode()) for row in rows
    ]
    return rows


def grades(rows: list[EnterpriseGraded], *days: str) -> str:
    """Return the grade that the register has on each day, - where it has none."""
    found = [Registers(rows).find(EnterpriseGraded, MERCHANT, day) for day in days]
    return "".join("-" if row is None else row.grade for row in found)


def test_a_grade_falls_with_refusals_and_counts_from_the_next_day() -> None:
    bench = a_bench()
    rows = [row for number in range(1, 4) for row in enter(bench, an_entry_of(number))]
    assert [(row.version, row.grade, row.points) for row in rows] == [(1, "C", -10), (2, "D", -30)]
    assert {(row.valid_from, row.valid_to) for row in rows} == {(NEXT_DAY, LAST_DAY)}
    assert grades(rows, "2024-11-11", NEXT_DAY, LAST_DAY, "2025-01-01") == "-DD-", "of one day the last version counts"


def test_a_row_says_why() -> None:
    bench = a_bench()
    enter(bench, an_entry_of(1, "99001"))
    (row,) = enter(bench, an_entry_of(2, "1322", "1300"))
    assert [(each.counted_by, each.code, each.points, each.declaration_id[-1]) for each in row.grounds] == [
        ("CRD-03", "99001", -1, "1"),
        ("CRD-03", "1300", -10, "2"),
    ]
    assert (row.rules_version, row.source) == ("credit 1", "CRD-05")
    assert [(used.register, used.code) for used in row.registers] == [
        ("credit.points", "1322"),
        ("credit.points", "1300"),
        ("credit.parameters", "window.months"),
        ("credit.parameters", "grade.least.A"),
        ("credit.parameters", "grade.least.B"),
        ("credit.parameters", "grade.least.C"),
        ("credit.parameters", "grade.initial"),
    ]


def test_the_same_entry_again_changes_nothing() -> None:
    bench = a_bench()
    enter(bench, an_entry_of())
    before = {key: value for key, value in bench.state().items() if not key.startswith(b"JournalHead/")}
    assert enter(bench, an_entry_of()) == []
    assert {key: value for key, value in bench.state().items() if not key.startswith(b"JournalHead/")} == before
    tally = bench.get(Tally, f"{MERCHANT}/2024-01-01")
    assert tally is not None
    assert (tally.points, tally.entries) == (-10, 1)
    assert bench.get(Entry, f"{MERCHANT}/{an_entry_of().entry_id}") == Entry(day="2024-11-11", code="1300", points=-10)


def test_releases_raise_a_grade_where_the_table_counts_them() -> None:
    bench = a_bench(RELEASES_COUNT)
    rows = [row for number in range(20) for row in enter(bench, an_entry_of(number, "cleared"))]
    assert [(row.grade, row.points) for row in rows] == [("A", 20)]
    assert [each.counted_by for each in rows[0].grounds] == ["CRD-04"] * 5


def test_points_lapse_with_the_window() -> None:
    bench = a_bench()
    rows = enter(bench, an_entry_of(1, day="2024-12-30"))
    rows += enter(bench, an_entry_of(2, day="2025-02-01"))
    assert [(row.version, row.grade, row.points, row.valid_from, row.valid_to) for row in rows] == [
        (1, "C", -10, LAST_DAY, LAST_DAY),
        (2, "C", -10, "2025-02-02", "2025-12-31"),
    ]
    assert grades(rows, LAST_DAY, "2025-01-01", "2025-02-02") == "C-C"


def test_what_comes_on_the_last_day_of_a_window_changes_no_grade() -> None:
    assert enter(a_bench(), an_entry_of(day=LAST_DAY)) == []


def test_an_entry_of_a_window_that_is_over_counts_there_and_changes_no_grade() -> None:
    bench = a_bench()
    enter(bench, an_entry_of(1, day="2025-02-01"))
    assert enter(bench, an_entry_of(2, day="2024-11-11")) == []
    points = [bench.get(Tally, f"{MERCHANT}/{year}-01-01") for year in (2024, 2025)]
    assert [tally.points for tally in points if tally] == [-10, -10]


def test_an_entry_that_comes_late_begins_no_row_in_the_past() -> None:
    bench = a_bench()
    assert enter(bench, an_entry_of(1, "99001", day="2024-11-20")) == []
    (row,) = enter(bench, an_entry_of(2, day="2024-11-11"))
    assert (row.grade, row.valid_from) == ("C", "2024-11-21")


def test_a_shorter_window_from_a_day_on() -> None:
    bench = a_bench(an_entry(ParameterSet, "window.months", value="3", version=2, valid_from="2024-10-01"))
    (before,) = enter(bench, an_entry_of(1, day="2024-09-01"))
    assert (before.grade, before.valid_to) == ("C", LAST_DAY)
    assert enter(bench, an_entry_of(2, day="2024-10-01")) == [], "it has that grade until the end of the year"
    tally = bench.get(Tally, f"{MERCHANT}/2024-10-01")
    assert tally is not None
    assert (tally.points, tally.last_day) == (-10, LAST_DAY)


def test_merchants_have_points_of_their_own() -> None:
    bench = a_bench()
    for number in range(3):
        enter(bench, an_entry_of(number, merchant_code=f"M{number}"))
    assert {bench.get(Rating, f"M{number}") for number in range(3)} == {
        Rating(newest_day="2024-11-11", version=1, grade="C", valid_to=LAST_DAY)
    }


def test_without_a_threshold_the_key_waits_for_a_redrive() -> None:
    bench = Bench(RATINGS, registers=[entry for entry in conduct.REGISTERS if entry.code != "grade.least.C"])
    for number in (1, 2):
        bench.send(topics.CREDIT_ENTRIES, an_entry_of(number), key=MERCHANT.encode())
    assert bench.parked() == [MERCHANT]


DAYS = ("2024-11-11", "2024-12-20", "2025-01-05", "2025-02-28", "2025-03-20")


@pytest.mark.parametrize("seed", range(20))
def test_in_whichever_order_entries_come_the_grade_afterwards_is_the_same(seed: int) -> None:
    chance = random.Random(seed)
    events = [
        an_entry_of(number, chance.choice(["1300", "99001", "1322", "cleared"]), day=chance.choice(DAYS))
        for number in range(30)
    ]
    ends = set()
    for _ in range(3):
        chance.shuffle(events)
        bench = a_bench(an_entry(PointsSet, "cleared", points=7))
        rows = [row for event in (*events, *events[:5]) for row in enter(bench, event)]
        tallies = tuple(bench.get(Tally, f"{MERCHANT}/{year}-01-01") for year in (2024, 2025))
        assert [row.version for row in rows] == list(range(1, len(rows) + 1))
        ends.add((tallies, grades(rows, "2025-03-21").replace("-", "B")))
    assert len(ends) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["1300", "99001", "-621018"])), max_size=12))
def test_the_sum_is_that_of_the_distinct_entries(given_: list[tuple[int, str]]) -> None:
    bench = a_bench()
    first: dict[int, int] = {}
    for number, code in given_:
        enter(bench, an_entry_of(number, code))
        first.setdefault(number, {"1300": -10, "99001": -1, "-621018": 0}[code])
    tally = bench.get(Tally, f"{MERCHANT}/2024-01-01")
    found = (0, 0) if tally is None else (tally.points, tally.entries)
    assert found == (sum(first.values()), len(first))
