"""The processor `forex.totals` in memory: entries in, totals kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from contracts import topics
from contracts.forex import TotalEntered
from contracts.forex_totals import Entry, Total
from forex.totals.processor import TOTALS
from mesh.testing.bench import Bench
from tests.support.agency.declarations import CNY


def an_entered(
    enterprise: str = "E1", entry: str = "d1-merchant", month: str = "2024-11", yuan: int = 200
) -> TotalEntered:
    return TotalEntered(enterprise_code=enterprise, entry_id=entry, month=month, amount_cny_e5=yuan * CNY)


def enter(bench: Bench, event: TotalEntered) -> None:
    assert bench.send(topics.FOREX_TOTAL_ENTRIES, event, key=event.enterprise_code.encode()) == []
    assert bench.parked() == []


def test_entries_add_up_by_enterprise_and_month() -> None:
    bench = Bench(TOTALS)
    for event in (
        an_entered(),
        an_entered(entry="d2-merchant", yuan=50),
        an_entered(entry="d3-merchant", month="2024-12", yuan=7),
        an_entered(enterprise="E2", entry="d1-institution"),
    ):
        enter(bench, event)
    totals = [bench.get(Total, key) for key in ("E1/2024-11", "E1/2024-12", "E2/2024-11")]
    assert [(total.amount_cny_e5, total.entries) for total in totals if total] == [
        (250 * CNY, 2),
        (7 * CNY, 1),
        (200 * CNY, 1),
    ]


def test_the_same_entry_again_changes_nothing() -> None:
    bench = Bench(TOTALS)
    for _ in range(2):
        enter(bench, an_entered())
    total = bench.get(Total, "E1/2024-11")
    assert total is not None
    assert (total.amount_cny_e5, total.entries) == (200 * CNY, 1)
    assert bench.get(Entry, "E1/d1-merchant") == Entry(month="2024-11", amount_cny_e5=200 * CNY)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_sum_beyond_64_bits_stays_at_the_edge_says_so_and_stops_nothing(sign: int) -> None:
    bench = Bench(TOTALS)
    most = 2**63 - 1
    for number, amount in enumerate((most - 1, 1, 1, -5)):
        entered = replace(an_entered(entry=f"d{number}"), amount_cny_e5=sign * amount)
        enter(bench, entered)
        total = bench.get(Total, "E1/2024-11")
        assert total is not None
        expected = sign * (most - 1, most, most, most - 5)[number]
        assert (total.amount_cny_e5, total.entries, total.exceeded) == (expected, number + 1, number >= 2)
    assert bench.get(Entry, "E1/d2") == Entry(month="2024-11", amount_cny_e5=sign)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 4), st.integers(-500, 500)), max_size=20))
def test_every_total_is_the_sum_of_its_distinct_entries(entries: list[tuple[str, int, int]]) -> None:
    bench = Bench(TOTALS)
    first: dict[tuple[str, int], int] = {}
    for enterprise, number, yuan in entries:
        enter(bench, an_entered(enterprise=enterprise, entry=f"d{number}", yuan=yuan))
        first.setdefault((enterprise, number), yuan)
    for enterprise in "ABC":
        total = bench.get(Total, f"{enterprise}/2024-11")
        expected = sum(yuan for (owner, _), yuan in first.items() if owner == enterprise)
        assert (total.amount_cny_e5 if total else 0) == expected * CNY
