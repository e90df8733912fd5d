"""
The frame of every small process of the mesh: configure logs, serve health, turn until a signal to stop.

A worker has Faust for this; the clock and the registry have this module.
"""

import gc
import signal
import threading
from collections.abc import Callable
from typing import Protocol

from mesh.declared.settings import LogFormat, LogLevel
from mesh.process import telemetry
from mesh.process.health import Health, serve_health


class ProcessSettings(Protocol):
    """The settings that every process has."""

    @property
    def http_host(self) -> str:
        """Where to serve."""

    @property
    def http_port(self) -> int:
        """On which port; 0 is any free one."""

    @property
    def log_format(self) -> LogFormat:
        """For machines or people."""

    @property
    def log_level(self) -> LogLevel:
        """From which level on."""


CHUNK_OBJECTS = 500_000
"""More objects than a chunk makes, with next to no cycles: the collector runs after a chunk, not within it."""


def settle_memory(young: int = CHUNK_OBJECTS) -> None:
    """Exempt the objects of the start from the cycle collector, and let it run only at every `young` new objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(young, 20, 100)


def run(
    service: str,
    settings: ProcessSettings,
    health: Health,
    start: Callable[[], Callable[[], float]],
) -> None:
    """
    Serve `health`, call `start`, then its result again and again until SIGTERM or SIGINT.

    A turn returns the seconds until the next one. The HTTP side answers already while `start` runs.
    """
    telemetry.configure(service=service, log_format=settings.log_format, log_level=settings.log_level)
    log = telemetry.logger()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    server = serve_health(health, host=settings.http_host, port=settings.http_port)
    server.start()
    log.info("http_listening", host=server.host, port=server.port)
    try:
        turn = start()
        settle_memory()
        while not stop.is_set():
            health.turned()
            stop.wait(turn())
    finally:
        server.stop()
    log.info("process_stopped")
