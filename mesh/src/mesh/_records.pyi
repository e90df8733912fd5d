"""The native part of consumer, headers, keys, outbox and journal (mesh/native/records.c)."""

from collections.abc import Callable
from typing import Any

from mesh.wire.records import FoundHeaders, Inbound, Message, Outbound

def inbound(
    messages: list[Any],
    topics: dict[str, str],
    kind: type[Inbound],
    begun: Callable[[tuple[str, int]], object] | None,
    failed: Callable[[Any, Any], object],
    /,
) -> list[Inbound]: ...
def murmur2(key: bytes, /) -> int: ...
def partition_of(key: bytes, partitions: int, /) -> int: ...
def event_id(cause_id: str, key: bytes, type_: str, ordinal: int, /) -> str: ...
def event(
    kind: type[Outbound],
    topic: str,
    key: bytes,
    value: bytes,
    type_: str,
    fixed: tuple[tuple[str, bytes], ...],
    seed: str,
    ordinal: int,
    time: tuple[str, bytes],
    cause: tuple[str, bytes],
    /,
) -> Outbound: ...
def id_and_time(
    headers: FoundHeaders | Message | None, timestamp_ms: int, other: Callable[[bytes], int | None], /
) -> tuple[str, int]: ...
def parse(
    headers: FoundHeaders | Message | None, timestamp_ms: int, other: Callable[[bytes], int | None], /
) -> tuple[str, int, str | None, str | None]: ...
def pairs(headers: FoundHeaders | Message | None, /) -> list[tuple[str, bytes | None]]: ...
def framed(outbox: list[Outbound], /) -> bytes: ...
def changes_framed(changes: dict[bytes, bytes | None], /) -> bytes: ...
