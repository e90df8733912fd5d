"""A feed: how long it lets a chunk gather, when it has caught up, and how far it is behind."""

from types import SimpleNamespace
from typing import Any

import pytest
from confluent_kafka import OFFSET_BEGINNING, KafkaError, TopicPartition

from edge.bus import feed
from edge.bus.feed import BUSY_RECORDS, BUSY_SECONDS, WAIT_SECONDS, Feed
from tests.support.mesh.kafka_message import CountingMessage

TOPICS = ("herds.decisions.v1", "herds.counts.v1")


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
        return [CountingMessage(f"mesh.{TOPICS[0]}", 0, value=self.value)] * self.comes.pop(0)

    def assign(self, places: list[TopicPartition]) -> None:
        self.assigned = [place for place in places if place.topic == f"mesh.{TOPICS[0]}"]

    def assignment(self) -> list[TopicPartition]:
        return self.assigned

    def position(self, places: list[TopicPartition]) -> list[TopicPartition]:
        nowhere = -1001
        return [TopicPartition(at.topic, at.partition, self.reached.get(at.partition, nowhere)) for at in places]

    def get_watermark_offsets(self, at: TopicPartition, *, cached: bool) -> tuple[int, int]:
        assert cached
        return self.ends[at.partition]


END: Any = SimpleNamespace(code=lambda: KafkaError._PARTITION_EOF)


class EndOf:
    """How the client tells of the end of a partition."""

    def __init__(self, topic: str, partition: int) -> None:
        self._place = f"mesh.{topic}", partition

    def topic(self) -> str:
        return self._place[0]

    def partition(self) -> int:
        return self._place[1]


class Schemas:
    """Nothing is published."""

    def load(self) -> None: ...


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Feed:
    """A feed over that client, with four partitions of every topic."""
    monkeypatch.setattr(feed, "Consumer", Consumer)
    monkeypatch.setattr(feed, "SchemaReader", lambda *_, **__: Schemas())
    monkeypatch.setattr(
        "edge.bus.feed.partitions.counted", lambda _client, _mesh, topics, **_: dict.fromkeys(topics, 4)
    )
    return Feed("", "mesh", TOPICS, group="view", chunk=20_000)


def test_a_chunk_gathers_longer_after_a_large_one(reading: Feed) -> None:
    client: Any = reading._consumer
    client.comes = [0, BUSY_RECORDS, BUSY_RECORDS - 1, 0]
    taken = [len(reading.take()) for _ in range(4)]
    assert taken == [0, BUSY_RECORDS, BUSY_RECORDS - 1, 0]
    assert client.waited == [WAIT_SECONDS, WAIT_SECONDS, BUSY_SECONDS, WAIT_SECONDS]


def test_a_record_of_an_unknown_schema_is_handed_on_at_once(reading: Feed) -> None:
    client: Any = reading._consumer
    client.value, client.comes = b"\0\0\0\0\x01abc", [3]
    assert [record.value for record in reading.take()] == [client.value] * 3


def test_it_has_caught_up_when_every_partition_has_been_read_to_its_end(reading: Feed) -> None:
    reading.start({})
    for topic in TOPICS:
        for partition in range(4):
            assert not reading.caught_up()
            assert not reading.caught_up(topic)
            end: Any = EndOf(topic, partition)
            reading._note(end, END)
        assert reading.caught_up(topic)
    assert reading.caught_up()


def test_lag_counts_what_is_there_though_nothing_of_it_has_been_read_yet(reading: Feed) -> None:
    """From the stored position, or the beginning of what is left; only then from where the client stands."""
    client: Any = reading._consumer
    topic = TOPICS[0]
    reading.start({(topic, 1): 30, (topic, 2): 10})
    client.ends = {0: (5, 45), 1: (0, 42), 2: (20, 50), 3: (0, -1001)}
    assert [place.offset for place in client.assigned] == [OFFSET_BEGINNING, 30, 10, OFFSET_BEGINNING]
    assert reading.lags()[topic] == (45 - 5) + (42 - 30) + (50 - 20)
    client.reached = {0: 44, 1: 42, 2: 49, 3: 7}
    assert reading.lags()[topic] == 1 + 0 + 1
