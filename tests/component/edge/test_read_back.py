"""What is published is told from ``ce_id`` alone, and only after a settle when something may be under way."""

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest

from contracts.documents import DOCUMENTS
from contracts.topics import GATEWAY_EVIDENCE, TRADE_IMPORTS
from edge.bus.read_back import OF_BATCHES, KafkaReadBack
from edge.bus.watch import BusWatch, Unavailable
from mesh.wire.headers import event_headers
from mesh.wire.records import Outbound

SETTLE = 0.15


class Lying:
    """A message as a consumer gives it."""

    def __init__(self, headers: list[tuple[str, bytes]] | None) -> None:
        self._headers = headers

    def headers(self) -> list[tuple[str, bytes]] | None:
        return self._headers


class ABus:
    """A bus with some messages on `trade.imports`; notes what it is asked."""

    def __init__(self, *lying: Lying) -> None:
        self.lying, self.asked, self.silent = list(lying), list[str](), False

    def ask_leaders(self, topic: str) -> None:
        if self.silent:
            raise Unavailable("no broker")
        self.asked.append(topic)

    def since(self, topic: str, _since_ms: int, *, key: bytes | None = None) -> Iterator[Any]:
        assert (topic, key) == (TRADE_IMPORTS, None)
        yield from self.lying


def headers(event_id: str, source: str = "gateway") -> list[tuple[str, bytes]]:
    return event_headers(event_id=event_id, source=source, type_="t", time_ms=0, cause_id=None)


def documents(*ids: str) -> list[Outbound]:
    return [Outbound(TRADE_IMPORTS, None, b"k", b"v", headers(name)) for name in ids]


def reading_back(bus: ABus) -> KafkaReadBack:
    return KafkaReadBack(bus, BusWatch(), settle_seconds=SETTLE)  # type: ignore[arg-type]


async def seconds_of(read_back: KafkaReadBack) -> float:
    begin = time.monotonic()
    await read_back.missing(documents("a"), 0)
    return time.monotonic() - begin


async def test_what_is_not_there_is_missing_in_its_order() -> None:
    bus = ABus(Lying(headers("c")), Lying(headers("a")), Lying(None), Lying(headers("b", "a courier")))
    missing = await reading_back(bus).missing(documents("d", "c", "b", "a"), 0)
    assert missing == documents("d", "b")


async def test_every_leader_is_asked_and_then_it_waits_once_per_process_and_after_each_doubt() -> None:
    bus = ABus()
    read_back = reading_back(bus)
    assert await seconds_of(read_back) >= SETTLE
    assert bus.asked == [*OF_BATCHES]
    assert await seconds_of(read_back) < SETTLE
    read_back.doubt()
    assert await seconds_of(read_back) >= SETTLE
    assert len(bus.asked) == 2 * len(OF_BATCHES)


def test_what_batches_are_published_to_is_every_documents_topic() -> None:
    assert {GATEWAY_EVIDENCE, *(document.topic for document in DOCUMENTS)} == set(OF_BATCHES)


async def test_those_who_come_together_wait_together() -> None:
    bus = ABus()
    read_back = reading_back(bus)
    begin = time.monotonic()
    await asyncio.gather(*[read_back.missing(documents("a"), 0) for _ in range(5)])
    assert SETTLE <= time.monotonic() - begin < 3 * SETTLE
    assert len(bus.asked) == len(OF_BATCHES)


async def test_a_leader_that_does_not_answer_settles_nothing() -> None:
    bus = ABus()
    bus.silent = True
    read_back = reading_back(bus)
    with pytest.raises(Unavailable):
        await read_back.missing(documents("a"), 0)
    bus.silent = False
    assert await seconds_of(read_back) >= SETTLE
