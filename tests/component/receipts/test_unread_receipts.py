"""What is no receipt, or not yet readable, keeps nobody from theirs: pages, stream, messages and cursors go past it."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from structlog.testing import capture_logs

from contracts import codec
from contracts.gateway import ReceiptIssued
from mesh.declared.errors import TemporaryFailure
from receipts.delivery import metrics
from receipts.delivery.cursor import Cursor, parse
from receipts.delivery.pages import Concerned, one, page, stream
from receipts.delivery.unread import MOST_IDS, NotYet, Unread
from tests.component.receipts.test_receipts_out import ids, some_receipts, told
from tests.support.caseview.routes import Gateway
from tests.support.caseview.trade import an_amendment
from tests.support.customs.builders import MERCHANT
from tests.support.mesh import schemas
from tests.support.receipts.in_memory import PARTITIONS, MemorySource

START = Cursor((0,) * PARTITIONS)
NAMED = MERCHANT.encode()
RECEIPT = codec.encode(some_receipts(1)[0])
BROKEN = {
    "not in the wire format": b"{" + NAMED + b"}",
    "short": b"\0\0" + NAMED[:2],
    "cut off": RECEIPT[: RECEIPT.index(NAMED) + len(NAMED)],
    "with bytes left over": RECEIPT + NAMED,
    "garbage under our id": RECEIPT[:5] + b"\xff" * 9 + NAMED,
}


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def foreign(number: int = 1) -> bytes:
    """Of a schema that nobody publishes, naming the merchant."""
    return b"\0" + number.to_bytes(4, "big") + NAMED


def everyone(unread: Unread) -> Concerned:
    return Concerned(frozenset(), True, unread)


def merchant(unread: Unread) -> Concerned:
    return Concerned(frozenset({MERCHANT}), False, unread)


def fill(source: MemorySource, spoiling: bytes) -> list[str]:
    """Receipts on all partitions, with such a record before, between and behind them."""
    issued = some_receipts()
    for number, receipt in enumerate(issued):
        partition = number % PARTITIONS
        source.add_bytes(partition, spoiling)
        source.add(partition, receipt)
    for partition in range(PARTITIONS):
        source.add_bytes(partition, spoiling)
    return sorted(receipt.receipt_id for receipt in issued)


async def all_pages(source: MemorySource, concerned: Concerned, limit: int) -> tuple[list[str], Cursor]:
    at, got = START, list[str]()
    while True:
        found = await page(source, concerned, at, limit=limit)
        got += [receipt.receipt_id for receipt in found.receipts]
        at = parse(str(found.cursor), PARTITIONS)
        if found.caught_up:
            return sorted(got), at


@pytest.mark.parametrize("limit", [1, 3, 1_000])
@pytest.mark.parametrize("what", [*BROKEN, "foreign"])
async def test_pages_go_past_what_can_never_be_read_and_tell_it_once(what: str, limit: int) -> None:
    source, unread = MemorySource(), Unread(0)
    made = fill(source, BROKEN.get(what, foreign()))
    before = metrics.RECEIPTS_PASSED_OVER._value.get()
    with capture_logs() as logs:
        for _ in range(2):
            got, at = await all_pages(source, everyone(unread), limit)
            assert (got, at) == (made, await source.end())
    spoilt = len(made) + PARTITIONS
    assert [entry["event"] for entry in logs] == ["receipt_passed_over"] * spoilt
    assert metrics.RECEIPTS_PASSED_OVER._value.get() - before == spoilt
    assert MERCHANT not in str(logs)


async def test_another_record_on_the_topic_is_no_receipt() -> None:
    source = MemorySource()
    made = fill(source, codec.encode(an_amendment()))
    assert (await all_pages(source, everyone(Unread(0)), 100))[0] == made


@pytest.mark.parametrize("what", [*BROKEN, "foreign"])
async def test_a_stream_goes_past_it_and_its_last_event_id_too(what: str) -> None:
    source = MemorySource()
    made = fill(source, BROKEN.get(what, foreign()))
    seen: list[bytes] = []
    async for event in stream(source, merchant(Unread(0)), START, heartbeat_seconds=0):
        seen.append(event)
        if ids(seen) and parse(ids(seen)[-1], PARTITIONS) == await source.end():
            break
    assert set(told(seen)) <= set(made)
    assert len(told(seen)) == len(await merchants_own(source))


async def merchants_own(source: MemorySource) -> list[ReceiptIssued]:
    return (await page(source, merchant(Unread(0)), START, limit=1_000)).receipts


async def test_one_of_an_unread_schema_is_looked_for_and_read_when_that_is_published() -> None:
    source, seconds = MemorySource(), Seconds()
    unread = Unread(30, monotonic=seconds)
    newer = schemas.newer(ReceiptIssued)
    first, second, third = some_receipts()[:3]
    source.add(0, first)
    source.add_bytes(0, newer.encode(second))
    source.add(0, third)
    found = await page(source, everyone(unread), START, limit=10, monotonic=quickly())
    assert [receipt.receipt_id for receipt in found.receipts] == [first.receipt_id]
    assert (found.cursor.offsets[0], found.caught_up) == (1, False)
    source.published.append(newer.published)
    seconds.now = 2
    found = await page(source, everyone(unread), found.cursor, limit=10)
    assert [receipt.receipt_id for receipt in found.receipts] == [second.receipt_id, third.receipt_id]
    assert found.caught_up


def quickly() -> "Seconds":
    """A clock by which every look is the last: a page does not wait in a test."""

    class Running(Seconds):
        def __call__(self) -> float:
            self.now += 10
            return self.now

    return Running()


async def test_while_a_schema_is_waited_for_only_its_partition_waits_and_then_nobody_does() -> None:
    source, seconds = MemorySource(), Seconds()
    unread = Unread(30, monotonic=seconds)
    before, behind, elsewhere = some_receipts()[:3]
    source.add(0, before)
    source.add_bytes(0, foreign())
    source.add(0, behind)
    source.add(1, elsewhere)
    found = await page(source, everyone(unread), START, limit=10)
    assert {receipt.receipt_id for receipt in found.receipts} == {before.receipt_id, elsewhere.receipt_id}
    assert (found.cursor, found.caught_up) == (Cursor((1, 1)), False)
    seconds.now = 29
    found = await page(source, everyone(unread), found.cursor, limit=10, monotonic=quickly())
    assert (found.receipts, found.cursor, found.caught_up) == ([], Cursor((1, 1)), False)
    seconds.now = 31
    with capture_logs() as logs:
        found = await page(source, everyone(unread), found.cursor, limit=10)
    assert ([receipt.receipt_id for receipt in found.receipts], found.caught_up) == ([behind.receipt_id], True)
    assert [entry["event"] for entry in logs] == ["receipt_passed_over"]
    assert source.looks


async def test_a_foreign_record_that_names_nobody_who_asks_keeps_nobody_waiting() -> None:
    source = MemorySource()
    source.add_bytes(0, b"\0\0\0\0\x01nobody")
    source.add(0, some_receipts()[0])
    found = await page(source, merchant(Unread(3_600)), START, limit=10)
    assert found.caught_up
    assert source.looks == 0


async def test_many_foreign_schemas_in_a_row_are_waited_for_together() -> None:
    """Not the whole time for each."""
    source, seconds = MemorySource(page=100), Seconds()
    unread = Unread(30, monotonic=seconds)
    for number in range(1, 20):
        source.add_bytes(0, foreign(number))
    receipt = some_receipts()[0]
    source.add(0, receipt)
    await page(source, everyone(unread), START, limit=10, monotonic=quickly())
    seconds.now = 31
    found = await page(source, everyone(unread), START, limit=10)
    assert [each.receipt_id for each in found.receipts] == [receipt.receipt_id]


def test_more_foreign_schemas_than_any_upgrade_has_are_not_waited_for() -> None:
    unread = Unread(30)
    assert all(unread.waits(number) for number in range(MOST_IDS))
    assert not unread.waits(MOST_IDS)
    assert unread.waits(0)


async def test_a_stream_waits_with_one_partition_and_goes_on_there_when_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("receipts.delivery.pages.WAIT_SECONDS", 0.01)
    source, seconds = MemorySource(), Seconds()
    before, behind, elsewhere = some_receipts()[:3]
    source.add(0, before)
    source.add_bytes(0, foreign())
    source.add(0, behind)
    source.add(1, elsewhere)
    events: AsyncIterator[bytes] = stream(source, everyone(Unread(30, monotonic=seconds)), START)
    seen: list[bytes] = []
    async for event in events:
        seen.append(event)
        if len(told(seen)) == 2:
            assert set(told(seen)) == {before.receipt_id, elsewhere.receipt_id}
            assert parse(ids(seen)[-1], PARTITIONS) == Cursor((1, 1))
            seconds.now = 31
        if len(told(seen)) == 3:
            break
    await events.aclose()  # type: ignore[attr-defined]
    assert told(seen)[-1] == behind.receipt_id
    assert parse(ids(seen)[-1], PARTITIONS) == await source.end()
    assert source.readers == 0


async def test_the_place_of_what_cannot_be_read_holds_no_receipt() -> None:
    source, seconds = MemorySource(), Seconds()
    unread = Unread(30, monotonic=seconds)
    broken = source.add_bytes(0, BROKEN["cut off"])
    waiting = source.add_bytes(0, foreign())
    assert await one(source, everyone(unread), broken) is None
    with pytest.raises(NotYet):
        await one(source, everyone(unread), waiting)
    seconds.now = 31
    assert await one(source, everyone(unread), waiting) is None


async def test_schemas_are_not_looked_for_at_every_record() -> None:
    source, seconds = MemorySource(), Seconds()
    unread = Unread(30, monotonic=seconds)
    source.add_bytes(0, foreign())
    seconds.now = 2
    for _ in range(5):
        await page(source, everyone(unread), START, limit=10, monotonic=quickly())
    assert source.looks == 1


async def test_a_source_that_cannot_learn_is_a_passing_failure() -> None:
    class Deaf(MemorySource):
        async def learn(self) -> None:
            raise TemporaryFailure("the broker does not answer")

    source, seconds = Deaf(), Seconds()
    unread = Unread(30, monotonic=seconds)
    source.add_bytes(0, foreign())
    seconds.now = 2
    with pytest.raises(TemporaryFailure):
        await page(source, everyone(unread), START, limit=10)


@pytest.mark.parametrize("what", [*BROKEN, "foreign"])
async def test_every_route_answers_beside_it(gateway: Gateway, what: str) -> None:
    made = fill(gateway.receipts, BROKEN.get(what, foreign()))
    if what == "foreign":
        gateway.app.state.delivery.unread.waits(1)
        gateway.seconds = 31
    answer = await gateway.get("operator", "/v1/receipts", limit=1_000)
    assert answer.status_code == 200
    assert sorted(receipt["receipt_id"] for receipt in answer.json()["receipts"]) == made
    assert answer.json()["caught_up"]
    mailbox = await gateway.get("operator", "/v1/messages", limit=1_000)
    assert sorted(place for message in mailbox.json()["messages"] for place in message["places"])
    assert (len(mailbox.json()["messages"]), mailbox.json()["caught_up"]) == (len(made), True)
    assert (await gateway.get("operator", "/v1/messages/0-0")).status_code == 404
    assert (await gateway.get("operator", "/v1/messages/0-1")).status_code == 200


async def test_while_its_schema_is_waited_for_a_place_is_asked_for_again_later(gateway: Gateway) -> None:
    gateway.receipts.add_bytes(0, foreign())
    answer = await gateway.get("operator", "/v1/messages/0-0")
    assert (answer.status_code, answer.json()["code"]) == (503, "bus_unavailable")


ODD: dict[str, dict[str, Any]] = {
    "a type that no message has": {"message_type": "CEB999"},
    "a type that would open an element": {"message_type": "a><b"},
    "a bill's type without a bill": {"message_type": "CEB816"},
    "a time before all calendars": {"return_at_ms": -(2**63)},
    "a time after all calendars": {"return_at_ms": 2**63 - 1},
}


@pytest.mark.parametrize("what", ODD)
async def test_a_receipt_that_says_what_none_of_ours_would_keeps_no_message_back(gateway: Gateway, what: str) -> None:
    first, second = some_receipts()[:2]
    gateway.receipts.add(0, msgspec.structs.replace(first, **ODD[what]))
    gateway.receipts.add(0, second)
    mailbox = await gateway.get("operator", "/v1/messages")
    assert mailbox.status_code == 200
    assert "0-1" in [place for message in mailbox.json()["messages"] for place in message["places"]]
    assert (await gateway.get("operator", "/v1/messages/0-0")).status_code in (200, 404)
    assert (await gateway.get("operator", "/v1/receipts")).status_code == 200
