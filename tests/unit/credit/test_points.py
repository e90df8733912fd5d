"""CRD-03 and CRD-04: what the end of a declaration counts."""

from typing import Any

import pytest

from contracts.credit import PointsSet
from credit.points import Counted, count, points_of
from credit.ratings.entering import REGISTERS
from mesh.declared.lookup import Lookup
from tests.support.agency.declarations import an_entry
from tests.support.agency.lookups import on_date
from tests.support.credit import conduct
from tests.support.credit.conduct import DAY, RELEASES_COUNT


def lookup(*entries: Any, date: str = DAY) -> Lookup:
    return on_date(REGISTERS, date, (*conduct.REGISTERS, *entries))


@pytest.mark.parametrize(
    ("codes", "counted"),
    [
        (("1300",), ("1300", -10)),
        (("99102", "1322"), ("99102", -3)),
        (("1322", "99102"), ("99102", -3)),
        (("1327", "13127"), ("1327", -3)),
        (("99001",), ("99001", -1)),
        (("-621018",), ("-621018", 0)),
        (("-621018", "99001"), ("99001", -1)),
    ],
)
def test_crd_03_a_refusal_counts_once_by_the_lowest_points(codes: tuple[str, ...], counted: tuple[str, int]) -> None:
    assert count(lookup(), codes) == Counted("CRD-03", *counted)


def test_crd_03_a_code_counts_as_the_table_has_it_that_day() -> None:
    stricter = an_entry(PointsSet, "99001", points=-7, valid_from="2024-11-12")
    assert [points_of(lookup(stricter, date=f"2024-11-{day}"), "99001") for day in (11, 12)] == [-1, -7]


def test_crd_03_a_code_without_a_row_or_class_counts_nothing() -> None:
    assert count(on_date(REGISTERS, DAY, ()), ("1300",)) == Counted("CRD-03", "1300", 0)


def test_crd_03_what_counted_names_the_row() -> None:
    asked = lookup()
    count(asked, ("99001",))
    assert [(used.register, used.code) for used in asked.used()] == [("credit.points", "refused")]


def test_crd_04_a_release_counts_where_the_table_has_it() -> None:
    assert count(lookup(RELEASES_COUNT), ("cleared",)) == Counted("CRD-04", "cleared", 1)


def test_crd_04_a_release_is_no_refusal_of_its_class() -> None:
    assert count(lookup(), ("cleared",)) == Counted("CRD-04", "cleared", 0)
