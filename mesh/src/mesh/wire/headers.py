"""
CloudEvents 1.0 in Kafka headers, binary content mode: id, type, time and cause of a record.

Nobody decodes a body to route it. These functions run once per record, so static parts and whole seconds are cached.
Trace context (``traceparent``) is not made here: it is outside every digest.
"""

from calendar import timegm
from datetime import UTC, datetime
from functools import lru_cache
from time import gmtime, strftime, strptime
from typing import NamedTuple

from mesh import _records
from mesh.wire.records import FoundHeaders, Message

Headers = list[tuple[str, bytes]]

CONTENT_TYPE = b"application/avro"
ID_MOST = 200
"""Characters of an event's id. Ours have 32; a longer one of a foreign record is ignored: its effects would bear it."""
END_MS = 4_102_444_800_000
"""2100-01-01T00:00:00Z, in ms: the end of the years of which a time may be, as in documents."""
_MILLISECONDS = tuple(b".%03dZ" % ms for ms in range(1000))


class EventHeaders(NamedTuple):
    """
    The headers of a record, parsed.

    id: ``ce_id``, empty if absent (then name the record by topic, partition and offset). time_ms: ms UTC.
    cause: id of the causing event, or None. type: full name of the record, or None.
    """

    id: str
    time_ms: int
    cause: str | None
    type: str | None


def event_id(cause_id: str, key: bytes, type_: str, ordinal: int) -> str:
    """
    Return the id of the `ordinal`-th event of this cause: 32 hex digits, the same whenever the cause is processed.

    It is the first half of SHA-256 over ``<length>:<cause><type> NUL <ordinal> NUL <key>``, length in characters.
    """
    return _records.event_id(cause_id, key, type_, ordinal)


def bounded(event_id: str) -> str:
    """Return an event's id; an empty one, as if it had none, if the id is too long or not printable."""
    return event_id if len(event_id) <= ID_MOST and event_id.isprintable() else ""


def event_headers(*, event_id: str, source: str, type_: str, time_ms: int, cause_id: str | None) -> Headers:
    """
    Return the headers of an event, always in the same order.

    source: the processor or process, such as ``customs.clearance``. type_: full name of the record.
    time_ms: time of the cause, ms UTC. cause_id: None for an event without a cause in the mesh.
    """
    headers = [*static(source, type_), ("ce_id", event_id.encode()), ("ce_time", rfc3339(time_ms))]
    if cause_id is not None:
        headers.append(("ce_causationid", cause_id.encode()))
    return headers


def pairs(headers: FoundHeaders | Message | None) -> FoundHeaders:
    """Return the headers of a record that was consumed; one whose name is not UTF-8 is left out."""
    return _records.pairs(headers)


def is_from(headers: FoundHeaders | Message | None, source: str) -> bool:
    """Whether a record names this source (``ce_source``); who may write to a topic is held by the broker."""
    return ("ce_source", source.encode()) in pairs(headers)


def id_and_time(headers: FoundHeaders | Message | None, timestamp_ms: int) -> tuple[str, int]:
    """Parse ``ce_id`` and ``ce_time`` only, all that running a step needs."""
    return _records.id_and_time(headers, timestamp_ms, parse_rfc3339)


def parse(headers: FoundHeaders | Message | None, timestamp_ms: int) -> EventHeaders:
    """Parse a record's headers. A missing or unreadable one stays empty; the time falls back to the record's own."""
    return EventHeaders(*_records.parse(headers, timestamp_ms, parse_rfc3339))


def rfc3339(time_ms: int) -> bytes:
    """Return an instant as ``2026-01-05T08:00:00.000Z``."""
    second, rest = divmod(time_ms, 1000)
    return _second_text(second) + _MILLISECONDS[rest]


def parse_rfc3339(text: bytes) -> int | None:
    """
    Return ms UTC of an RFC 3339 instant of any offset, or None. Digits below a millisecond are cut off.

    An instant before 1970 or from `END_MS` on is no time of an event: periods are added to times, and dates are made of
    them.
    """
    at_ms = _instant(text)
    return None if at_ms is None or not 0 <= at_ms < END_MS else at_ms


def _instant(text: bytes) -> int | None:
    if len(text) == 24 and text[19:20] == b"." and text[23:] == b"Z" and text[20:23].isdigit():
        second = _second_of(text[:19])
        return None if second is None else second * 1000 + int(text[20:23])
    try:
        instant = datetime.fromisoformat(text.decode())
        if instant.tzinfo is None:
            return None
        instant = instant.astimezone(UTC)
    except (ValueError, OverflowError):  # the offset may lead beyond the calendar
        return None
    return timegm(instant.timetuple()) * 1000 + instant.microsecond // 1000


@lru_cache(maxsize=1024)
def static(source: str, type_: str) -> tuple[tuple[str, bytes], ...]:
    """Return the first headers of an event, the same for all events of one type from one source."""
    return (
        ("ce_specversion", b"1.0"),
        ("content-type", CONTENT_TYPE),
        ("ce_source", source.encode()),
        ("ce_type", type_.encode()),
    )


@lru_cache(maxsize=8192)
def _second_text(second: int) -> bytes:
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(second)).encode()


@lru_cache(maxsize=8192)
def _second_of(text: bytes) -> int | None:
    try:
        return timegm(strptime(text.decode(), "%Y-%m-%dT%H:%M:%S"))
    except ValueError:
        return None
