"""
What every process of the mesh writes for some declarations, taken from a mesh in memory: events, journal and state.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


def _headers(source: Inbound) -> list[tuple[str, bytes | None]]:
    found = source.headers
    return list(found if isinstance(found, Sequence) else found.headers() or ())


def _of(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the topics that move while declarations are worked."""
    return tuple(topic for topic in wanted if TOPICS[topic].role == "event" and topic != topics.MESH_CLOCK)
