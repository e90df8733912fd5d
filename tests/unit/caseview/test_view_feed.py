"""The view's feed: how long it lets a chunk gather, what it makes of what cannot be read, and how far it is behind."""

from typing import Any

import pytest
from confluent_kafka import OFFSET_BEGINNING, TopicPartition

from caseview import feed
from caseview.feed import BUSY_RECORDS, BUSY_SECONDS, WAIT_SECONDS, Feed
from caseview.fold.set_aside import SetAside
from tests.support.mesh.kafka_message import CountingMessage


class Consumer:
    """A client that hands out so many messages a call, and notes how long it was to wait for them."""

    def __init__(self, _settings: Any) -> None:
        self.comes: list[int] = []
        self.waited: list[float] = []
        self.value: bytes | None = None
        self.assigned: list[TopicPartition] = []
        self.ends: dict[int, tuple[int, int]] = {}
        self.reached: dict[int, int] = {}

    def consume(self, most: int, seconds: float) -> list[Any]:
        self.waited.append(seconds)
        assert most == 20_000
        return [CountingMessage(f"mesh.{feed.inputs()[0]}", 0, value=self.value)] * self.comes.pop(0)

    def assign(self, places: list[TopicPartition]) -> None:
        self.assigned = [place for place in places if place.topic == f"mesh.{feed.inputs()[0]}"]

    def assignment(self) -> list[TopicPartition]:
        return self.assigned

    def position(self, places: list[TopicPartition]) -> list[TopicPartition]:
        nowhere = -1001
        return [TopicPartition(at.topic, at.partition, self.reached.get(at.partition, nowhere)) for at in places]

    def get_watermark_offsets(self, at: TopicPartition, *, cached: bool) -> tuple[int, int]:
        assert cached
        return self.ends[at.partition]


class Schemas:
    """Nothing is published."""

    def load(self) -> None: ...


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Feed:
    """A feed over that client, with four partitions of every topic."""
    monkeypatch.setattr(feed, "Consumer", Consumer)
    monkeypatch.setattr(feed, "SchemaReader", lambda *_, **__: Schemas())
    monkeypatch.setattr(
        "caseview.feed.partitions.counted", lambda _client, _mesh, topics, **_: dict.fromkeys(topics, 4)
    )
    return Feed("", "mesh", chunk=20_000)


def test_a_chunk_gathers_longer_after_a_large_one(reading: Feed) -> None:
    client: Any = reading._consumer
    client.comes = [0, BUSY_RECORDS, BUSY_RECORDS - 1, 0]
    taken = [len(reading.take()) for _ in range(4)]
    assert taken == [0, BUSY_RECORDS, BUSY_RECORDS - 1, 0]
    assert client.waited == [WAIT_SECONDS, WAIT_SECONDS, BUSY_SECONDS, WAIT_SECONDS]


def test_a_record_of_an_unknown_schema_is_handed_on_at_once(reading: Feed) -> None:
    client: Any = reading._consumer
    client.value, client.comes = b"\0\0\0\0\x01abc", [3]
    assert [record for _, record in reading.take()] == [SetAside("schema 1 is not known yet", 1)] * 3


def test_lag_counts_what_is_there_though_nothing_of_it_has_been_read_yet(reading: Feed) -> None:
    """From the stored position, or the beginning of what is left; only then from where the client stands."""
    client: Any = reading._consumer
    topic = feed.inputs()[0]
    reading.start({(topic, 1): 30, (topic, 2): 10})
    client.ends = {0: (5, 45), 1: (0, 42), 2: (20, 50), 3: (0, -1001)}
    assert [place.offset for place in client.assigned] == [OFFSET_BEGINNING, 30, 10, OFFSET_BEGINNING]
    assert reading.lags()[topic] == (45 - 5) + (42 - 30) + (50 - 20)
    client.reached = {0: 44, 1: 42, 2: 49, 3: 7}
    assert reading.lags()[topic] == 1 + 0 + 1
