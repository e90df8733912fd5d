"""What the gateway's process holds does not grow with what it has answered."""

import json
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from contracts.topics import GATEWAY_RECEIPTS, MESH_SCHEMAS
from edge.bus.read_back import OF_BATCHES
from tests.support.caseview.trade import a_day
from tests.support.customs.builders import MERCHANT
from tests.support.gateway.papers import an_order, as_ndjson, as_xml
from tests.support.gateway.process import ORGANISATION, GatewayProcess
from tests.support.kafka import Kafka

AT_ONCE = 4
RECEIPTS = 24_000
MEBIBYTE = 1024 * 1024
GROWN_MOST = 64 * MEBIBYTE
ANSWERED = {200, 202, 400, 404, 413, 429}
NDJSON = "application/x-ndjson"


@pytest.fixture
def gateway(kafka: Kafka, tmp_path: Path) -> Iterator[GatewayProcess]:
    kafka.create(*OF_BATCHES, GATEWAY_RECEIPTS)
    kafka.create(MESH_SCHEMAS, partitions=1, config={"cleanup.policy": "compact"})
    process = GatewayProcess(kafka.bootstrap, kafka.mesh, tmp_path)
    merchant = ORGANISATION | {"codes": [*ORGANISATION["codes"], MERCHANT]}
    (tmp_path / "organisations.json").write_text(json.dumps([merchant]))
    process.start()
    yield process
    process.stop()


class Client:
    """Asks a gateway; each method is one request and returns the status of its answer. number: tells requests apart."""

    def __init__(self, gateway: GatewayProcess) -> None:
        self._port = gateway.port
        self._key = f"Bearer {ORGANISATION['key']}"
        self._http = httpx.Client(
            base_url=f"http://127.0.0.1:{gateway.port}", headers={"authorization": self._key}, timeout=30
        )

    def close(self) -> None:
        self._http.close()

    def page(self, _number: int) -> int:
        return self._http.get("/v1/receipts", params={"after": "start"}).status_code

    def messages(self, _number: int) -> int:
        return self._http.get("/v1/messages", params={"after": "start", "limit": 10}).status_code

    def message(self, number: int) -> int:
        return self._http.get(f"/v1/messages/0-{number}").status_code

    def stream(self, _number: int) -> int:
        """Open a stream at the start and leave it after its first receipts."""
        with self._http.stream("GET", "/v1/receipts/stream", params={"after": "start"}) as answer:
            if answer.status_code == 200:  # else those before it have not been noticed to have left
                next(part for part in answer.iter_text() if "event: receipt" in part)
            return answer.status_code

    def orders(self, number: int) -> int:
        return self._post(as_ndjson(*(an_order(orderNo=f"M{number}-{place}") for place in range(500))))

    def order_messages(self, number: int) -> int:
        return self._post(as_xml(*(an_order(orderNo=f"X{number}-{place}") for place in range(50))), "application/xml")

    def malformed(self, number: int) -> int:
        return self._post(b"[%d," % number + b" " * (6 * MEBIBYTE), "application/json")

    def malformed_message(self, number: int) -> int:
        return self._post(b"<a>%d" % number + b" " * (6 * MEBIBYTE), "application/xml")

    def too_large(self, _number: int) -> int:
        return self._post(iter([b" " * MEBIBYTE] * 9))

    def broken_off(self, _number: int) -> int:
        """Send most of a body and hang up."""
        with socket.create_connection(("127.0.0.1", self._port), 30) as connection:
            head = f"POST /v1/documents HTTP/1.1\r\nhost: a\r\nauthorization: {self._key}\r\ncontent-type: {NDJSON}\r\n"
            connection.sendall(f"{head}content-length: {8 * MEBIBYTE}\r\n\r\n".encode() + b" " * (6 * MEBIBYTE))
        return self._http.get("/v1/me").status_code

    def _post(self, body: bytes | Iterator[bytes], kind: str = NDJSON) -> int:
        return self._http.post("/v1/documents", content=body, headers={"content-type": kind}).status_code


def resident(process: GatewayProcess) -> int:
    """Return the bytes of memory that the process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def grown(process: GatewayProcess, ask: Callable[[int], int], times: int) -> int:
    """Ask a part first, so that everything is there that stays; return by how much the rest has grown the process."""
    some = times // 5
    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert set(threads.map(ask, range(some))) <= ANSWERED
        before = resident(process)
        assert set(threads.map(ask, range(some, times))) <= ANSWERED
    return resident(process) - before


def test_nothing_that_is_read_or_handed_over_stays_in_memory(gateway: GatewayProcess, kafka: Kafka) -> None:
    issued = [at.value for at, _ in a_day().written if at.topic == GATEWAY_RECEIPTS]
    for number in range(RECEIPTS):
        kafka.produce(GATEWAY_RECEIPTS, b"%d" % number, issued[number % len(issued)])
    kafka.flush()
    with closing(Client(gateway)) as client:
        found = {
            ask.__name__: grown(gateway, ask, times)
            for ask, times in (
                (client.page, 400),
                (client.messages, 100),
                (client.message, 100),
                (client.stream, 80),
                (client.orders, 40),
                (client.order_messages, 40),
                (client.malformed, 60),
                (client.malformed_message, 60),
                (client.too_large, 60),
                (client.broken_off, 60),
            )
        }
    assert {name: size for name, size in found.items() if size > GROWN_MOST} == {}
