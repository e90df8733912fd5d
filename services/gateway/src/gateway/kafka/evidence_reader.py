"""Reading a batch's evidence back: the records of one key since a time, to the end of its partition."""

import asyncio
import time
from typing import Any, Protocol

from confluent_kafka import Consumer, KafkaException, TopicPartition

from contracts import codec
from contracts.topics import GATEWAY_EVIDENCE
from gateway.kafka.publisher import Unavailable
from mesh import names
from mesh.keys import partition_of

_MARGIN_MS = 60_000


class EvidenceReader(Protocol):
    """Where evidence is read."""

    async def read(self, batch_id: str, since_ms: int) -> list[Any]:
        """Return all acknowledged evidence of a batch reserved at `since_ms` (real). Raises Unavailable."""


class KafkaEvidenceReader:
    """Reads with a consumer of its own, without a group: this happens after a crash, not in the daily run."""

    def __init__(self, *, bootstrap: str, mesh: str, timeout_seconds: float = 10.0) -> None:
        self._bootstrap, self._topic, self._timeout = bootstrap, names.physical(mesh, GATEWAY_EVIDENCE), timeout_seconds
        self._group = names.group(mesh, "gateway-evidence")

    async def read(self, batch_id: str, since_ms: int) -> list[Any]:
        """Return the evidence; see `EvidenceReader`."""
        return await asyncio.to_thread(self._read, batch_id, since_ms)

    def _read(self, batch_id: str, since_ms: int) -> list[Any]:
        consumer = Consumer(
            {
                "bootstrap.servers": self._bootstrap,
                "group.id": self._group,
                "enable.auto.commit": False,
                "auto.offset.reset": "earliest",
                "isolation.level": "read_committed",
            }
        )
        try:
            return self._scan(consumer, batch_id.encode(), since_ms)
        except KafkaException as error:
            raise Unavailable("evidence could not be read") from error
        finally:
            consumer.close()

    def _scan(self, consumer: Any, key: bytes, since_ms: int) -> list[Any]:
        partitions = consumer.list_topics(self._topic, timeout=self._timeout).topics[self._topic].partitions
        if not partitions:
            raise Unavailable("the topic of evidence is missing")
        place = TopicPartition(self._topic, partition_of(key, len(partitions)), max(0, since_ms - _MARGIN_MS))
        start = consumer.offsets_for_times([place], timeout=self._timeout)[0].offset
        _, end = consumer.get_watermark_offsets(TopicPartition(place.topic, place.partition), timeout=self._timeout)
        if start < 0 or start >= end:
            return []
        consumer.assign([TopicPartition(place.topic, place.partition, start)])
        found: list[Any] = []
        deadline = time.monotonic() + self._timeout
        position = start
        while position < end:
            message = consumer.poll(0.5)
            if message is None:
                if time.monotonic() > deadline:
                    raise Unavailable("evidence could not be read to its end")
                continue
            if message.error():
                raise KafkaException(message.error())
            deadline = time.monotonic() + self._timeout
            position = message.offset() + 1
            if message.key() == key:
                found.append(codec.decode(message.value()))
        return found
