"""
Topics on the broker as the contract says: created when missing, their settings set when they differ.
"""

import time
from collections.abc import Iterable, Mapping

from confluent_kafka import KafkaError, KafkaException, TopicPartition
from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewTopic,
    OffsetSpec,
    ResourceType,
)

from contracts.topics import TOPICS, Topic
from deploy.kafka_client import admin
from mesh.declared.errors import ConfigurationError
from mesh.wire import names

SECONDS = 60.0
BROKER_DEFAULT = -1  # replication as the cluster is set up: 1 on a single node, 3 in production


def create_topics(
    bootstrap: str,
    mesh: str,
    topics: Iterable[Topic] = TOPICS.values(),
    *,
    partitions: int | None = None,
    usual: int | None = None,
) -> int:
    """
    Create what is missing, set what differs, return the number created once every partition can be written.

    partitions: of every topic that tasks span; None: as many as those have that are there already, in a mesh that is
    new `usual`, None: as the contract says.
    Raises ConfigurationError for topics with another number of partitions: that is another generation of the topic.
    """
    client = admin(bootstrap)
    there = client.list_topics(timeout=SECONDS).topics
    counts = {name: len(topic.partitions) for name, topic in there.items()}
    known = {names.physical(mesh, topic.name): topic for topic in topics}
    spanned = partitions or _spanned(known, counts) or usual
    wanted = {name: _sized(topic, spanned) for name, topic in known.items()}
    problems = [
        f"{name}: has {counts[name]} partitions, {topic.partitions} wanted"
        for name, topic in wanted.items()
        if counts.get(name, topic.partitions) != topic.partitions
    ]
    if problems:
        raise ConfigurationError("topics keep the partitions that they were made with:\n  " + "\n  ".join(problems))
    new = [
        NewTopic(name, topic.partitions, BROKER_DEFAULT, config=topic.config)
        for name, topic in wanted.items()
        if name not in there
    ]
    for name, done in client.create_topics(new, operation_timeout=SECONDS).items() if new else ():
        try:
            done.result(timeout=SECONDS)
        except KafkaException as error:
            if error.args[0].code() != KafkaError.TOPIC_ALREADY_EXISTS:  # someone else was quicker
                raise ConfigurationError(f"topic {name} could not be created: {error.args[0].str()}") from error
    _set_differing(client, {name: topic.config for name, topic in wanted.items() if name in there})
    _wait_until_writable(bootstrap, {name: topic.partitions for name, topic in wanted.items()})
    return len(new)


def _spanned(known: Mapping[str, Topic], counts: Mapping[str, int]) -> int | None:
    """Return how many partitions those topics have that tasks span, None if none is there."""
    return next((counts[name] for name, topic in known.items() if _spans_tasks(topic) and name in counts), None)


def _sized(topic: Topic, partitions: int | None) -> Topic:
    return topic if partitions is None or not _spans_tasks(topic) else topic._replace(partitions=partitions)


def _spans_tasks(topic: Topic) -> bool:
    return topic.role != "register"


def _set_differing(client: AdminClient, configs: Mapping[str, Mapping[str, str]]) -> None:
    if not configs:
        return
    described = client.describe_configs([ConfigResource(ResourceType.TOPIC, name) for name in configs])
    changes = []
    for resource, answer in described.items():
        config = answer.result(timeout=SECONDS)
        differing = {k: v for k, v in configs[resource.name].items() if config[k].value != v}
        if differing:
            entries = [ConfigEntry(k, v, incremental_operation=AlterConfigOpType.SET) for k, v in differing.items()]
            changes.append(ConfigResource(ResourceType.TOPIC, resource.name, incremental_configs=entries))
    for done in client.incremental_alter_configs(changes).values() if changes else ():
        done.result(timeout=SECONDS)


def _wait_until_writable(bootstrap: str, partitions: Mapping[str, int]) -> None:
    """Return when every partition has a leader that knows it: only then does a producer not have to retry."""
    latest = {TopicPartition(name, p): OffsetSpec.latest() for name, count in partitions.items() for p in range(count)}
    until = time.monotonic() + SECONDS
    while True:
        client = admin(bootstrap)  # a new one each time: one that has seen no leader may go on seeing none
        try:
            for answer in client.list_offsets(latest, request_timeout=5).values():
                answer.result(timeout=SECONDS)
        except KafkaException as error:
            if time.monotonic() > until:
                raise ConfigurationError(f"new topics have no leader after {SECONDS} s: {error}") from error
            time.sleep(0.05)
        else:
            return
