"""A message as a Kafka client hands it over, without the client."""

from collections.abc import Callable
from typing import Any


class CountingMessage:
    """A client's message, which counts how often its headers are read."""

    def __init__(self, topic: str, partition: int, offset: int = 0, error: str | None = None, **said: Any) -> None:
        self._said: dict[str, Any] = {"topic": topic, "partition": partition, "offset": offset, "error": error} | said
        self.header_reads = 0

    def headers(self) -> list[tuple[str, bytes | None]] | None:
        self.header_reads += 1
        headers: list[tuple[str, bytes | None]] | None = self._said.get("headers")
        return headers

    def __getattr__(self, name: str) -> Callable[[], Any]:
        usual = {"key": b"k", "value": b"v", "timestamp": (1, 7)}
        said = usual | self._said
        if name not in said:
            raise AttributeError(name)
        return lambda: said[name]
