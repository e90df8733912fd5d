"""
The tasks of one worker: the partitions that it processes, in which order, and how far each has come.

It groups a chunk into tasks, lets timers run once ticks are due (`due_ticks`), and sums up a transaction's contents:
outputs went to the sink; the tasks' changed state and `positions` are for the caller.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from contracts.mesh import RegisterPosition
from contracts.topics import MESH_CLOCK
from mesh.declared.processor import Processor
from mesh.declared.registers import Registers
from mesh.engine.batch_size import MOST
from mesh.engine.chunk import Chunk, TopicRecords, Waiting
from mesh.engine.due_ticks import DueTicks
from mesh.engine.fault_rate import FAULTY_KEYS, Faults
from mesh.engine.inputs import all_inputs, input_topics, refuse_shared
from mesh.engine.store import LocalStore
from mesh.engine.task import Task
from mesh.wire.records import Inbound, Sink
from mesh.wire.schema_patience import endless
from mesh.wire.ticks import is_tick

_place = itemgetter(0, 1)  # topic and partition of an Inbound


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
        self._ticks = DueTicks(self._all_inputs, at_end)
        self.positions: dict[tuple[str, int], int] = {}

    @property
    def assigned(self) -> list[int]:
        """Partitions that have tasks, in order."""
        return sorted(self._tasks)

    @property
    def clock_delay_ms(self) -> int:
        """By how much virtual time the ticks that are held back are ahead of those applied, at most."""
        return self._ticks.delay_ms

    def tasks(self, partition: int) -> Sequence[Task]:
        """Return the tasks of a partition, one per processor."""
        return self._tasks[partition]

    @property
    def owes_timers(self) -> bool:
        """Whether timers that are due were left for the next turn."""
        return self._ticks.owes_timers

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
        return not self.owes_timers and all(self._at_end(topic, partition) for topic, partition in inputs)

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
        """Close the tasks of a partition; changes that are not committed are lost to this worker."""
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
        Process a chunk task by task. Raises TooManyFaults (`fault_rate`) when many distinct keys failed lately.

        Timers that are due are run, too, so many at most: see `owes_timers`.
        `Chunk.waiting` names each (topic, partition) that met an unknown schema, and the offset to go on from.
        """
        chunk = Chunk()
        grouped = self._group(records, chunk)
        self.faults.worked(chunk.records)
        clocked = max(1, sum(len(self._timed(partition)) for partition in self._tasks))
        arrived = {task.partition for task in self._with_arrivals()}
        for partition in sorted({*grouped, *self._ticks.partitions, *arrived}):
            by_topic = grouped.get(partition, {})
            self._work_tasks(partition, by_topic, registers, positions, chunk)
            for topic, batch in by_topic.items():
                if (topic, partition) not in chunk.waiting:  # one that waits for a schema has not come further
                    self._ticks.passed(topic, partition, batch[-1])
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
            batches: list[TopicRecords] = [
                (topic, by_topic[topic]) for topic in self._inputs[name] if topic in by_topic
            ]
            if batches or task.has_arrivals:
                self._note(task, task.work(batches, registers, positions), chunk)

    def _run_timers(
        self, partition: int, registers: Registers, positions: Sequence[RegisterPosition], chunk: Chunk, *, most: int
    ) -> None:
        """
        Let the tasks of a partition run the timers that are due, one pass each.

        most: timers of each task, its share of the turn, so that none waits for another's midnight.
        """
        ticks = self._ticks.released(partition, lambda topic: (topic, partition) in chunk.waiting)
        if not ticks:
            return
        timed = self._timed(partition)
        for task in timed:
            name = task.processor.name
            left = self._ticks.left_for(partition, name, ticks)
            if left and task.wake(left, registers, positions, most=most):
                self._ticks.woken(partition, name, left[-1])
            self._note(task, {}, chunk)
        offset = self._ticks.settle(partition, ticks, [task.processor.name for task in timed])
        if offset is not None:
            self.positions[MESH_CLOCK, partition] = offset

    def _timed(self, partition: int) -> list[Task]:
        """Return the tasks of a partition that read the clock."""
        return [task for task in self._tasks.get(partition, ()) if MESH_CLOCK in self._inputs[task.processor.name]]

    def commit(self) -> None:
        """Forget positions that a committed transaction carries."""
        self.positions = {}
        self.faults.commit()

    def abort(self) -> None:
        """Drop the changes of the open transaction; the caller seeks to the committed offsets."""
        for tasks in self._tasks.values():
            for task in tasks:
                task.state.abort()
                task.reload()
        self.faults.abort()
        self._forget(self.assigned)

    def _forget(self, partitions: Iterable[int]) -> None:
        gone = set(partitions)
        self._ticks.forget(gone)
        self.positions = {at: offset for at, offset in self.positions.items() if at[1] not in gone}

    def _group(self, records: Iterable[Inbound], chunk: Chunk) -> dict[int, dict[str, list[Inbound]]]:
        """
        Group by partition and topic, ticks apart, and note the offsets to go on from.

        Records of a partition that was revoked meanwhile are left to its new owner.
        """
        grouped: dict[int, dict[str, list[Inbound]]] = {}
        for (topic, partition), run in groupby(records, _place):
            if partition not in self._tasks:
                continue
            if topic == MESH_CLOCK:
                batch = self._ticks.of(partition)
                run = self._ticks_of(run, chunk)
            else:
                batch = grouped.setdefault(partition, {}).setdefault(topic, [])
            before = len(batch)
            batch.extend(run)
            chunk.by_topic[topic] += len(batch) - before
        for partition, by_topic in grouped.items():
            for topic, batch in by_topic.items():
                self.positions[topic, partition] = batch[-1].offset + 1
        return grouped

    def _ticks_of(self, run: Iterable[Inbound], chunk: Chunk) -> Iterator[Inbound]:
        """Yield the ticks among the records of the clock's topic; a record that is none stops no time."""
        for record in run:
            if is_tick(record):
                yield record
            else:
                chunk.no_ticks += 1

    def _note(self, task: Task, waiting: dict[str, Waiting], chunk: Chunk) -> None:
        for topic, wait in waiting.items():
            at = topic, task.partition
            if (first := chunk.waiting.get(at)) is None or wait.offset < first.offset:
                chunk.waiting[at] = wait
                self.positions[at] = wait.offset
        if task.parked_now:
            chunk.parked.setdefault(task.processor.name, []).extend(task.parked_now)
            self.faults.note(task)
