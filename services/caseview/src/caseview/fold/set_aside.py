"""
Records that the view passes over, as rows. Pure.

What waits for a schema, or could not be folded by this version, is kept whole; of what can never be read the place is.
"""

from typing import NamedTuple

import msgspec

from caseview.fold.rows import Row
from mesh.wire import headers
from mesh.wire.records import Inbound

_Headers = tuple[tuple[str, bytes | None], ...]


class SetAside(NamedTuple):
    """
    Why a record is passed over. reason: without any of its content.

    schema_id: the schema that it waits for, None if it will never be read. faulted: it was read, and could not be
    folded or stored; another version of the view may.
    """

    reason: str
    schema_id: int | None = None
    faulted: bool = False


def row_of(source: Inbound, why: SetAside, ordinal: int) -> Row:
    """Return the row of a record that is passed over. ordinal: its place among those gathered with it."""
    retained = why.faulted or why.schema_id is not None
    return {
        "topic": source.topic,
        "partition": source.partition,
        "offset": source.offset,
        "ordinal": ordinal,
        "schema_id": why.schema_id,
        "reason": why.reason,
        "recorded_ms": source.timestamp_ms,
        "key": source.key,
        "headers": msgspec.msgpack.encode(headers.pairs(source.headers)) if retained else None,
        "value": source.value if retained else None,
    }


def source_of(row: Row) -> Inbound:
    """Return the record that a row keeps whole."""
    headers_of = msgspec.msgpack.decode(row["headers"], type=_Headers)
    at = row["topic"], row["partition"], row["offset"], row["recorded_ms"]
    return Inbound(*at, bytes(row["key"]), bytes(row["value"]), headers_of)
