"""Receipts by pages and as a stream: everyone gets their own, once, also after a break."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import topics
from contracts.gateway import ReceiptIssued
from mesh.testing.bench import Bench
from receipts.delivery.cursor import Cursor, parse
from receipts.delivery.pages import Concerned, page, stream
from receipts.delivery.streams import Streams, TooManyStreams
from receipts.delivery.unread import Unread
from receipts.processor import RECEIPTS
from tests.support.caseview.routes import Gateway
from tests.support.customs.builders import CARRIER, MERCHANT, PAYER_BANK
from tests.support.customs.lifecycle import a_subject, cleared
from tests.support.receipts.in_memory import PARTITIONS, MemorySource

EVERYONE = Concerned(frozenset(), everything=True, unread=Unread(0))


def some_receipts(orders: int = 6) -> list[ReceiptIssued]:
    bench = Bench(RECEIPTS)
    issued: list[ReceiptIssued] = []
    for number in range(orders):
        key = f"GW{number}"
        sent = bench.send(topics.CUSTOMS_DECLARATIONS, cleared(a_subject(key)), key=key.encode())
        issued += [emit.record for emit in sent]  # type: ignore[misc]
    return issued


def fill(source: MemorySource) -> list[ReceiptIssued]:
    issued = some_receipts()
    for number, receipt in enumerate(issued):
        source.add(number % PARTITIONS, receipt)
        if number % 5 == 4:
            source.add(number % PARTITIONS, None)  # a transaction's marker
    return issued


def ids(events: list[bytes]) -> list[str]:
    lines = b"".join(events).decode().splitlines()
    return [line.removeprefix("id: ") for line in lines if line.startswith("id: ")]


def told(events: list[bytes]) -> list[str]:
    """The receipt ids in a stream."""
    lines = b"".join(events).decode().splitlines()
    return [line.split('"receipt_id":"')[1].split('"')[0] for line in lines if line.startswith("data: ")]


async def take(events: AsyncIterator[bytes], enough: int) -> list[bytes]:
    taken: list[bytes] = []
    async for event in events:
        taken.append(event)
        if len(told(taken)) >= enough:
            break
    await events.aclose()  # type: ignore[attr-defined]
    return taken


@pytest.mark.parametrize("limit", [1, 2, 7, 100])
async def test_pages_give_every_receipt_once(limit: int) -> None:
    source = MemorySource()
    issued = fill(source)
    at, got = Cursor((0,) * PARTITIONS), []
    while True:
        found = await page(source, EVERYONE, at, limit=limit)
        got += [receipt.receipt_id for receipt in found.receipts]
        at = parse(str(found.cursor), PARTITIONS)
        assert len(found.receipts) <= limit
        if found.caught_up:
            break
    assert sorted(got) == sorted(receipt.receipt_id for receipt in issued)


@pytest.mark.parametrize(
    ("code", "kinds"), [(CARRIER, {"IMPORT_WAYBILL", "IMPORT_LIST"}), (PAYER_BANK, {"IMPORT_PAYMENT"})]
)
async def test_a_party_gets_its_own_receipts_only(code: str, kinds: set[str]) -> None:
    source = MemorySource()
    fill(source)
    found = await page(source, Concerned(frozenset({code}), False, Unread(0)), Cursor((0, 0)), limit=1_000)
    assert {str(receipt.document.document_type) for receipt in found.receipts} == kinds
    assert all(code in receipt.audience for receipt in found.receipts)


async def test_a_code_that_only_stands_in_the_text_gives_no_right() -> None:
    source = MemorySource()
    fill(source)
    found = await page(source, Concerned(frozenset({"GW1"}), False, Unread(0)), Cursor((0, 0)), limit=1_000)
    assert found.receipts == []
    assert found.caught_up


@given(breaks=st.lists(st.integers(1, 29), max_size=4))
async def test_a_stream_resumes_at_the_last_event_id_without_gap_or_repetition(breaks: list[int]) -> None:
    source = MemorySource()
    issued = fill(source)
    at, got = Cursor((0,) * PARTITIONS), list[str]()
    for enough in [*breaks, len(issued)]:
        left = min(enough, len(issued) - len(got))
        if not left:
            break
        events = await take(stream(source, EVERYONE, at), left)
        text = b"".join(events).decode().split("\n\n")
        kept = [event for event in text if "data: " in event][:left]  # the client dies after these
        got += told([(event + "\n").encode() for event in kept])
        at = parse(ids([(kept[-1] + "\n").encode()])[-1], PARTITIONS)
    if len(got) < len(issued):
        got += told(await take(stream(source, EVERYONE, at), len(issued) - len(got)))
    assert sorted(got) == sorted(receipt.receipt_id for receipt in issued)
    assert source.readers == 0


async def test_a_heartbeat_moves_the_cursor_past_what_was_not_for_the_client() -> None:
    source = MemorySource()
    fill(source)
    events = stream(source, Concerned(frozenset({"nobody"}), False, Unread(0)), Cursor((0, 0)), heartbeat_seconds=0)
    seen = []
    async for event in events:
        seen.append(event)
        if ids(seen) and parse(ids(seen)[-1], PARTITIONS) == await source.end():
            break
    await events.aclose()
    assert told(seen) == []


async def test_a_stream_ends_when_the_topic_cannot_be_read_and_the_client_comes_again() -> None:
    source = MemorySource()
    fill(source)
    seen = []
    async for event in stream(source, EVERYONE, Cursor((0, 0))):
        seen.append(event)
        source.down = bool(told(seen))
    assert told(seen)
    assert source.readers == 0


async def test_a_stream_ends_when_the_process_is_told_to_stop() -> None:
    source, streams = MemorySource(), Streams()
    fill(source)
    seen = []
    async for event in stream(source, EVERYONE, Cursor((0, 0)), ended=lambda: streams.ended):
        seen.append(event)
        if told(seen):
            streams.end()
    assert source.readers == 0


def test_open_streams_are_bounded_for_one_and_for_all() -> None:
    streams = Streams(each=1, all_together=2)
    with streams.opened("a"), streams.opened("b"):
        for organisation in ("a", "c"):
            with pytest.raises(TooManyStreams), streams.opened(organisation):
                pass
    with streams.opened("c"):
        assert streams.count("c") == 1
    assert streams.count("c") == 0


async def test_the_poll_route_pages_and_hides_who_else_may_see(gateway: Gateway) -> None:
    fill(gateway.receipts)
    first = (await gateway.get("merchant", "/v1/receipts", limit=4)).json()
    assert len(first["receipts"]) == 4
    assert all("audience" not in receipt for receipt in first["receipts"])
    assert all(receipt["merchant_code"] == MERCHANT for receipt in first["receipts"])
    rest = (await gateway.get("merchant", "/v1/receipts", after=first["next"], limit=1000)).json()
    assert rest["caught_up"]
    everything = (await gateway.get("merchant", "/v1/receipts", limit=1000)).json()["receipts"]
    assert first["receipts"] + rest["receipts"] == everything
    assert (await gateway.get("merchant", "/v1/receipts", after="end")).json()["receipts"] == []


@pytest.mark.parametrize("params", [{"after": "r9"}, {"limit": "0"}, {"limit": "x"}, {"limit": "1001"}])
async def test_a_bad_cursor_or_limit_is_refused(gateway: Gateway, params: dict[str, str]) -> None:
    response = await gateway.get("merchant", "/v1/receipts", **params)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_parameter")


async def test_receipts_are_not_served_while_the_bus_is_down(gateway: Gateway) -> None:
    gateway.receipts.down = True
    for path in ("/v1/receipts", "/v1/receipts/stream"):
        response = await gateway.get("merchant", path)
        assert (response.status_code, response.json()["code"]) == (503, "bus_unavailable")


async def test_too_many_streams_of_one_organisation_are_told_to_come_later(gateway: Gateway) -> None:
    with gateway.streams.opened("merchant"), gateway.streams.opened("merchant"):
        response = await gateway.get("merchant", "/v1/receipts/stream")
    assert response.status_code == 429
    assert response.headers["retry-after"]


async def test_an_agency_has_no_receipts(gateway: Gateway) -> None:
    assert (await gateway.get("inspector", "/v1/receipts")).status_code == 403
