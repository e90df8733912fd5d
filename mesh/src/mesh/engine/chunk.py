"""A chunk: the records that a worker processes in one turn, and the result of processing them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mesh.declared.errors import UnknownSchema
from mesh.wire.records import Inbound

TopicRecords = tuple[str, Sequence[Inbound]]
"""The records that a chunk has of one topic, of one partition, in order."""


class Waiting(NamedTuple):
    """A record whose schema has not arrived: its offset, and which schema."""

    offset: int
    unknown: UnknownSchema


@dataclass
class Chunk:
    """
    The result of processing one chunk, for metrics and logs: records by topic, keys parked, topics that wait.

    no_ticks: records on the clock's topic that are no ticks.
    """

    by_topic: Counter[str] = field(default_factory=Counter)
    parked: dict[str, list[bytes]] = field(default_factory=dict)
    waiting: dict[tuple[str, int], Waiting] = field(default_factory=dict)
    no_ticks: int = 0

    @property
    def records(self) -> int:
        """How many records were processed."""
        return self.by_topic.total()
