"""
Where receipts are read from, and the Kafka that it is: readers without a group, kept for the next caller.

A reader passes what is no record (a transaction's marker, an expired stretch) silently: its cursor tells.

What a consumer fetches ahead is bounded by `FETCHED_BYTES` and let go by `_let_go` whenever its place changes or it
ends: the client itself would leave it in a cycle, where it waits for a collector that counts objects and not bytes.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import NamedTuple, Protocol

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from contracts.topics import GATEWAY_RECEIPTS
from edge.bus.watch import BusWatch
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.compacted_topics import SchemaReader
from mesh.kafka.connection import connection
from mesh.wire import names
from receipts.delivery.cursor import Cursor

START_SECONDS = 10.0
STOP_SECONDS = 5.0
READ_AT_ONCE = 500
FETCHED_BYTES = 128 * 1024
"""Of each partition at once: some hundreds of receipts. A larger batch of records still comes, alone."""
FETCHED_TOGETHER = 1024 * 1024


class Raw(NamedTuple):
    """A receipt as it lies in its partition, not decoded yet."""

    partition: int
    offset: int
    value: bytes


class Page(NamedTuple):
    """Some receipts, the place after them, and whether that was the end of all that is committed."""

    receipts: list[Raw]
    cursor: Cursor
    at_end: bool


class Reader(Protocol):
    """Reads on from one place."""

    async def read(self, wait_seconds: float) -> Page:
        """Return what comes next, or an empty page after waiting. Raises TemporaryFailure."""


class Source(Protocol):
    """The topic of receipts."""

    async def partitions(self) -> int:
        """Return how many partitions it has. Raises TemporaryFailure."""

    async def end(self) -> Cursor:
        """Return the place after everything written. Raises TemporaryFailure."""

    def reader(self, at: Cursor) -> AbstractAsyncContextManager[Reader]:
        """Return a reader at a place, to be given back."""

    async def learn(self) -> None:
        """Take in the schemas that have been published by now. Raises TemporaryFailure."""

    async def close(self) -> None:
        """Let go of what is kept."""


class KafkaReader:
    """Reads the topic through one consumer."""

    def __init__(self, consumer: AIOKafkaConsumer, assigned: list[TopicPartition]) -> None:
        self._consumer, self._assigned = consumer, assigned

    async def read(self, wait_seconds: float) -> Page:
        """As `Reader.read`."""
        try:
            by_partition = await self._consumer.getmany(timeout_ms=int(wait_seconds * 1000), max_records=READ_AT_ONCE)
            places = [await self._consumer.position(at) for at in self._assigned]
        except KafkaError as error:
            raise TemporaryFailure(f"receipts cannot be read: {error}") from error
        receipts = [
            Raw(at.partition, record.offset, record.value)
            for at, records in by_partition.items()
            for record in records
            if record.value
        ]
        return Page(receipts, Cursor(tuple(places)), self._at_end(places))

    def _at_end(self, places: list[int]) -> bool:
        ends = [self._consumer.last_stable_offset(at) for at in self._assigned]
        return all(end is not None and place >= end for place, end in zip(places, ends, strict=True))


class KafkaSource:
    """The topic on a broker. Idle consumers are kept, because starting one costs a round of metadata."""

    def __init__(self, bootstrap: str, mesh: str, watch: BusWatch, *, kept: int = 4) -> None:
        self._bootstrap, self._mesh, self._watch, self._kept = bootstrap, mesh, watch, kept
        self._topic = names.physical(mesh, GATEWAY_RECEIPTS)
        self._idle: list[AIOKafkaConsumer] = []
        self._assigned: list[TopicPartition] = []

    async def partitions(self) -> int:
        """As `Source.partitions`."""
        if not self._assigned:
            await self._give_back(await self._take())
        return len(self._assigned)

    async def end(self) -> Cursor:
        """As `Source.end`."""
        consumer = await self._take()
        try:
            ends = await asyncio.wait_for(consumer.end_offsets(self._assigned), START_SECONDS)
        except (KafkaError, TimeoutError) as error:
            await _stop(consumer)
            raise TemporaryFailure(f"the end of the receipts is not known: {error}") from error
        except asyncio.CancelledError:
            await asyncio.shield(_stop(consumer))
            raise
        await self._give_back(consumer)
        return Cursor(tuple(ends[at] for at in self._assigned))

    @asynccontextmanager
    async def reader(self, at: Cursor) -> AsyncIterator[Reader]:
        """As `Source.reader`."""
        consumer = await self._take()
        clean = False
        try:
            _let_go(consumer)
            for place, offset in zip(self._assigned, at.offsets, strict=True):
                consumer.seek(place, offset)
            yield KafkaReader(consumer, self._assigned)
            clean = True
        finally:
            if clean:
                await self._give_back(consumer)
            else:
                await asyncio.shield(_stop(consumer))

    async def close(self) -> None:
        """Stop the idle consumers."""
        while self._idle:
            await _stop(self._idle.pop())

    async def _take(self) -> AIOKafkaConsumer:
        if self._idle:
            return self._idle.pop()
        consumer = AIOKafkaConsumer(
            self._topic,  # without a group this is every partition
            bootstrap_servers=self._bootstrap,
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",  # a cursor older than the retention goes on with what is left
            isolation_level="read_committed",
            fetch_max_wait_ms=100,
            fetch_max_bytes=FETCHED_TOGETHER,
            max_partition_fetch_bytes=FETCHED_BYTES,
        )
        try:
            await asyncio.wait_for(consumer.start(), START_SECONDS)
        except (KafkaError, TimeoutError) as error:
            await _stop(consumer)
            raise TemporaryFailure(f"receipts cannot be read: {error}") from error
        except asyncio.CancelledError:
            await asyncio.shield(_stop(consumer))
            raise
        self._assigned = sorted(consumer.assignment(), key=lambda at: at.partition)
        return consumer

    async def learn(self) -> None:
        """As `Source.learn`, off the event loop."""

        def read() -> None:
            reader = SchemaReader(connection(self._bootstrap), mesh=self._mesh)
            try:
                reader.load(START_SECONDS)
            finally:
                reader.close()

        await self._watch.run(read)

    async def _give_back(self, consumer: AIOKafkaConsumer) -> None:
        if len(self._idle) < self._kept:
            self._idle.append(consumer)
        else:
            await _stop(consumer)


async def _stop(consumer: AIOKafkaConsumer) -> None:
    """Stop a consumer; one that hangs is left to the end of the process."""
    with suppress(TimeoutError, KafkaError):
        await asyncio.wait_for(consumer.stop(), STOP_SECONDS)
    _let_go(consumer)


def _let_go(consumer: AIOKafkaConsumer) -> None:
    """
    Free what a consumer has fetched and not handed out.

    aiokafka unpacks it in a generator that refers to its owner and back; it undoes this cycle only at the end of the
    buffer, and a seek drops the buffer before. Emptied, it is passed over like one that has been read.
    """
    fetcher = consumer._fetcher  # private: there is no other way to what it has fetched
    for fetched in fetcher._records.values() if fetcher is not None else ():
        unpacked = getattr(fetched, "_partition_records", None)  # none: an error, or used up
        if unpacked is not None:
            unpacked._records_iterator, unpacked._records = iter(()), None
