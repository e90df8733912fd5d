"""The console as a process: a client of the gateway, the pages, uvicorn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from console.app import create_app
from console.client import connect, is_answering
from console.guard import LARGEST_FORM
from console.sessions import Sessions
from console.settings import ConsoleSettings
from console.state import State
from edge.door.bounds import Bounds
from edge.serving import configured, serve
from mesh.process import telemetry
from mesh.process.health import Health


def run(settings: ConsoleSettings) -> None:
    """Run the process until SIGTERM; requests at work are finished first."""
    telemetry.configure(service="console", log_format=settings.log_format, log_level=settings.log_level)
    bounds = Bounds(
        connections=settings.console_connections,
        each=settings.console_connections_each,
        body_bytes=2 * LARGEST_FORM,
    )
    config = configured(build(settings), host=settings.console_host, port=settings.console_port, bounds=bounds)
    serve(
        config,
        Health(checks={"gateway": lambda: is_answering(settings.gateway_url)}),
        setting="YIDIAN_CONSOLE_PORT",
        health_host=settings.http_host,
        health_port=settings.http_port,
    )


def build(settings: ConsoleSettings) -> Starlette:
    """Build the application over a gateway that need not answer yet."""
    gateway = connect(settings.gateway_url)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await gateway.close()

    sessions = Sessions(idle_seconds=settings.console_idle_minutes * 60.0)
    return create_app(State(settings, gateway, sessions), lifespan=lifespan)
