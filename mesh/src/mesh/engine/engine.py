"""
The tasks of one worker: which partitions it works, in which order, and how far it has come.

It groups a consumed chunk into tasks, holds back ticks until the rest of their partition has passed them, and sums up
what a transaction must contain: outputs went to the sink; the tasks' changed state and `positions` are for the caller.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from operator import itemgetter

from contracts.mesh import RegisterPosition
from contracts.topics import MESH_CLOCK
from mesh.declared.errors import ConfigurationError
from mesh.declared.processor import Processor
from mesh.declared.registers import Registers
from mesh.engine.batch_size import MOST
from mesh.engine.fault_rate import FAULTY_KEYS, Faults
from mesh.engine.store import LocalStore
from mesh.engine.task import Batch, Task, Waiting
from mesh.wire import headers, names
from mesh.wire.records import Inbound, Sink
from mesh.wire.schema_patience import endless
from mesh.wire.ticks import is_tick, tick_ms

_place = itemgetter(0, 1)  # topic and partition of an Inbound


@dataclass
class Chunk:
    """
    What came of working one chunk, for metrics and logs: records taken, keys parked, topics that wait.

    no_ticks: records on the clock's topic that are none.
    """

    by_topic: Counter[str] = field(default_factory=Counter)
    parked: dict[str, list[bytes]] = field(default_factory=dict)
    waiting: dict[tuple[str, int], Waiting] = field(default_factory=dict)
    no_ticks: int = 0

    @property
    def records(self) -> int:
        """How many records were taken."""
        return self.by_topic.total()


class Engine:
    """
    Runs the processors of one service over the partitions assigned to this worker.

    `at_end` says whether a (topic, partition) has been read to its end; `processors` in the order of work;
    `is_given_up` whether a schema that is not known is not waited for any more.
    """

    def __init__(
        self,
        processors: Sequence[Processor],
        partitions: int,
        sink: Sink,
        *,
        at_end: Callable[[str, int], bool],
        faulty_keys: int = FAULTY_KEYS,
        is_given_up: Callable[[int], bool] = endless,
    ) -> None:
        self.processors = tuple(processors)
        refuse_shared(processors)
        self._partitions = partitions
        self._sink = sink
        self._at_end = at_end
        self._is_given_up = is_given_up
        self.faults = Faults(faulty_keys)
        self._tasks: dict[int, list[Task]] = {}
        self._inputs = {processor.name: input_topics(processor) for processor in processors}
        self._all_inputs = [topic for topic in all_inputs(processors) if topic != MESH_CLOCK]
        self._ticks: dict[int, list[Inbound]] = {}
        self._passed: dict[tuple[str, int], int] = {}
        self._applied_ms: dict[int, int] = {}
        self._woken: dict[tuple[int, str], int] = {}  # the last tick that a task is through with
        self._owing: set[int] = set()
        self.positions: dict[tuple[str, int], int] = {}

    @property
    def assigned(self) -> list[int]:
        """Partitions that have tasks, in order."""
        return sorted(self._tasks)

    @property
    def clock_delay_ms(self) -> int:
        """By how much virtual time the ticks that are held back are ahead of those applied, at most."""
        held = {partition: ticks for partition, ticks in self._ticks.items() if ticks}
        applied = {p: self._applied_ms.get(p, tick_ms(ticks[0])) for p, ticks in held.items()}
        return max((tick_ms(ticks[-1]) - applied[p] for p, ticks in held.items()), default=0)

    def tasks(self, partition: int) -> Sequence[Task]:
        """Return the tasks of a partition, one per processor."""
        return self._tasks[partition]

    @property
    def owes_timers(self) -> bool:
        """Whether timers that are due were left for the next turn."""
        return bool(self._owing)

    @property
    def has_arrivals(self) -> bool:
        """Whether a schema has come that parked keys wait for: `work` then asks for them, also without a record."""
        return any(True for _ in self._with_arrivals())

    def _with_arrivals(self) -> Iterator[Task]:
        return (task for tasks in self._tasks.values() for task in tasks if task.has_arrivals)

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to commit."""
        return bool(self.positions) or any(task.state.changed for tasks in self._tasks.values() for task in tasks)

    @property
    def at_ends(self) -> bool:
        """Whether every input of every partition has been read to its end, and every timer that is due was run."""
        inputs = ((topic, partition) for partition in self._tasks for topic in self._all_inputs)
        return not self._owing and all(self._at_end(topic, partition) for topic, partition in inputs)

    def assign(self, partition: int, open_store: Callable[[Processor, int], LocalStore]) -> None:
        """Create the tasks of a partition on stores that hold the committed state in full."""
        self._tasks[partition] = [
            Task(
                processor,
                partition,
                self._partitions,
                open_store(processor, partition),
                self._sink,
                is_given_up=self._is_given_up,
            )
            for processor in self.processors
        ]
        for task in self._tasks[partition]:
            self.faults.take_up(task)

    def revoke(self, partition: int) -> None:
        """Close the tasks of a partition; what is not committed is lost to this worker."""
        for task in self._tasks.pop(partition, ()):
            self.faults.let_go(task)
            task.state.store.close()
        self._forget([partition])

    def work(
        self,
        records: Iterable[Inbound],
        registers: Registers,
        positions: Sequence[RegisterPosition] = (),
        *,
        timers: int = MOST,
    ) -> Chunk:
        """
        Work a chunk task by task. Raises TooManyFaults (`fault_rate`) when many distinct keys failed lately.

        Timers that are due are run, too, so many at most: see `owes_timers`.
        `Chunk.waiting` names each (topic, partition) that met an unknown schema, and the offset to go on from.
        """
        chunk = Chunk()
        grouped = self._group(records, chunk)
        self.faults.worked(chunk.records)
        clocked = max(1, sum(len(self._timed(partition)) for partition in self._tasks))
        arrived = {task.partition for task in self._with_arrivals()}
        for partition in sorted(grouped.keys() | self._ticks.keys() | arrived):
            by_topic = grouped.get(partition, {})
            self._work_tasks(partition, by_topic, registers, positions, chunk)
            self._note_times(partition, by_topic, chunk)
            self._run_timers(partition, registers, positions, chunk, most=max(1, timers // clocked))
        return chunk

    def _work_tasks(
        self,
        partition: int,
        by_topic: dict[str, list[Inbound]],
        registers: Registers,
        positions: Sequence[RegisterPosition],
        chunk: Chunk,
    ) -> None:
        for task in self._tasks.get(partition, ()):
            name = task.processor.name
            batches: list[Batch] = [(topic, by_topic[topic]) for topic in self._inputs[name] if topic in by_topic]
            if batches or task.has_arrivals:
                self._note(task, task.work(batches, registers, positions), chunk)

    def _run_timers(
        self, partition: int, registers: Registers, positions: Sequence[RegisterPosition], chunk: Chunk, *, most: int
    ) -> None:
        """
        Let the tasks of a partition run what is due, one pass each, and have done with the ticks that all are through.

        most: timers of each task, its share of the turn, so that none waits for another's midnight.
        """
        ticks = self._released(partition, chunk)
        if not ticks:
            return
        through = ticks[-1].offset
        for task in self._timed(partition):
            left = [tick for tick in ticks if tick.offset > self._woken.get((partition, task.processor.name), -1)]
            if left and task.wake(left, registers, positions, most=most):
                self._woken[partition, task.processor.name] = left[-1].offset
            self._note(task, {}, chunk)
            through = min(through, self._woken.get((partition, task.processor.name), -1))
        done = [tick for tick in ticks if tick.offset <= through]
        if done:
            self._applied_ms[partition] = tick_ms(done[-1])
            self.positions[MESH_CLOCK, partition] = through + 1
            self._ticks[partition] = self._ticks[partition][len(done) :]
        if len(done) < len(ticks):
            self._owing.add(partition)
        else:
            self._owing.discard(partition)

    def _timed(self, partition: int) -> list[Task]:
        """Return the tasks of a partition that read the clock."""
        return [task for task in self._tasks.get(partition, ()) if MESH_CLOCK in self._inputs[task.processor.name]]

    def commit(self) -> None:
        """Forget positions that a committed transaction carries."""
        self.positions = {}
        self.faults.commit()

    def abort(self) -> None:
        """Drop what the open transaction changed; the caller seeks to the committed offsets."""
        for tasks in self._tasks.values():
            for task in tasks:
                task.state.abort()
                task.reload()
        self.faults.abort()
        self._forget(self.assigned)

    def _forget(self, partitions: Iterable[int]) -> None:
        gone = set(partitions)
        self._ticks = {partition: ticks for partition, ticks in self._ticks.items() if partition not in gone}
        self._passed = {at: ms for at, ms in self._passed.items() if at[1] not in gone}
        self._woken = {at: offset for at, offset in self._woken.items() if at[0] not in gone}
        self._owing -= gone
        self.positions = {at: offset for at, offset in self.positions.items() if at[1] not in gone}

    def _group(self, records: Iterable[Inbound], chunk: Chunk) -> dict[int, dict[str, list[Inbound]]]:
        """
        Group by partition and topic, ticks apart, and note the offsets to go on from.

        What a client hands over of a partition that was revoked meanwhile is left to its new owner.
        """
        grouped: dict[int, dict[str, list[Inbound]]] = {}
        for (topic, partition), run in groupby(records, _place):
            if partition not in self._tasks:
                continue
            if topic == MESH_CLOCK:
                batch = self._ticks.setdefault(partition, [])
                run = self._ticks_of(run, chunk)
            else:
                batch = grouped.setdefault(partition, {}).setdefault(topic, [])
            held = len(batch)
            batch.extend(run)
            chunk.by_topic[topic] += len(batch) - held
        for partition, by_topic in grouped.items():
            for topic, batch in by_topic.items():
                self.positions[topic, partition] = batch[-1].offset + 1
        return grouped

    def _ticks_of(self, run: Iterable[Inbound], chunk: Chunk) -> Iterator[Inbound]:
        """Yield the ticks among what came from the clock's topic; what is none stops no time."""
        for record in run:
            if is_tick(record):
                yield record
            else:
                chunk.no_ticks += 1

    def _note_times(self, partition: int, by_topic: dict[str, list[Inbound]], chunk: Chunk) -> None:
        """Note how far each input has come in time; one that waits for a schema has not come further."""
        for topic, batch in by_topic.items():
            at = topic, partition
            if at not in chunk.waiting:
                at_ms = headers.parse(batch[-1].headers, batch[-1].timestamp_ms).time_ms
                self._passed[at] = max(at_ms, self._passed.get(at, 0))

    def _released(self, partition: int, chunk: Chunk) -> list[Inbound]:
        """Return the ticks that every other input of their partition has passed, or is at its end."""
        ticks = self._ticks.get(partition)
        if not ticks:
            return []
        behind = [
            topic
            for topic in self._all_inputs
            if (topic, partition) in chunk.waiting or not self._at_end(topic, partition)
        ]
        released = len(ticks)
        if behind:
            reached = min(self._passed.get((topic, partition), 0) for topic in behind)
            released = sum(1 for _ in takewhile(lambda tick: tick_ms(tick) <= reached, ticks))
        return ticks[:released]

    def _note(self, task: Task, waiting: dict[str, Waiting], chunk: Chunk) -> None:
        for topic, held in waiting.items():
            at = topic, task.partition
            first = chunk.waiting.get(at)
            if first is None or held.offset < first.offset:
                chunk.waiting[at] = held
                self.positions[at] = held.offset
        if task.parked_now:
            chunk.parked.setdefault(task.processor.name, []).extend(task.parked_now)
            self.faults.note(task)


def refuse_shared(processors: Iterable[Processor]) -> None:
    """
    Raise ConfigurationError when two processors of a worker read one topic.

    They would share its offset: while one waits for a schema, the other would lose its place at a restart.
    """
    readers: dict[str, str] = {}
    for processor in processors:
        for topic in dict.fromkeys(route.topic for route in processor.routes):
            if topic in readers:
                raise ConfigurationError(
                    f"{readers[topic]} and {processor.name} both read {topic}: let one read it, or make two services"
                )
            readers[topic] = processor.name


def input_topics(processor: Processor) -> list[str]:
    """Return the topics a processor reads, in the order of work: routes, its commands, the clock if it has timers."""
    topics = [*dict.fromkeys(route.topic for route in processor.routes), names.command_topic(processor.name)]
    return [*topics, MESH_CLOCK] if processor.on_wake else topics


def all_inputs(processors: Iterable[Processor]) -> list[str]:
    """Return the topics that a worker of these processors subscribes to."""
    return list(dict.fromkeys(topic for processor in processors for topic in input_topics(processor)))
