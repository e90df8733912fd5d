"""
The partitions of a worker that wait for a schema: paused at a record until the wait is over.

The client keeps a pause for as long as it lives, through revocation and new assignment; a pause here lasts no longer
than the position at which it began. Whoever reads on from elsewhere ends the pause, and it begins again at the record.
"""

import time
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from confluent_kafka import Consumer, TopicPartition

from mesh.wire import names

RETRY_SCHEMA_SECONDS = 0.5


class Wait(NamedTuple):
    """A partition that is not read on: at which record, for which schema, and since when (monotonic)."""

    topic: str
    partition: int
    offset: int
    schema_id: int
    since: float


class _Pause(NamedTuple):
    """A wait, when to look whether it is over (monotonic), and the function that tells."""

    wait: Wait
    due: float
    is_over: Callable[[], bool]


class Pauses:
    """The pauses of one consumer, by logical topic and partition."""

    def __init__(self, consumer: Consumer, mesh: str) -> None:
        self._consumer = consumer
        self._mesh = mesh
        self._paused: dict[tuple[str, int], _Pause] = {}

    def __contains__(self, at: tuple[str, int]) -> bool:
        return at in self._paused

    @property
    def waits(self) -> list[Wait]:
        """The partitions that wait, in the order in which they began to."""
        return [pause.wait for pause in self._paused.values()]

    def wait_at(self, at: tuple[str, int]) -> Wait | None:
        """Return the wait of a partition, None if it is read."""
        pause = self._paused.get(at)
        return None if pause is None else pause.wait

    def begin(self, wait: Wait, is_over: Callable[[], bool]) -> None:
        """Pause a partition at a record. is_over: called every `RETRY_SCHEMA_SECONDS`."""
        at = TopicPartition(names.physical(self._mesh, wait.topic), wait.partition, wait.offset)
        self._consumer.pause([at])
        self._consumer.seek(at)
        self._paused[wait.topic, wait.partition] = _Pause(wait, time.monotonic() + RETRY_SCHEMA_SECONDS, is_over)

    def end_those_over(self) -> None:
        """Read on from their records in the partitions whose wait is over, as far as it is time to look."""
        now = time.monotonic()
        for at, pause in list(self._paused.items()):
            if now < pause.due:
                continue
            if pause.is_over():
                self._end([at])
            else:
                self._paused[at] = pause._replace(due=now + RETRY_SCHEMA_SECONDS)

    def end_all(self) -> None:
        """End every pause; where each partition is read on is the caller's to say."""
        self._end(list(self._paused))

    def forget(self, partitions: Collection[int]) -> None:
        """Forget the pauses of partitions that this worker has no longer."""
        self._paused = {at: pause for at, pause in self._paused.items() if at[1] not in partitions}

    def _end(self, places: Sequence[tuple[str, int]]) -> None:
        for at in places:
            del self._paused[at]
        self._consumer.resume([TopicPartition(names.physical(self._mesh, topic), p) for topic, p in places])
