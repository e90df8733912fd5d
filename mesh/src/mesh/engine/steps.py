"""
The steps of a processor, run for one record or timer of a task: decode, find the step, run it, apply its effects.

A record that no step of this version takes is passed over undecoded, and so is the tombstone of a standing: no step
takes a deletion, a reader keeps what it was told last.
"""

from contracts import codec
from contracts.mesh import Wake
from mesh.declared.errors import InvalidMessage, UnknownSchema
from mesh.declared.keys import partition_of
from mesh.declared.processor import Context, Processor, Step, Woken
from mesh.declared.registers import Registers
from mesh.engine.dead_letters import KEY_MOST
from mesh.engine.outbox import STANDINGS, Outbox
from mesh.engine.state import TaskState
from mesh.engine.unknown_schemas import HEAD, Unread
from mesh.wire import headers
from mesh.wire.records import Inbound


class Steps:
    """The steps of one task: partition `partition` of so many."""

    def __init__(
        self, processor: Processor, partition: int, partitions: int, state: TaskState, out: Outbox, unread: Unread
    ) -> None:
        self._processor = processor.name
        self._partition = partition
        self._partitions = partitions
        self._state = state
        self._out = out
        self._unread = unread
        self._on_wake = processor.on_wake
        self._by_type = {route.topic: dict(route.steps) for route in processor.routes}
        self._by_head: dict[tuple[str, bytes], Step | None] = {}

    def run(self, record: Inbound, registers: Registers) -> None:
        """
        Decode a record, if a step wants its type, run the step and apply its effects.

        Raises InvalidMessage, UnknownSchema, and whatever the step raises; then nothing is applied.
        """
        topic, _, offset, timestamp_ms, key, value, record_headers = record
        if value is None and topic in STANDINGS:
            return
        if len(key) > KEY_MOST:
            raise InvalidMessage(f"the key has {len(key)} bytes, at most {KEY_MOST} are taken")
        if partition_of(key, self._partitions) != self._partition:
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
        event_id, time_ms = headers.id_and_time(record_headers, timestamp_ms)
        context = Context(
            at_ms=time_ms,
            cause_id=headers.bounded(event_id) or f"{topic}/{self._partition}/{offset}",
            key=key,
            partition=self._partition,
            partitions=self._partitions,
            registers=registers,
        )
        self._out.apply(step(self._state, event, context), context)

    def _step(self, topic: str, value: bytes) -> Step | None:
        """Return the step for a record, None if its type is not ours. Raises UnknownSchemaId, Undecodable."""
        at = topic, value[:HEAD]
        try:
            return self._by_head[at]
        except KeyError:
            kind = codec.kind_of(codec.schema_id(value))
        step = None  # a type that this version has no name for is passed over
        if kind is not None:
            step = self._by_type.get(topic, {}).get(kind)
        self._by_head[at] = step
        return step

    def wake(self, key: bytes, wake: Wake, registers: Registers) -> None:
        """Run the step for a timer and apply its effects. key: that of its record. Raises whatever the step raises."""
        if self._on_wake is None:
            return
        context = Context(
            at_ms=wake.at_ms,
            cause_id=self.timer_id(wake),
            key=key,
            partition=self._partition,
            partitions=self._partitions,
            registers=registers,
        )
        self._out.apply(self._on_wake(self._state, Woken(wake.key, wake.at_ms), context), context)

    def timer_id(self, wake: Wake) -> str:
        """Return the id of a timer, which no record bears."""
        return f"{self._processor}/wake/{wake.at_ms}/{wake.key}"
