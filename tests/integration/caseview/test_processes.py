"""Receipts worker, view and gateway as processes: what customs publishes reaches a client once, through restarts."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from caseview.inputs import inputs
from contracts import codec, topics
from deploy.ports import free_port
from edge.bus.read_back import OF_BATCHES
from edge.bus.registers import REGISTERS
from mesh.wire import names
from mesh.wire.headers import pairs
from tests.support.caseview.trade import a_day
from tests.support.customs.builders import MERCHANT
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh.processes import Worker
from tests.support.receipts.ceb_structure import faults

ORGANISATIONS = [
    {
        "organisation": "merchant",
        "name": "M",
        "codes": [MERCHANT],
        "roles": ["merchant"],
        "key": "merchant-key-merchant",
    },
    {"organisation": "tax", "name": "T", "codes": [], "roles": ["officer:tax"], "key": "officer-key-of-the-tax"},
    {"organisation": "ops", "name": "O", "codes": [], "roles": ["operator"], "key": "operator-key-operator"},
]


class Processes:
    """The three processes of the gateway on a fresh mesh."""

    def __init__(self, kafka: Kafka, folder: Path) -> None:
        self._folder = folder
        self.port, self._health_port = free_port(), free_port()
        (folder / "organisations.json").write_text(json.dumps(ORGANISATIONS), encoding="utf-8")
        self._environment = {
            **os.environ,
            "YIDIAN_KAFKA_BOOTSTRAP": kafka.bootstrap,
            "YIDIAN_MESH": kafka.mesh,
            "YIDIAN_DATABASE_URL": f"sqlite:///{folder}/gateway.db",
        }
        own = {
            "YIDIAN_MASTER_KEY": "11" * 32,
            "YIDIAN_ORGANISATIONS": str(folder / "organisations.json"),
            "YIDIAN_GATEWAY_PORT": str(self.port),
            "YIDIAN_HTTP_PORT": str(self._health_port),
        }
        self.gateway = self._start("gateway", own)
        self.view = self._start("caseview", {})
        self.receipts = Worker("receipts", kafka, folder)
        self.receipts.start()
        self._own = own

    def restart_gateway(self) -> None:
        """Stop it with its streams open and start it again."""
        self.gateway.send_signal(signal.SIGTERM)
        assert self.gateway.wait(timeout=8) == -signal.SIGTERM  # uvicorn raises the signal again when it has drained
        self.gateway = self._start("gateway", self._own)

    def stop(self) -> None:
        """End all three."""
        self.receipts.kill()
        for process in (self.gateway, self.view):
            process.kill()
            process.wait()

    def client(self, key: str) -> httpx.Client:
        url = f"http://127.0.0.1:{self.port}"
        return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=20)

    def answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self._health_port}/healthz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def _start(self, module: str, own: dict[str, str]) -> subprocess.Popen[bytes]:
        with (self._folder / f"{module}.log").open("ab") as log:
            return subprocess.Popen([sys.executable, "-m", module], env={**self._environment, **own}, stderr=log)


@contextmanager
def running(kafka: Kafka, folder: Path) -> Iterator[Processes]:
    processes = Processes(kafka, folder)
    try:
        yield processes
    finally:
        processes.stop()


def take(client: httpx.Client, headers: dict[str, str], enough: int) -> list[tuple[str, str]]:
    """Cursor and receipt id of the next events of a stream."""
    found: list[tuple[str, str]] = []
    last = ""
    with client.stream("GET", "/v1/receipts/stream", headers=headers) as answer:
        assert answer.status_code == 200
        for line in answer.iter_lines():
            if line.startswith("id: "):
                last = line.removeprefix("id: ")
            if line.startswith("data: "):
                found.append((last, json.loads(line.removeprefix("data: "))["receipt_id"]))
                if len(found) == enough:
                    return found
    return found


@pytest.fixture
def mesh(kafka: Kafka) -> Kafka:
    """Every topic of the gateway's processes, and what customs has published."""
    state = names.state_topic("gateway.receipts"), names.journal_topic("gateway.receipts")
    kafka.create(*{*inputs(), *OF_BATCHES}, *state)
    kafka.create(topics.MESH_SCHEMAS, *REGISTERS, partitions=1, config={"cleanup.policy": "compact"})
    for inbound, _ in a_day().written:
        if inbound.topic != topics.GATEWAY_RECEIPTS:
            kafka.produce(inbound.topic, inbound.key, inbound.value, dict(pairs(inbound.headers)))
    kafka.flush()
    return kafka


