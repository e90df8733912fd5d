"""
The consuming side of a worker: one group member for all topics of its processors, polled chunk by chunk.

It knows which partitions have been read to their end, where each goes on after an abort, and which wait for a schema
(`mesh.kafka.pauses`). Rebalance callbacks run inside `consume`, when no chunk is processed: nothing here needs a lock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition

from mesh import _records
from mesh.declared.errors import MeshError
from mesh.kafka.lag import cached_ends, current_ends, records_left
from mesh.kafka.pauses import Pauses, Wait
from mesh.kafka.transactions import Fenced, is_fenced
from mesh.wire import names
from mesh.wire.records import Inbound

SESSION_MS = 20_000
"""
Longer than a broker takes to come back: a member that has been away for longer gives itself up, joins anew, restores,
and may be fenced by its own former self. A slot that is started again has its place at once, however long this is.
"""
WAIT_SECONDS = 0.05  # how long a chunk may gather


class OffsetLost(MeshError):
    """The committed offset is no longer in the topic: its retention was shorter than our absence. Never skipped."""

    code = "offset_lost"


class InputConsumer:
    """
    A static member of the service's group. `on_assign` and `on_revoke` get partition numbers.

    `on_assign` also gets those of them that have no committed offset on any topic: new ones, or forgotten ones.
    """

    def __init__(
        self,
        config: Mapping[str, Any],
        *,
        mesh: str,
        service: str,
        slot: int,
        topics: Sequence[str],
        on_assign: Callable[[list[int], set[int]], None],
        on_revoke: Callable[[list[int], bool], None],
    ) -> None:
        self._mesh = mesh
        self._topics = {names.physical(mesh, topic): topic for topic in topics}
        self._on_assign, self._on_revoke = on_assign, on_revoke
        self._ends: set[tuple[str, int]] = set()
        self._ended = False  # a partition, within the last chunk
        self._committed: dict[tuple[str, int], int] = {}
        self._behind: set[tuple[str, int]] = set()
        self.assigned = False
        self.consumer = Consumer(
            {
                "session.timeout.ms": SESSION_MS,
                "heartbeat.interval.ms": 1_500,
                "fetch.wait.max.ms": 50,
                "fetch.min.bytes": 1,
                "queued.max.messages.kbytes": 32_768,
                **config,
                "group.id": names.group(mesh, service),
                "group.instance.id": names.slot_id(mesh, service, slot),
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "auto.offset.reset": "error",  # explicit offsets only; a lost one is loud
                "isolation.level": "read_committed",
                "partition.assignment.strategy": "range",  # the same partition of every topic to the same worker
            }
        )
        self._pauses = Pauses(self.consumer, mesh)
        self.consumer.subscribe(
            list(self._topics), on_assign=self._assigned, on_revoke=self._revoked, on_lost=self._lost
        )

    def at_end(self, topic: str, partition: int) -> bool:
        """Whether every readable record of this partition has been returned by `take`."""
        return (topic, partition) in self._ends

    @property
    def caught_up(self) -> bool:
        """Whether every assigned partition has been read to its end at least once since it was assigned."""
        return self.assigned and not self._behind

    @property
    def waits(self) -> list[Wait]:
        """The partitions that wait for a schema."""
        return self._pauses.waits

    def lag(self) -> dict[str, int]:
        """
        Return, per topic, the records between our positions and the ends that the client knows.

        The broker is asked only for the ends of partitions that wait: they are not fetched, so the client learns none.
        """
        left = dict.fromkeys(self._topics.values(), 0)
        for position in self.consumer.position(self.consumer.assignment()):
            at = self._topics[position.topic], position.partition
            if self.at_end(*at):
                continue  # what is left there are transaction markers
            wait = self._pauses.wait_at(at)
            begin = position.offset if wait is None else wait.offset
            begin = begin if begin >= 0 else self._start(at)
            ends = cached_ends(self.consumer, position) if wait is None else current_ends(self.consumer, position)
            left[at[0]] += records_left(begin, ends)
        return left

    def poll(self, most: int, wait_seconds: float) -> tuple[list[Inbound], bool]:
        """
        Return the next chunk, of so many records at most, and whether a partition reached its end.

        Raises Fenced, OffsetLost, KafkaException.
        """
        self._pauses.end_those_over()
        self._ended = False  # an end is noted in its place among the records, and a later record takes it back
        messages = self.consumer.consume(most, wait_seconds)
        records = _records.inbound(messages, self._topics, Inbound, self._ends.discard, self._note)
        return records, self._ended

    def commit(self, positions: Mapping[tuple[str, int], int]) -> None:
        """Remember the offsets that a transaction committed, to go back there after an abort."""
        self._committed.update(positions)

    def offsets(self, positions: Mapping[tuple[str, int], int]) -> list[TopicPartition]:
        """Return positions with the broker's topic names."""
        return [
            TopicPartition(names.physical(self._mesh, topic), partition, offset)
            for (topic, partition), offset in positions.items()
        ]

    def standing(self, partition: int) -> dict[tuple[str, int], int]:
        """Return the committed offsets of a partition, to commit them again with a change of state without a record."""
        return {at: offset for at, offset in self._committed.items() if at[1] == partition and offset >= 0}

    def go_back(self) -> None:
        """Read again from the committed offsets, also where a partition waits: the transaction was aborted."""
        self._ends.clear()
        self._pauses.end_all()
        for position in self.consumer.assignment():
            at = self._topics[position.topic], position.partition
            self.consumer.seek(TopicPartition(position.topic, position.partition, self._start(at)))

    def wait_for(self, wait: Wait, is_over: Callable[[], bool]) -> None:
        """Stop reading a partition at a record that needs a schema, until the wait `is_over`."""
        self._pauses.begin(wait, is_over)
        self._ends.discard((wait.topic, wait.partition))

    def close(self) -> None:
        """Close the consumer; as a static member it keeps its place until the session times out."""
        self.consumer.close()

    def _note(self, message: Any, error: KafkaError) -> None:
        """Note the end of a partition, or raise an error that does not pass by itself."""
        if error.code() == KafkaError._PARTITION_EOF:
            at = self._topics[message.topic()], message.partition()
            if at not in self._pauses:
                self._ends.add(at)
                self._behind.discard(at)
            self._ended = True
            return
        if is_fenced(error):
            raise Fenced(error.str())
        if error.code() in (KafkaError._AUTO_OFFSET_RESET, KafkaError.OFFSET_OUT_OF_RANGE):
            raise OffsetLost(f"{message.topic()}/{message.partition()}: {error.str()}")
        if error.fatal() or not error.retriable():
            raise KafkaException(error)

    def _assigned(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        """Fetch stable offsets first, have state restored after, then read on from those offsets."""
        committed = consumer.committed(partitions, 60)
        for position in committed:
            if position.error is not None:
                raise KafkaException(position.error)
            at = self._topics[position.topic], position.partition
            self._committed[at] = position.offset if position.offset >= 0 else OFFSET_BEGINNING
        fresh = {p for p in partitions_of(partitions) if all(self._is_new(at) for at in self._of(partitions, p))}
        self._on_assign(partitions_of(partitions), fresh)
        self._behind = {(self._topics[position.topic], position.partition) for position in partitions}
        consumer.assign(
            [
                TopicPartition(p.topic, p.partition, self._start((self._topics[p.topic], p.partition)))
                for p in partitions
            ]
        )
        consumer.resume(partitions)  # the client still knows a pause of the time before
        self.assigned = True

    def _is_new(self, at: tuple[str, int]) -> bool:
        return self._committed[at] == OFFSET_BEGINNING

    def _of(self, partitions: list[TopicPartition], number: int) -> list[tuple[str, int]]:
        return [(self._topics[at.topic], at.partition) for at in partitions if at.partition == number]

    def _start(self, at: tuple[str, int]) -> int:
        return self._committed.get(at, OFFSET_BEGINNING)

    def _revoked(self, _consumer: Consumer, partitions: list[TopicPartition]) -> None:
        self._gone(partitions, lost=False)

    def _lost(self, _consumer: Consumer, partitions: list[TopicPartition]) -> None:
        self._gone(partitions, lost=True)

    def _gone(self, partitions: list[TopicPartition], *, lost: bool) -> None:
        self.assigned = False
        numbers = partitions_of(partitions)
        self._on_revoke(numbers, lost)
        gone = set(numbers)
        self._ends = {at for at in self._ends if at[1] not in gone}
        self._pauses.forget(gone)
        self._committed = {at: offset for at, offset in self._committed.items() if at[1] not in gone}


def partitions_of(assigned: Iterable[TopicPartition]) -> list[int]:
    """Return the partition numbers of an assignment, in order."""
    return sorted({position.partition for position in assigned})
