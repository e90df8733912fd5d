"""
The connection of every client of a mesh to Kafka, and its reconnection after a broker was away.

- A client stays with the brokers that it knows (`metadata.recovery.strategy`). By default librdkafka, since 2.10,
  forgets all of them as soon as none answers. It still remembers the coordinator of its group, which is then never
  connected again: the first commit of offsets within a transaction after such an outage does not return.
- A client reconnects at least every half second. By default the pauses double up to ten seconds: after an outage of
  eight seconds a client would wait eight more.

A worker may end where a broker was away. Its supervisor starts it again, and what it had not committed is worked again:

- 75, fenced: the broker was away for longer than a transaction may be open (10 s), so it has ended the transaction.
- 1, in an invalid state: the same, where the end of the transaction was under way.
- 70: a call did not come back in time (`mesh.kafka.transactions.guard`).
- Signal 11: a broker that is coming up answers that it leads a partition no more, with leaders of some partitions and
  none (-1) of others. librdkafka up to 2.16 counts the latter but does not fill them in, and reads beyond
  (confluentinc/librdkafka#5280); before that it logs METADATAUPDATE with partitions that do not exist.
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
