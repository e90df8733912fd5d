"""
Where services wait: the next record of a partition is in a schema that nobody has published. Blocking.

A worker says so itself, but only while it runs and to those who know its address. Here the record is looked at that
each service would read next, so that every waiting partition of every service is told in one place.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from confluent_kafka import Consumer, KafkaError, TopicPartition

from contracts import codec
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.compacted_topics import SchemaReader
from mesh.kafka.connection import connection
from mesh.wire.batching import is_gathered, records_of, unknown_within
from mesh.wire.records import Inbound
from mesh.wire.schema_patience import is_known

LOOK_SECONDS = 3.0
SCHEMAS_SECONDS = 5.0

Place = tuple[str, int]
Next = tuple[Place, int]


class Waiting(NamedTuple):
    """A service that waits, or is about to: at which record, for which schema. `topic` as the broker names it."""

    service: str
    topic: str
    partition: int
    offset: int
    schema_id: int


def waiting(bootstrap: str, mesh: str, group: str, behind: Mapping[str, Mapping[Place, int]]) -> list[Waiting]:
    """
    Return who waits where. behind: by service, the committed offset of each (physical topic, partition) that has more.

    What cannot be looked at in time is left out. group: named for rights, nothing is committed to it.
    """
    wanted = {(place, offset) for places in behind.values() for place, offset in places.items()}
    of_unknown_schemas = {
        at: record for at, record in _next_records(bootstrap, group, wanted).items() if _unknown(record)
    }
    if of_unknown_schemas:  # perhaps only here: who asks seldom has read no schemas
        _learn(bootstrap, mesh)
    return [
        Waiting(service, *place, of_unknown_schemas[place, offset].offset, unknown[0])
        for service, places in sorted(behind.items())
        for place, offset in sorted(places.items())
        if (place, offset) in of_unknown_schemas and (unknown := _unknown(of_unknown_schemas[place, offset]))
    ]


def _unknown(record: Inbound) -> list[int]:
    """Return the schemas of a record, or of those gathered in it, that are not known."""
    if record.value is None:
        return []
    try:
        if is_gathered(record.value):
            return unknown_within(records_of(record))
        schema_id = codec.schema_id(record.value)
    except codec.Undecodable:
        return []
    return [] if is_known(schema_id) else [schema_id]


def _learn(bootstrap: str, mesh: str) -> None:
    reader = SchemaReader(connection(bootstrap), mesh=mesh)
    try:
        reader.load(SCHEMAS_SECONDS)
    except TemporaryFailure:
        return  # what was read counts
    finally:
        reader.close()


def _next_records(bootstrap: str, group: str, wanted: Iterable[Next]) -> dict[Next, Inbound]:
    """Return the first record from each offset on; a partition is read once for each offset that is asked after."""
    offsets: dict[Place, list[int]] = defaultdict(list)
    for place, offset in sorted(wanted):
        offsets[place].append(offset)
    if not offsets:
        return {}
    consumer = Consumer(
        {
            **connection(bootstrap),
            "group.id": group,
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 10,
            "max.partition.fetch.bytes": 16_384,  # a larger record comes all the same
            "queued.max.messages.kbytes": 4_096,
        }
    )
    records: dict[Next, Inbound] = {}
    until = time.monotonic() + LOOK_SECONDS
    try:
        while offsets and time.monotonic() < until:
            this = {place: pending.pop(0) for place, pending in offsets.items()}
            offsets = defaultdict(list, {place: pending for place, pending in offsets.items() if pending})
            _read_round(consumer, this, records, until)
    finally:
        consumer.close()
    return records


def _read_round(consumer: Consumer, offsets: Mapping[Place, int], records: dict[Next, Inbound], until: float) -> None:
    consumer.assign([TopicPartition(*place, offset) for place, offset in offsets.items()])
    left = dict(offsets)
    while left and time.monotonic() < until:
        for message in consumer.consume(len(left), 0.05):
            place, error = (message.topic() or "", message.partition() or 0), message.error()
            if place not in left:
                continue
            if error is None:
                at = place, left.pop(place)
                records[at] = Inbound(*place, message.offset() or 0, 0, message.key() or b"", message.value(), ())
                consumer.pause([TopicPartition(*place)])
            elif error.code() == KafkaError._PARTITION_EOF:  # its public name
                left.pop(place)
    consumer.resume([TopicPartition(*place) for place in offsets])  # a pause would outlive the assignment
