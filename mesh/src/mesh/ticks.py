"""Ticks of the clock, and what else may lie on its topic. Pure."""

from contracts import codec
from contracts.mesh import ClockTicked
from mesh.wire import Inbound


def at_ms(value: bytes | None) -> int | None:
    """Return the instant that a record on the clock's topic says has been reached (ms UTC), None if it is no tick."""
    if not value:
        return None
    try:
        record = codec.decode(value)
    except (codec.UnknownSchemaId, codec.Undecodable):
        return None
    return record.at_ms if isinstance(record, ClockTicked) else None


def is_tick(record: Inbound) -> bool:
    """
    Whether a record is a tick. What is none is left out before anything is worked, journalled or replayed.

    One in a schema that has not arrived is none, then and for ever: the next tick says more than it did.
    """
    return at_ms(record.value) is not None
