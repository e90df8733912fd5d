"""
Replay: a processor's tasks run again along their journal, isolated, and compared with their outputs of then.

The journal names the records that each chunk consumed, their order and the position in each register, and has hash
chains over every output of the chunk and every change of state. A replay reads the same records, runs the same steps on
a state in memory, writes nothing anywhere, and reports for each entry whether both chains are the same, byte for byte.

A run begins with the first entry on an empty state, or within the journal on the earliest state that the state topic
still holds whole (`mesh.replay.start_positions`): where retention has taken the first entries or their records.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Literal, NamedTuple

import msgspec

from contracts import codec
from contracts.mesh import JournalEntry, RegisterPosition
from contracts.topics import MESH_CLOCK, MESH_SCHEMAS
from mesh.declared.errors import ConfigurationError, MeshError
from mesh.declared.processor import Configured, Processor
from mesh.declared.registers import Registers
from mesh.declared.settings import MeshName, read
from mesh.engine.chunk import TopicRecords
from mesh.engine.store import MemoryStore, Position
from mesh.engine.task import Task
from mesh.kafka.committed_records import committed
from mesh.kafka.connection import connection
from mesh.kafka.published_schemas import Refused, learned
from mesh.kafka.register_reader import take_journalled
from mesh.replay import journal_reader
from mesh.replay.start_positions import Start, earliest
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound

PROCESSOR = "YIDIAN_REPLAY_PROCESSOR"
Begin = Literal["journal", "state"]
"""Where a run begins: with the first entry, or on the earliest state that is still there."""
NOWHERE = Position("replay", 0, 0)


class Difference(NamedTuple):
    """A journal entry whose outputs or changes of state came out differently; `outputs`, `state`: which of them."""

    partition: int
    sequence: int
    outputs: bool
    state: bool
    outputs_then: int
    outputs_now: int
    changes_then: int
    changes_now: int


class Report(NamedTuple):
    """
    Result of a replay: entries run, records processed for them, outputs and changes of state compared, and the entries
    that differ.

    Of a task only the first difference counts. begun: sequence of the first entry run, by partition. strangers: records
    on the journal that are no entries.
    """

    entries: int
    records: int
    outputs: int
    changes: int
    differences: tuple[Difference, ...]
    begun: Mapping[int, int]
    strangers: int = 0

    @property
    def identical(self) -> bool:
        """Whether every output and every change of state was the same, byte for byte."""
        return not self.differences


class StateIncomplete(MeshError):
    """The state on which a run began lacks records that belong together: its topic was being compacted."""

    code = "state_incomplete"


class ReplaySettings(msgspec.Struct, frozen=True, kw_only=True):
    """
    Settings of a replay process, besides those of the service if the processor is `Configured`.

    replay_processor: ``module:CONSTANT`` of the processor to run again. replay_begin: see `Begin`.
    """

    kafka_bootstrap: str
    replay_processor: str
    replay_begin: Begin = "journal"
    mesh: MeshName = "yidian"


class _Collected:
    """A sink that writes nowhere and remembers the last journal entry."""

    def __init__(self, journal_topic: str) -> None:
        self._topic = journal_topic
        self.last: JournalEntry | None = None

    def send(self, record: Outbound) -> None:
        if record.topic == self._topic and record.value is not None:
            self.last = codec.decode(record.value)


def replay(kafka: Mapping[str, Any], mesh: str, processor: Processor, *, begin: Begin = "journal") -> Report:
    """
    Run every task of `processor` again.

    Raises RecordsGone if retention has removed records that are needed, StateIncomplete if compaction has.
    """
    for record in committed(kafka, mesh, [(MESH_SCHEMAS, 0)]):
        with suppress(Refused):  # as every process passes it over
            learned(record.value)
    reached = journal_reader.reached(kafka, mesh, processor.name)
    journals, strangers = journal_reader.journals(kafka, mesh, processor.name)
    entries_of: dict[str, list[Inbound]] = {topic: [] for topic in processor.registers}
    for record in committed(kafka, mesh, [(topic, 0) for topic in entries_of]):
        entries_of[record.topic].append(record)
    entries = records = outputs = changes = 0
    differences: list[Difference] = []
    begun: dict[int, int] = {}
    for partition, whole in journals.items():
        start = None
        if begin == "state":
            since = whole[0].sequence - 1 if whole else 0
            start = earliest(committed(kafka, mesh, [(names.state_topic(processor.name), partition)]), since=since)
        task = f"{processor.name}/{partition}"
        journal = journal_reader.behind(start, whole, task=task, reached=reached.get(partition, 0))
        if journal:
            begun[partition] = journal[0].sequence
        inputs = journal_reader.inputs(kafka, mesh, partition, journal)
        for then, now in _run(processor, partition, len(journals), journal, inputs, entries_of, start):
            entries += 1
            records += sum(range_.records for range_ in then.ranges)
            outputs += then.outputs
            changes += then.changes
            if then.digest != now.digest or then.state_digest != now.state_digest:
                differences.append(_difference(then, now))
                break  # the chains differ from here on
    return Report(entries, records, outputs, changes, tuple(differences), begun, strangers)


def _difference(then: JournalEntry, now: JournalEntry) -> Difference:
    differ = then.digest != now.digest, then.state_digest != now.state_digest
    return Difference(then.partition, then.sequence, *differ, then.outputs, now.outputs, then.changes, now.changes)


def _run(
    processor: Processor,
    partition: int,
    partitions: int,
    journal: Sequence[JournalEntry],
    inputs: Mapping[str, Mapping[int, Inbound]],
    entries: Mapping[str, Sequence[Inbound]],
    start: Start | None = None,
) -> Iterator[tuple[JournalEntry, JournalEntry]]:
    """Yield each journalled entry with the one that the run makes of it. entries: of registers."""
    sink, store = _Collected(names.journal_topic(processor.name)), MemoryStore()
    if start is not None:
        store.write(start.state, NOWHERE)
    task = Task(processor, partition, partitions, store, sink)
    registers = Registers()
    values = {topic: {record.offset: record.value or b"" for record in records} for topic, records in entries.items()}
    before: dict[str, RegisterPosition] = {}
    for entry in journal:
        for seen in entry.registers:
            if seen.topic in values and seen != before.get(seen.topic):
                take_journalled(registers, values[seen.topic], before=before.get(seen.topic), now=seen)
                before[seen.topic] = seen
        try:
            _chunk(task, entry, inputs, registers)
        except AssertionError as error:
            if start is None:
                raise
            raise StateIncomplete(
                f"the state of {processor.name}/{partition} as of entry {start.head.sequence} lacks records that "
                "belong together: its topic is being compacted; run it again later, or from the first journal entry"
            ) from error
        task.state.commit(task.state.changes(), NOWHERE)
        assert sink.last is not None, "a chunk ends with its journal entry"
        yield entry, sink.last


def _chunk(task: Task, entry: JournalEntry, inputs: Mapping[str, Mapping[int, Inbound]], registers: Registers) -> None:
    """Run the chunk of an entry again."""
    if entry.timers is not None:
        tick = journal_reader.tick(inputs[MESH_CLOCK], entry.timers.tick_offset)
        task.wake([tick], registers, entry.registers, most=entry.timers.timers)
    else:
        batches: list[TopicRecords] = [
            (consumed.topic, journal_reader.records(inputs[consumed.topic], consumed)) for consumed in entry.ranges
        ]
        task.work(batches, registers, entry.registers, then=entry)


def load(path: str) -> Processor | Configured:
    """Return the processor at ``module:CONSTANT``. Raises ConfigurationError."""
    module, _, name = path.partition(":")
    try:
        constant = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigurationError(f"no processor at {path!r}: name it as package.module:CONSTANT") from error
    if not isinstance(constant, Processor | Configured):
        raise ConfigurationError(f"{path!r} is no Processor")
    return constant


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
    report = replay(connection(settings.kafka_bootstrap), settings.mesh, processor, begin=settings.replay_begin)
    os.write(1, msgspec.json.encode(report._asdict()) + b"\n")
    raise SystemExit(0 if report.identical else 1)
