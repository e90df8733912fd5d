"""
Gathering: the requests of one chunk to a ledger in one partition, or its answers, travel as one record, yet each
request and answer is processed as if it had come alone.

A message has a cost of its own at producer, broker and consumer, many times that of the few fields of a request. A
topic is gathered if its file lists ``mesh.mesh.Gathered`` among its records. Readers unpack gathered records with
`records_of`; a place in such a topic is an offset and an ordinal within the record.
"""

from collections.abc import Iterable, Iterator

from contracts import codec
from contracts.mesh import Gathered, GatheredRecord
from contracts.topics import TOPICS
from mesh.wire import headers
from mesh.wire.records import Inbound, Outbound

TOPICS_GATHERED = frozenset(topic.name for topic in TOPICS.values() if Gathered in topic.records)
BYTES_MOST = 500_000  # of values in one record; a producer refuses a record of 1,000,000

_TYPE = codec.full_name(Gathered)
_HEAD = b"\0" + codec.id_of(Gathered).to_bytes(4, "big")


class Gathering:
    """The requests and answers of one chunk of a task. Use `add` in order, then `take` once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._gathered: dict[tuple[str, int], list[GatheredRecord]] = {}

    def add(self, place: tuple[str, int], record: GatheredRecord) -> None:
        """Append a record to those of its topic and partition."""
        self._gathered.setdefault(place, []).append(record)

    def take(self, seed: str) -> Iterator[Outbound]:
        """
        Yield the gathered records, place by place in order of first use, and forget them.

        seed: names the chunk; ids are derived from it. A gathered record has the time of the last one in it, as a topic
        partition has the time of its last record.
        """
        gathered, self._gathered = self._gathered, {}
        for (topic, partition), records in gathered.items():
            for number, part in enumerate(_parts(records)):
                key = b"%d" % partition
                own = headers.event_headers(
                    event_id=headers.event_id(f"{seed}|{topic}", key, _TYPE, number),
                    source=self._source,
                    type_=_TYPE,
                    time_ms=part[-1].at_ms,
                    cause_id=None,
                )
                yield Outbound(topic, partition, key, codec.encode(Gathered(records=part)), own)


def is_gathered(value: bytes | None) -> bool:
    """Whether a value holds gathered records in our own schema."""
    return value is not None and value.startswith(_HEAD)


def is_gathered_elsewhere(value: bytes | None) -> bool:
    """Whether a value holds gathered records in a schema that was learnt, of a newer package."""
    return value is not None and codec.kind_of(codec.schema_id(value)) is Gathered and not is_gathered(value)


def unknown_within(records: Iterable[Inbound]) -> list[int]:
    """Return the ids of schemas of gathered records that are not known, in order."""
    heads = {record.value[: len(_HEAD)] for record in records if record.value is not None}
    return sorted(number for number in (_number(head) for head in heads) if number is not None)


def _number(head: bytes) -> int | None:
    """Return the schema id at the begin of a value, if it is not known; None for a value that is no wire form, too."""
    try:
        codec.kind_of(codec.schema_id(head))
    except codec.UnknownSchemaId as error:
        return error.schema_id
    except codec.Undecodable:
        return None
    return None


def records_of(gathered: Inbound, timestamp_ms: int | None = None) -> list[Inbound]:
    """
    Return the records within a gathered one, as if each had come alone from its offset. Raises Undecodable.

    timestamp_ms: Kafka's of each; by default the time of the event.
    """
    assert gathered.value is not None
    content: Gathered = codec.decode(gathered.value)
    topic, partition, offset = gathered.topic, gathered.partition, gathered.offset
    records: list[Inbound] = []
    last_ms, time = 0, ("ce_time", headers.rfc3339(0))
    for record in content.records:
        if record.at_ms != last_ms:  # those of one chunk share few times
            last_ms, time = record.at_ms, ("ce_time", headers.rfc3339(record.at_ms))
        named = ("ce_id", record.event_id.encode()), time, ("ce_causationid", record.cause_id.encode())
        stamp = record.at_ms if timestamp_ms is None else timestamp_ms
        records.append(Inbound(topic, partition, offset, stamp, record.key, record.value, named))
    return records


def _parts(records: list[GatheredRecord]) -> Iterator[tuple[GatheredRecord, ...]]:
    """Yield the records in parts that fit into a message each."""
    part: list[GatheredRecord] = []
    size = 0
    for record in records:
        if part and size + len(record.value) > BYTES_MOST:
            yield tuple(part)
            part, size = [], 0
        part.append(record)
        size += len(record.value) + len(record.key) + len(record.cause_id) + 64
    yield tuple(part)
