"""Receipts backwards, for people: each once, the newest first, filtered."""

import asyncio
from itertools import count, pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.gateway import ReceiptIssued
from receipts.delivery.newest import newest
from receipts.delivery.pages import Concerned
from receipts.delivery.unread import Unread
from receipts.delivery.wanted import EVERYTHING, Wanted
from tests.component.receipts.test_receipts_out import some_receipts
from tests.support.caseview.routes import Gateway
from tests.support.receipts.in_memory import PARTITIONS, MemorySource

EVERYONE = Concerned(frozenset(), everything=True, unread=Unread(0))
SOME = some_receipts()


def at(receipt: ReceiptIssued, at_ms: int) -> ReceiptIssued:
    return msgspec.structs.replace(receipt, receipt_id=f"receipt-{at_ms}", return_at_ms=at_ms)


async def walk(source: MemorySource, limit: int, wanted: Wanted = EVERYTHING) -> list[ReceiptIssued]:
    """Return all receipts, page by page back to the beginning."""
    before, seen = await source.end(), []
    while True:
        page = await newest(source, EVERYONE, before, wanted=wanted, limit=limit)
        assert len(page.receipts) <= limit
        seen += page.receipts
        before = page.cursor
        if page.is_whole:
            return seen


@given(places=st.lists(st.integers(0, PARTITIONS - 1), max_size=40), limit=st.integers(1, 7))
def test_every_receipt_comes_once_and_the_newest_first(places: list[int], limit: int) -> None:
    source = MemorySource()
    for at_ms, partition in enumerate(places):
        source.add(partition, at(SOME[at_ms % len(SOME)], at_ms))
        if at_ms % 5 == 4:
            source.add(partition, None)  # a transaction's marker
    times = [receipt.return_at_ms for receipt in asyncio.run(walk(source, limit))]
    assert times == sorted(range(len(places)), reverse=True)


async def test_only_what_is_wanted_comes() -> None:
    source = MemorySource()
    for at_ms in range(20):
        source.add(at_ms % PARTITIONS, msgspec.structs.replace(at(SOME[0], at_ms), return_status=str(at_ms % 3)))
    twos = await walk(source, 3, Wanted(status="2"))
    assert [receipt.return_at_ms for receipt in twos] == [17, 14, 11, 8, 5, 2]
    assert await walk(source, 3, Wanted(number="nobody's")) == []
    assert len(await walk(source, 3, Wanted(number=SOME[0].order_no))) == 20


async def test_whoever_has_little_among_much_goes_on_from_a_short_page() -> None:
    source, seconds = MemorySource(), count(step=3.0)
    for at_ms in range(1_000):
        source.add(0, at(SOME[0], at_ms))
    before, pages = await source.end(), 0
    mine = Concerned(frozenset({"nobody"}), everything=False, unread=Unread(0))
    while any(before.offsets):
        page = await newest(source, mine, before, wanted=EVERYTHING, limit=5, monotonic=lambda: next(seconds))
        assert sum(page.cursor.offsets) < sum(before.offsets)
        before, pages = page.cursor, pages + 1
        assert page.receipts == []
    assert pages > 1


async def test_the_interface_walks_back_and_says_when_there_is_no_more(gateway: Gateway) -> None:
    for at_ms in range(7):
        gateway.receipts.add(at_ms % PARTITIONS, at(SOME[0], at_ms))
    times, before = [], "end"
    for _ in range(3):
        page: Any = (await gateway.get("auditor", "/v1/receipts", before=before, limit=3)).json()
        times += [receipt["return_at_ms"] for receipt in page["receipts"]]
        before = page["next"]
    assert page["caught_up"]
    assert all(newer > older for newer, older in pairwise(times))
    assert len(times) == 7


@pytest.mark.parametrize("query", [{"before": "nonsense"}, {"before": "end", "after": "start"}])
async def test_a_place_that_is_none_is_refused(gateway: Gateway, query: dict[str, str]) -> None:
    assert (await gateway.get("auditor", "/v1/receipts", **query)).status_code == 400
