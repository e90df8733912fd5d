"""
A mesh in memory: the gateway's preparation and the engines of all services on a log, without Kafka, HTTP and disk.

What the processors decide and keep is what they decide and keep on Kafka; only time, batches and the order of keys that
meet on another partition are the caller's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from time import process_time_ns
from typing import Any, NamedTuple

from sqlalchemy import create_engine

from bench.processors import by_service
from contracts import codec, topics
from contracts.mesh import ClockTicked
from deploy.register_files import Entry, read_all
from edge.access.sending import Rights
from edge.store import tables
from gateway.intake.prepare import Prepared, prepare
from gateway.intake.reservation import Reservation
from gateway.personal.keys import KeyRing, Keys
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from mesh.declared.keys import partition_of
from mesh.declared.processor import Processor
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.inputs import all_inputs
from mesh.engine.store import LocalStore, MemoryStore, Position
from mesh.wire.records import Inbound, Outbound
from mesh.wire.ticks import headers_of

ACCEPTED_MS = 1_731_290_400_000  # 2024-11-11 10:00 in China
CHUNK, PARTITIONS = 400, 4
COURIER = "1101180326"
SENDER = Rights((COURIER,), ("agent", "carrier", "platform"), committed=True)

Services = Mapping[str, tuple[Processor, ...]]


def services(secret: bytes = b"sampling key of the benchmark") -> Services:
    """Return the processors of every service. secret: what those that take settings get, such as inspection's key."""
    return by_service(secret.decode())


class Log:
    """A broker in memory: appends what is sent, hands out what a service has not read."""

    def __init__(self, partitions: int, accepted_ms: int = ACCEPTED_MS) -> None:
        self.partitions, self._accepted_ms = partitions, accepted_ms
        self.records: dict[tuple[str, int], list[Inbound]] = defaultdict(list)
        self._read: Counter[tuple[str, str, int]] = Counter()

    def send(self, record: Outbound) -> None:
        """Append; the engines' outputs come here."""
        at = partition_of(record.key, self.partitions) if record.partition is None else record.partition
        log = self.records[record.topic, at]
        log.append(Inbound(record.topic, at, len(log), self._accepted_ms, record.key, record.value, record.headers))

    def take(self, service: str, wanted: Sequence[str]) -> list[Inbound]:
        """Return what a service has not read yet, at most a chunk of each partition."""
        records: list[Inbound] = []
        for topic in wanted:
            for number in range(self.partitions):
                begin = self._read[service, topic, number]
                new = self.records[topic, number][begin : begin + CHUNK]
                self._read[service, topic, number] += len(new)
                records += new
        return records

    def forget(self) -> None:
        """Drop all records; everyone must have read them."""
        self.records.clear()
        self._read.clear()


class _Service(NamedTuple):
    """written: registers that it looks up and a processor writes; their entries come by the log."""

    engine: Engine
    registers: Registers
    wanted: Sequence[str]
    written: Sequence[str]


class Memory:
    """
    Services on a log, each partition of each processor on a store made by `store`. `spent`: ns of CPU by service.

    keys: for personal data; by default a ring of its own. entries: of the registers; by default those of the files.
    accepted_ms: when batches come, ms UTC. Time stands still, but for what `tick` is told.
    """

    def __init__(
        self,
        working: Services | None = None,
        *,
        partitions: int = PARTITIONS,
        store: Callable[[], LocalStore] = MemoryStore,
        keys: Keys | None = None,
        entries: Sequence[Entry] | None = None,
        accepted_ms: int = ACCEPTED_MS,
    ) -> None:
        self.log, self.spent = Log(partitions, accepted_ms), Counter[str]()
        self._batches, self._accepted_ms = 0, accepted_ms
        self._keys = own_keys() if keys is None else keys
        entries = read_all() if entries is None else entries
        self._services: dict[str, _Service] = {}
        for name, processors in (services() if working is None else working).items():
            engine = Engine(processors, partitions, self.log, at_end=lambda *_: True)
            for number in range(partitions):
                engine.assign(number, lambda *_: store())
            read_topics = {topic for processor in processors for topic in processor.registers}
            known = Registers(entry.record for entry in entries if entry.topic in read_topics)
            wanted = all_inputs(processors)
            written = [topic for topic in sorted(read_topics) if not topics.TOPICS[topic].kept]
            self._services[name] = _Service(engine, known, wanted, written)

    def submit(self, body: bytes) -> None:
        """Let the gateway read and prepare a batch (NDJSON), as a courier sends it, and let everybody work."""
        began = process_time_ns()
        messages = messages_of(body, self._keys, self._batches, self._accepted_ms + self._batches)
        self._batches += 1
        self.spent["gateway"] += process_time_ns() - began
        for message in messages:
            self.log.send(message)
        self._rest()

    def tick(self, at_ms: int) -> None:
        """Let time reach an instant, so that whoever waits for it goes on, and let everybody work."""
        for number in range(self.log.partitions):
            key = b"%d" % number
            ticked = codec.encode(ClockTicked(at_ms=at_ms))
            self.log.send(Outbound(topics.MESH_CLOCK, number, key, ticked, headers_of(at_ms, key)))
        self._rest()

    def _rest(self) -> None:
        """Let everybody work until nothing is left to do."""
        while sum(self._turn(name, service) for name, service in self._services.items()):
            pass

    def stores(self) -> Iterator[tuple[str, int, LocalStore]]:
        """Yield processor, partition and store."""
        for service in self._services.values():
            for number in range(self.log.partitions):
                for task in service.engine.tasks(number):
                    yield task.processor.name, number, task.state.store

    def _turn(self, name: str, service: _Service) -> int:
        """Let a service work one chunk and commit it. Returns how many records it took."""
        for entry in self.log.take(name, service.written):
            service.registers.take(entry.value or b"")
        records = self.log.take(name, service.wanted)
        if not records:
            return 0
        began = process_time_ns()
        service.engine.work(records, service.registers)
        for number in range(self.log.partitions):
            for task in service.engine.tasks(number):
                if task.state.changed:
                    task.state.commit(task.state.changes(), Position("memory", 0, 0))
        service.engine.commit()
        self.spent[name] += process_time_ns() - began
        return len(records)


def messages_of(body: bytes, keys: Keys, number: int, accepted_ms: int) -> Sequence[Outbound]:
    """Return what the gateway publishes of a batch (NDJSON), as a courier sends it. number: of the batch."""
    return prepared(Format.NDJSON, body, SENDER, keys, number, accepted_ms).messages


def prepared(written: Format, body: bytes, sender: Rights, keys: Keys, number: int, accepted_ms: int) -> Prepared:
    """Return what the gateway publishes of a batch, and what it answers. number: of the batch, its id in hex."""
    parsed = read(written, body, Senders(sender.codes[0], None), Limits())
    return prepare(parsed, Reservation(f"{number:032x}", "bench", None, b"", accepted_ms, 0, sender), keys)


def own_keys() -> Keys:
    """Return keys that nobody else has."""
    database: Any = create_engine("sqlite://")
    tables.METADATA.create_all(database)
    return KeyRing(database, bytes(range(32))).at(ACCEPTED_MS)
