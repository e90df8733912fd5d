"""
The view's side of Kafka: everything it folds, in chunks, from the offsets its own database names.

It assigns every partition to itself and uses no consumer group, because the offsets stand beside the rows.
A record whose schema has not arrived stops its partition until `mesh.schemas` brings it.
"""

import time
from collections.abc import Mapping
from typing import Any

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, Message, TopicPartition

from contracts import codec, topics
from gateway.view.fold import is_unread
from gateway.view.store import Folded, Positions
from mesh import _records, names, partitions, telemetry
from mesh.readers import SchemaReader
from mesh.wire import Inbound

WAIT_SECONDS = 0.2
BUSY_SECONDS = 0.8
"""How long a chunk may gather, and how long when much comes: rows of a large one cost less each."""
BUSY_RECORDS = 1_000
METADATA_SECONDS = 10.0
SCHEMA_RETRY_SECONDS = 0.5
FOLLOWED_ROLES = {"dead-letters", "commands"}
"""Roles of topics that tell which keys are parked, and since when they are not."""


def inputs() -> tuple[str, ...]:
    """Return the topics that the view folds, as the contract says."""
    return tuple(
        topic.name
        for topic in topics.TOPICS.values()
        if "gateway.view" in topic.consumers or topic.role in FOLLOWED_ROLES
    )


class Feed:
    """A read_committed consumer over every partition of every input. Use `start`, then `take` again and again."""

    def __init__(self, bootstrap: str, mesh: str, *, chunk: int) -> None:
        self._mesh, self._chunk = mesh, chunk
        self._topics = {names.physical(mesh, topic): topic for topic in inputs()}
        self._schemas = SchemaReader({"bootstrap.servers": bootstrap}, mesh=mesh)
        self._behind: set[tuple[str, int]] = set()
        self._paused: dict[tuple[str, int], float] = {}
        self._wait_seconds = WAIT_SECONDS
        self._consumer = Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": names.group(mesh, "view"),  # named for quotas and rights; nothing is committed to it
                "enable.auto.commit": False,
                "enable.auto.offset.store": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "earliest",
                "isolation.level": "read_committed",
                "fetch.wait.max.ms": 200,
                "fetch.min.bytes": 1_000_000,  # a fetch names every partition: few large ones, for rows that may wait
                "queued.max.messages.kbytes": 16_384,
            }
        )

    def start(self, positions: Positions) -> None:
        """
        Read on from these positions, and what is not among them from its beginning.

        Raises TemporaryFailure when the broker does not answer or a topic is not there yet.
        """
        counts = partitions.counted(self._consumer, self._mesh, self._topics.values(), seconds=METADATA_SECONDS)
        self._schemas.load()
        at = [(topic, partition) for topic, count in counts.items() for partition in range(count)]
        self._behind = set(at)
        self._paused = {}
        self._consumer.assign(
            [
                TopicPartition(names.physical(self._mesh, place[0]), place[1], positions.get(place, OFFSET_BEGINNING))
                for place in at
            ]
        )

    @property
    def caught_up(self) -> bool:
        """Whether every partition has been read to its end at least once since `start`."""
        return not self._behind

    def take(self) -> list[Folded]:
        """
        Return the next records, decoded; None stands beside what the view has no use for or cannot read.

        Beside what need not be decoded (`fold.UNREAD`) stands its kind.
        """
        self._resume()
        chunk: list[Folded] = []
        waiting: set[tuple[str, int]] = set()
        messages = self._consumer.consume(self._chunk, self._wait_seconds)
        self._wait_seconds = BUSY_SECONDS if len(messages) >= BUSY_RECORDS else WAIT_SECONDS
        for source in _records.inbound(messages, self._topics, Inbound, None, self._note):
            at = source.topic, source.partition
            if at in waiting:
                continue
            try:
                record = decode(source)
            except codec.UnknownSchemaId:
                waiting.add(at)
                self._wait(source)
                continue
            chunk.append((source, record))
        return chunk

    def lags(self) -> dict[str, int]:
        """Return by topic how many records stand between here and its end, as far as that is known."""
        lags = dict.fromkeys(self._topics.values(), 0)
        for position in self._consumer.position(self._consumer.assignment()):
            _, end = self._consumer.get_watermark_offsets(position, cached=True)
            if position.offset >= 0:
                lags[self._topics[position.topic]] += max(0, end - position.offset)
        return lags

    def close(self) -> None:
        """Leave."""
        self._consumer.close()
        self._schemas.close()

    def _wait(self, source: Inbound) -> None:
        here = TopicPartition(names.physical(self._mesh, source.topic), source.partition, source.offset)
        self._consumer.pause([here])
        self._consumer.seek(here)
        self._behind.add((source.topic, source.partition))
        self._paused[source.topic, source.partition] = time.monotonic() + SCHEMA_RETRY_SECONDS

    def _resume(self) -> None:
        now = time.monotonic()
        due = [at for at, since in self._paused.items() if since <= now]
        if due:
            self._schemas.poll()
        for at in due:
            del self._paused[at]
            self._consumer.resume([TopicPartition(names.physical(self._mesh, at[0]), at[1])])

    def _note(self, message: Message, error: KafkaError) -> None:
        if error.code() == KafkaError._PARTITION_EOF:  # its public name
            at = self._topics[message.topic() or ""], message.partition() or 0
            if at not in self._paused:
                self._behind.discard(at)
        elif not error.retriable() and error.code() not in _PASSING:
            raise KafkaException(error)


def decode(source: Inbound) -> Any:
    """Return what `fold` takes a record for, as `Feed.take` tells. Raises UnknownSchemaId."""
    if not source.value:
        return None
    try:
        kind = codec.kind_of(codec.schema_id(source.value))
        if kind is None or is_unread(source.value):
            return kind
        return codec.decode(source.value)
    except codec.Undecodable as error:  # its processor parks the key, which the dead letter tells
        telemetry.logger().error("record_unreadable", topic=source.topic, offset=source.offset, reason=str(error))
        return None


_PASSING: Mapping[int, str] = {
    KafkaError._ALL_BROKERS_DOWN: "librdkafka reconnects by itself",
    KafkaError._TRANSPORT: "librdkafka reconnects by itself",
    KafkaError.UNKNOWN_TOPIC_OR_PART: "a broker that has just started may not know it yet",
}
