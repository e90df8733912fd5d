"""
Sends a load as enterprises do: batches with an Idempotency-Key, each repeated until it has been acknowledged.

What is declared by exports goes out freely; a later phase of them begins when what it builds on has been answered.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from simulator.exports.papers import Paper, fill
from tests.support.chaos.exports import Followed
from tests.support.chaos.load import Batch, Load

SENDERS = 2
PATIENCE_SECONDS = 240.0
POLL_SECONDS = 0.25


@dataclass(slots=True)
class Sending:
    """
    Sends a load from a few threads. `allowed` is the share that may have gone out: whoever disturbs raises it.

    keys: of those who transmit, by their codes. followed: what is said of the exports meanwhile.
    """

    url: str
    keys: Mapping[str, str]
    load: Load
    name: str
    followed: Followed
    allowed: float = 1.0
    acknowledged: int = 0
    items: int = 0
    retries: int = 0
    waited: float = 0.0
    errors: list[str] = field(default_factory=list)
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _counting: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Begin to send."""
        for number in range(SENDERS):
            thread = threading.Thread(target=self._run, name=f"sender-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    @property
    def done(self) -> bool:
        """Whether every batch is acknowledged or a sender gave up."""
        return not any(thread.is_alive() for thread in self._threads)

    @property
    def share(self) -> float:
        """How much has been acknowledged, from 0 to 1."""
        return self.acknowledged / len(self.load.batches)

    def join(self) -> None:
        """Wait for the senders. Raises AssertionError with what a sender gave up on."""
        for thread in self._threads:
            thread.join()
        assert not self.errors, self.errors
        assert self.acknowledged == len(self.load.batches)

    def _take(self) -> int | None:
        """Return the next batch when it may go out: the other sender waits meanwhile, as its own comes after it."""
        batches = self.load.batches
        while self._next < len(batches) and self._next >= self.allowed * len(batches):
            time.sleep(0.01)
        with self._lock:
            if self.errors or self._next >= len(batches):
                return None
            number = self._next
            if number and batches[number].phase is not batches[number - 1].phase:
                self._wait_for(number)
            self._next = number + 1
            return number

    def _wait_for(self, number: int) -> None:
        """Wait until all before a batch is acknowledged, and its phase may begin."""
        begin, awaited = time.monotonic(), list[Paper]()
        phase = self.load.batches[number].phase
        while self.acknowledged < number or (awaited := self.followed.awaited(phase)):
            assert not self.errors, "another sender gave up"
            in_time = time.monotonic() < begin + PATIENCE_SECONDS
            assert in_time, f"{phase.name} cannot begin, {len(awaited)} papers lack answers, such as {awaited[:3]}"
            time.sleep(POLL_SECONDS)
        self.waited += time.monotonic() - begin

    def _run(self) -> None:
        with httpx.Client(base_url=self.url, timeout=30) as client:
            number: int | None = None
            try:
                while (number := self._take()) is not None:
                    self._send(client, number)
            except Exception as error:  # noqa: BLE001 - told by `join`, in the thread of the test
                self.errors.append(f"batch {number}: {error!r}")

    def _body(self, batch: Batch) -> bytes:
        for paper in batch.papers:
            fill(paper, [self.followed.book.list_no(listed) or "unknown" for listed in paper.lists])
        return b"\n".join(batch.lines or [msgspec.json.encode(paper.document) for paper in batch.papers])

    def _send(self, client: httpx.Client, number: int) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        batch = self.load.batches[number]
        headers = {
            "Authorization": f"Bearer {self.keys[batch.sender]}",
            "Content-Type": "application/x-ndjson",
            "Idempotency-Key": f"{self.name}-{number}",
        }
        body = self._body(batch)
        while True:
            try:
                answer = client.post("/v1/documents", content=body, headers=headers)
            except httpx.TransportError as error:
                reason = repr(error)
            else:
                if answer.is_success:
                    self._enter(batch, answer.json())
                    return
                assert answer.status_code in {409, 429, 503}, f"{answer.status_code}: {answer.text[:400]}"
                reason = str(answer.status_code)
            assert time.monotonic() < until, f"not acknowledged after {PATIENCE_SECONDS} s: {reason}"
            with self._counting:
                self.retries += 1
            time.sleep(0.25)

    def _enter(self, batch: Batch, said: Mapping[str, Any]) -> None:
        with self._counting:
            for index, (paper, item) in enumerate(zip(batch.papers, said["items"], strict=False)):
                self.followed.book.enter(paper, (said["batchId"], index), item.get("documentId"))
            self.items += len(said["items"])
            self.acknowledged += 1
