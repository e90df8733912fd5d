"""
The connection of every client of a mesh to Kafka, and its reconnection after a broker was away.

- A client stays with the brokers that it knows (`metadata.recovery.strategy`). By default librdkafka, since 2.10,
  forgets all of them as soon as none answers. It still remembers the coordinator of its group, which is then never
  connected again: the first commit of offsets within a transaction after such an outage does not return.
- A client reconnects at least every half second. By default the pauses double up to ten seconds: after an outage of
  eight seconds a client would wait eight more.
"""

from typing import Any


def connection(bootstrap: str) -> dict[str, Any]:
    """Return the settings of a client of librdkafka that concern its connection. bootstrap: ``host:port,…``."""
    return {
        "bootstrap.servers": bootstrap,
        "metadata.recovery.strategy": "none",
        "reconnect.backoff.ms": 50,
        "reconnect.backoff.max.ms": 500,
    }
