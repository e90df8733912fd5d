"""A record's line in the timeline of its order. Pure, as `gateway.view.fold`."""

from typing import Any

import msgspec

from gateway.view.rows import Row, Rows
from mesh import headers
from mesh.wire import Inbound


def line_of(rows: Rows, record: Any, source: Inbound) -> Row:
    """Start the record's line of the timeline: everything that its headers and place say."""
    ce = headers.parse(source.headers, source.timestamp_ms)
    line: Row = {
        "topic": source.topic,
        "partition": source.partition,
        "offset": source.offset,
        "order_key": source.key.decode("utf-8", "replace"),
        "declaration_id": None,
        "document_id": None,
        "at_ms": ce.time_ms,
        "recorded_ms": source.timestamp_ms,
        "agency": source.topic.partition(".")[0],
        "type": type(record).__name__,
        "effect": None,
        "status": None,
        "reasons": [],
        "rules": {},
        "details": {},
        "event_id": ce.id,
        "cause": ce.cause,
        "audience": None,
    }
    rows.timeline.append(line)
    return line


def rules_of(record: Any) -> Row:
    """Return every rule evaluated, the version of the rules and the register entries used, as far as a record says."""
    return {
        "version": getattr(record, "rules_version", None),
        "evaluated": msgspec.to_builtins(getattr(record, "rules", ())),
        "registers": msgspec.to_builtins(getattr(record, "registers", ())),
    }
