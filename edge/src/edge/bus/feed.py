"""
Reading topics into a database whose offsets stand beside the rows.

A feed assigns every partition to itself and uses no consumer group. It waits for no record and decodes none.
"""

from collections.abc import Iterable, Mapping, Set

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, Message, TopicPartition

from mesh import _records
from mesh.kafka.compacted_topics import SchemaReader
from mesh.kafka.connection import connection
from mesh.kafka.high_watermarks import settles
from mesh.wire import names, partitions
from mesh.wire.records import Inbound

WAIT_SECONDS = 0.2
BUSY_SECONDS = 0.8
"""How long a chunk may gather, and how long when much comes: rows of a large one cost less each."""
BUSY_RECORDS = 1_000
METADATA_SECONDS = 10.0


class Feed:
    """
    A read_committed consumer over every partition of some topics. Use `start`, then `take` again and again.

    group: whose rights and quotas it has; nothing is committed to it. chunk: records that `take` returns at most.
    fetch_bytes: how many the broker may wait for, within 200 ms; a fetch names every partition.
    """

    def __init__(
        self, bootstrap: str, mesh: str, topics: Iterable[str], *, group: str, chunk: int, fetch_bytes: int = 1
    ) -> None:
        self._mesh, self._chunk = mesh, chunk
        self._topics = {names.physical(mesh, topic): topic for topic in topics}
        self._schemas = SchemaReader(connection(bootstrap), mesh=mesh)
        self._behind: dict[str, set[int]] = {}
        self._next: dict[tuple[str, int], int] = {}
        self._wait_seconds = WAIT_SECONDS
        self._consumer = Consumer(
            {
                **connection(bootstrap),
                "group.id": names.group(mesh, group),
                "enable.auto.commit": False,
                "enable.auto.offset.store": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "earliest",
                "isolation.level": "read_committed",
                "fetch.wait.max.ms": 200,
                "fetch.min.bytes": fetch_bytes,
                "queued.max.messages.kbytes": 16_384,
            }
        )

    def start(self, positions: Mapping[tuple[str, int], int]) -> None:
        """
        Read on from these positions, and what is not among them from its beginning.

        Raises TemporaryFailure when the broker does not answer or a topic is not there yet.
        """
        counts = partitions.counted(self._consumer, self._mesh, self._topics.values(), seconds=METADATA_SECONDS)
        self._schemas.load()
        at = [(topic, partition) for topic, count in counts.items() for partition in range(count)]
        self._behind = {topic: set(range(count)) for topic, count in counts.items()}
        self._next = {place: positions.get(place, 0) for place in at}
        self._consumer.assign(
            [
                TopicPartition(names.physical(self._mesh, place[0]), place[1], positions.get(place, OFFSET_BEGINNING))
                for place in at
            ]
        )

    def learn(self) -> Set[int]:
        """Take in the schemas that have come, without waiting, and return all that are published."""
        self._schemas.poll()
        return self._schemas.published.keys()

    def caught_up(self, *topics: str) -> bool:
        """Whether every partition of these topics, by default of all, has been read to its end once since `start`."""
        return not any(self._behind[topic] for topic in topics or self._behind)

    def take(self) -> list[Inbound]:
        """Return the next records, in order within each partition."""
        messages = self._consumer.consume(self._chunk, self._wait_seconds)
        self._wait_seconds = BUSY_SECONDS if len(messages) >= BUSY_RECORDS else WAIT_SECONDS
        return _records.inbound(messages, self._topics, Inbound, None, self._note)

    def lags(self) -> dict[str, int]:
        """Return by topic how many records stand between here and its end, as far as that is known."""
        lags = dict.fromkeys(self._topics.values(), 0)
        for position in self._consumer.position(self._consumer.assignment()):
            at = self._topics[position.topic], position.partition
            begin, end = self._consumer.get_watermark_offsets(position, cached=True)
            here = position.offset if position.offset >= 0 else max(begin, self._next[at])  # nothing has come yet
            lags[at[0]] += max(0, end - here)
        return lags

    def close(self) -> None:
        """Leave."""
        self._consumer.close()
        self._schemas.close()

    def _note(self, message: Message, error: KafkaError) -> None:
        if error.code() == KafkaError._PARTITION_EOF:  # its public name
            self._behind[self._topics[message.topic() or ""]].discard(message.partition() or 0)
        elif not settles(error):
            raise KafkaException(error)
