"""
Sends prepared request bodies at a steady rate over a few kept connections, whatever the answers take (open loop).

Runs as a process of its own, so that its CPU is told apart: ``python -m bench.ladder.sender`` with a JSON line on
standard input that says what to send; it answers with a JSON line on standard output.
"""

import http.client
import json
import mmap
import sys
import threading
import time
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CONNECTIONS = 8
PATIENCE_SECONDS = 120.0


class Sender:
    """
    Sends bodies numbered 0 and following, number n at `begin` + n / rate.

    file: the bodies, one after another. sizes: their lengths. late_seconds: the longest wait of a body for a free
    connection; retries: answers of 409, 429 or 503, after which the body was sent again.
    """

    def __init__(
        self, *, url: str, key: str, file: Path, sizes: list[int], per_second: float, name: str, begin: float
    ) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._key, self._name = parts.hostname or "", parts.port or 80, key, name
        self._sizes, self._per_second, self._begin = sizes, per_second, begin
        self._starts = [0, *accumulate(sizes)]
        with file.open("rb") as opened:
            self._bodies = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        self._next = 0
        self._lock = threading.Lock()
        self.late_seconds = 0.0
        self.retries = 0
        self.received = 0
        self.problems: list[str] = []

    def run(self) -> None:
        """Send everything and return when the last answer is there."""
        threads = [threading.Thread(target=self._work) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self) -> None:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=60)
        while (number := self._take()) is not None:
            due = self._begin + number / self._per_second
            now = time.time()
            if due > now:
                time.sleep(due - now)
            else:
                with self._lock:
                    self.late_seconds = max(self.late_seconds, now - due)
            try:
                self._send(connection, number)
            except (OSError, http.client.HTTPException, ValueError) as error:
                with self._lock:
                    self.problems.append(f"request {number}: {error!r}")
                return
        connection.close()

    def _take(self) -> int | None:
        with self._lock:
            if self._next == len(self._sizes) or self.problems:
                return None
            self._next += 1
            return self._next - 1

    def _send(self, connection: http.client.HTTPConnection, number: int) -> None:
        """Send one body until it is acknowledged. Raises ValueError for an answer that no repetition mends."""
        body = self._bodies[self._starts[number] : self._starts[number + 1]]
        headers = {
            "Authorization": f"Bearer {self._key}",
            "Content-Type": "application/x-ndjson",
            "Idempotency-Key": f"{self._name}-{number}",
        }
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                connection.request("POST", "/v1/documents", body=body, headers=headers)
                answer = connection.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException):
                connection.close()  # an idle one is closed by the gateway; the key makes a repetition harmless
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)  # a gateway that is away is not asked without pause
                continue
            if answer.status == 202:
                with self._lock:
                    self.received += json.loads(content)["received"]
                return
            if answer.status not in (409, 429, 503) or time.monotonic() > until:
                raise ValueError(f"{answer.status}: {content[:300]!r}")
            with self._lock:
                self.retries += 1
            time.sleep(float(answer.headers.get("Retry-After", "0.2")))


def main() -> None:
    """Send what standard input says."""
    request: dict[str, Any] = json.loads(sys.stdin.readline())
    sender = Sender(**{**request, "file": Path(request["file"])})
    sender.run()
    times = time.process_time()
    print(
        json.dumps(
            {
                "received": sender.received,
                "retries": sender.retries,
                "late_seconds": sender.late_seconds,
                "cpu_seconds": times,
                "problems": sender.problems,
            }
        )
    )


if __name__ == "__main__":
    main()
