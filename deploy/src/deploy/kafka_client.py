"""What the deployment does as a client of a Kafka, whichever it is: administer it, and see whether it answers."""

import socket
import time
from collections.abc import Callable
from pathlib import Path

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from mesh.declared.errors import ConfigurationError

START_SECONDS = 60.0


def admin(bootstrap: str) -> AdminClient:
    """Return an admin client that reconnects quickly and keeps connection noise out of our output."""
    return AdminClient(
        {
            "bootstrap.servers": bootstrap,
            "reconnect.backoff.ms": 20,
            "reconnect.backoff.max.ms": 200,
            "log_level": 0,
            "error_cb": _ignore,  # type: ignore[dict-item]
        }
    )


def answers(bootstrap: str) -> bool:
    """Return whether a broker answers there for its metadata. Knocks first: that is cheap while nobody listens."""
    host, _, port = bootstrap.split(",", maxsplit=1)[0].rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
        return bool(admin(bootstrap).list_topics(timeout=2).brokers)
    except (OSError, KafkaException):
        return False


def wait_until_answering(
    bootstrap: str, *, seconds: float = START_SECONDS, alive: Callable[[], bool] = lambda: True, log: Path | None = None
) -> None:
    """Return when a broker answers for its metadata. Raises ConfigurationError at the deadline or when it has died."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and alive():
        if answers(bootstrap):
            return
        time.sleep(0.02)
    end = f"; the end of {log}:\n{log.read_text(errors='replace')[-2000:]}" if log and log.exists() else ""
    raise ConfigurationError(f"no Kafka answers at {bootstrap}{end}")


def _ignore(_error: object) -> None:
    """Connection errors while a broker starts are expected."""
