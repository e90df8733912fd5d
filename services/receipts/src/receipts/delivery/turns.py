"""
Who reads receipts now: so many at once in all and for one organisation, the others wait for their turn.

A read goes on when its client has hung up, and each has a consumer: without a bound a client that asks and hangs up,
again and again, would have as many as it likes.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


class TooManyReads(Exception):
    """As many reads of the organisation wait as may."""


@dataclass(slots=True)
class _Own:
    """The reads of one organisation, waiting ones included."""

    turn: asyncio.Semaphore
    asked: int = 0


class Turns:
    """
    Counts reads. each, all_together: at once; waiting: of one organisation. One event loop: no lock.

    A page at the end waits half a second for what comes next, so all together answer 200 of those a second.
    """

    def __init__(self, *, each: int = 16, all_together: int = 100, waiting: int = 100) -> None:
        self._each, self._most = each, each + waiting
        self._all = asyncio.Semaphore(all_together)
        self._own: dict[str, _Own] = {}

    @asynccontextmanager
    async def taken(self, organisation: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it. Raises TooManyReads."""
        own = self._own.setdefault(organisation, _Own(asyncio.Semaphore(self._each)))
        if own.asked >= self._most:
            raise TooManyReads
        own.asked += 1
        try:
            async with own.turn, self._all:
                yield
        finally:
            own.asked -= 1
            if not own.asked:
                self._own.pop(organisation, None)
