"""A record of any topic as operators are shown it: headers, bytes, and what they mean as far as they can be read."""

from codecs import getincrementaldecoder
from typing import Any

import msgspec

from caseview.fold.rows import Row
from caseview.queries.one_record import Record
from contracts import codec
from contracts.mesh import Gathered
from mesh.declared.keys import digest, written

BYTES_MOST = 65_536
"""Bytes of a value that are shown; of a longer one the size and the digest tell the rest apart."""
HEADERS_MOST, HEADER_BYTES_MOST = 100, 1_024


def shown(record: Record, *, key: bytes, event_id: str) -> Row:
    """
    Return what is told of a record. Personal fields stay encrypted, as they lie in the topic.

    key, event_id: of the record that is parked, which may be one of those gathered in this one.
    """
    value = record.value
    answer: Row = {
        "timestamp_ms": record.timestamp_ms,
        "key": written(record.key or b""),
        "headers": [_header(name, text) for name, text in record.headers[:HEADERS_MOST]],
        "headers_in_all": len(record.headers),
        **_bytes(value),
        **_meaning(value),
    }
    if value is not None and answer.get("type") == codec.full_name(Gathered) and "decoded" in answer:
        answer["within"] = _within(value, key, event_id)
        del answer["decoded"]  # of many others, whose keys are not parked
    return answer


def _bytes(value: bytes | None) -> Row:
    if value is None:
        return {"size": None, "value_hex": None, "value_text": None, "sha256": None}
    head = value[:BYTES_MOST]
    return {
        "size": len(value),
        "value_hex": head.hex(),
        "value_text": _text(head, is_cut=len(head) < len(value)),
        "sha256": digest(value),
    }


def _meaning(value: bytes | None) -> Row:
    """Return the type and the content of a value, or why it cannot be read."""
    if value is None:
        return {"unreadable": "the record has no value"}
    try:
        schema_id = codec.schema_id(value)
    except codec.Undecodable as error:
        return {"unreadable": str(error)}
    try:
        kind = codec.kind_of(schema_id)
        if kind is None:
            return {"schema_id": schema_id, "unreadable": "a type that this version does not know"}
        named: Row = {"schema_id": schema_id, "type": codec.full_name(kind)}
    except codec.UnknownSchemaId:
        return {"schema_id": schema_id, "unreadable": f"schema {schema_id} is not known"}
    try:
        return named | {"decoded": msgspec.to_builtins(codec.decode(value))}
    except codec.Undecodable as error:
        return named | {"unreadable": str(error)}


def _within(value: bytes, key: bytes, event_id: str) -> list[Row]:
    """Return the records gathered in a value that are meant."""
    batch: Gathered = codec.decode(value)
    return [
        {"event_id": each.event_id, "key": written(each.key), **_bytes(each.value), **_meaning(each.value)}
        for each in batch.records
        if each.key == key and event_id in ("", each.event_id)
    ]


def _header(name: str, value: bytes | None) -> dict[str, Any]:
    head = None if value is None else value[:HEADER_BYTES_MOST]
    return {
        "name": name,
        "size": None if value is None else len(value),
        "text": None if head is None else _text(head, is_cut=len(head) == HEADER_BYTES_MOST),
        "hex": None if head is None else head.hex(),
    }


def _text(value: bytes, *, is_cut: bool) -> str | None:
    """Return bytes as text if they are UTF-8, None if not; a character that was cut off at the end is left out."""
    try:
        return getincrementaldecoder("utf-8")().decode(value, final=not is_cut)
    except UnicodeDecodeError:
        return None
