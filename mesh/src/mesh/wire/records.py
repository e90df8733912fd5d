"""
Records of the wire without any client's types.

A task consumes an `Inbound` and gives an `Outbound` to a `Sink`. Topics are logical: without the mesh name.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

Headers = Sequence[tuple[str, bytes]]
FoundHeaders = Sequence[tuple[str, bytes | None]]
"""The headers of a record that somebody else may have written: Kafka allows null."""


class Message(Protocol):
    """A client's message, which makes its headers on request: a third of the cost of parsing it."""

    def headers(self) -> FoundHeaders | None:
        """Return the headers, None if there are none."""


class Inbound(NamedTuple):
    """
    One consumed record. `timestamp_ms` is Kafka's, used only where a producer sent no ``ce_time``.

    headers: pairs, or the message that makes them; `mesh.wire.headers` parses both.
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
    """The destination of a task's records: the open transaction, or a list in a test."""

    def send(self, record: Outbound) -> None:
        """Send a record; it counts only once the transaction around it is committed."""
