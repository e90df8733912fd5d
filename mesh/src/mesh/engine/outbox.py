"""
The effects of the steps of a task, made into records: events with their headers, gathered requests, state and timers.

All effects of a step are computed and encoded before any is applied, so a step that fails leaves nothing half done.
"""

from contracts import codec
from contracts.mesh import GatheredRecord, Wake
from contracts.topics import TOPICS
from mesh import _records
from mesh.declared.keys import partition_of
from mesh.declared.processor import Context, Effects, Emit, Record, WakeAt
from mesh.engine.state import TaskState, fitting
from mesh.engine.timers import Timers
from mesh.wire import headers
from mesh.wire.batching import TOPICS_GATHERED, Gathering
from mesh.wire.records import Outbound

STANDINGS = frozenset(name for name, topic in TOPICS.items() if topic.role == "standing")
"""Compacted topics that processors write: of a key only the newest record counts."""

Stamp = tuple[str, tuple[str, bytes], tuple[str, bytes]]
"""Shared by all events of one cause: the seed of their ids, and the headers of time and cause."""


class Outbox:
    """The records of one chunk or pass, in the order in which they were asked for."""

    def __init__(self, processor: str, partitions: int, state: TaskState, timers: Timers) -> None:
        self._processor, self._partitions, self._state, self._timers = processor, partitions, state, timers
        self._gathering = Gathering(processor)
        self._kinds: dict[type[Record], tuple[str, tuple[tuple[str, bytes], ...]]] = {}
        self._at_ms, self._time = 0, ("ce_time", headers.rfc3339(0))
        self.records: list[Outbound] = []
        self._stands = False

    def begin(self) -> None:
        """Begin a chunk or a pass."""
        self.records = []
        self._stands = False

    def send(self, record: Outbound) -> None:
        """Take a record that is made already."""
        self.records.append(record)

    def apply(self, effects: Effects, context: Context) -> None:
        """Apply all effects of a step, or none if one does not fit. Raises as `fitting` does."""
        outbound: list[Outbound] = []
        gathered: list[tuple[tuple[str, int], GatheredRecord]] = []
        wakes: list[tuple[Wake, int]] = []
        outputs = effects.outputs
        if outputs:
            stamp = self._stamp(context)
            for ordinal, output in enumerate(outputs):
                if type(output) is Emit:
                    if output.topic in TOPICS_GATHERED:
                        gathered.append(self._gathered(output, context, ordinal, stamp))
                    else:
                        outbound.append(self._event(output, ordinal, stamp))
                        self._stands = self._stands or output.topic in STANDINGS
                else:
                    assert type(output) is WakeAt
                    of_record = None if context.key == output.key.encode() else context.key
                    wake = Wake(at_ms=output.at_ms, key=output.key, message_key=of_record)
                    wakes.append((wake, len(fitting(wake))))
        self._state.put_all(effects.puts)
        for kind, key in effects.deletes:
            self._state.delete(kind, key)
        self.records += outbound
        for place, record in gathered:
            self._gathering.add(place, record)
        for wake, size in wakes:
            self._timers.ask(wake, size)

    def close(self, cause: str) -> list[Outbound]:
        """Add the gathered records, caused by the chunk, and return all; of a standing the last per key."""
        self.records += self._gathering.take(cause)
        if self._stands:
            self.records = newest(self.records)
        return self.records

    def _stamp(self, context: Context) -> Stamp:
        cause = context.cause_id
        if context.at_ms != self._at_ms:
            self._at_ms, self._time = context.at_ms, ("ce_time", headers.rfc3339(context.at_ms))
        return f"{cause}|{self._processor}", self._time, ("ce_causationid", cause.encode())

    def _gathered(
        self, output: Emit, context: Context, ordinal: int, stamp: Stamp
    ) -> tuple[tuple[str, int], GatheredRecord]:
        key, record = output.key, output.record
        gathered = GatheredRecord(
            key=key,
            event_id=_records.event_id(stamp[0], key, self._of_kind(type(record))[0], ordinal),
            at_ms=context.at_ms,
            cause_id=context.cause_id,
            value=fitting(record),
        )
        return (output.topic, partition_of(key, self._partitions)), gathered

    def _event(self, output: Emit, ordinal: int, stamp: Stamp) -> Outbound:
        type_, fixed = self._of_kind(type(output.record))
        seed, time, cause = stamp
        value = fitting(output.record)
        return _records.event(Outbound, output.topic, output.key, value, type_, fixed, seed, ordinal, time, cause)

    def _of_kind(self, kind: type[Record]) -> tuple[str, tuple[tuple[str, bytes], ...]]:
        """Return the full name of a kind of event, and the headers that all of them have."""
        known = self._kinds.get(kind)
        if known is None:
            type_ = codec.full_name(kind)
            known = self._kinds[kind] = type_, headers.static(self._processor, type_)
        return known


def newest(records: list[Outbound]) -> list[Outbound]:
    """Return records in their order without those of a standing that a later one of their key replaces."""
    last = {(record.topic, record.key): place for place, record in enumerate(records) if record.topic in STANDINGS}
    return [
        record
        for place, record in enumerate(records)
        if record.topic not in STANDINGS or last[record.topic, record.key] == place
    ]
