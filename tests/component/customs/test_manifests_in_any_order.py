"""Parts in any order, doubled at will, come to the same end, and a bill counts what its parts on file name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.common import Operation, Verdict
from contracts.customs import BillState
from contracts.customs_manifests import Bill, Parcel
from mesh.declared.dates import china_time
from mesh.declared.keys import order_key
from tests.support.customs.builders import AGENT, TEN_O_CLOCK
from tests.support.customs.manifests import (
    DAY_MS,
    KEY,
    Bills,
    Part,
    Steps,
    Told,
    a_departure,
    a_master_list,
    a_release,
    an_arrival,
    pages_of,
    parcels,
)
from tests.support.customs.registers import OPERATOR, OTHER_AGENT

TWO: dict[str, Any] = {"part_count": 2}
COURSE: tuple[Part, ...] = (
    a_master_list(parcels(1, 2), 1, **TWO),
    a_master_list(parcels(3), 2, **TWO),
    a_master_list(parcels(3, 4), 1, agent_code=OTHER_AGENT),
    an_arrival(parcels(4, 3), 1, **TWO),
    an_arrival(parcels(2, 1), 2, **TWO),
    a_departure(parcels(1, 3), 1, **TWO),
    a_departure(parcels(2), 2, **TWO),
)
"""A bill of four parcels; the fourth stays behind."""
MINUTE_MS = 60_000
LAST_MS = TEN_O_CLOCK + 60 * DAY_MS
OnFile = dict[tuple[str, str, int], tuple[set[str], Part]]
"""Waybill numbers and document of each part on file, by kind, issuer and number of the part."""


@st.composite
def doubled(draw: st.DrawFn) -> Sequence[tuple[Part, str]]:
    """Return the course in any order, its events doubled at will, with the ids of events."""
    out: list[tuple[Part, str]] = []
    for at in draw(st.permutations(range(len(COURSE)))):
        out += [(COURSE[at], f"event-{at}")] * draw(st.integers(min_value=1, max_value=2))
        if draw(st.booleans()):
            out.append((COURSE[at], f"again-{at}"))
    return out


@given(doubled(), st.data())
def test_in_any_order_each_part_is_concluded_once_and_each_parcel_ready_and_gone_once(
    course: Sequence[tuple[Part, str]], data: st.DataObject
) -> None:
    bills = Bills()
    for part, cause in course:
        bills.take(part, cause)
        if data.draw(st.booleans()):
            bills.tick(TEN_O_CLOCK)
    bills.tick(TEN_O_CLOCK)
    for part in COURSE:
        said = [one.return_status for one in bills.judgements(part) if one.verdict is not Verdict.DUPLICATE]
        assert said == ["2", "399"]
    moved = bills.moved()
    for waybill_no in parcels(1, 2, 3, 4):
        gone = ["DEPARTED"] if waybill_no != "EX4" else []
        assert sorted(one for one in moved[waybill_no] if one != "DIFFERING") == [*gone, "READY"]
        assert moved[waybill_no].count("DIFFERING") <= 1
        assert "DIFFERING" not in moved[waybill_no][moved[waybill_no].index("READY") :]
    bill, standing = bills.bill(), bills.standing()
    assert (bill.listed, bill.arrived, bill.matched, bill.departed, bill.work) == (4, 4, 4, 3, ())
    assert (standing.state, standing.differing, standing.parts_missing) == (BillState.DEPARTED, 0, 0)


@given(doubled())
def test_the_same_course_gives_the_same_bytes(course: Sequence[tuple[Part, str]]) -> None:
    one, other = Bills(), Bills()
    for bills in (one, other):
        for part, cause in course:
            bills.take(part, cause)
        bills.tick(TEN_O_CLOCK + 2 * DAY_MS)
    assert one.bench.sent == other.bench.sent
    assert one.bench.state() == other.bench.state()


class Act(NamedTuple):
    """What somebody does with a part: kind, issuer and number of the part, operation, waybills, msgCount."""

    maker: Any
    issuer: dict[str, str]
    part_no: int
    operation: Operation
    waybills: tuple[str, ...]
    announced: int


SERIES: tuple[tuple[Any, dict[str, str]], ...] = (
    (a_master_list, {"agent_code": AGENT}),
    (a_master_list, {"agent_code": OTHER_AGENT}),
    (an_arrival, {"operator_code": OPERATOR}),
    (a_departure, {}),
)
ACTS = st.builds(
    lambda series, *rest: Act(*series, *rest),
    st.sampled_from(SERIES),
    st.integers(min_value=1, max_value=3),
    st.sampled_from([Operation.ADD, Operation.ADD, Operation.CHANGE, Operation.DELETE]),
    st.lists(st.sampled_from(parcels(1, 2, 3, 4)), max_size=4).map(tuple),
    st.integers(min_value=1, max_value=3),
)


Deed = Act | str
DEEDS = st.lists(st.one_of(ACTS, st.sampled_from(["day", "release", "go on"])), max_size=25)


@settings(max_examples=150)
@given(DEEDS)
def test_whatever_is_done_a_bill_counts_what_its_parts_on_file_name(deeds: Sequence[Deed]) -> None:
    bills = Bills()
    _compare(bills, play(bills, deeds, compare=True))


@settings(max_examples=300)
@given(DEEDS, st.integers(min_value=1, max_value=3))
def test_it_does_so_too_where_every_step_is_small_and_others_come_between(deeds: Sequence[Deed], page: int) -> None:
    with pages_of(page):
        bills = Steps()
        on_file = play(bills, deeds, compare=False)
        bills.tick(LAST_MS)
        _compare(bills, still_on_file(bills, on_file))


@given(st.permutations(range(len(COURSE))), st.data())
def test_small_steps_in_any_order_come_to_the_same_end(order: Sequence[int], data: st.DataObject) -> None:
    with pages_of(1):
        bills = Steps()
        for at in order:
            bills.take(COURSE[at], f"event-{at}")
            bills.go_on(TEN_O_CLOCK, data.draw(st.integers(min_value=0, max_value=4)))
        bills.tick(TEN_O_CLOCK)
    for part in COURSE:
        assert bills.statuses(part) == ["2", "399"]
    for waybill_no in parcels(1, 2, 3, 4):
        moved = [one for one in bills.moved()[waybill_no] if one != "DIFFERING"]
        assert sorted(moved) == [*(["DEPARTED"] if waybill_no != "EX4" else []), "READY"]
        if order[-1] in (5, 6):  # the departure was complete last
            assert moved[0] == "READY"


def play(bills: Told, deeds: Sequence[Deed], *, compare: bool) -> OnFile:
    """Let deeds be done a minute after each other; return the parts that are on file. compare: after each."""
    now_ms = TEN_O_CLOCK
    on_file: OnFile = {}
    for deed in deeds:
        now_ms += MINUTE_MS
        if deed == "day":
            now_ms += DAY_MS
            bills.go_on(now_ms, 1)
        elif deed == "go on":
            bills.go_on(now_ms, 2)
        elif deed == "release":
            bills.take(a_release(found_at_ms=now_ms))
        else:
            assert isinstance(deed, Act)
            part = deed.maker(
                deed.waybills, deed.part_no, part_count=deed.announced, operation=deed.operation, accepted_at_ms=now_ms,
                app_time=china_time(now_ms), **deed.issuer,
            )  # fmt: skip
            bills.take(part)
            at = deed.maker.__name__, "".join(deed.issuer.values()), deed.part_no
            if bills.answers()[-1] == "2":
                on_file[at] = (set(deed.waybills), part)
                if deed.operation is Operation.DELETE:
                    del on_file[at]
        if compare:
            bills.tick(now_ms)
            on_file = still_on_file(bills, on_file)
            _compare(bills, on_file)
    return on_file


def still_on_file(bills: Told, on_file: OnFile) -> OnFile:
    """Return the parts that were not refused since."""
    return {at: held for at, held in on_file.items() if bills.statuses(held[1])[-1] != "100"}


def _compare(bills: Told, on_file: OnFile) -> None:
    named = {
        kind: set[str]().union(*(waybills for (maker, _, _), (waybills, _) in on_file.items() if maker == kind))
        for kind in ("a_master_list", "an_arrival", "a_departure")
    }
    bill = bills.get(Bill, KEY)
    if bill is None:
        assert not on_file
        return
    listed, arrived = named["a_master_list"], named["an_arrival"]
    assert (bill.listed, bill.arrived, bill.matched) == (len(listed), len(arrived), len(listed & arrived))
    assert bill.work == ()
    assert sum(series.on_file for series in bill.series) == len(on_file)
    concluded = [part for _, part in on_file.values() if bills.statuses(part)[-1] == "399"]
    assert sum(series.concluded for series in bill.series) == len(concluded)
    assert sum(series.lines for series in bill.series) == sum(len(waybills) for waybills, _ in on_file.values())
    gone = 0
    for waybill_no, moved in bills.moved().items():
        left = [one for one in moved if one.startswith("DEPART")]
        has_left = bool(left) and left[-1] == "DEPARTED"
        parcel = bills.get(Parcel, f"{KEY}|{order_key(waybill_no)}")
        assert has_left == (parcel is not None and parcel.departed_at_ms > 0)
        assert not has_left or waybill_no in named["a_departure"]
        assert moved.count("READY") <= 1
        gone += has_left
    assert bill.departed == gone
