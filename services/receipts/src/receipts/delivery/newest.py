"""
Receipts for one caller the newest first, for people who look; programs follow the stream in its own order.

Each partition is read backwards in windows, which grow while few of their receipts are the caller's. Partitions are
merged by the time of the receipts; within one the order of offsets stays.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from contracts.gateway import ReceiptIssued
from receipts.delivery.cursor import Cursor
from receipts.delivery.pages import Concerned, sought
from receipts.delivery.source import Source
from receipts.delivery.unread import NotYet
from receipts.delivery.wanted import Wanted

WAIT_SECONDS = 0.5
PAGE_SECONDS = 5.0
WINDOW, LARGEST_WINDOW, GROWTH = 200, 20_000, 4
"""Offsets read at once: of the first window, at most, and how much larger the next one is."""


class Newest(NamedTuple):
    """A page, the newest receipt first. cursor: before which older ones stand. is_whole: there are no older ones."""

    receipts: list[ReceiptIssued]
    cursor: Cursor
    is_whole: bool


class _Tail(NamedTuple):
    """The caller's receipts of a partition with their offsets, the newest first, down to the offset `low`."""

    receipts: list[tuple[int, ReceiptIssued]]
    low: int

    def cursor_after(self, taken: int) -> int:
        return self.receipts[taken][0] + 1 if taken < len(self.receipts) else self.low


async def newest(
    source: Source,
    concerned: Concerned,
    before: Cursor,
    *,
    wanted: Wanted,
    limit: int,
    monotonic: Callable[[], float] = time.monotonic,
) -> Newest:
    """
    Return up to `limit` receipts before a place, the newest first. Raises TemporaryFailure.

    A page may be short, or empty, where little is the caller's among much: its cursor goes on.
    """
    until = monotonic() + PAGE_SECONDS
    end = await source.end()
    tails = []
    for partition, high in enumerate(before.offsets):
        low, window = min(high, end.offsets[partition]), WINDOW
        receipts: list[tuple[int, ReceiptIssued]] = []
        while low > 0 and len(receipts) < limit and (monotonic() < until or low == high):
            high, low = low, max(0, low - window)
            there = await _between(source, concerned, end, partition, low, high)
            receipts += [(offset, receipt) for offset, receipt in reversed(there) if wanted.allows(receipt)]
            window = min(LARGEST_WINDOW, GROWTH * window)
        tails.append(_Tail(receipts, low))
    return _merged(tails, limit)


def _merged(tails: list[_Tail], limit: int) -> Newest:
    """Take the newest of all partitions until one may have newer ones that were not read."""
    taken = [0] * len(tails)
    page: list[ReceiptIssued] = []
    while len(page) < limit:
        heads = [
            (tail.receipts[at][1].return_at_ms, partition)
            for partition, (tail, at) in enumerate(zip(tails, taken, strict=True))
            if at < len(tail.receipts)
        ]
        is_cut = any(tail.low > 0 and at == len(tail.receipts) for tail, at in zip(tails, taken, strict=True))
        if not heads or is_cut:
            break
        _, partition = max(heads)
        page.append(tails[partition].receipts[taken[partition]][1])
        taken[partition] += 1
    cursor = Cursor(tuple(tail.cursor_after(at) for tail, at in zip(tails, taken, strict=True)))
    return Newest(page, cursor, not any(cursor.offsets))


async def _between(
    source: Source, concerned: Concerned, end: Cursor, partition: int, low: int, high: int
) -> list[tuple[int, ReceiptIssued]]:
    """Return the caller's receipts of a partition from offset `low` to before `high`, with their offsets."""
    there: list[tuple[int, ReceiptIssued]] = []
    async with source.reader(end.after(partition, low - 1)) as reader:
        while True:
            read = await reader.read(WAIT_SECONDS)
            for raw in read.receipts:
                if raw.partition != partition or raw.offset >= high:
                    continue
                try:
                    receipt = await sought(source, concerned, raw)
                except NotYet:  # its schema may come: it is then on this page
                    continue
                if receipt is not None:
                    there.append((raw.offset, receipt))
            if read.at_end or read.cursor.offsets[partition] >= high:
                return there
