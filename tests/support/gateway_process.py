"""The gateway as a process of its own on a real Kafka: started from its environment, killed at will."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from deploy.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
KEY = "test-key-of-hangzhou"
DEADLINE = 30.0
ORGANISATION = {
    "organisation": "hangzhou",
    "name": "Hangzhou trade",
    "codes": ["1105910001", "3301960001"],
    "roles": ["platform", "merchant"],
    "key": KEY,
}


class GatewayProcess:
    """``python -m gateway`` in a folder that holds its database; `start` again goes on with the same."""

    def __init__(self, bootstrap: str, mesh: str, folder: Path) -> None:
        organisations = folder / "organisations.json"
        organisations.write_text(json.dumps([ORGANISATION]))
        self.port = free_port()
        self.log = folder / "gateway.log"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("YIDIAN_")},
            "YIDIAN_KAFKA_BOOTSTRAP": bootstrap,
            "YIDIAN_MESH": mesh,
            "YIDIAN_GATEWAY_PORT": str(self.port),
            "YIDIAN_DATABASE_URL": f"sqlite:///{folder / 'gateway.db'}",
            "YIDIAN_MASTER_KEY": "ab" * 32,
            "YIDIAN_ORGANISATIONS": str(organisations),
        }
        self._process: subprocess.Popen[bytes] | None = None

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
        """Return once a GET is answered with this status."""
        until = time.monotonic() + DEADLINE
        while time.monotonic() < until:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=5).status_code == status:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(f"{path} did not answer {status}: {self.log.read_text()[-2000:]}")

    def post(self, body: bytes, kind: str = "application/x-ndjson", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.post(
            f"http://127.0.0.1:{self.port}/v1/documents",
            content=body,
            headers={"authorization": f"Bearer {KEY}", "content-type": kind, **named},
            timeout=DEADLINE,
        )

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(how)
        return self._process.wait(DEADLINE)
