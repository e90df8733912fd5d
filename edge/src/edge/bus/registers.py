"""
What the registers hold: every entry of every register topic, all versions.

Read from Kafka as workers read it, by one at a time; the entries read are returned without waiting for who reads.
`refresh` asks for the ends and reads up to them, for whoever is about to change a register; `poll` takes in what has
come, for whoever only looks. Both block; call them off the event loop.
An entry that cannot be read is told and passed over; one in an unknown schema is looked at again when schemas come.
"""

import threading
import time
from typing import Any, Protocol

import structlog

from contracts import codec
from contracts.topics import MESH_SCHEMAS, TOPICS
from edge.bus.watch import BusWatch, Unavailable
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.compacted_topics import Entry, SchemaReader, WholeTopics
from mesh.kafka.connection import connection

LOAD_SECONDS = 10.0

REGISTERS = tuple(name for name, topic in TOPICS.items() if topic.role == "register" and name != MESH_SCHEMAS)
"""The register topics of the contract."""
KEPT = tuple(name for name in REGISTERS if TOPICS[name].kept)
"""Those of them that people change; what a processor writes is read only."""


class RegisterEntries(Protocol):
    """Where registers are read."""

    def refresh(self) -> None:
        """Read every register to its end as it is now. Raises Unavailable."""

    def poll(self) -> None:
        """Take in what has come; the first time, read everything. Raises Unavailable."""

    def of(self, register: str) -> tuple[Any, ...]:
        """Return the entries of a register topic, by code and version."""


class KafkaRegisterEntries:
    """Reads one partition per register. Opened at its first use, safe in threads."""

    def __init__(self, *, bootstrap: str, mesh: str, watch: BusWatch) -> None:
        self._kafka, self._mesh, self._watch = connection(bootstrap), mesh, watch
        self._absences = watch.absences
        self._topics: WholeTopics | None = None
        self._loaded = False
        self._schemas: SchemaReader | None = None
        self._waiting: list[Entry] = []
        self._entries: dict[str, dict[tuple[str, int], Any]] = {register: {} for register in REGISTERS}
        self._lock = threading.Lock()  # of who reads; held while the broker is asked
        self._entries_lock = threading.Lock()  # never held while anything is waited for

    def refresh(self) -> None:
        """As `RegisterEntries.refresh`."""
        with self._lock:
            self._begin_anew()
            try:
                self._reader().load(self._take, time.monotonic() + LOAD_SECONDS)
                if self._waiting:
                    self._schema_reader().load(LOAD_SECONDS)
                    self._take_waiting()
            except TemporaryFailure as failure:
                raise Unavailable(f"the registers cannot be read: {failure}") from failure
            self._loaded = True

    def poll(self) -> None:
        """As `RegisterEntries.poll`."""
        if not self._loaded or self._absences != self._watch.absences:
            self.refresh()
            return
        with self._lock:
            self._reader().poll(self._take)
            if self._waiting:
                self._schema_reader().poll()
                self._take_waiting()

    def of(self, register: str) -> tuple[Any, ...]:
        """As `RegisterEntries.of`."""
        with self._entries_lock:
            return tuple(entry for _, entry in sorted(self._entries[register].items()))

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._close()

    def _begin_anew(self) -> None:
        """Read with other clients than before the bus was away."""
        if self._absences != self._watch.absences:
            self._absences = self._watch.absences
            self._close()

    def _close(self) -> None:
        if self._topics is not None:
            self._topics.close()
        if self._schemas is not None:
            self._schemas.close()
        self._topics, self._schemas, self._loaded = None, None, False
        self._waiting = []

    def _reader(self) -> WholeTopics:
        if self._topics is None:
            self._topics = WholeTopics(self._kafka, mesh=self._mesh, topics=REGISTERS)
        return self._topics

    def _schema_reader(self) -> SchemaReader:
        if self._schemas is None:
            self._schemas = SchemaReader(self._kafka, mesh=self._mesh)
        return self._schemas

    def _take(self, entry: Entry) -> None:
        if not self._taken(entry):
            structlog.get_logger().error("register_entry_awaits_schema", topic=entry.topic, offset=entry.offset)
            self._waiting.append(entry)

    def _take_waiting(self) -> None:
        self._waiting = [entry for entry in self._waiting if not self._taken(entry)]

    def _taken(self, entry: Entry) -> bool:
        """Keep an entry, or tell that it is none; False while its schema is not known."""
        try:
            record = codec.decode(entry.value)
            if type(record) not in TOPICS[entry.topic].records:
                raise codec.Undecodable(f"a {type(record).__name__} is no entry of this register")
        except codec.UnknownSchemaId:
            return False
        except codec.Undecodable as error:
            structlog.get_logger().error(
                "register_entry_unreadable", topic=entry.topic, offset=entry.offset, reason=str(error)
            )
            return True
        with self._entries_lock:
            self._entries[entry.topic][record.code, record.version] = record
        return True
