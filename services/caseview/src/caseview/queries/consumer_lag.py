"""
How far each service has come in each topic, as the broker knows it. Blocking; call it off the event loop.

The end mark of a transaction takes an offset, too, and nobody commits past the last one. So where a service is only a
few offsets behind, what lies there is read: lag is counted in records that can be read.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from confluent_kafka import (
    OFFSET_END,
    Consumer,
    KafkaError,
    KafkaException,
    TopicPartition,
)

from caseview.fold.rows import Row
from caseview.queries.schema_waits import waiting
from contracts.topics import PROCESSORS, TOPICS
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.connection import connection
from mesh.wire import names

ANSWER_SECONDS = 10.0
LOOK_SECONDS = 3.0
FEW = 50
"""So many offsets may be end marks alone: one per transaction, ten a second of one producer."""

Place = tuple[str, int]


def topics_and_lag(bootstrap: str, mesh: str) -> list[Row]:
    """
    Return every topic of the mesh with its end offsets and, by service, how many records it has not committed yet; and
    who waits there for a schema.

    Raises TemporaryFailure when the broker does not answer.
    """
    own = names.group(mesh, "gateway")
    try:
        known, places, ends = _ends(bootstrap, mesh)
        committed = {
            service: _committed(bootstrap, names.group(mesh, service), places)
            for service in sorted({processor.service for processor in PROCESSORS.values()})
        }
    except KafkaException as error:
        raise TemporaryFailure(f"the broker does not answer: {error}") from error
    looked = _look(bootstrap, own, _starts(ends, committed))
    waits = waiting(bootstrap, mesh, own, _behind_of_services(ends, committed))
    rows: list[Row] = []
    for physical, name in sorted(known.items(), key=lambda item: item[1]):
        mine = sorted((partition, end) for (topic, partition), end in ends.items() if topic == physical)
        lag = {
            service: sum(_behind(physical, partition, end, offsets, looked) for partition, end in mine)
            for service, offsets in committed.items()
            if any(topic == physical for topic, _ in offsets)
        }
        rows.append(
            {
                "topic": name,
                "role": TOPICS[name].role,
                "producer": TOPICS[name].producer,
                "consumers": TOPICS[name].consumers,
                "end_offsets": [end for _, end in mine],
                "records": sum(end for _, end in mine),
                "lag": lag,
                "waiting": [
                    {
                        "service": wait.service,
                        "partition": wait.partition,
                        "offset": wait.offset,
                        "schema_id": wait.schema_id,
                    }
                    for wait in waits
                    if wait.topic == physical
                ],
            }
        )
    return rows


def _ends(bootstrap: str, mesh: str) -> tuple[dict[str, str], list[TopicPartition], dict[Place, int]]:
    """
    Return the mesh's topics by their physical names, the partitions of those that are there, and their ends, as who
    reads uncommitted records is told them. Raises KafkaException.
    """
    known = {names.physical(mesh, name): name for name in TOPICS}
    with _asker(bootstrap, names.group(mesh, "gateway")) as asker:
        there = asker.list_topics(timeout=ANSWER_SECONDS).topics
        places = [
            TopicPartition(topic, partition, OFFSET_END)
            for topic in sorted(known.keys() & there.keys())
            for partition in there[topic].partitions
        ]
        ends = asker.offsets_for_times(places, timeout=ANSWER_SECONDS) if places else []
    wrong = next((at.error for at in ends if at.error is not None), None)
    if wrong is not None:
        raise KafkaException(wrong)
    return known, places, {(at.topic, at.partition): at.offset for at in ends}


@contextmanager
def _asker(bootstrap: str, group: str) -> Iterator[Consumer]:
    """
    Give a client that asks in the name of a group and does not join it.

    Not the admin client: its list_offsets and list_consumer_group_offsets end the process when a leader or coordinator
    is just changing (librdkafka 2.16, in rd_kafka_admin_response_parse and rd_kafka_handle_OffsetFetch).
    """
    consumer = Consumer({**connection(bootstrap), "group.id": group, "isolation.level": "read_uncommitted"})
    try:
        yield consumer
    finally:
        consumer.close()


def _behind(
    topic: str, partition: int, end: int, offsets: Mapping[Place, int], looked: Mapping[Place, list[int]]
) -> int:
    """Return how many records a service has not committed; offsets where nobody looked."""
    start = offsets.get((topic, partition), 0)
    there = looked.get((topic, partition))
    if there is None or end - start > FEW:
        return end - start
    return sum(offset >= start for offset in there)


def _behind_of_services(
    ends: Mapping[Place, int], committed: Mapping[str, Mapping[Place, int]]
) -> dict[str, dict[Place, int]]:
    """Return, by service, what it has committed of each partition that goes on behind it."""
    return {
        service: {place: offset for place, offset in offsets.items() if offset < ends.get(place, 0)}
        for service, offsets in committed.items()
    }


def _starts(ends: Mapping[Place, int], committed: Mapping[str, Mapping[Place, int]]) -> dict[Place, int]:
    """Return where to look: from the lowest offset committed by a service that is a little behind."""
    starts: dict[Place, int] = {}
    for offsets in committed.values():
        for place, offset in offsets.items():
            if 0 < ends.get(place, 0) - offset <= FEW:
                starts[place] = min(offset, starts.get(place, offset))
    return starts


def _look(bootstrap: str, group: str, starts: Mapping[Place, int]) -> dict[Place, list[int]]:
    """Return the offsets of the records from these places on; places that cannot be read in time are left out."""
    if not starts:
        return {}
    consumer = Consumer(
        {
            **connection(bootstrap),
            "group.id": group,  # named for rights; nothing is committed to it
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 10,
        }
    )
    by_place: dict[Place, list[int]] = {place: [] for place in starts}
    left = set(starts)
    until = time.monotonic() + LOOK_SECONDS
    try:
        consumer.assign([TopicPartition(*place, offset) for place, offset in starts.items()])
        while left and time.monotonic() < until:
            for message in consumer.consume(FEW, 0.05):
                place, error = (message.topic() or "", message.partition() or 0), message.error()
                if error is None:
                    by_place[place].append(message.offset() or 0)
                elif error.code() == KafkaError._PARTITION_EOF:  # its public name
                    left.discard(place)
    finally:
        consumer.close()
    return {place: offsets for place, offsets in by_place.items() if place not in left}


def _committed(bootstrap: str, group: str, places: Sequence[TopicPartition]) -> dict[Place, int]:
    """Return what a group has committed; a group that never was has committed nothing. Raises KafkaException."""
    with _asker(bootstrap, group) as asker:
        committed = asker.committed([TopicPartition(at.topic, at.partition) for at in places], ANSWER_SECONDS)
    return {(at.topic, at.partition): at.offset for at in committed if at.error is None and at.offset >= 0}
