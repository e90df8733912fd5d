"""
How the HTTP processes are run: uvicorn on the public port, and the process's health on a port of its own.

The public port is for those whom the process serves; who operates it asks the other (docs/adr/0035). What one of those
may take of the process is bounded before any route sees a request: `edge.door` (docs/adr/0037).
"""

import socket
import sys
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from edge.door import descriptors
from edge.door.bounds import KIB, Bounds
from edge.door.protocol import bounded
from mesh.process import telemetry
from mesh.process.health import Health, serve_health
from mesh.process.http_server import listen

EXIT_FAILED = 1
DRAIN_SECONDS = 5
_SILENT_SECONDS = 30
"""After which the kernel asks a silent client whether it is there; after three times 10 s more it is not."""
_UNSENT_BYTES = 128 * KIB


def configured(app: ASGIApp, *, host: str, port: int, bounds: Bounds) -> uvicorn.Config:
    """Return how an application is served: HTTP/1.1 within bounds, or fewer connections where files are few."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http=bounded(descriptors.fit(bounds)),
        ws="none",  # another protocol would take the connection out of its bounds
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )


def serve(
    config: uvicorn.Config,
    health: Health,
    *,
    setting: str,
    health_host: str,
    health_port: int,
    on_stop: Callable[[], None] = lambda: None,
) -> None:
    """
    Serve until SIGTERM or SIGINT; requests at work are finished first. on_stop: called with the signal.

    setting: the variable that names the public port. Raises ConfigurationError where a port is taken; exits with 1
    when the application does not start.
    """
    public = listen(config.host, config.port, setting=setting)
    _notice_who_is_gone(public)
    own = serve_health(health, host=health_host, port=health_port)
    own.start()
    telemetry.logger().info("http_listening", host=own.host, port=own.port, public_port=public.getsockname()[1])
    server = _Server(config, health, on_stop)
    try:
        server.run(sockets=[public])
    finally:
        own.stop()
    if not server.started:
        sys.exit(EXIT_FAILED)


def _notice_who_is_gone(listening: socket.socket) -> None:
    """
    Let the kernel end connections whose other side has vanished, and queue little that is not on its way.

    Connections inherit it from the socket that listens.
    """
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (
        ("TCP_KEEPIDLE", _SILENT_SECONDS),
        ("TCP_KEEPINTVL", 10),
        ("TCP_KEEPCNT", 3),
        ("TCP_USER_TIMEOUT", 2 * _SILENT_SECONDS * 1000),
        ("TCP_NOTSENT_LOWAT", _UNSENT_BYTES),
    ):
        if hasattr(socket, option):  # else not of this system
            listening.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


class _Server(uvicorn.Server):
    """Says that its loop turns, and tells of the signal to stop before it waits for what is open."""

    def __init__(self, config: uvicorn.Config, health: Health, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._health, self._on_stop = health, on_stop

    async def on_tick(self, counter: int) -> bool:
        """Take a turn; ten come in a second."""
        self._health.turned()
        return await super().on_tick(counter)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take the signal."""
        self._on_stop()
        super().handle_exit(sig, frame)
