"""How far each service has come in each topic, as the broker knows it. Blocking; call it off the event loop."""

from confluent_kafka import ConsumerGroupTopicPartitions, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec

from contracts.topics import PROCESSORS, TOPICS
from gateway.view.rows import Row
from mesh import names
from mesh.errors import TemporaryFailure

ANSWER_SECONDS = 10.0


def topics_and_lag(bootstrap: str, mesh: str) -> list[Row]:
    """
    Return every topic of the mesh with its end offsets and, by service, how many records it has not committed yet.

    Raises TemporaryFailure when the broker does not answer.
    """
    admin = AdminClient({"bootstrap.servers": bootstrap})
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
    rows: list[Row] = []
    for physical, name in sorted(known.items(), key=lambda item: item[1]):
        mine = sorted((partition, end) for (topic, partition), end in ends.items() if topic == physical)
        lag = {
            service: sum(end - offsets.get((physical, partition), 0) for partition, end in mine)
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
            }
        )
    return rows


def _committed(admin: AdminClient, group: str) -> dict[tuple[str, int], int]:
    """Return what a group has committed; a group that never was has committed nothing."""
    asked = admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions(group)], request_timeout=ANSWER_SECONDS)
    try:
        found = asked[group].result().topic_partitions or []
    except KafkaException:
        return {}
    return {(place.topic, place.partition): place.offset for place in found if place.offset >= 0}
