"""All committed records of topics, up to the ends that they have when asked."""

import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from confluent_kafka import Consumer, KafkaError, TopicPartition

from contracts.topics import TOPICS
from mesh import names
from mesh.ends import uncommitted_ends

PATIENCE_SECONDS = 300


class Committed(NamedTuple):
    """A record: logical topic, partition, key and value as bytes; a value of None is a tombstone."""

    topic: str
    partition: int
    key: bytes
    value: bytes | None


def records(bootstrap: str, mesh: str, wanted: Sequence[str]) -> Iterator[Committed]:
    """Yield all committed records of topics. Raises TimeoutError when an end stays out of reach."""
    kafka = {"bootstrap.servers": bootstrap}
    places = [(topic, p) for topic in wanted for p in range(TOPICS[topic].partitions)]
    ends = uncommitted_ends(kafka, mesh, places)
    left = {(names.physical(mesh, topic), p): end for (topic, p), end in ends.items() if end}
    consumer = Consumer(
        {
            **kafka,
            "group.id": f"{mesh}.bench-committed",  # never joined: partitions are assigned
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
        }
    )
    try:
        consumer.assign([TopicPartition(topic, p, 0) for topic, p in left])
        until = time.monotonic() + PATIENCE_SECONDS
        while left:
            if time.monotonic() > until:
                raise TimeoutError(f"no end of {sorted(left)}")
            messages: list[Any] = consumer.consume(5_000, 0.2)
            for message in messages:
                error = message.error()
                at = message.topic(), message.partition()
                if error is None:
                    logical = names.logical(mesh, at[0])
                    yield Committed(logical, at[1], message.key() or b"", message.value())
                elif error.code() == KafkaError._PARTITION_EOF and message.offset() >= left.get(at, 0):
                    left.pop(at, None)
    finally:
        consumer.close()
