"""
A generated load, sent as couriers do: batches with an Idempotency-Key, each repeated until it has been acknowledged.

It is the day of trade as far as it is decided by what was sent alone: without what waits for an officer, the match
deadline, a number that customs gave, or for others to be settled first. A case goes out whole, in one batch, so that
its documents keep their order however batches overtake each other.
"""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from simulator.case import DUPLICATE, MISSING, Case, Stage
from simulator.day import generate
from simulator.documents import Document
from simulator.world import world

Key = tuple[str, str, str]
"""Order number, type and number of a document."""

COURIER = "1101180326"
SENDERS = 2
PATIENCE_SECONDS = 240.0
CONTESTED = {"waybill-number-reused", "payment-number-reused", "payment-misdirected"}
"""Plants of several parcels whose outcome depends on which of them customs reads first."""
IN_ORDER = (Stage.FIRST, Stage.LATE)
"""What is late here comes right after the rest: for these plants only the order matters."""


@dataclass(frozen=True, slots=True)
class Load:
    """
    Parcels and the batches in which their documents go out; `contested` order numbers compete for something.

    answers: what must become of each document of uncontested parcels, by order number, type and number.
    """

    cases: tuple[Case, ...]
    batches: tuple[bytes, ...]
    documents: int
    contested: frozenset[str]
    answers: Mapping[Key, Counter[str]]


def make(declarations: int, *, batch: int, seed: int = 11) -> Load:
    """
    Generate `declarations` parcels with the planted shares of faults, without those that need a later round.

    batch: documents per request.
    """
    cases = tuple(
        case
        for case in generate(world(), parcels=declarations, seed=seed)
        if all(step.stage in IN_ORDER for step in case.steps) and MISSING not in case.outcome.codes
    )
    contested = frozenset(
        str(step.document["orderNo"]) for case in cases if case.plant in CONTESTED for step in case.steps
    )
    documents = sum(len(case.steps) for case in cases)
    return Load(cases, tuple(_batches(cases, batch)), documents, contested, _answers(cases, contested))


def _batches(cases: Iterable[Case], size: int) -> Iterator[bytes]:
    """Yield batches of whole cases, each of `size` documents or a few more."""
    lines: list[bytes] = []
    for case in cases:
        lines += [
            msgspec.json.encode(step.document) for stage in IN_ORDER for step in case.steps if step.stage is stage
        ]
        if len(lines) >= size:
            yield b"\n".join(lines)
            lines = []
    if lines:
        yield b"\n".join(lines)


def _answers(cases: Iterable[Case], contested: Collection[str]) -> dict[Key, Counter[str]]:
    """Count what must become of the documents that customs judges, by their key; it never sees what is repeated."""
    verdicts: dict[Key, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for step in case.steps:
            if step.answer != DUPLICATE and step.document["orderNo"] not in contested:
                verdicts[_key(step.document)][step.answer.verdict.upper()] += 1
    return dict(verdicts)


def _key(document: Document) -> Key:
    kind = str(document["type"])
    number = {
        "import-order": "orderNo",
        "import-payment": "payTransactionId",
        "import-waybill": "logisticsNo",
        "import-list": "copNo",
    }[kind]
    return str(document["orderNo"]), kind.upper().replace("-", "_"), str(document[number])


@dataclass(slots=True)
class Sending:
    """Sends a load from a few threads. `allowed` is the share that may have gone out: whoever disturbs raises it."""

    url: str
    key: str
    load: Load
    name: str
    allowed: float = 1.0
    acknowledged: int = 0
    items: int = 0
    retries: int = 0
    errors: list[str] = field(default_factory=list)
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
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
        while self._next < len(self.load.batches) and self._next >= self.allowed * len(self.load.batches):
            time.sleep(0.01)
        with self._lock:
            if self._next >= len(self.load.batches):
                return None
            self._next += 1
            return self._next - 1

    def _run(self) -> None:
        with httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {self.key}"}, timeout=30) as client:
            while (number := self._take()) is not None:
                try:
                    self._send(client, number)
                except Exception as error:  # noqa: BLE001 - told by `join`, in the thread of the test
                    self.errors.append(f"batch {number}: {error!r}")
                    return

    def _send(self, client: httpx.Client, number: int) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": f"{self.name}-{number}"}
        while True:
            try:
                answer = client.post("/v1/documents", content=self.load.batches[number], headers=headers)
            except httpx.TransportError as error:
                reason = repr(error)
            else:
                if answer.is_success:
                    said: dict[str, Any] = answer.json()
                    with self._lock:
                        self.acknowledged += 1
                        self.items += len(said["items"])
                    return
                assert answer.status_code in {409, 429, 503}, f"{answer.status_code}: {answer.text[:400]}"
                reason = str(answer.status_code)
            assert time.monotonic() < until, f"not acknowledged after {PATIENCE_SECONDS} s: {reason}"
            with self._lock:
                self.retries += 1
            time.sleep(0.25)
