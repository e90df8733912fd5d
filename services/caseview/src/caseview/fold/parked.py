"""
Which keys are parked, and what came of commands about them: from what their processor says, in its order.

A command is no success: it only shows that something is asked. Pure, as `caseview.fold.records`.
"""

import msgspec

from caseview.fold import timeline
from caseview.fold.rows import Row, Rows, listed
from contracts.mesh import CommandAnswered, CommandOutcome, DeadLettered, DiscardRequested, RedriveRequested
from mesh.declared.keys import digest
from mesh.wire import headers, names
from mesh.wire.records import Inbound

NOT_PARKED = {CommandOutcome.RELEASED, CommandOutcome.NOTHING_PARKED}
ASKED = ("asked_offset", "asked_ms", "asked_by")
LETTER = ("dead_letter_id", "code", "reason", "topic", "offset", "event_id", "parked_ms", "letter_offset")
NEWEST = {
    "letter_offset": LETTER,
    "released_offset": ("released_ms", "released_offset"),
    "answered_offset": ("answered_offset",),
}
"""Columns that belong together, by the offset of what says them."""
BEFORE_ALL = -1
ORDER_BYTES_MOST = 300
"""A key that is longer is no order's, so nobody would find its line."""


def dead(rows: Rows, record: DeadLettered, source: Inbound) -> None:
    """Note that a key was parked, and why. A command that failed is announced likewise, but parks nothing."""
    if record.topic == names.command_topic(record.processor):
        return
    row = _row(rows, record.processor, record.partition, record.key)
    row |= {
        "dead_letter_id": headers.parse(source.headers, source.timestamp_ms).id,
        "code": record.code,
        "reason": record.reason,
        "topic": record.topic,
        "offset": record.offset,
        "event_id": record.event_id,
        "parked_ms": source.timestamp_ms,
        "letter_offset": source.offset,
    }


def answered(rows: Rows, record: CommandAnswered, source: Inbound) -> None:
    """Note what came of a command; what was given up stands in the timeline of its order, too."""
    row = _row(rows, record.processor, record.partition, record.key)
    row["answered_offset"] = record.offset
    if record.outcome in NOT_PARKED:
        row |= {"released_ms": source.timestamp_ms, "released_offset": source.offset}
    said = {
        "processor": record.processor,
        "command_id": record.command_id,
        "action": str(record.action),
        "outcome": str(record.outcome),
        "requested_by": record.requested_by,
        "person": record.person,
        "reason": record.reason,
        "worked": record.worked,
        "left": record.left,
        "discarded": msgspec.to_builtins(record.discarded),
    }
    rows.answers.append(
        said
        | {
            "topic": source.topic,
            "partition": source.partition,
            "offset": source.offset,
            "key_digest": digest(record.key),
            "key_hex": record.key.hex(),
            "asked_at_ms": headers.parse(source.headers, source.timestamp_ms).time_ms,
            "recorded_ms": source.timestamp_ms,
        }
    )
    if record.discarded and len(record.key) <= ORDER_BYTES_MOST and b"\0" not in record.key:
        line = {"details": said, "audience": listed(())}
        timeline.tell(rows, record, source._replace(key=record.key), line)


def asked(rows: Rows, record: RedriveRequested | DiscardRequested, source: Inbound) -> None:
    """Note that something is asked; the processor has not answered while its answer names no later command."""
    if names.command_topic(record.processor) != source.topic:
        return  # its processor refuses it
    row = _row(rows, record.processor, source.partition, source.key)
    row |= {"asked_offset": source.offset, "asked_ms": source.timestamp_ms, "asked_by": record.requested_by}


def laid(row: Row, known: Row) -> Row:
    """Lay what a chunk says of a key over what is known of it: of letters, releases and answers the newest counts."""
    stored = row | known
    stored |= {name: row[name] for name in ASKED if name in row}
    for offset, columns in NEWEST.items():
        if _at(row, offset) > _at(known, offset):
            stored |= {name: row[name] for name in columns}
    if _at(stored, "letter_offset") > _at(stored, "released_offset"):
        stored["released_ms"] = None
    return stored


def _at(row: Row, offset: str) -> int:
    at = row.get(offset)
    return BEFORE_ALL if at is None else at


def _row(rows: Rows, processor: str, partition: int, key: bytes) -> Row:
    at = processor, partition, digest(key)
    known = {"processor": processor, "partition": partition, "key_digest": at[2], "key_hex": key.hex()}
    return rows.parked.setdefault(at, known)
