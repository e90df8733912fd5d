"""
Health of a process, for its operators: alive, ready, metrics.

Every process serves its health on a port of its own, `YIDIAN_HTTP_PORT`, and nowhere else: its other ports have another
audience. The answers come from a thread of their own, so they come while the process is busy.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from mesh.declared.settings import PREFIX
from mesh.process import metrics
from mesh.process.http_server import Answer, SmallServer, json_answer, nothing_at

ALIVE_SECONDS = 30.0  # longer than any commit, shorter than an orchestrator's patience


PATHS = ("/healthz", "/readyz", "/metrics")
SETTING = f"{PREFIX}HTTP_PORT"


class Health:
    """
    Health of a process. The loop calls `turned`; `waiting_for` names the parts that must become ready.

    checks: parts whose readiness a function returns; each request calls it, in the request's thread.
    """

    def __init__(
        self,
        *waiting_for: str,
        checks: Mapping[str, Callable[[], bool]] | None = None,
        alive_seconds: float = ALIVE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._waiting_for = frozenset(waiting_for)
        self._checks = dict(checks or {})
        self._alive_seconds = alive_seconds
        self._monotonic = monotonic
        self._turned_at = monotonic()
        self._details: Mapping[str, Any] = {}

    def turned(self) -> None:
        """Note that the loop has turned."""
        self._turned_at = self._monotonic()

    def ready(self, part: str) -> None:
        """Note that a part (``assignment``, ``restore``, ``registers``) is ready."""
        self._waiting_for -= {part}

    def not_ready(self, part: str) -> None:
        """Note that a part is not ready any more."""
        self._waiting_for |= {part}

    def tell(self, name: str, value: Any) -> None:
        """Add a detail to the answer about readiness, under a name of its own; readiness does not depend on it."""
        self._details = {**self._details, name: value}

    def alive_answer(self) -> Answer:
        """Return 200 if the loop has turned lately, else 503."""
        idle = self._monotonic() - self._turned_at
        alive = idle <= self._alive_seconds
        return json_answer(200 if alive else 503, {"alive": alive, "seconds_since_turn": round(idle, 3)})

    def ready_answer(self) -> Answer:
        """Return 200 if every part is ready and the loop turns, else 503 with the names of the others."""
        waiting = sorted({*self._waiting_for, *(part for part, is_ready in self._checks.items() if not is_ready())})
        ready = not waiting and self.alive_answer().status == 200
        return json_answer(200 if ready else 503, {"ready": ready, "waiting_for": waiting, **self._details})


def serve_health(health: Health, *, host: str, port: int) -> SmallServer:
    """Return a server of a process's health, not started yet. Raises ConfigurationError where the port is taken."""
    return SmallServer(lambda target: answer(health, target), host=host, port=port, setting=SETTING)


def answer(health: Health, target: str) -> Answer:
    """Answer a GET of `target` (path with or without query), without sockets."""
    match target.partition("?")[0]:
        case "/healthz":
            return health.alive_answer()
        case "/readyz":
            return health.ready_answer()
        case "/metrics":
            return Answer(200, metrics.exposition(), metrics.CONTENT_TYPE)
        case path:
            return nothing_at(path)