def test_a_merchant_reads_every_receipt_once_through_a_restart_and_an_officer_decides(
    mesh: Kafka, tmp_path: Path
) -> None:
    made = sorted(r.receipt_id for _, r in a_day().written if MERCHANT in getattr(r, "audience", ()))
    with running(mesh, tmp_path) as processes:
        wait_until(processes.answers, "the gateway", deadline=40)
        mesh.wait_for(topics.GATEWAY_RECEIPTS, len(made), deadline=40)
        with processes.client("merchant-key-merchant") as merchant:
            first = take(merchant, {}, 7)
            processes.restart_gateway()
            wait_until(processes.answers, "the gateway again", deadline=40)
            rest = take(merchant, {"Last-Event-ID": first[-1][0]}, len(made) - len(first))
            assert len({receipt_id for _, receipt_id in first + rest}) == len(made)

            def released() -> bool:
                answer = merchant.get("/v1/cases/GW1")
                return answer.status_code == 200 and answer.json()["matches"][0]["status"] == "800"

            wait_until(released, "the view", deadline=40)
        with processes.client("officer-key-of-the-tax") as officer:
            (hold,) = officer.get("/v1/held").json()["held"]
            finding = {
                "declaration": hold["declaration_id"],
                "hold": hold["hold_id"],
                "action": "RELEASE",
                "authority": "art. 5",
                "reason": "topped up",
            }
            assert officer.post("/v1/findings", json=finding).status_code == 202
        (message,) = mesh.wait_for(topics.TAX_FINDINGS, 1)
        assert codec.decode(message.value or b"").hold_id == "hold-1"
        with processes.client("operator-key-operator") as operator:
            lag = {row["topic"]: row["lag"] for row in operator.get("/v1/topics").json()["topics"]}
            assert "receipts" in lag[topics.CUSTOMS_DOCUMENTS]
            assert operator.get("/v1/summary").json()["latency"]["declarations"] == 3


def test_the_mailbox_gives_every_receipt_as_a_message_that_may_be_fetched_again(mesh: Kafka, tmp_path: Path) -> None:
    made = [r for _, r in a_day().written if MERCHANT in getattr(r, "audience", ())]
    with running(mesh, tmp_path) as processes:
        wait_until(processes.answers, "the gateway", deadline=40)
        mesh.wait_for(topics.GATEWAY_RECEIPTS, len(made), deadline=40)
        with processes.client("merchant-key-merchant") as merchant:
            messages: list[dict[str, Any]] = []
            after = "start"
            while len(messages) < len(made):
                page = merchant.get("/v1/messages", params={"after": after, "limit": 5}).json()
                messages += page["messages"]
                after = page["next"]
            assert len({message["guid"] for message in messages}) == len(messages) >= len(made)
            assert [fault for message in messages for fault in faults(message["xml"].encode())] == []
            for message in (messages[0], messages[-1]):
                again = merchant.get(f"/v1/messages/{message['places'][0]}")
                assert (again.status_code, again.text) == (200, message["xml"])
            assert merchant.get("/v1/messages/0-999999999").status_code == 404


def test_a_stream_that_waits_does_not_keep_the_gateway_from_stopping(mesh: Kafka, tmp_path: Path) -> None:
    with running(mesh, tmp_path) as processes:
        wait_until(processes.answers, "the gateway", deadline=40)
        with (
            processes.client("merchant-key-merchant") as merchant,
            merchant.stream("GET", "/v1/receipts/stream?after=end") as answer,
        ):
            assert next(answer.iter_lines()).startswith("retry:")
            processes.restart_gateway()
