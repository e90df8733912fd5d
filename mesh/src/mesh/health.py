"""
A process's small HTTP side: alive, ready, metrics, and what is mounted beside them (the schema registry).

It runs in its own thread, so it answers while the worker is busy; it answers GET only and holds no state of its own.
"""

import threading
import time
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from mesh import metrics

ALIVE_SECONDS = 30.0  # longer than any commit, shorter than an orchestrator's patience


class Answer(NamedTuple):
    """An HTTP answer without a framework."""

    status: int
    body: bytes
    content_type: str = "application/json"


Mount = Callable[[str], Answer | None]


class Health:
    """What a process says of itself. The loop calls `turned`; the parts that must be ready name themselves."""

    def __init__(
        self,
        *waiting_for: str,
        alive_seconds: float = ALIVE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._waiting_for = frozenset(waiting_for)
        self._alive_seconds = alive_seconds
        self._monotonic = monotonic
        self._turned_at = monotonic()

    def turned(self) -> None:
        """Say that the loop has turned."""
        self._turned_at = self._monotonic()

    def ready(self, part: str) -> None:
        """Say that a part (``assignment``, ``restore``, ``registers``) is ready."""
        self._waiting_for -= {part}

    def not_ready(self, part: str) -> None:
        """Say that a part is not ready any more."""
        self._waiting_for |= {part}

    def alive_answer(self) -> Answer:
        """200 if the loop has turned lately, else 503."""
        idle = self._monotonic() - self._turned_at
        alive = idle <= self._alive_seconds
        return json_answer(200 if alive else 503, {"alive": alive, "seconds_since_turn": round(idle, 3)})

    def ready_answer(self) -> Answer:
        """200 if no part is waited for and the loop turns, else 503 naming the parts."""
        waiting = sorted(self._waiting_for)
        ready = not waiting and self.alive_answer().status == 200
        return json_answer(200 if ready else 503, {"ready": ready, "waiting_for": waiting})


class HealthServer:
    """Serves one process's health. `port` is known after the construction, also when any free one was asked for."""

    def __init__(self, health: Health, *, host: str, port: int, mounts: Sequence[Mount] = ()) -> None:
        self._server = ThreadingHTTPServer((host, port), _handler(health, mounts))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)
        self.host, self.port = host, int(self._server.server_address[1])

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


def answer(health: Health, mounts: Sequence[Mount], target: str) -> Answer:
    """Answer a GET of `target` (path with or without query): the whole of this module without its sockets."""
    path = urlsplit(target).path
    if path == "/healthz":
        return health.alive_answer()
    if path == "/readyz":
        return health.ready_answer()
    if path == "/metrics":
        return Answer(200, metrics.exposition(), metrics.CONTENT_TYPE)
    for mount in mounts:
        found = mount(target)
        if found is not None:
            return found
    return json_answer(404, {"error_code": 404, "message": f"nothing at {path}"})


def json_answer(status: int, content: Any, content_type: str = "application/json") -> Answer:
    """Return `content` as a JSON answer."""
    return Answer(status, msgspec.json.encode(content), content_type)


def _handler(health: Health, mounts: Sequence[Mount]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def do_GET(self) -> None:
            found = answer(health, mounts, self.path)
            self.send_response(found.status)
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
            """Probes come every few seconds: not logged."""

    return Handler
