"""
A task: partition p of all inputs of one processor, with its own state, journal and hash chain.

It is the unit of determinism: the same records in the journalled order with the same registers give the same outputs,
byte for byte. It processes records and gives outputs to a `Sink`; it knows neither Kafka nor Faust nor a clock.

A step's effects are applied only after all of them were computed and encoded, so a failure leaves nothing half done.

The schemas that a task knows are not among its records. So the journal names the records that were given up because
their schema was not known, and the schemas for which parked keys are redriven once they have come (`unknown_schemas`).
"""

from collections.abc import Callable, Sequence

from contracts import codec
from contracts.mesh import JournalEntry, OffsetRange, RegisterPosition, TimersRun
from contracts.topics import MESH_CLOCK
from mesh.declared.errors import UnknownSchema
from mesh.declared.processor import Processor
from mesh.declared.registers import Registers
from mesh.engine.chunk import TopicRecords, Waiting
from mesh.engine.commands import Commands
from mesh.engine.dead_letters import DeadLetters
from mesh.engine.journal import Journal, range_of
from mesh.engine.outbox import Outbox
from mesh.engine.parking import Parking
from mesh.engine.processing import Processing
from mesh.engine.state import TaskState
from mesh.engine.steps import Steps
from mesh.engine.store import LocalStore
from mesh.engine.timers import Timers
from mesh.engine.unknown_schemas import Unread, redrives
from mesh.wire import names
from mesh.wire.batching import TOPICS_GATHERED, is_gathered
from mesh.wire.records import Inbound, Sink
from mesh.wire.schema_patience import endless
from mesh.wire.ticks import tick_ms


