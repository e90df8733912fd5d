"""
A task: partition p of all inputs of one processor, with its own state, journal and hash chain.

It is the unit of determinism: the same records in the journalled order with the same registers give the same outputs,
byte for byte. It takes records and hands outputs to a `Sink`; it knows neither Kafka nor Faust nor a clock.

A step that fails parks the key of its record (`mesh.engine.parking`) and every other key flows on: a step's effects are
applied only after all of them were computed and encoded, so a failure leaves nothing half done.

What it knows of schemas is not among the records, so the journal names what came of it: which records were given up
because theirs was not known, and for which schemas that came parked keys are to be redriven (`unknown_schemas`).
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

from contracts import codec
from contracts.mesh import (
    ClockTicked,
    JournalEntry,
    JournalHead,
    OffsetRange,
    RegisterPosition,
    TimersRun,
    Wake,
)
from contracts.topics import MESH_CLOCK
from mesh import _records
from mesh.declared.errors import InvalidMessage, UnknownSchema
from mesh.declared.keys import partition_of
from mesh.declared.processor import Context, Processor, Step, Woken
from mesh.declared.registers import Registers
from mesh.engine.commands import Commands
from mesh.engine.outbox import Outbox
from mesh.engine.parking import KEY_MOST, Parking, describe
from mesh.engine.state import TaskState
from mesh.engine.store import LocalStore
from mesh.engine.timers import Timers
from mesh.engine.unknown_schemas import HEAD, Unread, redrives
from mesh.wire import headers, names
from mesh.wire.batching import TOPICS_GATHERED, is_gathered, is_gathered_elsewhere, records_of, unknown_within
from mesh.wire.records import Inbound, Outbound, Sink
from mesh.wire.schema_patience import endless

Batch = tuple[str, Sequence[Inbound]]


class Waiting(NamedTuple):
    """A record whose schema has not arrived: its offset, and which schema."""

    offset: int
    unknown: UnknownSchema


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
        self._partitions = partitions
        self._sink = sink
        self._steps = {route.topic: dict(route.steps) for route in processor.routes}
        self._steps_by_head: dict[tuple[str, bytes], Step | None] = {}
        self._journal_topic = names.journal_topic(processor.name)
        self._commands = names.command_topic(processor.name)
        self._timers = Timers(self.state)
        self._out = Outbox(processor.name, partitions, self.state, self._timers)
        self._parking = Parking(processor.name, partition, self.state, self._out.send)
        self._orders = Commands(processor.name, partition, self._parking, self._work_again, self._out.send)
        self._unread = Unread(is_given_up)
        self._failed_now: list[bytes] = []
        self.last_fault = ""
        self.reload()

    def reload(self) -> None:
        """Take journal position and parked keys from committed state: at the start and after an abort."""
        head = self.state.get(JournalHead, "")
        self._sequence = head.sequence if head else 0
        self._chain, self._state_chain = (head.digest, head.state_digest) if head else (bytes(32), bytes(32))
        self._parking.reload()
        self._timers.reload()

    def work(
        self,
        batches: Sequence[Batch],
        registers: Registers,
        positions: Sequence[RegisterPosition],
        *,
        then: JournalEntry | None = None,
    ) -> dict[str, Waiting]:
        """
        Work a chunk topic by topic in the order given and write its journal entry. `then` is the entry to repeat.

        Returns each topic that met a schema not yet known: it was worked up to that record and has to go on from it.
        """
        self._begin(then)
        arrived = self._parking.arrived() if then is None else list(then.arrived)
        if arrived:
            self._out.records += redrives(
                self._parking.ask_again(arrived),
                processor=self.processor.name,
                partition=self.partition,
                sequence=self._sequence,
            )
        waiting: dict[str, Waiting] = {}
        ranges = []
        for topic, records in batches:
            done = 0
            try:
                for record in records:
                    if topic == self._commands:
                        self._obey(record, registers)
                    elif is_gathered(record.value):
                        self._take_gathered(record, registers)
                    elif topic in TOPICS_GATHERED:
                        self._take_perhaps_gathered(record, registers)
                    else:
                        self._take(record, registers)
                    done += 1
            except UnknownSchema as unknown:
                waiting[topic] = Waiting(records[done].offset, unknown)
            if done:
                ranges.append(_range(records[:done]))
        self._hand_over()
        if ranges or arrived:
            self._journal(ranges, positions, arrived=arrived)
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
            self._take_timer(record, wake, registers)
        self._hand_over()
        done = not self._timers.are_due(until_ms)
        self._journal([_range(ticks)] if done else [], positions, TimersRun(tick_offset=tick.offset, timers=len(due)))
        return done

    def _begin(self, then: JournalEntry | None = None) -> None:
        """Begin a chunk or a pass."""
        self._unread.begin(then)
        self._out.begin()
        self._parking.parked_now.clear()
        self._parking.parked_anew.clear()
        self._orders.begin()
        self._failed_now.clear()

    def _hand_over(self) -> None:
        """Keep its timers and send what came of it: here, where a failure of the sink is not one of a rule."""
        self._timers.keep(self._sequence)
        for outbound in self._out.close(f"{self.processor.name}/{self.partition}/{self._sequence}"):
            self._sink.send(outbound)

    def _obey(self, record: Inbound, registers: Registers) -> None:
        """Do what a command asks; one that cannot be read because its schema does not come is announced."""
        try:
            self._unread.refuse(record)
            self._orders.obey(record, registers)
        except UnknownSchema as error:
            if not self._unread.is_over(error.schema_id):
                raise
            self._unread.note(record, error.schema_id)
            self._parking.announce(record, error)

    def _take_perhaps_gathered(self, record: Inbound, registers: Registers) -> None:
        """
        Work one record, or those gathered in it by a newer package.

        While such a one is parked as a whole, others of its kind queue behind it: they may hold requests of one key.
        """
        if self._parking.holds(record.key):
            self._parking.queue(record)
            return
        try:
            gathered = self._is_gathered_elsewhere(record)
        except UnknownSchema as error:
            self._give_up(record, error)
            return
        if gathered:
            self._take_gathered(record, registers)
        else:
            self._take(record, registers)

    def _is_gathered_elsewhere(self, record: Inbound) -> bool:
        """
        Return whether a record holds gathered ones in the schema of a newer package.

        Raises UnknownSchema before the key is judged: that of such a record is the number of its partition.
        """
        self._unread.refuse(record)
        try:
            return is_gathered_elsewhere(record.value)
        except codec.UnknownSchemaId as error:
            raise UnknownSchema(error.schema_id) from error
        except codec.Undecodable:
            return False

    def _take_gathered(self, gathered: Inbound, registers: Registers) -> None:
        """Work the records within one, each under its own key; what cannot be opened is parked as a whole."""
        try:
            self._open(gathered, registers)
        except InvalidMessage as error:
            self._park(gathered, error)

    def _open(self, gathered: Inbound, registers: Registers) -> None:
        """Work the records within a gathered one. Raises InvalidMessage and UnknownSchema, before any is worked."""
        try:
            records = records_of(gathered)
        except codec.Undecodable as error:
            raise InvalidMessage(str(error)) from error
        for schema_id in unknown_within(records):
            if not self._unread.is_over(schema_id):
                raise UnknownSchema(schema_id)
        may_wait, self._unread.may_wait = self._unread.may_wait, False  # all or none, though a rest may end now
        for record in records:
            self._take(record, registers)
        self._unread.may_wait = may_wait

    def _take(self, record: Inbound, registers: Registers) -> None:
        """Work one record, queue it behind its parked key, or park its key."""
        if self._parking.holds(record.key):
            self._parking.queue(record)
            return
        try:
            self._dispatch(record, registers)
        except UnknownSchema as error:
            self._give_up(record, error)
        except Exception as error:  # noqa: BLE001 - the loop: whatever a rule raises parks its key
            self._park(record, error)

    def _give_up(self, record: Inbound, unknown: UnknownSchema) -> None:
        """
        Park a record whose schema is not known, and note it for the journal: a replay may know the schema.

        Raises UnknownSchema while it is waited for.
        """
        if not self._unread.is_over(unknown.schema_id):
            raise unknown
        self._unread.note(record, unknown.schema_id)
        self._park(record, unknown)

    def _park(self, record: Inbound, error: Exception, event_id: str | None = None) -> None:
        if not isinstance(error, InvalidMessage | UnknownSchema):
            self.last_fault = ": ".join(describe(error))
            self._failed_now.append(record.key)  # what cannot be read is its producer's fault, whatever the number
        if len(record.key) > KEY_MOST:
            self._parking.park_place(record, error)
        else:
            self._parking.park(record, error, event_id)

    def _work_again(self, record: Inbound, registers: Registers) -> None:
        """
        Work a record that was parked. Raises what it fails of; then nothing of it is applied.

        A schema is not waited for a second time.
        """
        may_wait, self._unread.may_wait = self._unread.may_wait, False
        try:
            if record.topic == MESH_CLOCK and record.value is not None:
                self._woken(record, codec.decode(record.value), registers)
            elif is_gathered(record.value) or (record.topic in TOPICS_GATHERED and self._is_gathered_elsewhere(record)):
                self._open(record, registers)
            else:
                self._dispatch(record, registers)
        except UnknownSchema as error:
            self._unread.note(record, error.schema_id)
            raise
        finally:
            self._unread.may_wait = may_wait

    def _dispatch(self, record: Inbound, registers: Registers) -> None:
        """Decode a record, if any step wants its type, and run the step."""
        topic, _, offset, timestamp_ms, key, value, found = record
        if len(key) > KEY_MOST:
            raise InvalidMessage(f"the key has {len(key)} bytes, at most {KEY_MOST} are taken")
        if partition_of(key, self._partitions) != self.partition:
            raise InvalidMessage(
                f"the key belongs to partition {partition_of(key, self._partitions)}: "
                "the producer must partition by murmur2"
            )
        if value is None:
            raise InvalidMessage("a record without a value stands on a topic that is not compacted")
        self._unread.refuse(record)
        try:
            step = self._step(topic, value)
            if step is None:
                return
            event = codec.decode(value)
        except codec.UnknownSchemaId as error:
            raise UnknownSchema(error.schema_id) from error
        except codec.Undecodable as error:
            raise InvalidMessage(str(error)) from error
        event_id, time_ms = headers.id_and_time(found, timestamp_ms)
        context = Context(
            at_ms=time_ms,
            cause_id=headers.bounded(event_id) or f"{topic}/{self.partition}/{offset}",
            key=key,
            partition=self.partition,
            partitions=self._partitions,
            registers=registers,
        )
        self._out.apply(step(self.state, event, context), context)

    def _step(self, topic: str, value: bytes) -> Step | None:
        """Return the step for a record, None if its type is not ours to work. Raises UnknownSchemaId, Undecodable."""
        at = topic, value[:HEAD]
        try:
            return self._steps_by_head[at]
        except KeyError:
            kind = codec.kind_of(codec.schema_id(value))
        step = None  # a type that this version has no name for is passed over
        if kind is not None:
            step = self._steps.get(topic, {}).get(kind)
        self._steps_by_head[at] = step
        return step

    def _take_timer(self, record: Inbound, wake: Wake, registers: Registers) -> None:
        """Run a timer, queue it behind its parked key, or park its key: what `_take` does for a record."""
        if self._parking.holds(record.key):
            self._parking.queue(record, self._name_of(wake))
            return
        try:
            self._woken(record, wake, registers)
        except Exception as error:  # noqa: BLE001 - as in `_take`
            self._park(record, error, self._name_of(wake))

    def _name_of(self, wake: Wake) -> str:
        """Return what stands for the id of a timer, which no record bears."""
        return f"{self.processor.name}/wake/{wake.at_ms}/{wake.key}"

    def _woken(self, record: Inbound, wake: Wake, registers: Registers) -> None:
        if self.processor.on_wake is None:
            return
        context = Context(
            at_ms=wake.at_ms,
            cause_id=self._name_of(wake),
            key=record.key,
            partition=self.partition,
            partitions=self._partitions,
            registers=registers,
        )
        self._out.apply(self.processor.on_wake(self.state, Woken(wake.key, wake.at_ms), context), context)

    def _journal(
        self,
        ranges: list[OffsetRange],
        positions: Sequence[RegisterPosition],
        timers: TimersRun | None = None,
        *,
        arrived: Sequence[int] = (),
    ) -> None:
        self._sequence += 1
        changes = self.state.seal()
        self._chain = _chained(self._chain, _records.framed(self._out.records))
        self._state_chain = _chained(self._state_chain, _records.changes_framed(changes))
        schemas = {record.value[1:HEAD] for record in self._out.records if record.value is not None}
        entry = JournalEntry(
            sequence=self._sequence,
            processor=self.processor.name,
            partition=self.partition,
            ranges=tuple(ranges),
            registers=tuple(positions),
            outputs=len(self._out.records),
            digest=self._chain,
            changes=len(changes),
            state_digest=self._state_chain,
            code_version=self.processor.version,
            schemas=tuple(sorted(int.from_bytes(schema, "big") for schema in schemas)),
            parked=tuple(
                key.decode(errors="backslashreplace") for key in (*self._parking.parked_now, *self._parking.parked_anew)
            ),
            timers=timers,
            unread=self._unread.records(),
            arrived=tuple(arrived),
        )
        self.state.note(JournalHead(sequence=self._sequence, digest=self._chain, state_digest=self._state_chain))
        self._sink.send(Outbound(self._journal_topic, self.partition, b"%d" % self.partition, codec.encode(entry), ()))

    @property
    def sequence(self) -> int:
        """Sequence of the last journal entry; 0 before the first."""
        return self._sequence

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
        return tuple(self._failed_now)

    @property
    def has_arrivals(self) -> bool:
        """Whether a schema has come that parked keys wait for: then there is something to work without a record."""
        return bool(self._parking.arrived())

    def is_parked(self, key: bytes) -> bool:
        """Whether records of this key wait for a redrive."""
        return self._parking.holds(key)


def _chained(before: bytes, framed: bytes) -> bytes:
    """Return the digest that follows another one."""
    chain = hashlib.sha256(before)
    chain.update(framed)
    return chain.digest()


def _range(records: Sequence[Inbound]) -> OffsetRange:
    """Return what a chunk took of a topic, or a pass of the clock."""
    first, last = records[0], records[-1]
    return OffsetRange(topic=first.topic, first_offset=first.offset, next_offset=last.offset + 1, records=len(records))


def tick_ms(tick: Inbound) -> int:
    """Return the instant that a tick says has been reached."""
    assert tick.value is not None  # the clock writes no tombstones
    ticked: ClockTicked = codec.decode(tick.value)
    return ticked.at_ms
