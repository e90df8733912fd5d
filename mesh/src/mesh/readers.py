"""
Compacted topics of one partition that are read whole: registers and schemas.

Plain consumers without a group. `load` reads to the end before a process starts; `poll` takes in what is new without
waiting and is called between chunks only, so that a chunk sees one state of every register and the journal can name it.
"""

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

from contracts import codec
from contracts.mesh import SchemaPublished
from contracts.topics import MESH_SCHEMAS
from mesh import metrics, names, telemetry
from mesh.ends import uncommitted_ends
from mesh.errors import TemporaryFailure, UnknownSchema
from mesh.published import Refused, learned
from mesh.registers import Registers

BATCH = 1_000
LOAD_SECONDS = 60.0


class Entry(NamedTuple):
    """One record of a topic that is read whole."""

    topic: str
    offset: int
    value: bytes


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
        Hand over every record up to the ends as they stand now.

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
        """Hand over the records that have come, waiting at most `seconds` for the first."""
        for message in self._consumer.consume(BATCH, seconds):
            error = message.error()
            topic, offset = message.topic(), message.offset()
            if topic is None or offset is None:
                continue  # an error of the client as a whole; it reconnects by itself
            if error is None:
                found = Entry(names.logical(self._mesh, topic), offset, message.value() or b"")
                self._reached[found.topic] = offset + 1
                take(found)
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
    """Takes in `mesh.schemas`: teaches `contracts.codec` what others write, and keeps the list for the registry."""

    def __init__(self, kafka: Mapping[str, Any], *, mesh: str) -> None:
        self._topics = WholeTopics(kafka, mesh=mesh, topics=[MESH_SCHEMAS])
        self._log = telemetry.logger(topic=MESH_SCHEMAS)
        self.published: Mapping[int, SchemaPublished] = {}

    def load(self, deadline_seconds: float = LOAD_SECONDS) -> None:
        """Read to the end. Raises TemporaryFailure."""
        self._topics.load(self._take, time.monotonic() + deadline_seconds)

    def poll(self) -> None:
        """Take in new schemas without waiting."""
        self._topics.poll(self._take)

    def close(self) -> None:
        """Close the connection."""
        self._topics.close()

    def _take(self, entry: Entry) -> None:
        """Learn one schema; a record that is none is alarmed about and passed over: nothing could be done with it."""
        try:
            published = learned(entry.value)
        except Refused as error:
            self._log.error("schema_refused", offset=entry.offset, reason=str(error))
            return
        # A new mapping each time: the registry's thread may be reading the old one.
        self.published = {**self.published, published.schema_id: published}


class RegisterReader:
    """
    Takes in register topics. `next_offsets` says how much of each `registers` holds; it stands in the journal.

    An entry in a schema not yet known stops its register there, with an alarm: what was held stays in force, and the
    entry and its successors are taken in, in order, once the schema has come.
    """

    def __init__(self, kafka: Mapping[str, Any], *, mesh: str, topics: Sequence[str]) -> None:
        self.registers = Registers()
        self.next_offsets = dict.fromkeys(sorted(topics), 0)
        self._pending: dict[str, deque[Entry]] = {topic: deque() for topic in self.next_offsets}
        self._alarmed: dict[str, int] = {}
        self._topics = WholeTopics(kafka, mesh=mesh, topics=list(self.next_offsets))
        self._log = telemetry.logger()

    def load(self, deadline_seconds: float = LOAD_SECONDS) -> None:
        """
        Read every register to its end; schemas must have been read before.

        Raises TemporaryFailure, or UnknownSchema: half a register is no basis to decide on.
        """
        self._topics.load(self._arrive, time.monotonic() + deadline_seconds)
        self._drain()
        for schema_id in self._alarmed.values():
            raise UnknownSchema(schema_id)

    def poll(self) -> None:
        """Take in new entries without waiting."""
        self._topics.poll(self._arrive)
        if any(self._pending.values()):
            self._drain()

    def close(self) -> None:
        """Close the connection."""
        self._topics.close()

    def _arrive(self, entry: Entry) -> None:
        self._pending[entry.topic].append(entry)

    def _drain(self) -> None:
        for topic, pending in self._pending.items():
            while pending and self._take(pending[0]):
                self.next_offsets[topic] = pending.popleft().offset + 1

    def _take(self, entry: Entry) -> bool:
        """Take in one entry, or return False when it has to wait. What is no entry is alarmed about and passed over."""
        try:
            self.registers.add(codec.decode(entry.value))
        except codec.UnknownSchemaId as error:
            self._alarm(entry, error.schema_id)
            return False
        except (codec.Undecodable, AttributeError) as error:
            self._log.error("register_entry_refused", topic=entry.topic, offset=entry.offset, reason=str(error))
        if self._alarmed.pop(entry.topic, None) is not None:
            metrics.UNKNOWN_SCHEMAS.labels(entry.topic).set(0)
        return True

    def _alarm(self, entry: Entry, schema_id: int) -> None:
        if self._alarmed.get(entry.topic) != schema_id:
            self._alarmed[entry.topic] = schema_id
            metrics.UNKNOWN_SCHEMAS.labels(entry.topic).set(1)
            self._log.error("register_held", topic=entry.topic, offset=entry.offset, schema_id=schema_id)
