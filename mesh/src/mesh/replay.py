"""
Replay: a processor's tasks run again along their journal, isolated, and compared with what was written then.

The journal says what each chunk read, in which order and with how much of each register, and carries a hash chain over
everything that the chunk wrote. Replay reads the same records, runs the same steps on an empty state in memory, writes
nothing anywhere, and reports for each entry whether the chain is the same, byte for byte.

A run begins at sequence 1: a later start would need the state as it was then, which the archive will keep.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NamedTuple

import msgspec

from contracts import codec
from contracts.mesh import JournalEntry, OffsetRange, RegisterPosition
from contracts.topics import MESH_CLOCK, MESH_SCHEMAS
from mesh import names
from mesh.committed import committed, everywhere
from mesh.connection import connection
from mesh.errors import ConfigurationError, MeshError
from mesh.processor import Configured, Processor
from mesh.published import Refused, learned
from mesh.register_reader import take_journalled
from mesh.registers import Registers
from mesh.settings import MeshName, read, start
from mesh.store import MemoryStore, Position
from mesh.task import Batch, Task
from mesh.ticks import is_tick
from mesh.wire import Inbound, Outbound

PROCESSOR = "YIDIAN_REPLAY_PROCESSOR"


class RecordsGone(MeshError):
    """A record that the journal names is no longer in its topic: the archive would be needed."""

    code = "records_gone"


class Difference(NamedTuple):
    """A journal entry whose outputs came out differently."""

    partition: int
    sequence: int
    outputs_then: int
    outputs_now: int


class Report(NamedTuple):
    """
    What a replay found: entries run, records worked for them, outputs compared, and the entries that differ.

    Of a chain only the first difference counts. strangers: records on the journal that are no entries.
    """

    entries: int
    records: int
    outputs: int
    differences: tuple[Difference, ...]
    strangers: int = 0

    @property
    def identical(self) -> bool:
        """Whether every output was the same, byte for byte."""
        return not self.differences


class ReplaySettings(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a replay process takes, besides the settings of the service if the processor is `Configured` by some.

    replay_processor: ``module:CONSTANT`` of the processor to run again.
    """

    kafka_bootstrap: str
    replay_processor: str
    mesh: MeshName = "yidian"


class _Collected:
    """A sink that writes nowhere and remembers the last journal entry."""

    def __init__(self, journal_topic: str) -> None:
        self._topic = journal_topic
        self.last: JournalEntry | None = None

    def send(self, record: Outbound) -> None:
        if record.topic == self._topic and record.value is not None:
            self.last = codec.decode(record.value)


def replay(kafka: Mapping[str, Any], mesh: str, processor: Processor) -> Report:
    """Run every task of `processor` again. Raises RecordsGone when retention has taken what the journal names."""
    for record in committed(kafka, mesh, [(MESH_SCHEMAS, 0)]):
        with suppress(Refused):  # as every process passes it over
            learned(record.value)
    topic = names.journal_topic(processor.name)
    places = everywhere(kafka, mesh, [topic])
    journals: dict[int, list[JournalEntry]] = {partition: [] for _, partition in places}
    strangers = 0
    for record in committed(kafka, mesh, places):
        entry = _entry(record)
        if entry is None:
            strangers += 1
        else:
            journals[record.partition].append(entry)
    entries_of: dict[str, list[Inbound]] = {topic: [] for topic in processor.registers}
    for record in committed(kafka, mesh, [(topic, 0) for topic in entries_of]):
        entries_of[record.topic].append(record)
    entries = records = outputs = 0
    differences: list[Difference] = []
    for partition, journal in journals.items():
        read = {found.topic for entry in journal for found in entry.ranges}
        read |= {MESH_CLOCK for entry in journal if entry.timers is not None}
        inputs: dict[str, dict[int, Inbound]] = {topic: {} for topic in read}
        for record in committed(kafka, mesh, [(topic, partition) for topic in sorted(read)]):
            if record.topic == MESH_CLOCK and not is_tick(record):
                continue  # no worker has been given it
            inputs[record.topic][record.offset] = record
        for then, now in _run(processor, partition, len(places), journal, inputs, entries_of):
            entries += 1
            records += sum(found.records for found in then.ranges)
            outputs += then.outputs
            if then.digest != now.digest or then.outputs != now.outputs:
                differences.append(Difference(partition, then.sequence, then.outputs, now.outputs))
                break  # the chain differs from here on
    return Report(entries, records, outputs, tuple(differences), strangers)


