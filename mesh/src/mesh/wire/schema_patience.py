"""
How long schemas that are not published are waited for: one measure for all partitions of a worker.

A partition waits at a record whose schema is not known, because a producer may be a moment ahead of its schema. But
anyone can write any four bytes, so what is waited for in vain is given up, and with it everything else that is unknown
for a while: else as many ids would take as many waits. Only keys are parked then; they go on when a schema comes.
"""

import time
from collections.abc import Callable

from contracts import codec

REST_SECONDS = 3_600.0
"""After a wait in vain nothing else is waited for: a partition then stands still for less than a hundredth of it."""


class Patience:
    """
    Which schemas are given up. `seconds`: how long each is waited for, from the first time that it is asked after.

    In memory only: a worker that starts again waits again, once.
    """

    def __init__(self, seconds: float, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._since: dict[int, float] = {}
        self._given_up: set[int] = set()
        self._rests_until: float | None = None

    def is_over(self, schema_id: int) -> bool:
        """Return whether records of this unknown schema are given up; who asks first begins the wait."""
        if schema_id in self._given_up:
            return True
        now = self._monotonic()
        since = self._since.get(schema_id)
        if since is None:
            if self._rests_until is not None and now < self._rests_until:
                return True
            since = self._since[schema_id] = now
        if now - since < self._seconds:
            return False
        del self._since[schema_id]
        self._given_up.add(schema_id)
        self._rests_until = now + REST_SECONDS
        return True


def endless(_schema_id: int) -> bool:
    """Wait for every schema for ever: for processors that are run in memory."""
    return False


def is_known(schema_id: int) -> bool:
    """Return whether a schema is known."""
    try:
        codec.kind_of(schema_id)
    except codec.UnknownSchemaId:
        return False
    return True
