"""
Puts state into the state topics of a mesh that has not started yet, as if it had worked so many parcels before.

The parcels are worked by the services' own engines in memory (`bench.memory`), so there is no second description of
what a case looks like; only Kafka, its transactions and HTTP are left out. What a restore then reads, and what stores
hold afterwards, are the records of a driven mesh (`bench.growth.equality` compares them).

Processes share the work by the partition of the order number, so that numbers drawn for lists never meet; ledgers that
parcels of several processes add to are added up at the end.
"""

import multiprocessing
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

import msgspec
from confluent_kafka import Producer

from bench.ladder.trade import DOCUMENTS, Template, templates
from bench.memory import Memory, Services
from contracts import codec
from contracts.customs_allowance import Balance as Allowance
from contracts.customs_clearance import Serial
from contracts.forex_totals import Total
from contracts.mesh import JournalHead
from contracts.tax_guarantee import Balance as Guarantee
from gateway.personal.keys import Keys
from mesh.declared.keys import partition_of
from mesh.engine.state import state_key
from mesh.engine.store import POSITION, MemoryStore, Position
from mesh.process.process import settle_memory
from mesh.wire import names

PARCELS_PER_BATCH = 200
SHARED = tuple(sorted({state_key(kind, "") for kind in (Allowance, Guarantee, Serial, Total)}))
"""Records that many parcels add to: they are kept while loading and written last."""
OWN = (state_key(JournalHead, ""), POSITION)
"""A mesh without a journal has no head of one."""
WAYBILL = 2
ADDED = ("used_cny_e5", "reserved_cny_e5", "amount_cny_e5", "entries", "newest")
_ORDER = re.compile(rb'"orderNo":"([^"]+)"')

StateRecord = tuple[str, int, bytes, bytes]
"""A record of state: processor, partition, key, value."""


class Load(NamedTuple):
    """
    Which parcels to load: numbered `begin` and on, first `closed` whole ones, then `opened` that wait for a waybill.

    lines: of each parcel; None: as baskets fall.
    """

    begin: int
    closed: int
    opened: int
    partitions: int
    lines: int | None = None


class Loaded(NamedTuple):
    """What was sent to the state topics."""

    records: int
    size: int


