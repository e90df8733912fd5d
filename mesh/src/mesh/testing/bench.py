"""
A processor in memory: records in, records out, through the same engine as in production but for Kafka and Faust.

Records are encoded, decoded and parked exactly as on a broker. There is no mock and no sleep; you send the time.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from contracts import codec
from contracts.mesh import ClockTicked, Gathered, JournalEntry, KeyParked
from contracts.topics import MESH_CLOCK
from mesh.declared.keys import partition_of
from mesh.declared.processor import Emit, Processor, Record
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.store import MemoryStore, Position
from mesh.wire import headers, names
from mesh.wire.batching import is_gathered
from mesh.wire.records import FoundHeaders, Inbound, Outbound
from mesh.wire.ticks import headers_of

R = TypeVar("R", bound=Record)


class Bench:
    """One processor on `partitions` partitions. `registers` are entries that its rules may look up."""

    def __init__(
        self, processor: Processor, *, registers: Iterable[Any] = (), partitions: int = 4, faulty_keys: int = 1_000
    ) -> None:
        self.processor = processor
        self.registers = Registers(registers)
        self.partitions = partitions
        self.journal: list[JournalEntry] = []
        self.sent: list[Outbound] = []
        self._offsets: dict[tuple[str, int], int] = {}
        self._engine = Engine(
            [processor], partitions, _Collector(self.sent), at_end=lambda *_: True, faulty_keys=faulty_keys
        )
        for partition in range(partitions):
            self._engine.assign(partition, lambda *_: MemoryStore())

    def under(self, processor: Processor) -> "Bench":
        """Return a bench of another processor (a mended version, say) on this one's committed state."""
        other = Bench(processor, partitions=self.partitions)
        other.registers, other._offsets = self.registers, self._offsets
        for partition in range(self.partitions):
            for theirs, ours in zip(other._engine.tasks(partition), self._engine.tasks(partition), strict=True):
                theirs.state.store = ours.state.store
                theirs.state.forget()
                theirs.reload()
        return other

    def send(
        self, topic: str, record: Record, *, key: bytes, at_ms: int = 0, cause_id: str | None = None
    ) -> list[Emit]:
        """Process one record and return the emitted ones. `cause_id` is its ``ce_id``; a fresh one by default."""
        offset = self._offsets.get((topic, partition_of(key, self.partitions)), 0)
        own = headers.event_headers(
            event_id=cause_id or f"{topic}/{partition_of(key, self.partitions)}/{offset}",
            source="test",
            type_=codec.full_name(type(record)),
            time_ms=at_ms,
            cause_id=None,
        )
        return self.send_bytes(topic, codec.encode(record), key=key, record_headers=own, at_ms=at_ms)

    def send_bytes(
        self,
        topic: str,
        value: bytes | None,
        *,
        key: bytes,
        record_headers: FoundHeaders = (),
        at_ms: int = 0,
        partition: int | None = None,
    ) -> list[Emit]:
        """Process raw bytes, such as no producer of ours would send."""
        to = partition_of(key, self.partitions) if partition is None else partition
        return self._work([self._inbound(topic, to, key, value, record_headers, at_ms)])

    def tick(self, at_ms: int) -> list[Emit]:
        """Let the clock reach `at_ms` on every partition."""
        value = codec.encode(ClockTicked(at_ms=at_ms))
        keys = [b"%d" % p for p in range(self.partitions)]
        return self._work(
            [self._inbound(MESH_CLOCK, p, key, value, headers_of(at_ms, key), at_ms) for p, key in enumerate(keys)]
        )

    def partition(self, key: bytes) -> int:
        """Return the partition of a key."""
        return partition_of(key, self.partitions)

    def get(self, kind: type[R], key: str) -> R | None:
        """Return a state record, from whichever task holds it."""
        for partition in range(self.partitions):
            for task in self._engine.tasks(partition):
                record = task.state.get(kind, key)
                if record is not None:
                    return record
        return None

    def parked(self) -> list[str]:
        """Return the keys that wait for a redrive."""
        return sorted(
            parked.key.decode(errors="backslashreplace")
            for partition in range(self.partitions)
            for task in self._engine.tasks(partition)
            for _, parked in task.state.scan(KeyParked)
        )

    def state(self) -> dict[bytes, bytes]:
        """Return the whole state, keys and encoded records, of all tasks."""
        state: dict[bytes, bytes] = {}
        for partition in range(self.partitions):
            for task in self._engine.tasks(partition):
                state.update(task.state.store.scan(b""))
        return state

    def _inbound(
        self, topic: str, partition: int, key: bytes, value: bytes | None, record_headers: FoundHeaders, at_ms: int
    ) -> Inbound:
        offset = self._offsets.get((topic, partition), 0)
        self._offsets[topic, partition] = offset + 1
        return Inbound(topic, partition, offset, at_ms, key, value, record_headers)

    def _work(self, records: Sequence[Inbound]) -> list[Emit]:
        before = len(self.sent)
        self._engine.work(records, self.registers)
        self._commit()
        while self._engine.owes_timers:
            self._engine.work([], self.registers)
            self._commit()
        journal = names.journal_topic(self.processor.name)
        emitted = []
        for record in self.sent[before:]:
            assert record.value is not None
            if record.topic == journal:
                self.journal.append(codec.decode(record.value))
            else:
                emitted += [Emit(record.topic, key, codec.decode(value)) for key, value in unpacked(record)]
        return emitted

    def _commit(self) -> None:
        for partition in range(self.partitions):
            for task in self._engine.tasks(partition):
                task.state.commit(task.state.changes(), Position("memory", 0, 0))
        self._engine.commit()


def unpacked(record: Outbound) -> list[tuple[bytes, bytes]]:
    """Return key and value of a produced record, or those of all that are gathered in it."""
    assert record.value is not None
    if not is_gathered(record.value):
        return [(record.key, record.value)]
    gathered: Gathered = codec.decode(record.value)
    return [(each.key, each.value) for each in gathered.records]


class _Collector:
    """A sink that remembers its records."""

    def __init__(self, sent: list[Outbound]) -> None:
        self._sent = sent

    def send(self, record: Outbound) -> None:
        self._sent.append(record)
