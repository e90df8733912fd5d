"""
How the HTTP processes are run: uvicorn on the public port, and the process's health on a port of its own.

The public port is for those whom the process serves; who operates it asks the other (docs/adr/0035).
"""

import sys
from collections.abc import Callable
from types import FrameType

import uvicorn

from mesh import telemetry
from mesh.health import Health, serve_health
from mesh.served import listen

EXIT_FAILED = 1


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
