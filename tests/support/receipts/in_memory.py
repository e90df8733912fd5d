"""The topic of receipts in memory: the same protocol as Kafka's, without a broker."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from contracts import codec
from contracts.gateway import ReceiptIssued
from contracts.mesh import SchemaPublished
from mesh.declared.errors import TemporaryFailure
from receipts.delivery.cursor import Cursor
from receipts.delivery.pages import Place
from receipts.delivery.source import Page, Raw, Reader

PARTITIONS = 2


class MemorySource:
    """Receipts by partition. `down` makes every call fail; `published`: what `learn` will learn."""

    def __init__(self, page: int = 3) -> None:
        self.published: list[SchemaPublished] = []
        self.looks = 0
        self.records: list[list[bytes | None]] = [[] for _ in range(PARTITIONS)]
        self.down = False
        self.readers = 0
        self._page = page

    def add(self, partition: int, receipt: ReceiptIssued | None) -> None:
        """Append a receipt, or a transaction's marker."""
        self.records[partition].append(None if receipt is None else codec.encode(receipt))

    def add_bytes(self, partition: int, value: bytes) -> Place:
        """Append what somebody else wrote."""
        self.records[partition].append(value)
        return Place(partition, len(self.records[partition]) - 1)

    async def learn(self) -> None:
        self.looks += 1
        for each in self.published:
            codec.learn(each.schema_id, each.schema_json)

    async def partitions(self) -> int:
        if self.down:
            raise TemporaryFailure("down")
        return PARTITIONS

    async def end(self) -> Cursor:
        await self.partitions()
        return Cursor(tuple(map(len, self.records)))

    @asynccontextmanager
    async def reader(self, at: Cursor) -> AsyncIterator[Reader]:
        self.readers += 1
        try:
            yield MemoryReader(self, at, self._page)
        finally:
            self.readers -= 1

    async def close(self) -> None:
        assert not self.readers


class MemoryReader:
    """Reads on in small pages, one partition after the other."""

    def __init__(self, source: MemorySource, at: Cursor, page: int) -> None:
        self._source, self._at, self._page = source, at, page

    async def read(self, wait_seconds: float) -> Page:
        await self._source.partitions()
        receipts: list[Raw] = []
        for partition, records in enumerate(self._source.records):
            for offset in range(self._at.offsets[partition], len(records)):
                if len(receipts) == self._page:
                    break
                value = records[offset]
                self._at = self._at.after(partition, offset)
                if value is not None:
                    receipts.append(Raw(partition, offset, value))
        if not receipts:
            await asyncio.sleep(min(wait_seconds, 0.01))
        ends = tuple(map(len, self._source.records))
        return Page(receipts, self._at, self._at.offsets == ends)
