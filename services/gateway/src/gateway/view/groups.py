"""
How far each service has come in each topic, as the broker knows it. Blocking; call it off the event loop.

The end mark of a transaction takes an offset, too, and nobody commits past the last one. So where a service is only a
few offsets behind, what lies there is read: lag is counted in records that can be read.
"""

import time
from collections.abc import Mapping

from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, KafkaError, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec

from contracts.topics import PROCESSORS, TOPICS
from gateway.view.rows import Row
from gateway.view.waiting import waiting
from mesh import names
from mesh.connection import groupless
from mesh.errors import TemporaryFailure

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
    admin = AdminClient(groupless(bootstrap))
    try:
        there = admin.list_topics(timeout=ANSWER_SECONDS).topics
        known = {names.physical(mesh, name): name for name in TOPICS}
        places = [
            TopicPartition(topic, partition)
            for topic in known.keys() & there.keys()
            for partition in there[topic].partitions
        ]
        asked = admin.list_offsets({place: OffsetSpec.latest() for place in places}, request_timeout=ANSWER_SECONDS)
        ends = {(place.topic, place.partition): future.result().offset for place, future in asked.items()}
        committed = {
            service: _committed(admin, names.group(mesh, service))
            for service in sorted({processor.service for processor in PROCESSORS.values()})
        }
    except KafkaException as error:
        raise TemporaryFailure(f"the broker does not answer: {error}") from error
    looked = _look(bootstrap, names.group(mesh, "gateway"), _starts(ends, committed))
    waits = waiting(bootstrap, mesh, names.group(mesh, "gateway"), _behind_of_services(ends, committed))
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
            **groupless(bootstrap),
            "group.id": group,  # named for rights; nothing is committed to it
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 10,
        }
    )
    found: dict[Place, list[int]] = {place: [] for place in starts}
    left = set(starts)
    until = time.monotonic() + LOOK_SECONDS
    try:
        consumer.assign([TopicPartition(*place, offset) for place, offset in starts.items()])
        while left and time.monotonic() < until:
            for message in consumer.consume(FEW, 0.05):
                place, error = (message.topic() or "", message.partition() or 0), message.error()
                if error is None:
                    found[place].append(message.offset() or 0)
                elif error.code() == KafkaError._PARTITION_EOF:  # its public name
                    left.discard(place)
    finally:
        consumer.close()
    return {place: offsets for place, offsets in found.items() if place not in left}


def _committed(admin: AdminClient, group: str) -> dict[tuple[str, int], int]:
    """Return what a group has committed; a group that never was has committed nothing."""
    asked = admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)], request_timeout=ANSWER_SECONDS)
    try:
        found = asked[group].result().topic_partitions or []
    except KafkaException:
        return {}
    return {(place.topic, place.partition): place.offset for place in found if place.offset >= 0}
