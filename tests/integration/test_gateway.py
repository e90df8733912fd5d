"""The gateway on a real Kafka: what it has answered is there, whatever is killed."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import httpx
import pytest

from contracts import codec
from contracts.topics import GATEWAY_EVIDENCE, TRADE_IMPORTS
from deploy.local_broker import LocalBroker
from edge.bus.read_back import OF_BATCHES
from mesh.declared.keys import partition_of
from tests.support.gateway.papers import an_order, as_ndjson, papers
from tests.support.gateway.process import GatewayProcess
from tests.support.kafka import Kafka, Message

KILLS = 6


@pytest.fixture
def gateway(kafka: Kafka, tmp_path: Path) -> Iterator[GatewayProcess]:
    kafka.create(*OF_BATCHES)
    process = GatewayProcess(kafka.bootstrap, kafka.mesh, tmp_path)
    process.start()
    yield process
    process.stop()


def batch(number: int, size: int = 4) -> bytes:
    return as_ndjson(*[an_order(orderNo=f"B{number}-{place}") for place in range(size)])


def ids(kafka: Kafka) -> list[str]:
    return [codec.decode(message.value or b"").document_id for message in kafka.read(TRADE_IMPORTS)]


def test_what_was_answered_is_on_the_bus_in_the_partition_of_its_key(gateway: GatewayProcess, kafka: Kafka) -> None:
    answer = gateway.post(as_ndjson(*papers()))
    assert answer.status_code == 202, answer.text
    messages = kafka.read(TRADE_IMPORTS)
    assert {item["documentId"] for item in answer.json()["items"]} == set(ids(kafka))
    assert {message.partition for message in messages} == {partition_of(b"D20241111001", 4)}
    assert all(message.headers["ce_type"].startswith(b"mesh.trade.") for message in messages)
    assert len(kafka.read(GATEWAY_EVIDENCE)) == 2
    assert gateway.stop() in (0, -15)


class Senders:
    """Send small batches side by side, each under its own key and again and again until it is acknowledged."""

    def __init__(self, gateway: GatewayProcess, number: int = 4) -> None:
        self._gateway = gateway
        self._stop = threading.Event()
        self.answered: dict[str, list[str]] = {}
        self.problems: list[str] = []
        self._threads = [threading.Thread(target=self._send, args=(sender,)) for sender in range(number)]

    def __enter__(self) -> "Senders":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _send(self, sender: int) -> None:
        number = sender
        acknowledged = True
        while not (self._stop.is_set() and acknowledged):
            acknowledged = False
            try:
                answer = self._gateway.post(batch(number), idempotency_key=f"batch-{number}")
            except httpx.TransportError:
                time.sleep(0.1)
                continue
            if answer.status_code == 202:
                said = answer.json()
                self.answered[said["batchId"]] = [item["documentId"] for item in said["items"]]
                acknowledged = True
                number += len(self._threads)
            elif answer.status_code in (409, 503):
                time.sleep(0.1)
            else:
                self.problems.append(answer.text)
                return


def test_kills_in_the_middle_of_requests_lose_and_double_nothing(gateway: GatewayProcess, kafka: Kafka) -> None:
    chance = random.Random(20241111)
    cut_off = kills = 0
    with Senders(gateway) as senders:
        while cut_off < KILLS and kills < 5 * KILLS:  # a kill may fall between two requests and hits nothing
            wanted = len(senders.answered) + chance.randint(1, 12)
            until = time.monotonic() + 20
            while len(senders.answered) < wanted and not senders.problems and time.monotonic() < until:
                time.sleep(0.001)
            with gateway.unable_to_note() if kills % 2 else nullcontext():
                time.sleep(chance.uniform(0, 0.08))  # anywhere within a request, or after its documents are published
                gateway.kill()
            kills += 1
            cut_off += gateway.unfinished()
            gateway.start()
    assert not senders.problems
    assert len(senders.answered) > KILLS
    assert cut_off >= KILLS, "the kills have hit no requests"

    documents = kafka.read(TRADE_IMPORTS)
    submissions: dict[str, list[str]] = {}
    for message in documents:
        record = codec.decode(message.value or b"")
        submissions.setdefault(record.batch_id, []).append(record.document_id)
    assert {name: sorted(found) for name, found in submissions.items()} == {
        name: sorted(promised) for name, promised in senders.answered.items()
    }
    evidence = kafka.read(GATEWAY_EVIDENCE)
    manifests = [message.headers["ce_id"].decode() for message in evidence if is_manifest(message)]
    assert senders.answered.keys() <= set(manifests)
    for found in (documents, evidence):
        event_ids = [message.headers["ce_id"] for message in found]
        assert len(event_ids) == len(set(event_ids))


def is_manifest(message: Message) -> bool:
    return message.headers["ce_type"] == b"mesh.gateway.EvidenceSealed"


def test_an_unreachable_bus_is_503_within_seconds_and_the_retry_goes_on(
    own_broker: LocalBroker, tmp_path: Path
) -> None:
    kafka = Kafka(own_broker.bootstrap)
    kafka.create(*OF_BATCHES)
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
        found = ids(kafka)
        assert promised <= set(found)
        assert len(found) == len(set(found)) == 8
    finally:
        gateway.stop()
