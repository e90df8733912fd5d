"""
A Kafka to run on: one that is named, else a local one on this machine's Java, else one in Docker. `obtain` chooses.
"""

import os
import socket
from pathlib import Path
from typing import Protocol

from deploy.kafka_client import wait_until_answering
from deploy.local_broker import LocalBroker
from mesh.declared.errors import ConfigurationError

BOOTSTRAP_VARIABLE = "YIDIAN_KAFKA_BOOTSTRAP"


class Broker(Protocol):
    """A running Kafka. `bootstrap` is what a client needs to know; `origin` says in words where it comes from."""

    @property
    def bootstrap(self) -> str: ...
    @property
    def origin(self) -> str: ...
    def stop(self) -> None:
        """End it, if it is ours to end."""


class NamedBroker:
    """A Kafka that runs elsewhere. Stopping leaves it as it is."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap
        self.origin = f"the Kafka that {BOOTSTRAP_VARIABLE} names"

    def stop(self) -> None:
        """Leave it running: it is not ours."""


def obtain(data: Path | None = None) -> Broker:
    """As `choose`, running."""
    broker = choose(data)
    if isinstance(broker, LocalBroker):
        broker.start()
    return broker


def choose(data: Path | None = None, *, port: int | None = None, controller_port: int | None = None) -> Broker:
    """
    Return the Kafka that YIDIAN_KAFKA_BOOTSTRAP names, else a local one, not started yet, else one in Docker.

    Raises ConfigurationError naming everything that was tried.
    """
    named = os.environ.get(BOOTSTRAP_VARIABLE)
    if named:
        wait_until_answering(named, seconds=15)
        return NamedBroker(named)
    try:
        return LocalBroker(data, port=port, controller_port=controller_port)
    except ConfigurationError as error:
        if not docker_answers():
            raise ConfigurationError(
                f"no Kafka to run on.\n  Java: {error}\n  Docker: no engine answers\n  {BOOTSTRAP_VARIABLE}: not set"
            ) from error
        from deploy.docker_broker import DockerBroker  # noqa: PLC0415  (Docker's client is slow to import)

        return DockerBroker(port)


def docker_answers() -> bool:
    """Return whether a Docker engine listens where the environment, or custom, says."""
    host = os.environ.get("DOCKER_HOST", "")
    if host and not host.startswith("unix://"):
        return True  # Docker's own client finds out
    path = host.removeprefix("unix://") or "/var/run/docker.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        return probe.connect_ex(path) == 0
