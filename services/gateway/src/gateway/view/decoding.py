"""
What a record on the wire is to the view. Pure; no record makes it wait, whoever wrote it.

What cannot be read is set aside: counted, told, and passed over (`gateway.view.set_aside`).
"""

from typing import Any

from contracts import codec
from contracts.topics import TOPICS
from gateway.view.fold import is_unread
from gateway.view.set_aside import SetAside
from mesh.wire import Inbound


def decode(source: Inbound) -> Any:
    """
    Return what `fold` takes a record for: decoded, or its kind where that is enough (`fold.UNREAD`).

    None: the view has no use for it. SetAside: it cannot be read.
    """
    if not source.value:
        return None
    try:
        kind = codec.kind_of(codec.schema_id(source.value))
        if kind is None:
            return None
        if kind not in _KINDS[source.topic]:
            return SetAside(f"{codec.full_name(kind)} does not belong on this topic")
        return kind if is_unread(source.value) else codec.decode(source.value)
    except codec.UnknownSchemaId as unknown:
        return SetAside(str(unknown), unknown.schema_id)
    except codec.Undecodable as error:
        return SetAside(str(error))


_KINDS = {name: frozenset(topic.records) for name, topic in TOPICS.items()}
