"""
Several processors in memory, wired topic to topic; the caller chooses every delivery.

Each processor has its own position in each topic partition, as its own consumer group would. So a test can run any
interleaving that a broker could, also one that a broker would rarely show. A register that one of them writes is
delivered like any other topic, to those that look it up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from contracts import codec
from contracts.mesh import ClockTicked
from contracts.topics import MESH_CLOCK, TOPICS
from mesh.declared.keys import partition_of
from mesh.declared.processor import Processor, Record
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.inputs import input_topics
from mesh.engine.store import MemoryStore, Position
from mesh.wire import headers
from mesh.wire.batching import is_gathered, records_of
from mesh.wire.records import Inbound, Outbound
from mesh.wire.ticks import headers_of

R = TypeVar("R", bound=Record)


class Hand(NamedTuple):
    """One possible delivery: the next records of a topic partition to a processor."""

    processor: str
    topic: str
    partition: int


class World:
    """Processors on `partitions` partitions; `registers` by processor name. Publish, then `run` to rest."""

    def __init__(
        self, processors: Sequence[Processor], registers: Mapping[str, Iterable[Any]], *, partitions: int = 2
    ) -> None:
        self.log: dict[tuple[str, int], list[Inbound]] = {}
        self._partitions = partitions
        self._position: dict[Hand, int] = {}
        self._engines: dict[str, Engine] = {}
        self._registers = {processor.name: Registers(registers.get(processor.name, ())) for processor in processors}
        written = {topic for processor in processors for topic in processor.emits if TOPICS[topic].role == "register"}
        self._inputs = {
            processor.name: (*(topic for topic in processor.registers if topic in written), *input_topics(processor))
            for processor in processors
        }
        for processor in processors:
            engine = Engine(
                [processor], partitions, self, at_end=partial(self._at_end, processor.name), faulty_keys=1_000_000
            )
            for number in range(partitions):
                engine.assign(number, lambda *_: MemoryStore())
            self._engines[processor.name] = engine

    def publish(self, topic: str, record: Record, *, key: bytes, at_ms: int, event_id: str) -> None:
        """Append an event from outside, as a gateway or an officer would."""
        own = headers.event_headers(
            event_id=event_id, source="test", type_=codec.full_name(type(record)), time_ms=at_ms, cause_id=None
        )
        self.send(Outbound(topic, None, key, codec.encode(record), own))

    def register(self, processor: str, entry: Any) -> None:
        """Let a processor take in a register entry, as its worker does between chunks."""
        self._registers[processor].add(entry)

    def tick(self, at_ms: int) -> None:
        """Append a tick to every partition of the clock."""
        for number in range(self._partitions):
            key = b"%d" % number
            self.send(Outbound(MESH_CLOCK, number, key, codec.encode(ClockTicked(at_ms=at_ms)), headers_of(at_ms, key)))

    def send(self, record: Outbound) -> None:
        """Append to the log; processors' outputs come here too."""
        partitions = 1 if TOPICS[record.topic].role == "register" else self._partitions
        at = partition_of(record.key, partitions) if record.partition is None else record.partition
        log = self.log.setdefault((record.topic, at), [])
        log.append(Inbound(record.topic, at, len(log), 0, record.key, record.value, record.headers))

    def open_hands(self) -> list[Hand]:
        """Return every delivery that is possible now, in a stable order."""
        return [
            Hand(name, topic, number)
            for name, inputs in self._inputs.items()
            for topic in inputs
            for number in range(self._partitions)
            if self._position.get(Hand(name, topic, number), 0) < len(self.log.get((topic, number), ()))
        ]

    def deliver(self, hand: Hand, records: int = 1) -> None:
        """Hand the next records of a topic partition to a processor and commit."""
        begin = self._position.get(hand, 0)
        taken = self.log[hand.topic, hand.partition][begin : begin + records]
        self._position[hand] = begin + len(taken)
        if TOPICS[hand.topic].role == "register":
            for record in taken:
                self._registers[hand.processor].take(record.value or b"")
            return
        engine = self._engines[hand.processor]
        engine.work(taken, self._registers[hand.processor])
        self._commit(engine)
        while engine.owes_timers:
            engine.work([], self._registers[hand.processor])
            self._commit(engine)

    def _commit(self, engine: Engine) -> None:
        for number in range(self._partitions):
            for task in engine.tasks(number):
                task.state.commit(task.state.changes(), Position("memory", 0, 0))
        engine.commit()

    def run(self, choose: Callable[[list[Hand]], Hand] = lambda hands: hands[0]) -> None:
        """Deliver one record after another, as `choose` says, until nothing is left to deliver."""
        while hands := self.open_hands():
            self.deliver(choose(hands))

    def events(self, kind: type[R]) -> list[R]:
        """Return all published records of a type, partition by partition."""
        wanted = codec.id_of(kind)
        return [
            codec.decode(record.value)
            for (_, _), records in sorted(self.log.items())
            for one in records
            for record in (records_of(one) if is_gathered(one.value) else (one,))
            if record.value and codec.schema_id(record.value) == wanted
        ]

    def state_of(self, processor: str, kind: type[R]) -> list[tuple[str, R]]:
        """Return keys and records of a type in a processor's state, partition by partition."""
        return [
            keyed
            for number in range(self._partitions)
            for task in self._engines[processor].tasks(number)
            for keyed in task.state.scan(kind)
        ]

    def _at_end(self, name: str, topic: str, number: int) -> bool:
        return self._position.get(Hand(name, topic, number), 0) >= len(self.log.get((topic, number), ()))
