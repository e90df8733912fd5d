"""
Reading again what lies on a topic since a time: for what a crash or a failed send left in doubt, not in the daily run.

A consumer of its own, without a group. It reads to the uncommitted ends that the partitions have when it begins.
"""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

from edge.bus.watch import Unavailable
from mesh.declared.errors import TemporaryFailure
from mesh.declared.keys import partition_of
from mesh.kafka.connection import connection
from mesh.kafka.high_watermarks import settles, uncommitted_ends
from mesh.wire import names, partitions
from mesh.wire.headers import is_from

_MARGIN_MS = 10_000  # the clock that stamps records is the one that stamps reservations; it may be set back a little
_AT_ONCE = 1000
_AHEAD_KIB = 8 * 1024  # read ahead of what is worked; the client would take 64 MiB
_SOURCE = "gateway"


def is_ours(message: Any) -> bool:
    """Whether a gateway wrote a record, by what its headers say."""
    return is_from(message, _SOURCE)


class Bus:
    """Where to read: a broker and the mesh on it. `timeout_seconds`: without any progress."""

    def __init__(self, *, bootstrap: str, mesh: str, timeout_seconds: float = 10.0) -> None:
        self._kafka = connection(bootstrap)
        self._mesh, self._timeout = mesh, timeout_seconds

    def ask_leaders(self, topic: str) -> None:
        """Return when the leader of every partition has answered. Raises Unavailable."""
        consumer = self._consumer()
        try:
            self._ends(topic, range(self._partitions(consumer, topic)))
        finally:
            consumer.close()

    def since(self, topic: str, since_ms: int, *, key: bytes | None = None) -> Iterator[Any]:
        """
        Yield the messages of a topic from a time (real ms UTC) to its ends, partition by partition in order.

        key: only the partition of this key; other keys' messages are among them. Raises Unavailable.
        """
        consumer = self._consumer()
        try:
            count = self._partitions(consumer, topic)
            wanted = range(count) if key is None else (partition_of(key, count),)
            ends = self._ends(topic, wanted)
            yield from self._read(consumer, names.physical(self._mesh, topic), ends, max(0, since_ms - _MARGIN_MS))
        except KafkaException as error:
            raise Unavailable(f"{topic} cannot be read back: {error}") from error
        finally:
            consumer.close()

    def _partitions(self, consumer: Consumer, topic: str) -> int:
        try:
            return partitions.counted(consumer, self._mesh, [topic], seconds=self._timeout)[topic]
        except TemporaryFailure as error:
            raise Unavailable(str(error)) from error

    def _ends(self, topic: str, wanted: Iterable[int]) -> dict[int, int]:
        places = [(topic, partition) for partition in wanted]
        try:
            ends = uncommitted_ends(self._kafka, self._mesh, places, deadline_seconds=self._timeout)
        except (TemporaryFailure, KafkaException) as error:
            raise Unavailable(f"the ends of {topic} cannot be found: {error}") from error
        return {partition: end for (_, partition), end in ends.items()}

    def _read(self, consumer: Consumer, name: str, ends: dict[int, int], from_ms: int) -> Iterator[Any]:
        since = [TopicPartition(name, partition, from_ms) for partition in ends]
        begins = consumer.offsets_for_times(since, timeout=self._timeout)
        wrong = next((at.error for at in begins if at.error is not None), None)
        if wrong is not None:
            raise KafkaException(wrong)
        starts = [at for at in begins if 0 <= at.offset < ends[at.partition]]  # below 0: nothing is as young
        if not starts:
            return
        consumer.assign(starts)
        left = {at.partition for at in starts}
        deadline = time.monotonic() + self._timeout
        while left:
            message: Any
            for message in consumer.consume(_AT_ONCE, 0.05):
                error, partition, offset = message.error(), message.partition(), message.offset()
                if error is None:
                    yield message
                    offset += 1
                elif error.code() != KafkaError._PARTITION_EOF:  # its public name
                    if settles(error):
                        continue
                    raise KafkaException(error)
                deadline = time.monotonic() + self._timeout
                if offset >= ends[partition]:
                    left.discard(partition)
            if time.monotonic() > deadline:
                raise Unavailable(f"{name} could not be read to its end")

    def _consumer(self) -> Consumer:
        return Consumer(
            {
                **self._kafka,
                "group.id": names.group(self._mesh, "gateway"),  # named for rights; nothing is committed to it
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "earliest",
                "isolation.level": "read_uncommitted",  # the gateway's producer has no transactions
                "fetch.wait.max.ms": 50,
                "queued.max.messages.kbytes": _AHEAD_KIB,
            }
        )
