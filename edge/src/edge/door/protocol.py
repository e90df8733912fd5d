"""
HTTP/1.1 as uvicorn and httptools speak it, within bounds (`edge.door.bounds`).

The parser keeps a line or header until it is whole and copies it with every piece that comes, so what has come without
a part of a body or the end of a request is counted here before it is parsed on. What a client takes too long for is
noticed by `look`. A refusal is answered where an answer can be told from those of other requests; else the connection
just ends.
"""

import asyncio
from functools import partial
from typing import Any, cast

from uvicorn._types import ASGI3Application
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from edge.door.bounds import Bounds
from edge.door.connections import Connections
from edge.door.metrics import GAVE_WAY, REFUSED, SLOW
from edge.door.refusal import answer_of
from edge.problems.problem import Problem

RETRY_SECONDS = 5


def bounded(bounds: Bounds) -> type[asyncio.Protocol]:
    """Return what uvicorn makes its protocols with: one per connection, all with the same bounds and places."""
    return cast("type[asyncio.Protocol]", partial(BoundedProtocol, bounds, Connections(bounds)))


class BoundedProtocol(HttpToolsProtocol):
    """
    One connection.

    _head_at, _body_at: when the head or body began that is awaited now. _came, _came_at: how much of the body has come
    and when its last part did. _beside: what came since, and was no body. _taken: when, and how much of the answers
    lay here untaken. _working: the request that is being answered.
    """

    def __init__(
        self,
        bounds: Bounds,
        places: Connections,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._bounds, self._places = bounds, places
        self._address = ""
        self._head_at: float | None = None
        self._body_at: float | None = None
        self._came, self._came_at = 0, 0.0
        self._beside, self._progressed = 0, False
        self._taken: tuple[float, int] | None = None
        self._working: RequestResponseCycle | None = None
        self._ended = False

    @property
    def waits(self) -> bool:
        """As `Connection.waits`."""
        return not self._is_working()

    @property
    def owed(self) -> bool:
        """As `Connection.owed`."""
        return self._body_at is not None and not self.flow.read_paused

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, or refuse."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if isinstance(peer, tuple) and peer else ""
        self._head_at = self._places.now
        if not self._places.enter(self, self._address):
            self._refuse("too_many_connections")

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back, and let whatever works for the client know that it has gone."""
        self._places.leave(self, self._address)
        self._ended = True
        super().connection_lost(exc)
        self._disconnect()

    def data_received(self, data: bytes) -> None:
        """Parse what has come, and count what of it was no body."""
        if self._ended:
            return
        self._progressed = False
        if self._head_at is None and self._body_at is None:
            self._head_at = self._places.now
        super().data_received(data)
        self._beside = 0 if self._progressed else self._beside + len(data)
        if self._beside > self._bounds.head_bytes:
            self._refuse("target_too_long" if self._is_line() else "head_too_large")

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, as everything is refused."""
        del msg
        self._refuse("invalid_request")

    def on_message_begin(self) -> None:
        """Begin a head."""
        if self._head_at is None:
            self._head_at = self._places.now
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Let the request in, unless its head is out of bounds."""
        if self._ended:
            return
        bounds = self._bounds
        if len(self.url) > bounds.line_bytes:
            self._refuse("target_too_long")
            return
        if len(self.headers) > bounds.fields or self._head_bytes() > bounds.head_bytes:
            self._refuse("head_too_large")
            return
        if len(self.pipeline) >= bounds.queued:
            self._end()
            return
        self._head_at, self._body_at = None, self._places.now
        self._came, self._came_at = 0, self._places.now
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body in."""
        if self._ended:
            return
        self._progressed = True
        self._came += len(body)
        self._came_at = self._places.now
        bounds, answered = self._bounds, self.cycle.response_complete
        if self._came > bounds.body_bytes + (bounds.drained_bytes if answered else 0):
            self._refuse("body_too_large")
            return
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request's body."""
        if self._ended:
            return
        self._progressed = True
        self._body_at = None
        super().on_message_complete()

    def resume_writing(self) -> None:
        """Note that the client takes its answer."""
        self._taken = None
        super().resume_writing()

    def give_way(self) -> None:
        """As `Connection.give_way`."""
        GAVE_WAY.inc()
        self._end()

    def look(self, passed: float) -> None:
        """As `Connection.look`."""
        self._look_at_answers()
        if self._ended:
            return
        now, bounds = self._places.now, self._bounds
        if self._body_at is not None:
            if self.flow.read_paused:  # we are the slow ones
                self._body_at += passed
                self._came_at = now
            elif self._is_slow(now - self._body_at, now - self._came_at):
                self._refuse("too_slow")
        elif self._head_at is not None and now - self._head_at > bounds.head_seconds and not self._is_working():
            if self._beside:
                self._refuse("too_slow")
            else:
                self._end()

    def _unsupported_upgrade_warning(self) -> None:
        """Nothing: whoever asks for another protocol goes on with this one."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._working = cycle
        super()._start_asgi_task(cycle, app)

    def _is_slow(self, passed: float, paused: float) -> bool:
        bounds = self._bounds
        if passed > bounds.body_seconds or paused > bounds.pause_seconds:
            return True
        return passed > bounds.pause_seconds and self._came < bounds.bytes_a_second * passed

    def _look_at_answers(self) -> None:
        """End a connection whose client does not take what it is sent: it would be kept for as long as it likes."""
        left, now, bounds = self.transport.get_write_buffer_size(), self._places.now, self._bounds
        if not left:
            self._taken = None
        elif self._taken is None:
            self._taken = now, left
        elif now - self._taken[0] >= bounds.taken_seconds:
            if self._taken[1] - left < bounds.bytes_a_second * bounds.taken_seconds:
                SLOW.inc()
                self._end()
            else:
                self._taken = now, left

    def _is_working(self) -> bool:
        return self._working is not None and not self._working.response_complete

    def _is_line(self) -> bool:
        return self._body_at is None and len(getattr(self, "url", b"")) > self._bounds.line_bytes

    def _head_bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def _refuse(self, code: str) -> None:
        """Answer with a problem, if nothing else is being answered, and end the connection."""
        if self._ended:
            return
        REFUSED.labels(code).inc()
        working = self._working
        answered = self._body_at is not None and working is not None and working.response_started
        others = self._is_working() and (self._body_at is None or working is not self.cycle)
        if answered or others:
            self._end()
            return
        self._ended = True
        self._disconnect()
        self.transport.write(answer_of(Problem(code, retry_after=RETRY_SECONDS if code in _LATER else None)))
        self.transport.close()

    def _end(self) -> None:
        """End the connection, whatever has not been taken of it."""
        self._ended = True
        self._disconnect()
        self.transport.abort()

    def _disconnect(self) -> None:
        """Tell the request at work that its client is gone: uvicorn tells only the one that came last."""
        for cycle in (self._working, self.cycle):
            if cycle is not None and not cycle.response_complete:
                cycle.disconnected = True
                cycle.message_event.set()
        if self.flow is not None:
            self.flow.resume_writing()


_LATER = frozenset({"too_many_connections", "too_slow"})
