"""
The views' side of Kafka: every topic that has a view, from the offsets that stand beside the rows.

It assigns every partition to itself and uses no consumer group. It waits for no record.
"""

from collections.abc import Mapping, Sequence, Set

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, Message, TopicPartition

from contracts.view import View
from mesh import _records
from mesh.kafka.compacted_topics import SchemaReader
from mesh.kafka.connection import connection
from mesh.kafka.high_watermarks import settles
from mesh.wire import names, partitions
from mesh.wire.records import Inbound

WAIT_SECONDS = 0.2
METADATA_SECONDS = 10.0
CHUNK = 20_000
"""Records folded in one transaction at most."""


class Feed:
    """
    A read_committed consumer over every partition of the views' topics.

    Raises TemporaryFailure when the broker does not answer or a topic is not there yet; then close it.
    """

    def __init__(
        self, bootstrap: str, mesh: str, views: Sequence[View], positions: Mapping[str, Mapping[int, int]]
    ) -> None:
        self._mesh = mesh
        self._topics = {names.physical(mesh, view.topic): view.topic for view in views}
        self._schemas = SchemaReader(connection(bootstrap), mesh=mesh)
        self._consumer = Consumer(
            {
                **connection(bootstrap),
                "group.id": names.group(mesh, "gateway"),  # named for rights; nothing is committed to it
                "enable.auto.commit": False,
                "enable.auto.offset.store": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "earliest",
                "isolation.level": "read_committed",
                "queued.max.messages.kbytes": 16_384,
            }
        )
        try:
            counts = partitions.counted(self._consumer, mesh, self._topics.values(), seconds=METADATA_SECONDS)
            self._schemas.load()
        except BaseException:
            self.close()
            raise
        self._behind = {topic: set(range(count)) for topic, count in counts.items()}
        self._consumer.assign(
            [
                TopicPartition(
                    names.physical(mesh, topic), partition, positions[topic].get(partition, OFFSET_BEGINNING)
                )
                for topic, count in counts.items()
                for partition in range(count)
            ]
        )

    def learn(self) -> Set[int]:
        """Take in the schemas that have come, without waiting, and return all that are published."""
        self._schemas.poll()
        return self._schemas.published.keys()

    def caught_up(self, topic: str) -> bool:
        """Whether every partition of a topic has been read to its end at least once."""
        return not self._behind[topic]

    def take(self) -> list[Inbound]:
        """Return the next records, in order within each partition."""
        messages = self._consumer.consume(CHUNK, WAIT_SECONDS)
        return _records.inbound(messages, self._topics, Inbound, None, self._note)

    def lags(self) -> dict[str, int]:
        """Return by topic how many records stand between here and its end, as far as that is known."""
        lags = dict.fromkeys(self._topics.values(), 0)
        for position in self._consumer.position(self._consumer.assignment()):
            begin, end = self._consumer.get_watermark_offsets(position, cached=True)
            here = position.offset if position.offset >= 0 else begin
            topic = self._topics[position.topic]
            lags[topic] += max(0, end - here) if position.partition in self._behind[topic] or here < end else 0
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
