"""
Receipts for one caller: what its codes may see, in pages or as a stream of Server-Sent Events.

The codes are looked for in the bytes before anything is decoded, so foreign receipts cost next to nothing.
What cannot be read is passed over (`receipts.delivery.unread`); for a schema, its partition alone waits.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from typing import NamedTuple

import msgspec

from contracts import codec
from contracts.gateway import ReceiptIssued
from mesh.declared.errors import TemporaryFailure
from receipts.delivery.cursor import Cursor
from receipts.delivery.masking import shown_to
from receipts.delivery.receipt import shown
from receipts.delivery.source import Page, Raw, Source
from receipts.delivery.unread import NotYet, Unread
from receipts.delivery.wanted import EVERYTHING, Wanted

HEARTBEAT_SECONDS = 15.0
WAIT_SECONDS = 0.5
PAGE_SECONDS = 5.0  # how long a page may look through foreign receipts
RETRY_MS = 2_000


class Concerned(NamedTuple):
    """Whose receipts: those for one of these codes, or all. unread: of the process, what cannot be read."""

    codes: frozenset[str]
    everything: bool
    unread: Unread

    def receipt(self, raw: Raw) -> ReceiptIssued | None:
        """Return the receipt as the caller sees it, None where none is for it or it cannot be read. Raises NotYet."""
        if not self.everything and not any(code.encode() in raw.value for code in self.codes):
            return None
        try:
            record = codec.decode(raw.value)
        except codec.UnknownSchemaId as error:
            if self.unread.waits(error.schema_id):
                raise NotYet(f"schema {error.schema_id} has not arrived") from error
            self.unread.pass_over(raw.partition, raw.offset, str(error))
            return None
        except codec.Undecodable as error:
            self.unread.pass_over(raw.partition, raw.offset, str(error))
            return None
        if not isinstance(record, ReceiptIssued):
            self.unread.pass_over(raw.partition, raw.offset, f"no receipt but a {type(record).__name__}")
            return None
        if self.everything:
            return record
        return None if self.codes.isdisjoint(record.audience) else shown_to(record, self.codes)


class Place(NamedTuple):
    """Where a receipt lies for ever: clients keep it as ``partition-offset``."""

    partition: int
    offset: int

    def __str__(self) -> str:
        return f"{self.partition}-{self.offset}"


class Receipts(NamedTuple):
    """A page of receipts. `cursor`: where to go on. `caught_up`: there was no more. `places`: where each lies."""

    receipts: list[ReceiptIssued]
    cursor: Cursor
    caught_up: bool
    places: list[Place]


async def page(
    source: Source,
    concerned: Concerned,
    at: Cursor,
    *,
    limit: int,
    wanted: Wanted = EVERYTHING,
    monotonic: Callable[[], float] = time.monotonic,
) -> Receipts:
    """Return up to `limit` receipts that are wanted, after a place. Raises TemporaryFailure."""
    until = monotonic() + PAGE_SECONDS
    receipts: list[ReceiptIssued] = []
    places: list[Place] = []
    waiting: set[int] = set()
    async with source.reader(at) as reader:
        while True:
            read = await reader.read(WAIT_SECONDS)
            for raw in read.receipts:
                receipt = await _receipt(source, concerned, raw, waiting)
                if raw.partition not in waiting:
                    at = at.after(raw.partition, raw.offset)
                if receipt is not None and wanted.allows(receipt):
                    receipts.append(receipt)
                    places.append(Place(raw.partition, raw.offset))
                    if len(receipts) == limit:
                        return Receipts(receipts, at, False, places)
            at = read.cursor.but(waiting, at)
            if monotonic() > until or (read.at_end and (receipts or not waiting)):
                return Receipts(receipts, at, read.at_end and not waiting, places)


async def _receipt(source: Source, concerned: Concerned, raw: Raw, waiting: set[int]) -> ReceiptIssued | None:
    """
    Return a receipt as the caller sees it, or None.

    waiting: partitions in which one has to wait for its schema; nothing behind it is given, for the order's sake.
    """
    if raw.partition in waiting:
        concerned.unread.meet(raw.value)
        return None
    try:
        return await sought(source, concerned, raw)
    except NotYet:
        waiting.add(raw.partition)
        return None


async def sought(source: Source, concerned: Concerned, raw: Raw) -> ReceiptIssued | None:
    """As `Concerned.receipt`, after a look for schemas that have come."""
    try:
        return concerned.receipt(raw)
    except NotYet:
        if not concerned.unread.may_ask():
            raise
        await source.learn()
        return concerned.receipt(raw)


async def one(source: Source, concerned: Concerned, place: Place) -> ReceiptIssued | None:
    """Return the receipt at a place, or None if there is none for the caller. Raises TemporaryFailure."""
    end = await source.end()
    if place.partition >= len(end.offsets) or place.offset >= end.offsets[place.partition]:
        return None
    async with source.reader(end.after(place.partition, place.offset - 1)) as reader:
        while True:
            read = await reader.read(WAIT_SECONDS)
            for raw in read.receipts:
                if raw.partition == place.partition:
                    return await sought(source, concerned, raw) if raw.offset == place.offset else None
            if read.at_end:
                return None


async def stream(
    source: Source,
    concerned: Concerned,
    at: Cursor,
    *,
    heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ended: Callable[[], bool] = lambda: False,
    monotonic: Callable[[], float] = time.monotonic,
) -> AsyncGenerator[bytes, None]:
    """
    Yield the caller's receipts as Server-Sent Events until `ended`, or the topic cannot be read; clients come again.

    The id of an event is the cursor after it. Nothing is read ahead of what the client has taken, so a slow one costs
    no memory. A heartbeat moves the client's last event id past what was not for it.
    """
    yield f"retry: {RETRY_MS}\n\n".encode()
    spoke_at = monotonic()
    try:
        while not ended():
            waiting: set[int] = set()
            async with source.reader(at) as reader:
                while not ended() and not waiting:
                    read = await reader.read(min(WAIT_SECONDS, heartbeat_seconds))
                    events, at = await _events(source, read, concerned, at, waiting)
                    if not events and monotonic() - spoke_at >= heartbeat_seconds:
                        events = f": heartbeat\nid: {at}\n\n".encode()
                    if events:
                        yield events
                        spoke_at = monotonic()
            if waiting:  # read on from there, when its schema has come or its time is over
                await asyncio.sleep(WAIT_SECONDS)
    except TemporaryFailure as failure:
        yield f": {failure.code}\n\n".encode()


async def _events(
    source: Source, read: Page, concerned: Concerned, at: Cursor, waiting: set[int]
) -> tuple[bytes, Cursor]:
    events = []
    for raw in read.receipts:
        receipt = await _receipt(source, concerned, raw, waiting)
        if raw.partition not in waiting:
            at = at.after(raw.partition, raw.offset)
        if receipt is not None:
            data = msgspec.json.encode(shown(receipt)).decode()
            events.append(f"id: {at}\nevent: receipt\ndata: {data}\n\n")
    return "".join(events).encode(), read.cursor.but(waiting, at)
