"""
Where a replay can begin within a journal: the state of a task as of an entry, read back from its state topic.

Each transaction ends its records of state with the head of the journal, so whoever has read a partition up to a head
has the state of that entry, as far as compaction has left the records. How far it has, the heads tell: had it worked
beyond a head, it would have taken away every head before that one. So with a head before it a head is whole. Of a
partition with a single head the end is: there compaction only took away what had been replaced.

A compaction that is under way, or was cut off by a kill, has worked in parts only: a replay may then begin on a state
that lacks something, and tell a difference that is none. It never takes a difference for equality.
"""

from collections.abc import Iterable
from typing import NamedTuple

from contracts import codec
from contracts.mesh import JournalHead
from mesh.engine.state import state_key
from mesh.wire.records import Inbound

_HEAD = state_key(JournalHead, "")


class Start(NamedTuple):
    """The head of a journal and the records of state as of that entry, values by key, the head among them."""

    head: JournalHead
    state: dict[bytes, bytes]


def earliest(records: Iterable[Inbound], *, since: int = 0) -> Start | None:
    """
    Return the earliest start of a task that its state topic still holds whole, None if it has no head.

    records: of one partition of the state topic, from its beginning to its end. since: sequence of the entry behind
    which the journal goes on; at an earlier head no run can begin, though it shows that a later one is whole.
    """
    state: dict[bytes, bytes] = {}
    head: JournalHead | None = None
    for record in records:
        if record.value is None:
            state.pop(record.key, None)
            continue
        state[record.key] = record.value
        if record.key == _HEAD:
            is_whole = head is not None
            head = codec.decode(record.value)
            if is_whole and head.sequence >= since:
                return Start(head, state)
    return None if head is None else Start(head, state)


def newest(records: Iterable[Inbound]) -> dict[int, int]:
    """Return the sequence of the last head in records of the state topic, by partition: its journal reaches so far."""
    return {
        record.partition: codec.decode(record.value).sequence
        for record in records
        if record.key == _HEAD and record.value is not None
    }
