"""The journals of a processor and the records that they name, read back for a replay."""

from collections.abc import Mapping, Sequence
from typing import Any

from contracts import codec
from contracts.mesh import JournalEntry, OffsetRange
from contracts.topics import MESH_CLOCK
from mesh.declared.errors import MeshError
from mesh.kafka.committed_records import committed, everywhere
from mesh.kafka.high_watermarks import uncommitted_ends
from mesh.replay.start_positions import Start, newest
from mesh.wire import names
from mesh.wire.records import Inbound
from mesh.wire.ticks import is_tick

TAIL = 2_000
"""Records at the end of a state topic among which its newest head is looked for first."""


class RecordsGone(MeshError):
    """An entry of the journal, or a record that one names, is no longer in its topic."""

    code = "records_gone"


def journals(kafka: Mapping[str, Any], mesh: str, processor: str) -> tuple[dict[int, list[JournalEntry]], int]:
    """Return the entries of each partition, in order, and how many records on the journal are none."""
    places = everywhere(kafka, mesh, [names.journal_topic(processor)])
    entries: dict[int, list[JournalEntry]] = {partition: [] for _, partition in places}
    strangers = 0
    for record in committed(kafka, mesh, places):
        entry = _entry(record)
        if entry is None:
            strangers += 1
        else:
            entries[record.partition].append(entry)
    return entries, strangers


def reached(kafka: Mapping[str, Any], mesh: str, processor: str) -> dict[int, int]:
    """
    Return how far the journal of each partition goes at least, as the newest head in its state topic says.

    A transaction's records of state end with it, so it is in the tail, unless many records of none follow.
    """
    places = everywhere(kafka, mesh, [names.state_topic(processor)])
    tails = {at: max(0, end - TAIL) for at, end in uncommitted_ends(kafka, mesh, places).items()}
    sequences = newest(committed(kafka, mesh, places, since=tails))
    others = [at for at in places if at[1] not in sequences and tails[at]]
    return sequences | newest(committed(kafka, mesh, others))


def behind(
    start: Start | None, journal: Sequence[JournalEntry], *, task: str, reached: int = 0
) -> Sequence[JournalEntry]:
    """
    Return the entries behind a start, or all.

    task: ``processor/partition``. reached: sequence of an entry that was there before the journal was read. Raises
    RecordsGone where the next entry or that one is not there: nothing would be compared with what it says.
    """
    begun = start.head.sequence if start else 0
    left = [entry for entry in journal if entry.sequence > begun]
    if left and left[0].sequence != begun + 1:
        raise RecordsGone(
            f"the journal of {task} goes on with entry {left[0].sequence}, the run with {begun + 1}: "
            "try to begin on the state"
        )
    last = left[-1].sequence if left else begun
    if last < reached:
        raise RecordsGone(f"the journal of {task} has no entries {last + 1} to {reached}, which its state is made of")
    return left


def inputs(
    kafka: Mapping[str, Any], mesh: str, partition: int, journal: Sequence[JournalEntry]
) -> Mapping[str, Mapping[int, Inbound]]:
    """Return the records of the topics that entries name, by offset, from the first that one names."""
    first: dict[str, int] = {}
    for entry in journal:
        for range_ in entry.ranges:
            first[range_.topic] = min(range_.first_offset, first.get(range_.topic, range_.first_offset))
        if entry.timers is not None:
            offset = entry.timers.tick_offset
            first[MESH_CLOCK] = min(offset, first.get(MESH_CLOCK, offset))
    by_topic: dict[str, dict[int, Inbound]] = {topic: {} for topic in first}
    since = {(topic, partition): offset for topic, offset in first.items()}
    for record in committed(kafka, mesh, sorted(since), since=since):
        if record.topic == MESH_CLOCK and not is_tick(record):
            continue  # no worker has been given it
        by_topic[record.topic][record.offset] = record
    return by_topic


def records(by_offset: Mapping[int, Inbound], wanted: OffsetRange) -> list[Inbound]:
    """Return the records of a range. Raises RecordsGone."""
    left = [by_offset[offset] for offset in range(wanted.first_offset, wanted.next_offset) if offset in by_offset]
    if len(left) != wanted.records:
        raise RecordsGone(
            f"{wanted.topic}: {len(left)} of {wanted.records} records from {wanted.first_offset} are left"
        )
    return left


def tick(by_offset: Mapping[int, Inbound], offset: int) -> Inbound:
    """Return the tick at an offset. Raises RecordsGone."""
    if offset not in by_offset:
        raise RecordsGone(f"{MESH_CLOCK}: the tick at {offset} is gone")
    return by_offset[offset]


def _entry(record: Inbound) -> JournalEntry | None:
    """Return a journal entry, None for a record that is none: whoever wrote that, no task did."""
    try:
        entry = codec.decode(record.value or b"")
    except (codec.Undecodable, codec.UnknownSchemaId):
        return None
    return entry if isinstance(entry, JournalEntry) else None
