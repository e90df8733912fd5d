"""
A worker without Faust and without a process of its own: the real loop on a real Kafka, turned by the test.

So a test decides when a chunk is taken, worked and committed, and may use processors that it declares itself.
They borrow the name and the topics of a real one (`forex.totals`), with other partitions than the contract says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from confluent_kafka import TopicPartition

from contracts import codec
from contracts.forex import TotalEntered
from contracts.mesh import JournalEntry
from contracts.topics import FOREX_DECISIONS, MESH_SCHEMAS, TOPICS
from mesh.declared.keys import partition_of
from mesh.declared.processor import Processor
from mesh.declared.settings import UNKNOWN_SCHEMA_SECONDS
from mesh.engine.chunk import Chunk
from mesh.engine.inputs import all_inputs
from mesh.kafka.pauses import Wait
from mesh.wire import headers, names
from mesh.worker.loop import Loop
from mesh.worker.restore import Restored
from mesh.worker.taking_over import end_predecessor
from mesh.worker.watch import Figures, Place
from mesh.worker.worker import KafkaFacts
from tests.support.kafka import Kafka, wait_until

NAME = "forex.totals"
PARTITIONS = 3


class RecordingWatch:
    """What the loop said: a `Watch` that remembers."""

    def __init__(self) -> None:
        self.records = 0
        self.commits = 0
        self.waits: list[tuple[str, int, int]] = []
        self.no_ticks = 0
        self.waited_for: list[tuple[int, bool]] = []

    def worked(self, chunk: Chunk, seconds: float) -> None:
        self.records += chunk.records
        self.no_ticks += chunk.no_ticks

    def committed(self, seconds: float) -> None:
        self.commits += 1

    def aborted(self, reason: str) -> None:
        raise AssertionError(f"a transaction was aborted: {reason}")

    def restored(self, partitions: Sequence[int], restored: Restored) -> None: ...
    def revoked(self, partitions: Sequence[int], lost: bool) -> None: ...
    def stands(self, figures: Figures) -> None: ...

    def waiting(self, wait: Wait) -> None:
        self.waits.append((wait.topic, wait.partition, wait.schema_id))

    def waited(self, wait: Wait, *, has_come: bool) -> None:
        self.waited_for.append((wait.schema_id, has_come))


class BareWorker:
    """One worker of service ``forex`` with these processors. Use `bare_worker`."""

    def __init__(self, kafka: Kafka, data: Path, processors: Sequence[Processor], *, patience: float) -> None:
        # an error raised in a callback of the client keeps it alive: it would complain when the broker is gone
        config = {"bootstrap.servers": kafka.bootstrap, "log_level": 2}
        registers = [topic for processor in processors for topic in processor.registers]
        self.seen = RecordingWatch()
        self.reached = committed(kafka, all_inputs(processors))
        self.facts = KafkaFacts(config, mesh=kafka.mesh, registers=registers)
        place = Place(config, kafka.mesh, "forex", 0, data, unknown_schema_seconds=patience)
        end_predecessor(place, processors)
        self.facts.load()
        self.loop = Loop(place, processors, self.facts, self.seen)
        self.loop.start()

    def turn(self) -> None:
        """Take a chunk, work it, commit if it is time."""
        records = self.loop.take()
        if records is not None:
            self.loop.work(records)
            self.reached.update(self.loop.engine.positions)
        self.loop.settle()

    def turn_until(self, holds: Callable[[], bool], what: str) -> None:
        """Turn until `holds`, which is asked before each turn, then commit."""

        def holds_after_a_turn() -> bool:
            if holds():
                return True
            self.turn()
            return False

        wait_until(holds_after_a_turn, what)
        self.loop.settle(now=True)

    def work_all(self, kafka: Kafka) -> None:
        """Turn until every input, time too, is worked as far as it reaches now; then commit."""
        inputs = all_inputs(self.loop.engine.processors)
        ends = {(topic, p): end for topic in inputs for p, end in kafka.ends(topic).items() if end}
        self.turn_until(
            lambda: all(self.reached.get(at, 0) >= end for at, end in ends.items()), f"the ends {ends} of all inputs"
        )


@contextmanager
def bare_worker(
    kafka: Kafka, data: Path, *processors: Processor, patience: float = UNKNOWN_SCHEMA_SECONDS
) -> Iterator[BareWorker]:
    """Start a worker that waits so many seconds for a schema; at the end it stops as it is, without a commit."""
    worker = BareWorker(kafka, data, processors, patience=patience)
    try:
        yield worker
    finally:
        worker.loop.abandon()
        worker.loop.engine.abort()  # nothing is left to be committed by the stop, state neither
        worker.loop.stop()
        worker.facts.close()


def create_topics(kafka: Kafka, processor: Processor) -> None:
    """Create what the processor and its worker need."""
    owned = [names.journal_topic(NAME), FOREX_DECISIONS]
    inputs = all_inputs([processor])
    kafka.create(*dict.fromkeys([*inputs, *owned]), partitions=PARTITIONS)
    compacted = [names.state_topic(NAME), names.dead_letter_topic(NAME)]
    kafka.create(*compacted, partitions=PARTITIONS, config={"cleanup.policy": "compact"})
    kafka.create(MESH_SCHEMAS, *processor.registers, partitions=1, config={"cleanup.policy": "compact"})
    assert {TOPICS[topic].partitions for topic in inputs}.isdisjoint({PARTITIONS})


def committed(kafka: Kafka, topics: Sequence[str]) -> dict[tuple[str, int], int]:
    """Return the offsets that the group of service ``forex`` has committed; no entry where there is none."""
    consumer = kafka.consumer(**{"group.id": names.group(kafka.mesh, "forex")})
    try:
        wanted = [TopicPartition(kafka.physical(topic), p) for topic in topics for p in range(PARTITIONS)]
        positions = consumer.committed(wanted, 30)
        return {
            (names.logical(kafka.mesh, position.topic), position.partition): position.offset
            for position in positions
            if position.offset >= 0
        }
    finally:
        consumer.close()


def keys_of(partition: int, count: int = 1) -> list[bytes]:
    """Return so many keys that murmur2 puts into this partition."""
    numbers = iter(range(1_000_000))
    keys: list[bytes] = []
    while len(keys) < count:
        key = b"key-%d" % next(numbers)
        if partition_of(key, PARTITIONS) == partition:
            keys.append(key)
    return keys


def an_entry(key: bytes, entry_id: str, *, month: str = "2026-01", amount: int = 1) -> TotalEntered:
    """Return a record whose enterprise is its key."""
    return TotalEntered(enterprise_code=key.decode(), entry_id=entry_id, month=month, amount_cny_e5=amount)


def at(time_ms: int) -> Mapping[str, bytes]:
    """Return headers that give a record its time."""
    return {"ce_time": headers.rfc3339(time_ms)}


def said(kafka: Kafka) -> list[TotalEntered]:
    """Return everything that was emitted, committed only, in order within each partition."""
    return [codec.decode(message.value or b"") for message in kafka.read(FOREX_DECISIONS)]


def journal(kafka: Kafka, partition: int) -> list[JournalEntry]:
    """Return the journal of one task."""
    messages = [m for m in kafka.read(names.journal_topic(NAME)) if m.partition == partition]
    return [codec.decode(message.value or b"") for message in messages]
