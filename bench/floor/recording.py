"""
What every process of the mesh writes for some declarations, taken from a mesh in memory: events, journal and state.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.memory import Memory, services
from caseview.inputs import inputs
from contracts import topics
from contracts.topics import TOPICS
from mesh.engine.inputs import all_inputs
from mesh.engine.store import MemoryStore, Position
from mesh.wire import names
from mesh.wire.records import Inbound

DOCUMENTS = 200  # of a batch: what a transaction of the mesh holds at some hundred declarations a second
GATEWAY, VIEW = "gateway", "view"
GATHERED_MORE = 80  # bytes of event id, time and cause beside key and value


class Moved(NamedTuple):
    """A record as it goes to the client. topic without the mesh name."""

    topic: str
    partition: int
    key: bytes
    value: bytes | None
    headers: list[tuple[str, bytes | None]] | None


class Recording(NamedTuple):
    """
    By process: what it writes for so many declarations, batch by batch, and which topics it reads.

    Within a batch the records stand topic by topic, so that any stretch of it touches what a transaction touches.
    """

    declarations: int
    written: dict[str, list[list[Moved]]]
    read: dict[str, tuple[str, ...]]

    def reads(self) -> dict[str, float]:
        """Return how many records each process reads per declaration."""
        by_topic = Counter(each.topic for batches in self.written.values() for batch in batches for each in batch)
        return {
            name: sum(by_topic[topic] for topic in wanted) / self.declarations for name, wanted in self.read.items()
        }

    def writes(self, name: str) -> dict[str, float]:
        """Return how many events (journal included) and state records a process writes per declaration."""
        roles = Counter(TOPICS[each.topic].role == "state" for batch in self.written.get(name, ()) for each in batch)
        return {"events": roles[False] / self.declarations, "state": roles[True] / self.declarations}


class _RecordingStore(MemoryStore):
    """A store that remembers every change until the changes are taken."""

    def __init__(self) -> None:
        super().__init__()
        self._changes: dict[bytes, bytes | None] = {}

    def write(self, changes: Mapping[bytes, bytes | None], position: Position) -> None:
        self._changes.update(changes)
        super().write(changes, position)

    def taken(self) -> dict[bytes, bytes | None]:
        """Return the changes since the last call; a key that changed twice stands there once, as in a transaction."""
        changes, self._changes = self._changes, {}
        return changes


def record(lines: Sequence[bytes], partitions: int) -> Recording:
    """Work documents (NDJSON lines, four per declaration) and return what was written."""
    mesh = Memory(partitions=partitions, store=_RecordingStore)
    working = services()
    service_of = {processor.name: name for name, processors in working.items() for processor in processors}
    written: defaultdict[str, list[list[Moved]]] = defaultdict(list)
    for begin in range(0, len(lines), DOCUMENTS):
        mesh.submit(b"\n".join(lines[begin : begin + DOCUMENTS]))
        batch: defaultdict[str, list[Moved]] = defaultdict(list)
        for (topic, partition), records in mesh.log.records.items():
            writer = service_of.get(TOPICS[topic].producer, GATEWAY)
            batch[writer] += [Moved(topic, partition, each.key, each.value, _headers(each)) for each in records]
        mesh.log.forget()
        for processor, partition, store in mesh.stores():
            assert isinstance(store, _RecordingStore)
            topic = names.state_topic(processor)
            batch[service_of[processor]] += [Moved(topic, partition, *change, None) for change in store.taken().items()]
        for writer, moved in batch.items():
            written[writer].append(moved)
    read = {name: _moving(all_inputs(processors)) for name, processors in working.items()}
    return Recording(len(lines) // 4, dict(written), {GATEWAY: (), **read, VIEW: _moving(inputs())})


def gathered(recording: Recording, wanted: Collection[str]) -> Recording:
    """
    Return a recording in which what a batch puts on a partition of these topics is one record.

    Its value is theirs with their keys, ids, times and causes (`contracts.mesh.GatheredRecord`), so as many bytes as
    it would have.
    """
    written = {
        name: [list(_laid_together(batch, wanted)) for batch in batches] for name, batches in recording.written.items()
    }
    return recording._replace(written=written)


def _laid_together(batch: Sequence[Moved], wanted: Collection[str]) -> Iterator[Moved]:
    together: defaultdict[tuple[str, int], list[Moved]] = defaultdict(list)
    for each in batch:
        if each.topic in wanted:
            together[each.topic, each.partition].append(each)
        else:
            yield each
    for (_, partition), records in together.items():
        value = b"".join((each.value or b"") + each.key + bytes(GATHERED_MORE) for each in records)
        yield records[-1]._replace(key=b"%d" % partition, value=value)


def _headers(source: Inbound) -> list[tuple[str, bytes | None]]:
    headers = source.headers
    return list(headers if isinstance(headers, Sequence) else headers.headers() or ())


def _moving(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the topics that move while declarations are worked."""
    return tuple(topic for topic in wanted if TOPICS[topic].role == "event" and topic != topics.MESH_CLOCK)
