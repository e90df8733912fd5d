"""
What a record on the wire is to the view. Pure; no record makes it wait, whoever wrote it.

What cannot be read is set aside: counted, told, and passed over (`caseview.fold.set_aside`).
"""

from typing import Any, NamedTuple

from caseview.fold.records import is_unread
from caseview.fold.set_aside import SetAside
from contracts import codec
from contracts.mesh import Gathered
from contracts.topics import TOPICS
from mesh.wire.batching import is_gathered, records_of, unknown_within
from mesh.wire.records import Inbound


class Opened(NamedTuple):
    """What a gathered record holds: in order, each record with what `decode` makes of it."""

    records: tuple[tuple[Inbound, Any], ...]


def decode(source: Inbound) -> Any:
    """
    Return what `fold` takes a record for: decoded, or its kind where that is enough (`fold.UNREAD`).

    None: the view has no use for it. SetAside: it cannot be read. Opened: it holds others.
    """
    value = source.value
    if not value:
        return None
    at = source.topic, value[:HEAD]
    try:
        if at in _DECODED:
            return codec.decode(value)
        if at in _TAKEN_AS:
            return _TAKEN_AS[at]
        kind = codec.kind_of(codec.schema_id(value))
        if kind is None:
            return None
        if kind not in _KINDS[source.topic]:
            return SetAside(f"{codec.full_name(kind)} does not belong on this topic")
        if kind is Gathered:
            return _opened(source)
        if is_unread(value):
            _TAKEN_AS[at] = kind
            return kind
        _DECODED.add(at)
        return codec.decode(value)
    except codec.UnknownSchemaId as unknown:
        return SetAside(str(unknown), unknown.schema_id)
    except codec.Undecodable as error:
        return SetAside(str(error))


def _opened(source: Inbound) -> Opened | SetAside:
    """
    Return what a gathered record holds, as if each had come alone from its place. Raises Undecodable.

    While the schema of one is unknown all of them wait, as they do for a processor.
    """
    inner = records_of(source, source.timestamp_ms)
    unknown = unknown_within(inner)
    if unknown:
        return SetAside(str(codec.UnknownSchemaId(unknown[0])), unknown[0])
    return Opened(tuple((record, None if is_gathered(record.value) else decode(record)) for record in inner))


HEAD = 5  # bytes of a value that name its schema
_DECODED: set[tuple[str, bytes]] = set()
_TAKEN_AS: dict[tuple[str, bytes], type] = {}
"""By topic and head of a value what `decode` has found out about it once."""
_KINDS = {name: frozenset(topic.records) for name, topic in TOPICS.items()}
