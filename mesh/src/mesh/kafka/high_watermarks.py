"""
The uncommitted ends of partitions: high watermarks, as the broker answers a ``read_uncommitted`` client.

A ``read_committed`` client gets the last stable offset, which an open transaction can pin below newer commits.
A consumer asks the broker, not the admin client, whose list_offsets was seen never to return after a first failed call.
"""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

from mesh.declared.errors import TemporaryFailure
from mesh.wire import names

SETTLING = {  # what a broker answers while it starts or a topic is new
    KafkaError.NOT_LEADER_FOR_PARTITION,
    KafkaError.LEADER_NOT_AVAILABLE,
    KafkaError.UNKNOWN_TOPIC_OR_PART,
    KafkaError.UNKNOWN_LEADER_EPOCH,
    KafkaError.FENCED_LEADER_EPOCH,
    KafkaError._TIMED_OUT,
    KafkaError._TRANSPORT,
    KafkaError._ALL_BROKERS_DOWN,
    KafkaError._UNKNOWN_PARTITION,  # the same, as the client says it
    KafkaError._UNKNOWN_TOPIC,
}


def settles(error: KafkaError) -> bool:
    """Whether an error passes by itself, so that the call is repeated; a client reconnects meanwhile."""
    return error.code() in SETTLING or bool(error.retriable())


def uncommitted_ends(
    kafka: Mapping[str, Any], mesh: str, partitions: Iterable[tuple[str, int]], *, deadline_seconds: float = 60.0
) -> dict[tuple[str, int], int]:
    """Return the end of each (logical topic, partition). Raises TemporaryFailure at the deadline."""
    asker = Consumer({**kafka, "group.id": f"{mesh}.ends", "isolation.level": "read_uncommitted"})
    until = time.monotonic() + deadline_seconds
    try:
        return {(topic, p): _end(asker, names.physical(mesh, topic), p, until) for topic, p in partitions}
    finally:
        asker.close()


def _end(asker: Consumer, physical: str, partition: int, until: float) -> int:
    while True:
        reason = "no answer"
        try:
            ends: tuple[int, int] | None = asker.get_watermark_offsets(TopicPartition(physical, partition), 10)
            if ends is not None:
                return ends[1]
        except KafkaException as error:
            if not settles(error.args[0]):
                raise
            reason = error.args[0].str()
        if time.monotonic() > until:
            raise TemporaryFailure(f"the end of {physical}/{partition} cannot be found: {reason}")
        time.sleep(0.1)
