"""The gateway on a real Kafka: what it has answered is there, whatever is killed."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from contracts import codec
from contracts.topics import GATEWAY_EVIDENCE, TRADE_DOCUMENTS
from deploy.broker import LocalBroker
from mesh.keys import partition_of
from tests.support.gateway_process import GatewayProcess
from tests.support.kafka import Kafka
from tests.support.papers import an_order, as_ndjson, papers


@pytest.fixture
def gateway(kafka: Kafka, tmp_path: Path) -> Iterator[GatewayProcess]:
    kafka.create(TRADE_DOCUMENTS, GATEWAY_EVIDENCE)
    process = GatewayProcess(kafka.bootstrap, kafka.mesh, tmp_path)
    process.start()
    yield process
    process.stop()


def batch(number: int, size: int = 4) -> bytes:
    return as_ndjson(*[an_order(orderNo=f"B{number}-{place}") for place in range(size)])


def ids(kafka: Kafka) -> list[str]:
    return [codec.decode(message.value or b"").document_id for message in kafka.read(TRADE_DOCUMENTS)]


def test_what_was_answered_is_on_the_bus_in_the_partition_of_its_key(gateway: GatewayProcess, kafka: Kafka) -> None:
    answer = gateway.post(as_ndjson(*papers()))
    assert answer.status_code == 202, answer.text
    messages = kafka.read(TRADE_DOCUMENTS)
    assert {item["documentId"] for item in answer.json()["items"]} == set(ids(kafka))
    assert {message.partition for message in messages} == {partition_of(b"D20241111001", 4)}
    assert all(message.headers["ce_type"].startswith(b"mesh.trade.") for message in messages)
    assert len(kafka.read(GATEWAY_EVIDENCE)) == 2
    assert gateway.stop() in (0, -15)


def test_kills_in_the_middle_of_requests_lose_nothing_that_was_answered(gateway: GatewayProcess, kafka: Kafka) -> None:
    answered: dict[int, list[str]] = {}
    stop = threading.Event()

    def send() -> None:
        number = 0
        while not stop.is_set():
            try:
                answer = gateway.post(batch(number), idempotency_key=f"batch-{number}")
            except httpx.TransportError:
                time.sleep(0.02)
                continue
            if answer.status_code == 202:
                answered[number] = [item["documentId"] for item in answer.json()["items"]]
                number += 1
            else:
                assert answer.status_code in (409, 503), answer.text

    sender = threading.Thread(target=send)
    sender.start()
    for kills in range(3):
        wanted = (kills + 1) * 5
        until = time.monotonic() + 20
        while len(answered) < wanted and time.monotonic() < until:
            time.sleep(0.005)
        gateway.kill()
        gateway.start()
    stop.set()
    sender.join()
    found = ids(kafka)
    promised = {document for documents in answered.values() for document in documents}
    assert len(answered) >= 15
    assert promised <= set(found)
    assert len(set(found) - promised) <= 4, "only the batch in hand at the end may be unanswered"


def test_an_unreachable_bus_is_503_within_seconds_and_the_retry_goes_on(
    own_broker: LocalBroker, tmp_path: Path
) -> None:
    kafka = Kafka(own_broker.bootstrap)
    kafka.create(TRADE_DOCUMENTS, GATEWAY_EVIDENCE)
    gateway = GatewayProcess(kafka.bootstrap, kafka.mesh, tmp_path)
    gateway.start()
    try:
        assert gateway.post(batch(0)).status_code == 202
        own_broker.kill()
        started = time.monotonic()
        refused = gateway.post(batch(1), idempotency_key="one")
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        assert time.monotonic() - started < 10
        gateway.wait_until("/readyz", 503)
        own_broker.restart()
        gateway.wait_until("/readyz")
        until = time.monotonic() + 30
        while (answer := gateway.post(batch(1), idempotency_key="one")).status_code != 202:
            assert answer.status_code in (409, 503)
            assert time.monotonic() < until
        promised = {item["documentId"] for item in answer.json()["items"]}
        assert promised <= set(ids(kafka))
        assert len(set(ids(kafka))) == 8
    finally:
        gateway.stop()
