"""
A real Kafka for tests: one broker for the session, a fresh mesh name and so fresh topics and groups for every test.

Fixtures: `broker` (the session's), `kafka` (a fresh mesh on it), `own_broker` (a local one that the test may kill).
Nothing here sleeps for an outcome: every wait names what it waits for and has a deadline.
Without a possible Kafka the fixtures fail. Where several workers run tests, each has a broker for the session.
"""

import gc
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import pytest
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition
from confluent_kafka import Message as Received
from confluent_kafka.admin import NewTopic

from deploy.broker import Broker, obtain
from deploy.kafka_client import admin
from deploy.local_broker import LocalBroker
from mesh.wire import names

DEADLINE = 30.0
SETTLING = {  # what a broker answers while a new topic is settling in
    KafkaError.NOT_LEADER_FOR_PARTITION,
    KafkaError.LEADER_NOT_AVAILABLE,
    KafkaError.UNKNOWN_TOPIC_OR_PART,
    KafkaError.UNKNOWN_LEADER_EPOCH,
    KafkaError.FENCED_LEADER_EPOCH,
}
PARTITIONER = -1  # of librdkafka: let the partitioner choose


class Message(NamedTuple):
    """A record as a plain read_committed consumer from outside sees it. `topic` is the logical name."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: dict[str, bytes]
    timestamp_ms: int


class Kafka:
    """One mesh on a broker: topics are named as in the contract, without the mesh name."""

    def __init__(self, bootstrap: str, mesh: str | None = None) -> None:
        self.bootstrap = bootstrap
        self.mesh = mesh or f"test-{secrets.token_hex(4)}"
        self._own = mesh is None
        self.admin = admin(bootstrap)
        self._producer: Producer | None = None

    def physical(self, topic: str) -> str:
        return names.physical(self.mesh, topic)

    def create(self, *topics: str, partitions: int = 4, config: Mapping[str, str] | None = None) -> None:
        """Create topics and return when the broker shows them. `config`: e.g. {"cleanup.policy": "compact"}."""
        wanted = [NewTopic(self.physical(topic), partitions, 1, config=dict(config or {})) for topic in topics]
        for future in self.admin.create_topics(wanted).values():
            future.result(timeout=DEADLINE)
        asker = self._asker()
        try:
            for topic in topics:  # they are usable when every partition has a leader that knows it
                wait_until(partial(self._has, topic, partitions), f"topic {topic}")
                self._ends(asker, topic)
        finally:
            asker.close()

    def produce(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        headers: Mapping[str, bytes | None] | None = None,
        *,
        partition: int | None = None,
    ) -> None:
        """Hand a record to the producer; `flush` waits for the acknowledgement. Partitioner: murmur2."""
        if self._producer is None:
            self._producer = Producer(
                {"bootstrap.servers": self.bootstrap, "partitioner": "murmur2_random", "linger.ms": 5, "acks": "all"}
            )
        self._producer.produce(
            self.physical(topic),
            key=key,
            value=value,
            headers=list((headers or {}).items()),
            partition=PARTITIONER if partition is None else partition,
            on_delivery=_loud,
        )
        self._producer.poll(0)

    def flush(self) -> None:
        """Return when everything produced is acknowledged."""
        if self._producer is not None:
            assert self._producer.flush(DEADLINE) == 0, "records were not acknowledged in time"

    def send(self, topic: str, *records: tuple[bytes | None, bytes | None]) -> None:
        """Produce (key, value) pairs and wait for the acknowledgement."""
        for key, value in records:
            self.produce(topic, key, value)
        self.flush()

    def ends(self, topic: str) -> dict[int, int]:
        """Return the end (high watermark, open transactions included) of every partition."""
        asker = self._asker()
        try:
            return self._ends(asker, topic)
        finally:
            asker.close()

    def _asker(self) -> Consumer:
        """Return who may be asked for ends: a client of its own is dear, so one asks for those of many topics."""
        return self.consumer(**{"isolation.level": "read_uncommitted"})

    def _ends(self, asker: Consumer, topic: str) -> dict[int, int]:
        name = self.physical(topic)
        until = time.monotonic() + DEADLINE
        while True:
            try:
                return {p: self._end(asker, name, p) for p in self._partitions(name)}
            except KafkaException as error:
                if error.args[0].code() not in SETTLING or time.monotonic() > until:
                    raise

    def _end(self, asker: Consumer, name: str, partition: int) -> int:
        watermarks: tuple[int, int] | None = asker.get_watermark_offsets(TopicPartition(name, partition), DEADLINE)
        assert watermarks is not None, f"no end of {name}/{partition} in time"
        return watermarks[1]

    def read(self, topic: str, *, deadline: float = DEADLINE) -> list[Message]:
        """
        Return all committed records up to the end that the topic has now. Waits for open transactions below that end.
        """
        ends = {p: end for p, end in self.ends(topic).items() if end}
        return self._collect(
            topic, lambda _found, reached: all(reached.get(p, 0) >= end for p, end in ends.items()), deadline
        )

    def wait_for(
        self,
        topic: str,
        enough: int | Callable[[Sequence[Message]], bool],
        *,
        deadline: float = DEADLINE,
    ) -> list[Message]:
        """Read committed records from the beginning until there are `enough` of them, a number or a predicate."""
        done = (lambda messages: len(messages) >= enough) if isinstance(enough, int) else enough
        return self._collect(topic, lambda messages, _reached: done(messages), deadline)

    def consumer(self, **settings: str | int | bool) -> Consumer:
        """Return a read_committed consumer of no group that tells of ends. To be closed by the caller."""
        return Consumer(
            {
                "bootstrap.servers": self.bootstrap,
                "group.id": f"{self.mesh}.reader-{secrets.token_hex(4)}",
                "isolation.level": "read_committed",
                "enable.auto.commit": False,
                "auto.offset.reset": "earliest",
                "enable.partition.eof": True,
                "fetch.wait.max.ms": 50,
                **settings,
            }
        )

    def close(self) -> None:
        """Delete the topics of a mesh that was named here, without waiting; one named by the caller is not ours."""
        self._producer = None
        if not self._own:
            return
        mine = [name for name in self.admin.list_topics(timeout=10).topics if name.startswith(f"{self.mesh}.")]
        if mine:
            self.admin.delete_topics(mine)

    def _has(self, topic: str, partitions: int) -> bool:
        return len(self._partitions(self.physical(topic))) == partitions

    def _partitions(self, name: str) -> list[int]:
        topics = self.admin.list_topics(name, timeout=10).topics
        return list(topics[name].partitions) if name in topics else []

    def _collect(
        self, topic: str, done: Callable[[Sequence[Message], Mapping[int, int]], bool], deadline: float
    ) -> list[Message]:
        name = self.physical(topic)
        messages: list[Message] = []
        reached: dict[int, int] = {}
        consumer = self.consumer()
        try:
            consumer.assign([TopicPartition(name, p, 0) for p in self._partitions(name)])
            until = time.monotonic() + deadline
            while not done(messages, reached):
                if time.monotonic() > until:
                    raise AssertionError(f"{topic}: {len(messages)} records and ends {reached} after {deadline} s")
                for received in consumer.consume(500, timeout=0.1):
                    self._take(topic, received, messages, reached)
        finally:
            consumer.close()
        return messages

    def _take(self, topic: str, received: Received, messages: list[Message], reached: dict[int, int]) -> None:
        error = received.error()
        partition, offset = received.partition(), received.offset()
        assert partition is not None
        assert offset is not None
        if error is not None and error.code() == KafkaError._PARTITION_EOF:
            reached[partition] = offset
        elif error is not None:
            raise AssertionError(f"{topic}: {error}")
        else:
            headers: dict[str, bytes] = dict(received.headers() or [])  # type: ignore[arg-type]
            _, at_ms = received.timestamp()
            messages.append(Message(topic, partition, offset, received.key(), received.value(), headers, at_ms))


def wait_until(holds: Callable[[], bool], what: str, *, deadline: float = DEADLINE) -> None:
    """Return as soon as `holds()`. Raises AssertionError naming `what` was waited for at the deadline."""
    until = time.monotonic() + deadline
    while not holds():
        if time.monotonic() > until:
            raise AssertionError(f"waited {deadline} s in vain for {what}")
        time.sleep(0.02)


@pytest.fixture(scope="session")
def broker() -> Iterator[Broker]:
    """The Kafka of this session: the one the environment names, else a local one, else one in Docker."""
    running = obtain()
    yield running
    gc.collect()  # clients of failed or fenced workers would complain about the missing broker until the very end
    running.stop()


@pytest.fixture
def kafka(broker: Broker) -> Iterator[Kafka]:
    """A fresh mesh on the session's broker."""
    fresh = Kafka(broker.bootstrap)
    yield fresh
    fresh.close()
    gc.collect()  # here: a client of a worker that failed, collected within another client's thread, ends the process


@pytest.fixture
def own_broker() -> Iterator[LocalBroker]:
    """A local broker of the test's own, to kill and restart."""
    mine = LocalBroker()
    mine.start()
    yield mine
    mine.stop()


def _loud(error: KafkaError | None, message: Received) -> None:
    assert error is None, f"{message.topic()}: {error}"
