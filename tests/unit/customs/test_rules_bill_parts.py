"""What a part of a bill must be by itself: each rule both ways."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.trade import ArrivalLine, MasterListLine
from customs.rules.documents import bill_parts
from mesh.declared.dates import china_time
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.customs.manifests import DAY_MS, a_departure, a_master_list, an_arrival, parcels

OF = {
    a_master_list: (bill_parts.OF_MASTER_LIST, "-902001"),
    an_arrival: (bill_parts.OF_ARRIVAL, "-802001"),
    a_departure: (bill_parts.OF_DEPARTURE, "-506001"),
}
ALL = pytest.mark.parametrize("make", OF)


def said(make: Any, *waybills: Any, **changes: Any) -> list[tuple[str, str]]:
    """Return code and rule of what is wrong with a part."""
    book, _ = OF[make]
    return [(reason.code, reason.rule_id) for reason in book.evaluate(make(*waybills, **changes)).reasons]


@ALL
def test_a_part_as_built_passes(make: Any) -> None:
    assert said(make) == []


@ALL
@pytest.mark.parametrize(("part_no", "part_count"), [(1, 1), (20, 20), (1, 1_000), (1_000, 1_000)])
def test_bil_01_a_part_of_as_many_as_there_are_passes(make: Any, part_no: int, part_count: int) -> None:
    assert said(make, part_no=part_no, part_count=part_count) == []


@ALL
@pytest.mark.parametrize(("part_no", "part_count"), [(2, 1), (0, 1), (-1, 3), (0, 0), (1, 1_001), (1, -1)])
def test_bil_01_a_part_beyond_the_count_is_refused(make: Any, part_no: int, part_count: int) -> None:
    assert said(make, part_no=part_no, part_count=part_count) == [(OF[make][1], "BIL-01")]


@ALL
@given(st.permutations([1, 2, 3]))
def test_doc_02_lines_of_a_part_in_any_sequence_are_accepted(make: Any, numbers: list[int]) -> None:
    assert said(make, lines=lines(make, *numbers)) == []


@ALL
@pytest.mark.parametrize("numbers", [(1, 1), (1, 3), (2,), (0, 1), (1, 2, 2)])
def test_doc_02_lines_of_a_part_with_a_gap_or_a_number_twice_are_refused(make: Any, numbers: tuple[int, ...]) -> None:
    assert said(make, lines=lines(make, *numbers)) == [(OF[make][1], "DOC-02")]


def lines(make: Any, *numbers: int) -> tuple[Any, ...]:
    """Return lines of a part with these numbers."""
    kind = type(make().lines[0])
    return tuple(kind(gnum=number, waybill_no=f"EX{place}") for place, number in enumerate(numbers))


@ALL
@pytest.mark.parametrize("changes", [{"cop_no": " "}, {"bill_no": " "}])
def test_doc_08_a_part_without_a_number_is_refused(make: Any, changes: dict[str, Any]) -> None:
    assert said(make, **changes) == [(OF[make][1], "DOC-08")]


def test_doc_08_a_line_without_a_waybill_is_refused_and_post_without_a_bill_is_accepted() -> None:
    blank = (MasterListLine(gnum=1, waybill_no="EX1"), MasterListLine(gnum=2, waybill_no="　"))
    assert said(a_master_list, lines=blank) == [("-902001", "DOC-08")]
    assert said(a_departure, bill_no=None) == []


@ALL
@pytest.mark.parametrize(("changes", "rule_ids"), [({"transport_mode": "5"}, []), ({"transport_mode": "A"}, ["COD-01"]),
                                                   ({"customs_code": "51A1"}, ["COD-01"])])  # fmt: skip
def test_cod_01_codes_of_a_part_are_those_of_customs(make: Any, changes: dict[str, Any], rule_ids: list[str]) -> None:
    assert [rule_id for _, rule_id in said(make, **changes)] == rule_ids


@pytest.mark.parametrize(("weight", "rule_ids"), [(1, []), (0, ["DOC-05"]), (-1, ["DOC-05"]), (10**12 + 1, ["DOC-05"])])
def test_doc_05_a_master_list_weighs_something(weight: int, rule_ids: list[str]) -> None:
    assert [rule_id for _, rule_id in said(a_master_list, gross_weight_kg_e5=weight)] == rule_ids


def test_bil_04_an_arrival_of_export_passes() -> None:
    assert said(an_arrival, ie_flag="E") == []


@pytest.mark.parametrize("flag", ["I", "e", "Ｅ", ""])
def test_bil_04_an_arrival_of_anything_else_is_refused(flag: str) -> None:
    assert said(an_arrival, ie_flag=flag) == [("-802001", "BIL-04")]


def test_bil_05_post_that_names_parcels_and_a_bill_that_names_none_pass() -> None:
    assert said(an_arrival, parcels(1), bill_no=None) == []
    assert said(an_arrival, ()) == []


@pytest.mark.parametrize("bill_no", [None, ""])
def test_bil_05_post_that_names_no_parcels_is_refused(bill_no: str | None) -> None:
    assert ("-802001", "BIL-05") in said(an_arrival, (), bill_no=bill_no)


@pytest.mark.parametrize("ahead_ms", [-366 * DAY_MS, 0, DAY_MS])
def test_bil_09_a_departure_of_the_past_and_of_a_day_ahead_passes(ahead_ms: int) -> None:
    assert bill_parts.has_left(a_departure(departure_time=china_time(TEN_O_CLOCK + ahead_ms)), DAY_MS) is None


@pytest.mark.parametrize(
    "departure_time",
    [china_time(TEN_O_CLOCK + DAY_MS + 1_000), china_time(TEN_O_CLOCK - 367 * DAY_MS), "20241332000000"],
)
def test_bil_09_a_departure_of_the_future_or_of_no_day_is_refused(departure_time: str) -> None:
    reason = bill_parts.has_left(a_departure(departure_time=departure_time), DAY_MS)
    assert reason is not None
    assert (reason.code, reason.rule_id) == ("-506001", "BIL-09")


def test_a_part_of_five_thousand_lines_passes() -> None:
    many = tuple(ArrivalLine(gnum=gnum, waybill_no=f"EX{gnum}") for gnum in range(1, 5_001))
    assert said(an_arrival, lines=many) == []