class Passing(MemoryStore):
    """A store that hands on what it holds and forgets it, but for what parcels share: bounded however many pass."""

    def __init__(self) -> None:
        super().__init__()
        self._fresh: dict[bytes, bytes | None] = {}

    def write(self, changes: Mapping[bytes, bytes | None], position: Position) -> None:
        super().write(changes, position)
        self._fresh.update(changes)

    def pass_on(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield what was written and is still there, without what is shared, and forget it."""
        for key, value in self._fresh.items():
            if value is not None and not key.startswith((*OWN, *SHARED)):
                yield key, value
                self._values.pop(key, None)
        self._fresh.clear()

    def shared(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield what parcels share."""
        for prefix in SHARED:
            yield from self.scan(prefix)


def load(plan: Load, bootstrap: str, mesh: str, processes: int = 2) -> Loaded:
    """Load parcels into a mesh. Raises RuntimeError when Kafka does not take everything."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        shares = [pool.submit(_load_share, plan, bootstrap, mesh, share, processes) for share in range(processes)]
        done = [share.result() for share in shares]
    last = load_state(added_up(record for _, shared in done for record in shared), bootstrap, mesh)
    return Loaded(
        last.records + sum(loaded.records for loaded, _ in done), last.size + sum(loaded.size for loaded, _ in done)
    )


def load_state(records: Iterable[StateRecord], bootstrap: str, mesh: str) -> Loaded:
    """Load records of state as they are. Raises RuntimeError when Kafka does not take everything."""
    sender = _Sender(bootstrap, mesh)
    for record in records:
        sender.send(record)
    sender.flush()
    return Loaded(sender.records, sender.size)


def states(
    plan: Load, share: int = 0, of: int = 1, *, working: Services | None = None, keys: Keys | None = None
) -> Iterator[StateRecord]:
    """Yield the state that one share of the parcels leaves; what they share with others comes last."""
    memory = Memory(working, partitions=plan.partitions, store=Passing, keys=keys)
    for body in _bodies(plan, share, of):
        memory.submit(body)
        memory.log.forget()
        for processor, partition, store in memory.stores():
            assert isinstance(store, Passing)
            for key, value in store.pass_on():
                yield processor, partition, key, value
    for processor, partition, store in memory.stores():
        assert isinstance(store, Passing)
        for key, value in store.shared():
            yield processor, partition, key, value


def added_up(records: Iterator[StateRecord]) -> Iterator[StateRecord]:
    """Yield each shared record once, its amounts those of all processes together."""
    ledgers: dict[tuple[str, int, bytes], Any] = {}
    for processor, partition, key, value in records:
        record = codec.decode(value)
        sum_so_far = ledgers.get((processor, partition, key))
        if sum_so_far is not None:
            sums = {name: getattr(sum_so_far, name) + getattr(record, name) for name in ADDED if hasattr(record, name)}
            record = msgspec.structs.replace(record, **sums)
        ledgers[processor, partition, key] = record
    for (processor, partition, key), record in ledgers.items():
        yield processor, partition, key, codec.encode(record)


def without_waybills(body: bytes) -> bytes:
    """Return a batch of whole parcels without their waybills: each list then waits for its own."""
    lines = body.split(b"\n")
    return b"\n".join(line for place, line in enumerate(lines) if place % DOCUMENTS != WAYBILL)


def _load_share(plan: Load, bootstrap: str, mesh: str, share: int, of: int) -> tuple[Loaded, list[StateRecord]]:
    settle_memory()
    sender, shared = _Sender(bootstrap, mesh), []
    for record in states(plan, share, of):
        if record[2].startswith(SHARED):
            shared.append(record)
        else:
            sender.send(record)
    sender.flush()
    return Loaded(sender.records, sender.size), shared


class _Sender:
    """Sends state records; `records` and `size` say how much."""

    def __init__(self, bootstrap: str, mesh: str) -> None:
        self._mesh = mesh
        self.records = self.size = 0
        self._failures: list[str] = []
        self._producer = Producer(
            {
                "bootstrap.servers": bootstrap,
                "enable.idempotence": True,
                "linger.ms": 50,
                "batch.size": 500_000,
                "queue.buffering.max.messages": 200_000,
            }
        )

    def send(self, record: StateRecord) -> None:
        processor, partition, key, value = record
        topic = names.physical(self._mesh, names.state_topic(processor))
        self.records += 1
        self.size += len(key) + len(value)
        while True:
            try:
                self._producer.produce(topic, value, key, partition=partition, on_delivery=self._delivered)
            except BufferError:
                self._producer.poll(0.1)
            else:
                break
        if not self.records % 1_000:
            self._producer.poll(0)

    def flush(self) -> None:
        left = self._producer.flush(120)
        if left or self._failures:
            raise RuntimeError(f"{left} state records were not acknowledged; {'; '.join(self._failures[:3])}")

    def _delivered(self, error: Any, message: Any) -> None:
        if error is not None:
            self._failures.append(f"{message.topic()}: {error.str()}")


def _bodies(plan: Load, share: int, of: int) -> Iterator[bytes]:
    made = templates(plan.lines)
    first_open = plan.begin + plan.closed
    yield from _batches(made, plan.begin, first_open, plan.partitions, share, of)
    for body in _batches(made, first_open, first_open + plan.opened, plan.partitions, share, of):
        yield without_waybills(body)


def _batches(made: tuple[Template, ...], begin: int, end: int, partitions: int, share: int, of: int) -> Iterator[bytes]:
    parcels: list[bytes] = []
    for number in range(begin, end):
        parcel = made[number % len(made)].repeated(number // len(made), number % len(made))
        order = _ORDER.search(parcel)
        assert order is not None
        if partition_of(order[1], partitions) % of == share:
            parcels.append(parcel)
            if len(parcels) == PARCELS_PER_BATCH:
                yield b"\n".join(parcels)
                parcels = []
    if parcels:
        yield b"\n".join(parcels)
