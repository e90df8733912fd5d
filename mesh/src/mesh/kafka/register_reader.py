"""
The registers of a worker: read whole, changed between chunks only, and never stopped by one entry.

An entry in a schema that is not known holds its register for a time, since entries published together belong together;
then it is set aside and its successors are added. Once its schema has come the entry is added, too, unless its key has
got another entry meanwhile. The journal names the entries set aside, so that a replay decides without them.
"""

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from contracts import codec
from contracts.mesh import RegisterPosition
from mesh.declared.registers import Registers
from mesh.declared.settings import UNKNOWN_SCHEMA_SECONDS
from mesh.kafka.compacted_topics import LOAD_SECONDS, Entry, WholeTopics
from mesh.process import metrics, telemetry
from mesh.wire.schema_patience import Patience

RETRY_SECONDS = 0.1


class Held(NamedTuple):
    """An entry that is not in force, and the schema that it waits for."""

    topic: str
    offset: int
    schema_id: int


class RegisterReader:
    """
    Reads register topics into `registers`. `next_offsets`: the first offset not read of each; the journal has it.

    unknown_schema_seconds: how long an entry may hold its register. Time since it was written counts, so a worker that
    starts later does not wait again.
    """

    def __init__(
        self,
        kafka: Mapping[str, Any],
        *,
        mesh: str,
        topics: Sequence[str],
        unknown_schema_seconds: float = UNKNOWN_SCHEMA_SECONDS,
        now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self.registers = Registers()
        self.next_offsets = dict.fromkeys(sorted(topics), 0)
        self._seconds = unknown_schema_seconds
        self._patience = Patience(unknown_schema_seconds)
        self._now_ms = now_ms
        self._pending: dict[str, deque[Entry]] = {topic: deque() for topic in self.next_offsets}
        self._aside: dict[str, dict[int, Entry]] = {topic: {} for topic in self.next_offsets}
        self._held: dict[tuple[str, int], int] = {}  # the schema that each entry waits for, pending or aside
        self._looked = codec.known()
        self._topics = WholeTopics(kafka, mesh=mesh, topics=list(self.next_offsets))
        self._log = telemetry.logger()

    @property
    def held(self) -> list[Held]:
        """The entries that are not in force because their schemas are not known."""
        return [Held(*at, schema_id) for at, schema_id in sorted(self._held.items())]

    @property
    def positions(self) -> tuple[RegisterPosition, ...]:
        """The position in each register, as the journal names it."""
        return tuple(
            RegisterPosition(topic=topic, next_offset=offset, held=tuple(sorted(self._aside[topic])))
            for topic, offset in self.next_offsets.items()
        )

    def load(
        self,
        deadline_seconds: float = LOAD_SECONDS,
        *,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """
        Read every register to its end; schemas must have been read before.

        Half a register is no basis for decisions, so `load` waits for entries in unknown schemas and calls `meanwhile`
        again and again, to read schemas. Raises TemporaryFailure.
        """
        self._topics.load(self._arrive, time.monotonic() + deadline_seconds)
        self._drain()
        while any(self._pending.values()):
            time.sleep(RETRY_SECONDS)
            meanwhile()
            self.poll()

    def poll(self) -> None:
        """Read new entries without waiting."""
        self._topics.poll(self._arrive)
        if self._looked != codec.known():
            self._looked = codec.known()
            self._take_held()
        if any(self._pending.values()):
            self._drain()

    def close(self) -> None:
        """Close the connection."""
        self._topics.close()

    def _arrive(self, entry: Entry) -> None:
        self._pending[entry.topic].append(entry)

    def _drain(self) -> None:
        for topic, pending in self._pending.items():
            while pending:
                entry = pending[0]
                schema_id = self._take(entry)
                if schema_id is not None:
                    self._hold(entry, schema_id)
                    if not self._is_given_up(entry, schema_id):
                        break
                    self._aside[topic][entry.offset] = entry
                    self._log.error("register_entry_set_aside", topic=topic, offset=entry.offset, schema_id=schema_id)
                self.next_offsets[topic] = pending.popleft().offset + 1

    def _take_held(self) -> None:
        """Add the entries that were set aside and can be read now."""
        for aside in self._aside.values():
            for offset, entry in list(aside.items()):
                if offset in aside and self._take(entry) is None:  # one before it may have had its key
                    aside.pop(offset, None)
                    self._log.info("register_entry_taken_in", topic=entry.topic, offset=offset)

    def _take(self, entry: Entry) -> int | None:
        """
        Add an entry and forget older ones of its key; return the id of its schema instead if that is not known.

        A record that is no entry is logged as an error and passed over.
        """
        try:
            self.registers.take(entry.value)
        except codec.UnknownSchemaId as error:
            return error.schema_id
        except codec.Undecodable as error:
            self._log.error("register_entry_refused", topic=entry.topic, offset=entry.offset, reason=str(error))
            self._hold_no_more(entry)
            return None
        self._hold_no_more(entry)
        aside = self._aside[entry.topic]
        for older in [other for other in aside.values() if other.key == entry.key and other.offset < entry.offset]:
            del aside[older.offset]
            self._hold_no_more(older)
        return None

    def _hold(self, entry: Entry, schema_id: int) -> None:
        at = entry.topic, entry.offset
        if at not in self._held:
            self._held[at] = schema_id
            self._log.error("register_held", topic=entry.topic, offset=entry.offset, schema_id=schema_id)
            self._count(entry.topic)

    def _hold_no_more(self, entry: Entry) -> None:
        if self._held.pop((entry.topic, entry.offset), None) is not None:
            self._count(entry.topic)

    def _count(self, topic: str) -> None:
        schemas = {schema_id for (register, _), schema_id in self._held.items() if register == topic}
        metrics.UNKNOWN_SCHEMAS.labels(topic).set(len(schemas))

    def _is_given_up(self, entry: Entry, schema_id: int) -> bool:
        over = self._patience.is_over(schema_id)
        return over or self._now_ms() - entry.timestamp_ms >= self._seconds * 1000


def take_journalled(
    registers: Registers,
    entries: Mapping[int, bytes],
    *,
    before: RegisterPosition | None,
    now: RegisterPosition,
) -> None:
    """
    Add to `registers` the entries that a worker added between two positions of one register, in its order.

    entries: value by offset. A record that was no entry then is passed over now, too.
    """
    absent = set(now.held)
    late = [] if before is None else [offset for offset in before.held if offset not in absent]
    begin = 0 if before is None else before.next_offset
    new = (offset for offset in range(begin, now.next_offset) if offset not in absent)
    for offset in (*late, *new):
        if offset in entries:
            try:
                registers.take(entries[offset])
            except (codec.Undecodable, codec.UnknownSchemaId):
                continue
