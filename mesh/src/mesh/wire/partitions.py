"""
The number of partitions of topics. The maker of a mesh chooses it (`deploy.topics`); all others ask the broker here.

Every topic of tasks has the same number; a register has one partition.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from confluent_kafka import KafkaException

from mesh.declared.errors import ConfigurationError, TemporaryFailure
from mesh.wire import names

SECONDS = 30.0


class Asker(Protocol):
    """A client of Kafka's: consumer, producer or admin."""

    def list_topics(self, topic: str | None = None, timeout: float = -1) -> Any:
        """Return the metadata of the broker's topics."""


def counted(client: Asker, mesh: str, topics: Iterable[str], *, seconds: float = SECONDS) -> dict[str, int]:
    """Return the partitions of each topic. Raises TemporaryFailure: the broker does not answer, or one is missing."""
    try:
        listed = client.list_topics(timeout=seconds).topics
    except KafkaException as error:
        raise TemporaryFailure(f"the broker does not answer: {error}") from error
    metadata = {topic: listed.get(names.physical(mesh, topic)) for topic in topics}
    missing = [names.physical(mesh, topic) for topic, one in metadata.items() if one is None or not one.partitions]
    if missing:
        raise TemporaryFailure(f"topics not there yet: {', '.join(sorted(missing))}")
    return {topic: len(one.partitions) for topic, one in metadata.items() if one is not None}


def shared(client: Asker, mesh: str, topics: Iterable[str], *, seconds: float = SECONDS) -> int:
    """Return the partitions that each of the topics has. Raises as `counted`; ConfigurationError if numbers differ."""
    counts = counted(client, mesh, topics, seconds=seconds)
    if len(set(counts.values())) != 1:
        listed = ", ".join(f"{topic}: {count}" for topic, count in counts.items())
        raise ConfigurationError(f"what one task spans must have equally many partitions; there are {listed}")
    return next(iter(counts.values()))
