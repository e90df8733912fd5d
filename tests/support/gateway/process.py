"""The gateway as a process of its own on a real Kafka: started from its environment, killed at will."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from deploy.ports import free_port

ROOT = Path(__file__).resolve().parents[3]
KEY = "test-key-of-hangzhou"
DEADLINE = 30.0
ORGANISATION = {
    "organisation": "hangzhou",
    "name": "Hangzhou trade",
    "codes": ["1105910001", "3301960001"],
    "roles": ["carrier", "agent"],
    "commitment": "commitment of 2024",
    "key": KEY,
}


class GatewayProcess:
    """``python -m gateway`` in a folder that holds its database; `start` again goes on with the same."""

    def __init__(self, bootstrap: str, mesh: str, folder: Path, *more: Mapping[str, object]) -> None:
        """more: organisations beside the one whose key `post` uses."""
        organisations = folder / "organisations.json"
        organisations.write_text(json.dumps([ORGANISATION, *more]))
        self.port, self._health_port = free_port(), free_port()
        self.log = folder / "gateway.log"
        self._database = folder / "gateway.db"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("YIDIAN_")},
            "YIDIAN_KAFKA_BOOTSTRAP": bootstrap,
            "YIDIAN_MESH": mesh,
            "YIDIAN_GATEWAY_PORT": str(self.port),
            "YIDIAN_HTTP_PORT": str(self._health_port),
            "YIDIAN_DATABASE_URL": f"sqlite:///{self._database}",
            "YIDIAN_MASTER_KEY": "ab" * 32,
            "YIDIAN_ORGANISATIONS": str(organisations),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._client = httpx.Client(  # one for all: making one is dear, and the process is asked often while it starts
            base_url=f"http://127.0.0.1:{self.port}", headers={"authorization": f"Bearer {KEY}"}, timeout=DEADLINE
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self, *, ready: bool = True) -> None:
        """Start and return once it answers that it is ready, or alive."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gateway"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        self.wait_until("/readyz" if ready else "/healthz")

    def wait_until(self, path: str, status: int = 200) -> None:
        """Return once a GET of its health is answered with this status."""
        until = time.monotonic() + DEADLINE
        while time.monotonic() < until:
            try:
                url = f"http://127.0.0.1:{self._health_port}{path}"
                if self._client.get(url, timeout=5).status_code == status:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"{path} did not answer {status}: {self.log.read_text()[-2000:]}")

    def post(self, body: bytes, kind: str = "application/x-ndjson", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.post("/v1/documents", content=body, headers={"content-type": kind, **named})

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    @contextmanager
    def unable_to_note(self) -> Iterator[None]:
        """Hold the database's lock: what is under way is published and cannot be noted as finished."""
        with closing(sqlite3.connect(self._database, timeout=DEADLINE, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("ROLLBACK")

    def unfinished(self) -> int:
        """Count the batches that are reserved and not noted as finished. For a process that has ended."""
        with closing(sqlite3.connect(self._database)) as database:
            return int(database.execute("SELECT count(*) FROM gateway_batches WHERE state = 0").fetchone()[0])

    def stop(self) -> int:
        self._client.close()
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(how)
        return self._process.wait(DEADLINE)
