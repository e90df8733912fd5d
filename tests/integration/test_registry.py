"""
Confluent's own deserializer reads every topic through the mesh's registry.

The records are minimal ones of every type of every topic, encoded by us, read back from a real Kafka by their client.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

from contracts import codec
from contracts.forex import ForexDecided
from contracts.topics import FOREX_DECISIONS, MESH_SCHEMAS, TOPICS
from deploy.ports import free_port
from mesh.kafka.compacted_topics import SchemaReader
from mesh.registry import registry
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh import schemas
from tests.support.mesh.samples import a_record


@pytest.fixture
def published(kafka: Kafka) -> Kafka:
    """A mesh whose schemas are published."""
    kafka.create(MESH_SCHEMAS, partitions=1, config={"cleanup.policy": "compact"})
    schemas.publish(kafka, *schemas.local())
    return kafka


@pytest.fixture
def reader(published: Kafka) -> Iterator[SchemaReader]:
    """What the registry answers from."""
    reader = SchemaReader({"bootstrap.servers": published.bootstrap}, mesh=published.mesh)
    reader.load()
    yield reader
    reader.close()


@pytest.fixture
def url(published: Kafka, reader: SchemaReader) -> Iterator[str]:
    """The registry over HTTP."""
    server = registry.serve(reader, published.mesh, host="127.0.0.1", port=0)
    server.start()
    yield f"http://127.0.0.1:{server.port}"
    server.stop()


@pytest.fixture
def client(url: str) -> Iterator[SchemaRegistryClient]:
    """Confluent's client."""
    with SchemaRegistryClient({"url": url}) as client:
        yield client


def builtins(record: msgspec.Struct) -> Any:
    """Return a record as Confluent's deserializer shows it: plain dictionaries and lists."""
    return msgspec.to_builtins(record, builtin_types=(bytes,))


def as_lists(content: Any) -> Any:
    """Tuples become lists."""
    return json.loads(json.dumps(content, default=lambda value: value.hex()))


def read_topics(kafka: Kafka, topics: list[str], records: int) -> list[tuple[str, bytes]]:
    """Return topic and value of so many records, all topics through one consumer."""
    found: list[tuple[str, bytes]] = []
    consumer = kafka.consumer()
    try:
        consumer.assign([TopicPartition(kafka.physical(topic), 0, 0) for topic in topics])

        def enough() -> bool:
            arrived = consumer.consume(500, 0.1)
            found.extend((m.topic() or "", m.value() or b"") for m in arrived if m.error() is None)
            return len(found) >= records

        wait_until(enough, f"{records} records")
    finally:
        consumer.close()
    return found


def test_confluents_deserializer_reads_every_topic(published: Kafka, client: SchemaRegistryClient) -> None:
    """With its default strategy and with the plain one; the id in the record decides."""
    topics = sorted(set(TOPICS) - {MESH_SCHEMAS})
    published.create(*topics, partitions=1)
    expected = {published.physical(topic): [a_record(kind) for kind in TOPICS[topic].records] for topic in topics}
    for topic in topics:
        for record in expected[published.physical(topic)]:
            published.produce(topic, b"k", codec.encode(record))
    published.flush()
    values = read_topics(published, topics, sum(map(len, expected.values())))
    for conf in ({}, {"subject.name.strategy.type": "TOPIC"}):
        deserialize = AvroDeserializer(client, conf=conf)
        found: dict[str, list[Any]] = {topic: [] for topic in expected}
        for topic, value in values:
            found[topic].append(deserialize(value, SerializationContext(topic, MessageField.VALUE)))
        for topic, records in expected.items():
            assert as_lists(found[topic]) == as_lists([builtins(record) for record in records])


def test_the_latest_version_of_a_type_is_found_by_its_subject(published: Kafka, client: SchemaRegistryClient) -> None:
    """A client that wants the latest reader schema of a topic of several types asks by topic and record."""
    for topic in TOPICS.values():
        for kind in topic.records:
            name = codec.full_name(kind)
            own = f"-{name}" if len(topic.records) > 1 else "-value"
            latest = client.get_latest_version(published.physical(topic.name) + own)
            assert latest.schema_id == codec.id_of(kind)
    assert client.get_compatibility(f"{published.physical(FOREX_DECISIONS)}-value") == "FULL_TRANSITIVE"


@pytest.mark.parametrize(
    "conf", [{}, {"auto.register.schemas": False}, {"auto.register.schemas": False, "use.latest.version": True}]
)
def test_confluents_serializer_writes_a_record_as_the_mesh_does(
    published: Kafka, client: SchemaRegistryClient, conf: dict[str, Any]
) -> None:
    topic = published.physical(FOREX_DECISIONS)
    record = a_record(ForexDecided)
    serialize = AvroSerializer(client, codec.SCHEMAS[codec.id_of(ForexDecided)], conf=conf)
    assert serialize(builtins(record), SerializationContext(topic, MessageField.VALUE)) == codec.encode(record)


def test_nothing_is_registered_or_deleted(published: Kafka, url: str) -> None:
    subject = f"{url}/subjects/{published.physical(FOREX_DECISIONS)}-value"
    other = {"schema": '"string"'}
    for method, address in (("POST", f"{subject}/versions"), ("PUT", f"{url}/config"), ("DELETE", subject)):
        answer = httpx.request(method, address, json=other)
        assert (answer.status_code, answer.json()["error_code"], answer.headers["allow"]) == (405, 405, "GET, HEAD")
    assert httpx.post(subject, json=other).json()["error_code"] == 40403
    assert httpx.post(f"{url}/subjects/nobody", json=other).json()["error_code"] == 40401
    assert httpx.post(subject, content=b"{").json()["error_code"] == 42201


def test_a_schema_published_later_is_served(published: Kafka, reader: SchemaReader, url: str) -> None:
    """An agency upgrades; tools read its new records at once."""
    newer = schemas.newer(ForexDecided)
    schemas.publish(published, newer.published)

    def served() -> bool:
        reader.poll()
        return httpx.get(f"{url}/schemas/ids/{newer.schema_id}").status_code == 200

    wait_until(served, "the newer schema")
    subject = f"{published.physical(FOREX_DECISIONS)}-value"
    assert httpx.get(f"{url}/subjects/{subject}/versions").json() == [1, 2]
    assert httpx.get(f"{url}/schemas/ids/{newer.schema_id}/versions").json() == [{"subject": subject, "version": 2}]


def test_the_registry_runs_as_a_process_of_its_own(published: Kafka) -> None:
    """Ready when the schemas are read; ends on SIGTERM with code 0."""
    port, health_port = free_port(), free_port()
    environ = {key: value for key, value in os.environ.items() if not key.startswith("YIDIAN_")} | {
        "YIDIAN_KAFKA_BOOTSTRAP": published.bootstrap,
        "YIDIAN_MESH": published.mesh,
        "YIDIAN_REGISTRY_PORT": str(port),
        "YIDIAN_HTTP_PORT": str(health_port),
    }
    process = subprocess.Popen([sys.executable, "-m", "mesh.registry"], env=environ)
    try:

        def ready() -> bool:
            try:
                return httpx.get(f"http://127.0.0.1:{health_port}/readyz").status_code == 200
            except httpx.TransportError:
                return False

        wait_until(ready, "the registry")
        number = codec.id_of(ForexDecided)
        answer = httpx.get(f"http://127.0.0.1:{port}/schemas/ids/{number}")
        assert answer.headers["content-type"] == "application/vnd.schemaregistry.v1+json"
        assert answer.json() == {"schema": codec.SCHEMAS[number]}
        process.terminate()
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()
