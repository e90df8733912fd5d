"""A record from a Java client is joined like any other and lies in the partition that Python computes."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from contracts import codec
from contracts.customs import DeclarationAccepted
from contracts.topics import CUSTOMS_DECLARATIONS, TRADE_IMPORTS
from deploy.kafka_files import prepare
from deploy.provision import provision
from mesh.declared.keys import order_key, partition_of
from mesh.kafka.compacted_topics import SchemaReader
from mesh.registry import registry
from mesh.wire import headers
from tests.support.customs.builders import Document, four_documents
from tests.support.customs.registers import REGISTERED
from tests.support.kafka import Kafka
from tests.support.mesh.processes import Worker, workers

SOURCE = Path(__file__).parent / "java" / "ProduceRecord.java"
PARTITIONS = 4


@pytest.fixture
def mesh(kafka: Kafka) -> Kafka:
    """A mesh with all topics, schemas and registers, and the enterprises of the builders in these."""
    provision(kafka.bootstrap, kafka.mesh)
    for topic, entry in REGISTERED:
        kafka.send(topic, (f"{entry.code}@{entry.version}".encode(), codec.encode(entry)))
    return kafka


@pytest.fixture
def registry_url(mesh: Kafka) -> Iterator[str]:
    """The mesh's registry, where the Java client finds the schema."""
    reader = SchemaReader({"bootstrap.servers": mesh.bootstrap}, mesh=mesh.mesh)
    reader.load()
    server = registry.serve(reader, mesh.mesh, host="127.0.0.1", port=0)
    server.start()
    yield f"http://127.0.0.1:{server.port}"
    server.stop()
    reader.close()


def produce_with_java(kafka: Kafka, url: str, document: Document) -> tuple[int, int]:
    """Have Java encode and send a document; return partition and offset as Java was told them."""
    files = prepare()
    found = {
        "ce_specversion": "1.0",
        "ce_id": document.document_id,
        "ce_source": "a courier",
        "ce_type": codec.full_name(type(document)),
        "ce_time": headers.rfc3339(document.accepted_at_ms).decode(),
    }
    content = {"key": order_key(document.order_no), "headers": found, "record": msgspec.to_builtins(document)}
    where = [kafka.bootstrap, kafka.physical(TRADE_IMPORTS), url, str(codec.id_of(type(document)))]
    made = subprocess.run(
        [files.java, "-cp", files.classpath, str(SOURCE), *where],
        input=json.dumps(content),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    partition, offset = made.stdout.split()
    return int(partition), int(offset)


def produce_with_python(kafka: Kafka, document: Document) -> None:
    """Send a document as the gateway does."""
    found = headers.event_headers(
        event_id=document.document_id,
        source="gateway",
        type_=codec.full_name(type(document)),
        time_ms=document.accepted_at_ms,
        cause_id=None,
    )
    kafka.produce(TRADE_IMPORTS, order_key(document.order_no).encode(), codec.encode(document), dict(found))


def test_a_record_from_java_is_joined_and_lies_where_python_computes(
    mesh: Kafka, registry_url: str, tmp_path: Path
) -> None:
    """Java sends the order, Python payment, waybill and list; customs accepts the declaration."""
    order, payment, waybill, listed = four_documents("订单-Ünïcode-17")
    partition, offset = produce_with_java(mesh, registry_url, order)
    assert partition == partition_of(order_key(order.order_no).encode(), PARTITIONS)
    (record,) = mesh.read(TRADE_IMPORTS)
    assert (record.partition, record.offset) == (partition, offset)
    assert record.value == codec.encode(order)
    for document in (payment, waybill, listed):
        produce_with_python(mesh, document)
    mesh.flush()
    worker = Worker("customs", mesh, tmp_path)
    with workers(worker):
        found = mesh.wait_for(CUSTOMS_DECLARATIONS, 1)
        assert worker.stop() == 0
    accepted = codec.decode(found[0].value or b"")
    assert isinstance(accepted, DeclarationAccepted)
    assert accepted.subject.order_no == order.order_no
    assert order.document_id in [document.document_id for document in accepted.subject.documents]
    assert found[0].partition == partition
