"""
Who is connected: in all and from each address; and a look at every connection now and then, whether it is overdue.

A newcomer is let in while there is somebody who only waits for its client: the one of the largest address that has
waited longest gives way. So connections that ask nothing shut nobody out, however many they are.

Time is counted in looks, of at most two ticks each: while the loop stands still nobody can send, and is not blamed.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Protocol

import structlog

from edge.door.addresses import place_of
from edge.door.bounds import Bounds
from edge.door.metrics import OPEN

TOLD_EVERY_SECONDS = 60.0


class Connection(Protocol):
    """A connection as its place is counted."""

    @property
    def waits(self) -> bool:
        """Whether it waits for its client, and nothing is at work for it."""

    @property
    def owed(self) -> bool:
        """Whether its client still owes a part of a request."""

    def look(self, passed: float) -> None:
        """See what is overdue; so many seconds have passed since the last look."""

    def give_way(self) -> None:
        """End at once."""


class Connections:
    """The open connections of a process. One event loop: no lock. `now`: seconds that count, by looks."""

    def __init__(self, bounds: Bounds, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._bounds, self._monotonic = bounds, monotonic
        self._open: dict[str, dict[Connection, None]] = {}
        self._all = 0
        self._looked_at = self._told_at = float("-inf")
        self._timer: asyncio.TimerHandle | None = None
        self.now = 0.0

    def enter(self, connection: Connection, address: str) -> bool:
        """Give a place, or return False if every place is at work. `leave` gives it back."""
        place = place_of(address)
        own = self._open.get(place, {})
        if len(own) >= self._bounds.each and not self._make_room((place,)):
            return self._full(place)
        if self._all >= self._bounds.connections and not self._make_room(self._largest_first()):
            return self._full("all")
        self._open.setdefault(place, {})[connection] = None
        self._all += 1
        OPEN.set(self._all)
        if self._timer is None:
            self._looked_at = self._monotonic()
            self._timer = asyncio.get_running_loop().call_later(self._bounds.tick_seconds, self._look)
        return True

    def leave(self, connection: Connection, address: str) -> None:
        """Take a place back; one that has none is passed over."""
        place = place_of(address)
        own = self._open.get(place)
        if own is None or connection not in own:
            return
        del own[connection]
        if not own:
            del self._open[place]
        self._all -= 1
        OPEN.set(self._all)

    def look(self) -> None:
        """Look at every connection once."""
        now = self._monotonic()
        passed = min(now - self._looked_at, 2 * self._bounds.tick_seconds)
        self._looked_at = now
        self.now += passed
        for connection in [connection for own in self._open.values() for connection in own]:
            connection.look(passed)

    def _look(self) -> None:
        self._timer = None
        self.look()
        if self._open:
            self._timer = asyncio.get_running_loop().call_later(self._bounds.tick_seconds, self._look)

    def _largest_first(self) -> list[str]:
        return sorted(self._open, key=lambda place: len(self._open[place]), reverse=True)

    def _make_room(self, places: Iterable[str]) -> bool:
        """End the connection that has been there longest of those that wait, or else of half-sent requests."""
        for place in places:
            own = self._open.get(place, {})
            idle = next((one for one in own if one.waits), None) or next((one for one in own if one.owed), None)
            if idle is not None:
                self.leave(idle, place)
                idle.give_way()
                return True
        return False

    def _full(self, where: str) -> bool:
        now = self._monotonic()
        if now - self._told_at >= TOLD_EVERY_SECONDS:
            self._told_at = now
            structlog.get_logger().warning("connections_full", of=where, open=self._all)
        return False
