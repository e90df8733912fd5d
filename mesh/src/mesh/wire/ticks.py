"""
Ticks of the clock, told apart from other records on its topic. Pure.

Whether a record is a tick follows from the record alone, so a replay decides it alike.
"""

from contracts import codec
from contracts.mesh import ClockTicked
from mesh.wire import headers
from mesh.wire.records import FoundHeaders, Headers, Inbound, Message

SOURCE = "mesh.clock"
MOST_MS = 253_402_214_400_000 - 1
"""The last instant of 9999-12-30 UTC: of every tick there is a day in China, and one after it."""


def at_ms(value: bytes | None, record_headers: FoundHeaders | Message | None) -> int | None:
    """
    Return the instant of a tick (ms UTC), None for a record on the clock's topic that is no tick.

    A record that does not name the clock as its source is none: a later one of somebody else would stop time until
    then. Nor is a record whose instant has no date.
    """
    if not value or not headers.is_from(record_headers, SOURCE):
        return None
    try:
        record = codec.decode(value)
    except (codec.UnknownSchemaId, codec.Undecodable):
        return None
    return record.at_ms if isinstance(record, ClockTicked) and 0 <= record.at_ms <= MOST_MS else None


def is_tick(record: Inbound) -> bool:
    """
    Whether a record is a tick. Other records are left out before anything is processed, journalled or replayed.

    A record in a schema that has not arrived is no tick, then and for ever: the next tick is later than it.
    """
    return at_ms(record.value, record.headers) is not None


def tick_ms(tick: Inbound) -> int:
    """Return the instant that a tick says has been reached (ms UTC). tick: one by `is_tick`."""
    assert tick.value is not None, "a tick has a value"
    ticked: ClockTicked = codec.decode(tick.value)
    return ticked.at_ms


def headers_of(tick_ms: int, key: bytes) -> Headers:
    """Return the headers of a tick, which name the clock as its source."""
    type_ = codec.full_name(ClockTicked)
    return headers.event_headers(
        event_id=headers.event_id(f"{SOURCE}/{tick_ms}", key, type_, 0),
        source=SOURCE,
        type_=type_,
        time_ms=tick_ms,
        cause_id=None,
    )
