"""
Records as they stand on the wire, freed from any client's types.

`Inbound` is what a task is given, `Outbound` what it hands to a `Sink`. Topics are logical: without the mesh name.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

Headers = Sequence[tuple[str, bytes]]
FoundHeaders = Sequence[tuple[str, bytes | None]]
"""Of a record that somebody else may have written: Kafka allows null."""


class Message(Protocol):
    """A client's message, which makes headers when it is asked for them: a third of what taking it over costs."""

    def headers(self) -> FoundHeaders | None:
        """Return them, None if there are none."""


class Inbound(NamedTuple):
    """
    One consumed record. `timestamp_ms` is Kafka's, used only where a producer sent no ``ce_time``.

    headers: they, or who makes them; `mesh.wire.headers` reads both.
    """

    topic: str
    partition: int
    offset: int
    timestamp_ms: int
    key: bytes
    value: bytes | None
    headers: FoundHeaders | Message


class Outbound(NamedTuple):
    """One record to produce. `partition` None: by murmur2 of the key. `value` None: a tombstone."""

    topic: str
    partition: int | None
    key: bytes
    value: bytes | None
    headers: Headers


class Sink(Protocol):
    """Where a task's records go: the open transaction, or a list in a test."""

    def send(self, record: Outbound) -> None:
        """Take a record; it counts only once the transaction around it is committed."""
