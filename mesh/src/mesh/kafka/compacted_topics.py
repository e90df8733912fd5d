"""
Compacted topics of one partition that are read whole: the schemas, and the registers (`mesh.kafka.register_reader`).

Their consumers have no group. `load` reads to the end before a process starts; `poll` reads new records without
waiting and is called between chunks only, so that a chunk sees one state of every register and the journal names it.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

from contracts.mesh import SchemaPublished
from contracts.topics import MESH_SCHEMAS
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.high_watermarks import uncommitted_ends
from mesh.kafka.published_schemas import Refused, learned
from mesh.process import telemetry
from mesh.wire import names

BATCH = 1_000
LOAD_SECONDS = 60.0


class Entry(NamedTuple):
    """One record of a topic that is read whole."""

    topic: str
    offset: int
    value: bytes
    key: bytes = b""
    timestamp_ms: int = 0


class WholeTopics:
    """Reads topics of one partition each from their beginning. `kafka`: the client's connection."""

    def __init__(self, kafka: Mapping[str, Any], *, mesh: str, topics: Sequence[str]) -> None:
        self._kafka, self._mesh, self._topics = dict(kafka), mesh, tuple(topics)
        self._consumer = Consumer(
            {
                **self._kafka,
                "group.id": f"{mesh}.readers",  # required by the client, never joined: partitions are assigned
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "earliest",
                "isolation.level": "read_committed",
            }
        )
        self._reached: dict[str, int] = {}
        self._consumer.assign([TopicPartition(self._physical(topic), 0, OFFSET_BEGINNING) for topic in self._topics])

    def load(self, take: Callable[[Entry], None], until: float) -> None:
        """
        Call `take` with every record up to the ends at the time of the call.

        The ends are the uncommitted ones: an open transaction must not hide what was committed after its begin.
        Raises TemporaryFailure at the (monotonic) time `until`, naming what is missing.
        """
        ends = (
            {
                topic: end
                for (topic, _), end in uncommitted_ends(
                    self._kafka, self._mesh, [(t, 0) for t in self._topics], deadline_seconds=until - time.monotonic()
                ).items()
            }
            if self._topics
            else {}
        )
        while missing := sorted(topic for topic, end in ends.items() if self._reached.get(topic, 0) < end):
            if time.monotonic() > until:
                raise TemporaryFailure(f"could not read {', '.join(missing)} to the end: is a transaction hung?")
            self.poll(take, 0.1)

    def poll(self, take: Callable[[Entry], None], seconds: float = 0.0) -> None:
        """Call `take` with the records that have come, after at most `seconds` of waiting for the first."""
        for message in self._consumer.consume(BATCH, seconds):
            error = message.error()
            topic, offset = message.topic(), message.offset()
            if topic is None or offset is None:
                continue  # an error of the client as a whole; it reconnects by itself
            if error is None:
                logical, written_ms = names.logical(self._mesh, topic), message.timestamp()[1]
                entry = Entry(logical, offset, message.value() or b"", message.key() or b"", written_ms)
                self._reached[entry.topic] = offset + 1
                take(entry)
            elif error.code() == KafkaError._PARTITION_EOF:
                self._reached[names.logical(self._mesh, topic)] = offset
            elif error.fatal():
                raise KafkaException(error)

    def close(self) -> None:
        """Close the connection."""
        self._consumer.close()

    def _physical(self, topic: str) -> str:
        return names.physical(self._mesh, topic)


class SchemaReader:
    """Reads `mesh.schemas`: `contracts.codec` learns the schemas of others, and the registry gets the list."""

    def __init__(self, kafka: Mapping[str, Any], *, mesh: str) -> None:
        self._topics = WholeTopics(kafka, mesh=mesh, topics=[MESH_SCHEMAS])
        self._log = telemetry.logger(topic=MESH_SCHEMAS)
        self.published: Mapping[int, SchemaPublished] = {}

    def load(self, deadline_seconds: float = LOAD_SECONDS) -> None:
        """Read to the end. Raises TemporaryFailure."""
        self._topics.load(self._take, time.monotonic() + deadline_seconds)

    def poll(self) -> None:
        """Read new schemas without waiting."""
        self._topics.poll(self._take)

    def close(self) -> None:
        """Close the connection."""
        self._topics.close()

    def _take(self, entry: Entry) -> None:
        """Learn one schema. A record that is no schema is logged as an error and passed over."""
        try:
            published = learned(entry.value)
        except Refused as error:
            self._log.error("schema_refused", offset=entry.offset, reason=str(error))
            return
        # A new mapping each time: the registry's thread may be reading the old one.
        self.published = {**self.published, published.schema_id: published}
