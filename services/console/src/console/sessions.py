"""
Who has signed in: sessions in the memory of this process, found by the digest of a random token in a cookie.

The key of an organisation stays here and is in no page, cookie or log; a restart signs everybody out.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

from edge.access.principal import Principal

MOST = 10_000
LONGEST_SECONDS = 10 * 3600.0
"""A session ends after a working day, however busy."""


@dataclass(slots=True)
class Session:
    """One signed-in browser. csrf: what its forms carry; began_at, used_at: seconds of the monotonic clock."""

    principal: Principal
    key: str = field(repr=False)
    csrf: str = field(repr=False)
    began_at: float
    used_at: float


class Sessions:
    """The sessions that are open. idle_seconds: a session unused for longer has ended."""

    def __init__(self, *, idle_seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._idle, self._monotonic = idle_seconds, monotonic
        self._open: dict[str, Session] = {}

    def begin(self, principal: Principal, key: str) -> str:
        """Open a session and return its token; the longest unused one ends when there are too many."""
        now = self._monotonic()
        self._open = {digest: session for digest, session in self._open.items() if self._lives(session, now)}
        if len(self._open) >= MOST:
            del self._open[min(self._open, key=lambda digest: self._open[digest].used_at)]
        token = secrets.token_urlsafe(32)
        self._open[_digest(token)] = Session(principal, key, secrets.token_urlsafe(32), now, now)
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a token and note that it is used, or None if there is none or it has ended."""
        session = self._open.get(_digest(token))
        now = self._monotonic()
        if session is None or not self._lives(session, now):
            self.end(token)
            return None
        session.used_at = now
        return session

    def end(self, token: str) -> None:
        """End a session; one that is not there has ended already."""
        self._open.pop(_digest(token), None)

    def _lives(self, session: Session, now: float) -> bool:
        return now - session.used_at <= self._idle and now - session.began_at <= LONGEST_SECONDS


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
