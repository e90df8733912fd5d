"""Reading one record at its place: what a parked key waits with, as its bytes lie in the topic."""

import time
from typing import Any, NamedTuple

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

from edge.bus.watch import Unavailable
from mesh.kafka.connection import connection
from mesh.kafka.high_watermarks import settles
from mesh.wire import names

ANSWER_SECONDS = 5.0


class Record(NamedTuple):
    """A record as it lies there. timestamp_ms: Kafka's. key, value: None where it has none."""

    timestamp_ms: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]


def one_record(bootstrap: str, mesh: str, place: tuple[str, int, int]) -> Record | None:
    """
    Return the record at a topic, partition and offset, None where retention or compaction has taken it.

    Raises Unavailable when the broker does not answer within seconds, or refuses.
    """
    topic, partition, offset = place
    at = TopicPartition(names.physical(mesh, topic), partition, offset)
    consumer = Consumer(
        {
            **connection(bootstrap),
            "group.id": names.group(mesh, "gateway"),  # named for rights; nothing is committed to it
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
            "isolation.level": "read_committed",
            "queued.max.messages.kbytes": 2_048,  # one record is wanted, of a megabyte at most
            "fetch.message.max.bytes": 1_100_000,
            "fetch.wait.max.ms": 50,
        }
    )
    try:
        consumer.assign([at])
        return _found(consumer, at)
    except KafkaException as error:
        raise Unavailable(f"{topic} cannot be read: {error}") from error
    finally:
        consumer.close()


def _found(consumer: Consumer, at: TopicPartition) -> Record | None:
    until = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < until:
        message: Any = consumer.poll(0.1)
        if message is None:
            continue
        error = message.error()
        if error is None:
            if message.offset() != at.offset:
                return None  # the next one that is left
            _, timestamp_ms = message.timestamp()
            headers = tuple((name, value) for name, value in message.headers() or ())
            return Record(timestamp_ms, message.key(), message.value(), headers)
        if error.code() == KafkaError._PARTITION_EOF:  # its public name
            return None
        if not settles(error):
            raise KafkaException(error)
    raise Unavailable("no answer from the bus")
