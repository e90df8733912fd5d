"""
What is already on the bus of what was to be published: so that going on publishes only what is missing.

Reading alone does not tell: a request that a killed process sent may reach the log after its end was read, because the
producer has no transactions whose fence would stop it. Hence the **settle** before the first look of a process, and
before the next one after a failed send: every leader is asked for the ends of its partitions, and from the last answer
on it waits `SETTLE_SECONDS`. A leader that answers is at work, and what an ended connection left in its queues are at
most five requests, worked one after another in milliseconds. See ADR 15 for what that does not cover.
"""

import asyncio
import time
from collections.abc import Sequence, Set
from typing import Protocol

from contracts.documents import DOCUMENTS
from contracts.topics import GATEWAY_EVIDENCE
from edge.bus.reading_since import Bus, is_ours
from edge.bus.watch import BusWatch
from mesh.wire.headers import pairs
from mesh.wire.records import Outbound

SETTLE_SECONDS = 1.0
OF_BATCHES = (*dict.fromkeys(document.topic for document in DOCUMENTS), GATEWAY_EVIDENCE)
"""The topics to which batches are published: those of every document type, and their evidence."""


class ReadBack(Protocol):
    """Who knows what is published."""

    async def missing(self, messages: Sequence[Outbound], since_ms: int) -> list[Outbound]:
        """
        Return, in order, the events that are not on their topics since `since_ms` (real ms UTC).

        Waits first until nothing of an earlier attempt can be under way. Raises Unavailable.
        """

    def doubt(self) -> None:
        """Note that a send has failed: its records may still be under way."""


class KafkaReadBack:
    """
    Compares ``ce_id``, which of a document names batch and index: no record is decoded, and another version's bytes are
    recognised. topics: those that are published to.

    All partitions are read, because their number may have grown since the first attempt.
    """

    def __init__(
        self,
        bus: Bus,
        watch: BusWatch,
        *,
        topics: Sequence[str] = OF_BATCHES,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        self._bus, self._watch, self._topics, self._settle_seconds = bus, watch, topics, settle_seconds
        self._settled_at: float | None = None
        self._doubts = 0
        self._one_asks = asyncio.Lock()

    async def missing(self, messages: Sequence[Outbound], since_ms: int) -> list[Outbound]:
        """As `ReadBack.missing`."""
        await self._settle()
        if not messages:
            return []
        wanted = {_id(message.headers): message for message in messages}
        topics = sorted({message.topic for message in messages})
        present = await self._watch.run(self._find, topics, wanted.keys(), since_ms)
        return [message for event_id, message in wanted.items() if event_id not in present]

    def doubt(self) -> None:
        """As `ReadBack.doubt`."""
        self._settled_at = None
        self._doubts += 1

    async def _settle(self) -> None:
        async with self._one_asks:
            settled_at, doubts = self._settled_at, self._doubts
            if settled_at is None:
                await self._watch.run(self._ask_leaders)
                settled_at = time.monotonic() + self._settle_seconds
                if self._doubts == doubts:
                    self._settled_at = settled_at
        await asyncio.sleep(max(0.0, settled_at - time.monotonic()))

    def _ask_leaders(self) -> None:
        for topic in self._topics:
            self._bus.ask_leaders(topic)

    def _find(self, topics: Sequence[str], wanted: Set[bytes], since_ms: int) -> set[bytes]:
        present: set[bytes] = set()
        for topic in topics:
            for message in self._bus.since(topic, since_ms):
                if is_ours(message):
                    ids = (value for name, value in pairs(message) if name == "ce_id" and value)
                    present.update(value for value in ids if value in wanted)
        return present


def _id(headers: Sequence[tuple[str, bytes]]) -> bytes:
    return next(value for name, value in headers if name == "ce_id")
