"""
Committed records of partitions, from their beginnings to the ends at the time of the call: for replay and audits.

The ends are the uncommitted ones, as in a restore: an open transaction must not hide what was committed behind it.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

from mesh.declared.errors import TemporaryFailure
from mesh.kafka.high_watermarks import uncommitted_ends
from mesh.wire import headers, names, partitions
from mesh.wire.records import Inbound

DEADLINE_SECONDS = 120.0
BATCH, WAIT_SECONDS = 2_000, 0.05
NOWHERE: Mapping[tuple[str, int], int] = {}


def everywhere(kafka: Mapping[str, Any], mesh: str, topics: Iterable[str]) -> list[tuple[str, int]]:
    """Return every (logical topic, partition) of these topics, for `committed`. Raises TemporaryFailure."""
    asker = Consumer({**kafka, "group.id": f"{mesh}.committed"})
    try:
        counts = partitions.counted(asker, mesh, topics)
    finally:
        asker.close()
    return [(topic, partition) for topic, count in counts.items() for partition in range(count)]


def committed(
    kafka: Mapping[str, Any],
    mesh: str,
    places: Iterable[tuple[str, int]],
    *,
    since: Mapping[tuple[str, int], int] = NOWHERE,
    deadline_seconds: float = DEADLINE_SECONDS,
) -> Iterator[Inbound]:
    """
    Yield the records of (logical topic, partition)s: in order within a partition, in any order between partitions.

    since: first offsets; by default, and where those records are gone, the beginning of the partition.
    Raises TemporaryFailure if an end is not reached by the deadline: a transaction hangs, or the broker is away.
    """
    left = {at: end for at, end in uncommitted_ends(kafka, mesh, places).items() if end}
    if not left:
        return
    consumer = Consumer(
        {
            **kafka,
            "group.id": f"{mesh}.committed",  # never joined: partitions are assigned
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": 20,
        }
    )
    logical = {names.physical(mesh, topic): topic for topic, _ in left}
    until = time.monotonic() + deadline_seconds
    try:
        consumer.assign([TopicPartition(names.physical(mesh, topic), p, since.get((topic, p), 0)) for topic, p in left])
        while left:
            if time.monotonic() > until:
                missing = ", ".join(f"{topic}/{p}" for topic, p in sorted(left))
                raise TemporaryFailure(f"no end of {missing} within {deadline_seconds:.0f} s: is a transaction hung?")
            message: Any  # its getters are typed as if a record could lack a topic
            for message in consumer.consume(BATCH, WAIT_SECONDS):
                error = message.error()
                at = logical[message.topic()], message.partition()
                if error is None:
                    yield Inbound(
                        *at,
                        message.offset(),
                        message.timestamp()[1],
                        message.key() or b"",
                        message.value(),
                        headers.pairs(message),
                    )
                elif error.code() == KafkaError._PARTITION_EOF:
                    if message.offset() >= left.get(at, 0):
                        left.pop(at, None)
                elif error.fatal() or not error.retriable():
                    raise KafkaException(error)
    finally:
        consumer.close()
