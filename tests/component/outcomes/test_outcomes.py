"""
The same submissions end as they ended: verdicts, statuses, reasons, numbers and amounts of a fixed course of trade.

The baseline was written before documents, agencies and rules became data, and holds codes and rule ids, never texts.
After a change of outcome that is meant: ``pytest tests/component/outcomes --update-outcomes``, and read the difference.
"""

from functools import cache
from pathlib import Path

import pytest

from tests.support.outcomes import table
from tests.support.outcomes.course import Course
from tests.support.outcomes.table import Table

BASELINE = Path(__file__).parent / "baseline.txt"
SHOWN = 20
FEWEST = {"parcels": 1_000, "reasons": 45, "courses of events": 200}
"""What the course is worth: less would prove less."""


@cache
def played() -> tuple[Table, tuple[str, ...]]:
    """Return the table of the course, and the keys on which a rule failed."""
    course = Course()
    course.play()
    mesh = course.mesh
    return table.parcels(course.submissions, mesh.facts, mesh.lists), tuple(mesh.parked())


def test_every_parcel_ends_as_it_ended(pytestconfig: pytest.Config) -> None:
    now, _ = played()
    if pytestconfig.getoption("--update-outcomes"):
        BASELINE.write_text(table.text(now), encoding="utf-8")
    found = table.differences(table.parse(BASELINE.read_text(encoding="utf-8")), now)
    if found:
        pytest.fail(f"{len(found)} parcels end otherwise:\n" + "\n".join(found[:SHOWN]), pytrace=False)


def test_no_rule_fails_on_any_of_it() -> None:
    assert played()[1] == ()


def test_the_course_reaches_what_it_is_for() -> None:
    now, _ = played()
    lines = [line for parcel in now.values() for line in parcel.lines]
    reached = {
        "parcels": len(now),
        "reasons": len({word for line in lines for word in line.split() if "/" in word}),
        "courses of events": len({parcel.lines for parcel in now.values()}),
    }
    assert all(reached[name] >= least for name, least in FEWEST.items()), reached


def test_a_table_reads_as_it_was_written() -> None:
    now, _ = played()
    assert table.parse(table.text(now)) == now


def test_another_outcome_is_told_with_its_parcel() -> None:
    now, _ = played()
    name, parcel = next(iter(now.items()))
    other = parcel._replace(figures=(*parcel.figures[:-1], "0"))
    gone = {**now, name: other}
    found = table.differences(now, gone)
    assert len(found) == 1
    assert found[0].startswith(name)
    assert f"\n  -{parcel.rendered()[-1]}\n  +{other.rendered()[-1]}" in found[0]
