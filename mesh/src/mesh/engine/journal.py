"""
The journal of a task: per chunk or pass one entry, with a chain over every output and one over every change of state.

The bytes under the chains are specified in `docs/architecture.md`; the native part frames them.
"""

import hashlib
from collections.abc import Sequence

from contracts import codec
from contracts.mesh import JournalEntry, JournalHead, OffsetRange, RecordUnread, RegisterPosition, TimersRun
from mesh import _records
from mesh.declared.processor import Processor
from mesh.engine.state import TaskState
from mesh.engine.unknown_schemas import HEAD
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound, Sink

_ZERO = bytes(32)


class Journal:
    """Use `write` at the end of each chunk or pass. `sequence` is that of the last entry; 0 before the first."""

    def __init__(self, processor: Processor, partition: int, state: TaskState, sink: Sink) -> None:
        self._processor = processor.name
        self._version = processor.version
        self._partition = partition
        self._state = state
        self._sink = sink
        self._topic = names.journal_topic(processor.name)
        self.sequence = 0
        self._chain, self._state_chain = _ZERO, _ZERO

    def reload(self) -> None:
        """Go on from the head in the committed state."""
        head = self._state.get(JournalHead, "")
        self.sequence = head.sequence if head else 0
        self._chain, self._state_chain = (head.digest, head.state_digest) if head else (_ZERO, _ZERO)

    def write(
        self,
        outputs: list[Outbound],
        ranges: Sequence[OffsetRange],
        positions: Sequence[RegisterPosition],
        *,
        timers: TimersRun | None,
        parked: Sequence[bytes],
        unread: tuple[RecordUnread, ...],
        arrived: Sequence[int],
    ) -> None:
        """
        Write the entry of a chunk or pass, and the head of the journal into the state.

        outputs: every record that it sent. ranges, positions: what it consumed, and how much of each register it saw.
        timers: of a pass. parked: keys. unread: records given up because their schema is not known. arrived: ids of
        schemas for which parked keys are redriven.
        """
        self.sequence += 1
        changes = self._state.seal()
        self._chain = _chained(self._chain, _records.framed(outputs))
        self._state_chain = _chained(self._state_chain, _records.changes_framed(changes))
        schemas = {record.value[1:HEAD] for record in outputs if record.value is not None}
        entry = JournalEntry(
            sequence=self.sequence,
            processor=self._processor,
            partition=self._partition,
            ranges=tuple(ranges),
            registers=tuple(positions),
            outputs=len(outputs),
            digest=self._chain,
            changes=len(changes),
            state_digest=self._state_chain,
            code_version=self._version,
            schemas=tuple(sorted(int.from_bytes(schema, "big") for schema in schemas)),
            parked=tuple(key.decode(errors="backslashreplace") for key in parked),
            timers=timers,
            unread=unread,
            arrived=tuple(arrived),
        )
        self._state.note(JournalHead(sequence=self.sequence, digest=self._chain, state_digest=self._state_chain))
        self._sink.send(Outbound(self._topic, self._partition, b"%d" % self._partition, codec.encode(entry), ()))


def range_of(records: Sequence[Inbound]) -> OffsetRange:
    """Return the offsets that a chunk consumed of a topic, or a pass of the clock. records: at least one, in order."""
    first, last = records[0], records[-1]
    return OffsetRange(topic=first.topic, first_offset=first.offset, next_offset=last.offset + 1, records=len(records))


def _chained(before: bytes, framed: bytes) -> bytes:
    """Return the digest that follows another one."""
    chain = hashlib.sha256(before)
    chain.update(framed)
    return chain.digest()
