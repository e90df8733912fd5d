"""
How every client of a mesh is connected to Kafka, and comes back when the broker was away.

- It stays with the brokers it knows (`metadata.recovery.strategy`). By default librdkafka, since 2.10, forgets all of
  them as soon as none answers and begins anew. It still keeps the one that coordinated its group, which is then never
  connected again: the first commit of offsets within a transaction after such an outage does not come back.
- It knocks again at least every half second. By default the pauses double up to ten seconds, so that whoever waited for
  a broker for eight seconds waits eight more.
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
