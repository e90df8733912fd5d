"""
What every process of the mesh writes for some declarations, taken from a mesh in memory: events, journal and state.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from bench.memory import Memory, services
from contracts import topics
from contracts.topics import TOPICS
from gateway.view.feed import inputs
from mesh import names
from mesh.engine import all_inputs
from mesh.store import MemoryStore, Position
from mesh.wire import Inbound

BATCH = 200
GATEWAY, VIEW = "gateway", "view"
GATHERED_MORE = 80  # bytes of event id, time and cause beside key and value


class Moved(NamedTuple):
    """A record as it goes to the client. topic without the mesh name; partition None: by the key."""

    topic: str
    partition: int | None
    key: bytes
    value: bytes | None
    headers: list[tuple[str, bytes | None]] | None


class Recording(NamedTuple):
    """By process: what it writes for so many declarations, and which topics it reads."""

    declarations: int
    written: dict[str, list[Moved]]
    read: dict[str, tuple[str, ...]]


class _Kept(MemoryStore):
    """A store that remembers every change."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[tuple[bytes, bytes | None]] = []

    def write(self, changes: Mapping[bytes, bytes | None], position: Position) -> None:
        self.changes += changes.items()
        super().write(changes, position)


def record(lines: list[bytes], partitions: int) -> Recording:
    """
    Work documents (NDJSON lines, four per declaration) and return what was written.

    State is as often written as here: once per key and chunk of 50 declarations.
    """
    mesh = Memory(partitions=partitions, store=_Kept)
    for begin in range(0, len(lines), BATCH):
        mesh.submit(b"\n".join(lines[begin : begin + BATCH]))
    working = services()
    service_of = {processor.name: name for name, processors in working.items() for processor in processors}
    written: defaultdict[str, list[Moved]] = defaultdict(list)
    for (topic, partition), records in mesh.log.records.items():
        writer = service_of.get(TOPICS[topic].producer, GATEWAY)
        written[writer] += (Moved(topic, partition, each.key, each.value, _headers(each)) for each in records)
    for processor, partition, store in mesh.stores():
        assert isinstance(store, _Kept)
        topic = names.state_topic(processor)
        written[service_of[processor]] += (Moved(topic, partition, key, value, None) for key, value in store.changes)
    read = {name: _of(all_inputs(processors)) for name, processors in working.items()}
    declarations = len(lines) // 4
    return Recording(declarations, dict(written), {GATEWAY: (), **read, VIEW: _of(inputs())})


def gathered(recording: Recording, wanted: Collection[str]) -> Recording:
    """
    Return a recording in which what a batch puts on a partition of these topics is one record.

    Its value is theirs with their keys, ids, times and causes (`contracts.mesh.GatheredRecord`), so as many bytes as
    it would have.
    """
    per_batch = BATCH // 4 / recording.declarations
    written = {name: list(_laid_together(records, wanted, per_batch)) for name, records in recording.written.items()}
    return recording._replace(written=written)


def _laid_together(records: Sequence[Moved], wanted: Collection[str], per_batch: float) -> Iterator[Moved]:
    for (topic, partition), found in groupby(records, key=lambda each: (each.topic, each.partition)):
        run = list(found)
        if topic not in wanted:
            yield from run
            continue
        size = max(1, round(len(run) * per_batch))
        for begin in range(0, len(run), size):
            part = run[begin : begin + size]
            value = b"".join((each.value or b"") + each.key + bytes(GATHERED_MORE) for each in part)
            yield part[-1]._replace(key=b"%d" % (partition or 0), value=value)


def _headers(source: Inbound) -> list[tuple[str, bytes | None]]:
    found = source.headers
    return list(found if isinstance(found, Sequence) else found.headers() or ())


def _of(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the topics that move while declarations are worked."""
    return tuple(topic for topic in wanted if TOPICS[topic].role == "event" and topic != topics.MESH_CLOCK)
