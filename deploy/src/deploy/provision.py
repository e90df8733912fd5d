"""
Make a Kafka ready for a mesh: topics as the contract says, schemas before their producers, registers from their files.

Doing it again changes nothing. What is published under a code and version stays: decisions and journals refer to it.
"""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from confluent_kafka import KafkaError, Message, Producer

from contracts import codec
from contracts.mesh import SchemaPublished
from contracts.topics import MESH_SCHEMAS, TOPICS
from deploy.register_files import FOLDER, read_all
from deploy.topics import create_topics
from mesh.declared.errors import ConfigurationError
from mesh.kafka import compacted_topics
from mesh.wire import names
from mesh.wire.headers import event_headers, event_id

SOURCE = "deploy"
SECONDS = 60.0


class Provisioned(NamedTuple):
    """How much was missing and is there now."""

    topics: int
    schemas: int
    entries: int


class Fact(NamedTuple):
    """A record that stays under its key. `where` says who asks for it, for messages."""

    topic: str
    record: Any
    where: str

    @property
    def key(self) -> str:
        """The message key: the schema's id, or the entry's code and version."""
        return _key_of(self.record)


def provision(
    bootstrap: str, mesh: str, registers: Path = FOLDER, *, partitions: int | None = None, usual: int | None = None
) -> Provisioned:
    """
    Create topics, publish schemas, publish registers. Nothing is touched when a register file has a problem.

    partitions, usual: as `create_topics` takes them.
    Raises ConfigurationError with all problems of one kind together.
    """
    entries = [Fact(entry.topic, entry.record, entry.where) for entry in read_all(registers)]
    created = create_topics(bootstrap, mesh, partitions=partitions, usual=usual)
    schemas = publish(bootstrap, mesh, schema_facts())
    return Provisioned(created, schemas, publish(bootstrap, mesh, entries))


def schema_facts() -> list[Fact]:
    """Return every schema of the contract, to be published."""
    return [
        Fact(
            MESH_SCHEMAS,
            SchemaPublished(schema_id=schema_id, full_name=_name_of(schema_id), schema_json=schema_json),
            "the contract",
        )
        for schema_id, schema_json in codec.SCHEMAS.items()
    ]


def publish(bootstrap: str, mesh: str, facts: Sequence[Fact]) -> int:
    """
    Publish the facts that are not there yet and return how many those were, once the broker has acknowledged them.

    Raises ConfigurationError for facts that are there with other content: a change needs a new version.
    """
    present = _present(bootstrap, mesh, sorted({fact.topic for fact in facts}))
    differing = [
        f"{fact.where}: {fact.key} is published with other content; give the change a new version"
        for fact in facts
        if present.get((fact.topic, fact.key), fact.record) != fact.record
    ]
    if differing:
        raise ConfigurationError("registers:\n  " + "\n  ".join(differing))
    missing = [fact for fact in facts if (fact.topic, fact.key) not in present]
    if missing:
        _send(bootstrap, mesh, missing)
    return len(missing)


def _key_of(record: Any) -> str:
    return str(record.schema_id) if isinstance(record, SchemaPublished) else f"{record.code}@{record.version}"


def _name_of(schema_id: int) -> str:
    kind = codec.kind_of(schema_id)
    if kind is None:
        raise ConfigurationError(f"schema {schema_id} of the contract has no record")
    return codec.full_name(kind)


def _present(bootstrap: str, mesh: str, topics: Sequence[str]) -> dict[tuple[str, str], Any]:
    """Return what the topics hold now, by topic and key. Records in schemas newer than ours are not ours to judge."""
    present: dict[tuple[str, str], Any] = {}

    def take(entry: compacted_topics.Entry) -> None:
        try:
            record = codec.decode(entry.value)
        except (codec.UnknownSchemaId, codec.Undecodable):
            return
        if type(record) not in TOPICS[entry.topic].records:
            return
        present[entry.topic, _key_of(record)] = record

    whole = compacted_topics.WholeTopics({"bootstrap.servers": bootstrap}, mesh=mesh, topics=topics)
    try:
        whole.load(take, time.monotonic() + SECONDS)
    finally:
        whole.close()
    return present


def _send(bootstrap: str, mesh: str, facts: Iterable[Fact]) -> None:
    producer = Producer(
        {"bootstrap.servers": bootstrap, "acks": "all", "partitioner": "murmur2_random", "linger.ms": 5}
    )
    failures: list[str] = []

    def delivered(error: KafkaError | None, message: Message) -> None:
        if error is not None:
            failures.append(f"{message.topic()}: {error.str()}")

    now_ms = time.time_ns() // 1_000_000
    for fact in facts:
        key, type_ = fact.key.encode(), codec.full_name(type(fact.record))
        headers = event_headers(
            event_id=event_id(fact.topic, key, type_, 0), source=SOURCE, type_=type_, time_ms=now_ms, cause_id=None
        )
        producer.produce(
            names.physical(mesh, fact.topic),
            key=key,
            value=codec.encode(fact.record),
            headers=[*headers],
            on_delivery=delivered,
        )
        producer.poll(0)
    left = producer.flush(SECONDS)
    if left or failures:
        raise ConfigurationError(f"{left} records were not acknowledged; " + "; ".join(failures))
