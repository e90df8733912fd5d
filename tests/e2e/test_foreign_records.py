"""Records that nobody of the mesh wrote, on every topic: parcels are decided beside them, and starts succeed."""

import json
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from confluent_kafka import Producer

from contracts import codec
from contracts.mesh import ClockTicked
from contracts.topics import MESH_CLOCK, TOPICS
from customs.clearance.processor import CLEARANCE
from deploy.broker import BOOTSTRAP_VARIABLE, Broker
from deploy.local import LocalMesh
from gateway.http.document_schemas import PARCEL
from mesh.replay import rerun
from mesh.wire import names
from mesh.wire.partitions import counted
from tests.support.gateway.papers import as_json
from tests.support.kafka import Kafka, wait_until

pytestmark = pytest.mark.e2e

TICK = codec.encode(ClockTicked(at_ms=1))
FOREIGN = (b"\0\0\0\0\x01abc", b"{}", b"", b"\0\0", TICK)
HEADERS: list[tuple[str, str | bytes | None]] = [("ce_time", b"?"), ("ce_id", b"\xff")]
JSON = {"Content-Type": "application/json"}
DECIDED = {"CLEARED", "HELD"}  # inspection draws some
PATIENCE = 150


@pytest.fixture
def mesh(broker: Broker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], LocalMesh]]:
    """Start a mesh, or start it again where it was; at the end it is stopped, and its topics are gone."""
    monkeypatch.setenv(BOOTSTRAP_VARIABLE, broker.bootstrap)
    name, running = f"test-{secrets.token_hex(4)}", list[LocalMesh]()

    def start() -> LocalMesh:
        for earlier in running:
            earlier.stop()
        running[:] = [LocalMesh(tmp_path / "mesh", name=name)]
        running[0].start()
        return running[0]

    yield start
    for last in running:
        last.stop()
    Kafka(broker.bootstrap, name).close()


def spoil(mesh: LocalMesh) -> None:
    """Write foreign records to every partition of every topic, under a key that no parcel has."""
    producer = Producer({"bootstrap.servers": mesh.bootstrap, "linger.ms": 5})
    for topic, count in counted(producer, mesh.name, TOPICS).items():
        for partition in range(count):
            for value in FOREIGN:
                if not (topic == MESH_CLOCK and value == TICK):
                    producer.produce(names.physical(mesh.name, topic), value, b"\xff", partition, headers=HEADERS)
    assert producer.flush(30) == 0


def client(mesh: LocalMesh, role: str) -> httpx.Client:
    key = next(each["key"] for each in mesh.organisations() if role in (each["organisation"], *each["roles"]))
    return httpx.Client(base_url=mesh.gateway_url, headers={"Authorization": f"Bearer {key}"}, timeout=30)


def is_decided(mesh: LocalMesh, number: str) -> None:
    """Hand over a parcel of this number and wait until the view tells how it was decided, and its courier is told."""
    papers: list[dict[str, Any]] = json.loads(re.sub(r"(EXAMPLE[A-Z-]*-)0001", rf"\g<1>{number}", json.dumps(PARCEL)))
    with client(mesh, "courier-changfeng") as courier, client(mesh, "operator") as operator:
        assert courier.post("/v1/documents", content=as_json(*papers), headers=JSON).status_code == 202

        def decided() -> bool:
            found = operator.get(f"/v1/cases/EXAMPLE-{number}")
            return found.status_code == 200 and found.json()["matches"][0]["state"] in DECIDED

        wait_until(decided, f"the decision on {number}", deadline=PATIENCE)

        def told() -> bool:
            at, orders = "start", set[str]()
            while True:
                page = courier.get("/v1/receipts", params={"after": at, "limit": 1_000})
                assert page.status_code == 200
                orders |= {receipt["order_no"] for receipt in page.json()["receipts"]}
                at = page.json()["next"]
                if page.json()["caught_up"]:
                    return f"EXAMPLE-{number}" in orders

        wait_until(told, f"the receipts of {number}", deadline=PATIENCE)


def test_foreign_records_on_every_topic_stop_no_parcel_no_start_and_no_replay(mesh: Callable[[], LocalMesh]) -> None:
    first = mesh()
    spoil(first)
    is_decided(first, "1001")
    with client(first, "operator") as operator:
        paths = ("/v1/topics", "/v1/parked", "/v1/summary", "/v1/held", "/v1/flow", "/v1/messages", "/v1/registers")
        assert {path: operator.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
        assert operator.get("/v1/parked").json()["total"] >= 1
    with client(first, "auditor") as auditor:
        asked = {"purpose": "audit"}
        assert auditor.get("/v1/explanations/EXAMPLE-1001", params=asked).status_code == 200
    again = mesh()
    spoil(again)
    is_decided(again, "1002")
    report = rerun.replay({"bootstrap.servers": again.bootstrap}, again.name, CLEARANCE)
    assert report.identical, report.differences
    assert report.strangers
