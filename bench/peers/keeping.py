"""
The join over the two kinds of state that frameworks offer: bytes by name, and one object per key.
"""

from collections.abc import Callable
from typing import Any

from bench.peers.join import DOCUMENTS, Change, Get, Record, decision, document
from contracts import codec

Order = dict[type[Record], Record]


def work(get: Get, event: Any) -> Change:
    """Work a document or a decision."""
    return (document if type(event) in DOCUMENTS else decision)(get, event)


def with_bytes(
    event: Any,
    get: Callable[[str], bytes | None],
    put: Callable[[str, bytes], object],
    delete: Callable[[str], object],
) -> list[Record]:
    """Work an event over state that holds bytes by name, a record of a kind under its name. Returns what is emitted."""

    def held(kind: type[Any]) -> Any:
        value = get(kind.__name__)
        return None if value is None else codec.decode(value)

    change = work(held, event)
    for record in change.puts:
        put(type(record).__name__, codec.encode(record))
    for kind in change.deletes:
        delete(kind.__name__)
    return list(change.emits)


def with_object(order: Order | None, event: Any) -> tuple[Order | None, list[Record]]:
    """Work an event over an order's records. Returns them, None once there are none, and what is emitted."""
    slots = order or {}
    change = work(slots.get, event)
    slots.update({type(record): record for record in change.puts})
    for kind in change.deletes:
        slots.pop(kind, None)
    return slots or None, list(change.emits)