def _entry(record: Inbound) -> JournalEntry | None:
    """Return a journal entry, None for a record that is none: whoever wrote that, no task did."""
    try:
        entry = codec.decode(record.value or b"")
    except (codec.Undecodable, codec.UnknownSchemaId):
        return None
    return entry if isinstance(entry, JournalEntry) else None


def _run(
    processor: Processor,
    partition: int,
    partitions: int,
    journal: Sequence[JournalEntry],
    inputs: Mapping[str, Mapping[int, Inbound]],
    entries: Mapping[str, Sequence[Inbound]],
) -> Iterator[tuple[JournalEntry, JournalEntry]]:
    """Yield each journalled entry with the one that the run makes of it. entries: of registers."""
    sink = _Collected(names.journal_topic(processor.name))
    task = Task(processor, partition, partitions, MemoryStore(), sink)
    registers = Registers()
    values = {topic: {record.offset: record.value or b"" for record in records} for topic, records in entries.items()}
    before: dict[str, RegisterPosition] = {}
    for entry in journal:
        for seen in entry.registers:
            if seen.topic in values and seen != before.get(seen.topic):
                take_journalled(registers, values[seen.topic], before=before.get(seen.topic), now=seen)
                before[seen.topic] = seen
        if entry.timers is not None:
            tick = _tick(inputs[MESH_CLOCK], entry.timers.tick_offset)
            task.wake([tick], registers, entry.registers, most=entry.timers.timers)
        else:
            batches: list[Batch] = [(found.topic, _records(inputs[found.topic], found)) for found in entry.ranges]
            task.work(batches, registers, entry.registers, then=entry)
        task.state.commit(task.state.changes(), Position("replay", 0, 0))
        assert sink.last is not None, "a chunk ends with its journal entry"
        yield entry, sink.last


def _records(held: Mapping[int, Inbound], wanted: OffsetRange) -> list[Inbound]:
    found = [held[offset] for offset in range(wanted.first_offset, wanted.next_offset) if offset in held]
    if len(found) != wanted.records:
        raise RecordsGone(
            f"{wanted.topic}: {len(found)} of {wanted.records} records from {wanted.first_offset} are left"
        )
    return found


def _tick(held: Mapping[int, Inbound], offset: int) -> Inbound:
    if offset not in held:
        raise RecordsGone(f"{MESH_CLOCK}: the tick at {offset} is gone")
    return held[offset]


def load(path: str) -> Processor | Configured:
    """Return what stands at ``module:CONSTANT``. Raises ConfigurationError."""
    module, _, name = path.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigurationError(f"no processor at {path!r}: name it as package.module:CONSTANT") from error
    if not isinstance(found, Processor | Configured):
        raise ConfigurationError(f"{path!r} is no Processor")
    return found


def configured(environ: Mapping[str, str]) -> tuple[ReplaySettings, Processor]:
    """Return the settings and the processor, built from the same environment. Raises ConfigurationError."""
    named = load(path) if (path := environ.get(PROCESSOR)) else None
    if isinstance(named, Configured):
        settings, own = read(environ, ReplaySettings, named.settings)
        return settings, named.build(own)
    settings = read(environ, ReplaySettings)
    assert named is not None, "the settings name a processor"
    return settings, named


def main(environ: Mapping[str, str]) -> None:
    """Replay one processor and print the report as JSON. Exit 0 when identical, 1 when not."""
    settings, processor = configured(environ)
    report = replay(connection(settings.kafka_bootstrap), settings.mesh, processor)
    os.write(1, msgspec.json.encode(report._asdict()) + b"\n")
    raise SystemExit(0 if report.identical else 1)


if __name__ == "__main__":
    start(main)
