"""
Bringing local stores up to the committed state before a task may work.

A new owner takes the *stable* committed offsets of its inputs first (the caller), then the **uncommitted** end of its
state partitions, and is ready only when a ``read_committed`` reader has reached that end. A reader that stopped at the
last stable offset would miss committed state behind another worker's hung transaction (Kafka Streams' KAFKA-10167).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicCollection, TopicPartition
from confluent_kafka.admin import AdminClient

from mesh.declared.errors import MeshError
from mesh.engine.store import LocalStore, Position
from mesh.kafka.high_watermarks import uncommitted_ends
from mesh.wire import names

STORE_AGE_MS = 12 * 3600 * 1000  # tombstones are kept for 24 h: an older store could miss a deletion
BATCH = 2_000


class RestoreFailed(MeshError):
    """State could not be read back in time; the worker stops and is started again."""

    code = "restore_failed"


@dataclass(slots=True)
class Restored:
    """What a restore read: records from state topics, and how long it took."""

    records: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Tail:
    """A state partition on its way to its end."""

    store: LocalStore
    topic_id: str
    end: int
    changes: dict[bytes, bytes | None] = field(default_factory=dict)
    next_offset: int = 0


class Restorer:
    """Reads state topics into stores. `config` is the client's connection, without group or isolation."""

    def __init__(
        self,
        config: Mapping[str, Any],
        *,
        mesh: str,
        deadline_seconds: float = 120.0,
        now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._config = dict(config)
        self._mesh = mesh
        self._deadline = deadline_seconds
        self._now_ms = now_ms
        self._admin = AdminClient(self._config)
        self._topic_ids: dict[str, str] = {}

    def topic_id(self, topic: str) -> str:
        """Return the broker's id of a logical topic: another one after the topic was made anew."""
        if topic not in self._topic_ids:
            physical = names.physical(self._mesh, topic)
            described = self._admin.describe_topics(TopicCollection([physical]), request_timeout=20)
            self._topic_ids[topic] = str(described[physical].result(timeout=30).topic_id)
        return self._topic_ids[topic]

    def restore(self, stores: Mapping[tuple[str, int], LocalStore]) -> Restored:
        """
        Bring each (logical state topic, partition)'s store up to the uncommitted end as it stands now.

        Raises RestoreFailed when a hung transaction or a lost broker keeps the end out of reach until the deadline.
        """
        if not stores:
            return Restored()
        started = time.monotonic()
        ends = uncommitted_ends(self._config, self._mesh, stores, deadline_seconds=self._deadline)
        tails: dict[tuple[str, int], _Tail] = {}
        assigned = []
        for at, store in stores.items():
            topic, partition = at
            begin = self._begin(store, self.topic_id(topic), ends[at])
            if begin < ends[at]:
                tails[at] = _Tail(store, self.topic_id(topic), ends[at], next_offset=begin)
                assigned.append(TopicPartition(names.physical(self._mesh, topic), partition, begin))
        records = self._read(tails, assigned, started) if tails else 0
        return Restored(records, time.monotonic() - started)

    def _begin(self, store: LocalStore, topic_id: str, end: int) -> int:
        """Return the offset to read from; a store of another topic, too old or from the future is emptied."""
        position = store.position()
        if position is None:
            return 0
        if (
            position.topic_id != topic_id
            or position.next_offset > end
            or self._now_ms() - position.written_at_ms > STORE_AGE_MS
        ):
            store.clear()
            return 0
        return position.next_offset

    def _read(self, tails: dict[tuple[str, int], _Tail], assigned: list[TopicPartition], started: float) -> int:
        consumer = Consumer(
            {
                **self._config,
                "group.id": f"{self._mesh}.restore",  # never joined: partitions are assigned
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "enable.partition.eof": True,
                "auto.offset.reset": "earliest",
                "fetch.wait.max.ms": 50,
            }
        )
        records = 0
        try:
            consumer.assign(assigned)
            while tails:
                if time.monotonic() - started > self._deadline:
                    left = ", ".join(f"{topic}/{partition}" for topic, partition in tails)
                    raise RestoreFailed(f"no end of {left} within {self._deadline:.0f} s: is a transaction hung?")
                message: Any  # its getters are typed as if a record could lack a topic
                for message in consumer.consume(BATCH, 0.1):
                    at = names.logical(self._mesh, message.topic()), message.partition()
                    tail = tails.get(at)
                    if tail is None:
                        continue
                    error = message.error()
                    if error is None:
                        records += 1
                        tail.changes[message.key()] = message.value()
                        tail.next_offset = message.offset() + 1
                        if len(tail.changes) >= BATCH:
                            self._write(tail)
                    elif error.code() == KafkaError._PARTITION_EOF:
                        tail.next_offset = max(tail.next_offset, message.offset())
                        if tail.next_offset >= tail.end:
                            self._write(tail)
                            del tails[at]
                    elif error.fatal() or not error.retriable():
                        raise KafkaException(error)
        finally:
            consumer.close()
        return records

    def _write(self, tail: _Tail) -> None:
        tail.store.write(tail.changes, Position(tail.topic_id, tail.next_offset, self._now_ms()))
        tail.changes = {}