class Task:
    """One partition of one processor. Use `work` for a chunk, `wake` for time; then commit or abort its `state`."""

    def __init__(
        self,
        processor: Processor,
        partition: int,
        partitions: int,
        store: LocalStore,
        sink: Sink,
        *,
        is_given_up: Callable[[int], bool] = endless,
    ) -> None:
        self.processor = processor
        self.partition = partition
        self.state = TaskState(store)
        self._sink = sink
        self._command_topic = names.command_topic(processor.name)
        self._timers = Timers(self.state)
        self._out = Outbox(processor.name, partitions, self.state, self._timers)
        self._letters = DeadLetters(processor.name, partition, self._out.send)
        self._parking = Parking(self.state, self._letters)
        self._unread = Unread(is_given_up)
        steps = Steps(processor, partition, partitions, self.state, self._out, self._unread)
        self._processing = Processing(steps, self._parking, self._unread)
        self._commands = Commands(
            processor.name,
            partition,
            self._parking,
            self._letters,
            self._processing.process_again,
            self._out.send,
        )
        self._journal = Journal(processor, partition, self.state, sink)
        self.reload()

    def reload(self) -> None:
        """Take journal position and parked keys from committed state: at the start and after an abort."""
        self._journal.reload()
        self._parking.reload()
        self._timers.reload()

    def work(
        self,
        batches: Sequence[TopicRecords],
        registers: Registers,
        positions: Sequence[RegisterPosition],
        *,
        then: JournalEntry | None = None,
    ) -> dict[str, Waiting]:
        """
        Process a chunk topic by topic in the order given and write its journal entry. `then` is the entry to repeat.

        Returns each topic that met a schema not yet known: it was processed up to that record and goes on from it.
        """
        self._begin(then)
        arrived = self._parking.arrived() if then is None else list(then.arrived)
        if arrived:
            self._out.records += redrives(
                self._parking.to_redrive(arrived),
                processor=self.processor.name,
                partition=self.partition,
                sequence=self._journal.sequence,
            )
        processing = self._processing
        waiting: dict[str, Waiting] = {}
        ranges: list[OffsetRange] = []
        for topic, records in batches:
            done = 0
            try:
                for record in records:
                    if topic == self._command_topic:
                        self._obey(record, registers)
                    elif is_gathered(record.value):
                        processing.process_gathered(record, registers)
                    elif topic in TOPICS_GATHERED:
                        processing.process_perhaps_gathered(record, registers)
                    else:
                        processing.process(record, registers)
                    done += 1
            except UnknownSchema as unknown:
                waiting[topic] = Waiting(records[done].offset, unknown)
            if done:
                ranges.append(range_of(records[:done]))
        self._send_outputs()
        if ranges or arrived:
            self._write_journal(ranges, positions, arrived=arrived)
        return waiting

    def wake(
        self, ticks: Sequence[Inbound], registers: Registers, positions: Sequence[RegisterPosition], *, most: int
    ) -> bool:
        """
        Run the timers that are due at the last of these ticks, about so many at most (`Timers.take`), and write the
        journal entry of this pass. What a step asks for its own time runs in the next one.

        Returns whether no timer is left: then the task has done with the ticks.
        """
        self._begin()
        tick = ticks[-1]
        until_ms = tick_ms(tick)
        due = self._timers.take(until_ms, most)
        for wake in due:
            value = codec.encode(wake)
            key = wake.key.encode() if wake.message_key is None else wake.message_key
            record = Inbound(MESH_CLOCK, self.partition, tick.offset, wake.at_ms, key, value, ())
            self._processing.process_timer(record, wake, registers)
        self._send_outputs()
        done = not self._timers.are_due(until_ms)
        timers = TimersRun(tick_offset=tick.offset, timers=len(due))
        self._write_journal([range_of(ticks)] if done else [], positions, timers)
        return done

    def _begin(self, then: JournalEntry | None = None) -> None:
        """Begin a chunk or a pass."""
        self._unread.begin(then)
        self._out.begin()
        self._parking.parked_now.clear()
        self._parking.parked_anew.clear()
        self._commands.begin()
        self._processing.begin()

    def _send_outputs(self) -> None:
        """Save timers and send outputs at the end of a chunk, where a failure of the sink is not one of a rule."""
        sequence = self._journal.sequence
        self._timers.keep(sequence)
        for outbound in self._out.close(f"{self.processor.name}/{self.partition}/{sequence}"):
            self._sink.send(outbound)

    def _obey(self, record: Inbound, registers: Registers) -> None:
        """Do what a command asks; one that cannot be read because its schema does not come is announced."""
        try:
            self._unread.refuse(record)
            self._commands.obey(record, registers)
        except UnknownSchema as error:
            if not self._unread.is_over(error.schema_id):
                raise
            self._unread.note(record, error.schema_id)
            self._letters.announce(record, error)

    def _write_journal(
        self,
        ranges: Sequence[OffsetRange],
        positions: Sequence[RegisterPosition],
        timers: TimersRun | None = None,
        *,
        arrived: Sequence[int] = (),
    ) -> None:
        self._journal.write(
            self._out.records,
            ranges,
            positions,
            timers=timers,
            parked=(*self._parking.parked_now, *self._parking.parked_anew),
            unread=self._unread.records(),
            arrived=arrived,
        )

    @property
    def sequence(self) -> int:
        """Sequence of the last journal entry; 0 before the first."""
        return self._journal.sequence

    @property
    def parked_keys(self) -> int:
        """How many keys wait for a redrive."""
        return self._parking.count

    @property
    def parked_now(self) -> Sequence[bytes]:
        """Keys that the last chunk parked; not those that a redrive did not get past, which were faulty before."""
        return tuple(self._parking.parked_now)

    @property
    def failed_now(self) -> Sequence[bytes]:
        """Keys of the last chunk on which a step failed, a redrive that fails again left out: it is nothing new."""
        return tuple(self._processing.failed)

    @property
    def last_fault(self) -> str:
        """Code and reason of the last failure of a step, without data; empty before the first."""
        return self._processing.last_fault

    @property
    def has_arrivals(self) -> bool:
        """Whether a schema has come that parked keys wait for: then there is something to work without a record."""
        return bool(self._parking.arrived())

    def is_parked(self, key: bytes) -> bool:
        """Whether records of this key wait for a redrive."""
        return self._parking.holds(key)
