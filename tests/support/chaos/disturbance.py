"""Kills of a mesh's processes, each at a random instant, and how long each took to recover from."""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from contracts.topics import (
    CUSTOMS_CERTIFICATES,
    CUSTOMS_DECLARATIONS,
    CUSTOMS_DOCUMENTS,
    CUSTOMS_EXPORTS,
    GATEWAY_RECEIPTS,
    TAX_GUARANTEES,
)
from deploy.local import LocalMesh
from mesh.kafka.committed_records import everywhere
from mesh.kafka.high_watermarks import uncommitted_ends
from tests.support.chaos.exports import Followed
from tests.support.chaos.outside import records
from tests.support.chaos.sending import Sending

RECOVERY_SECONDS = 90.0
STILL_SECONDS = 2.5
LOOK_SECONDS = 0.5
WATCHED = (
    CUSTOMS_DOCUMENTS, CUSTOMS_DECLARATIONS, TAX_GUARANTEES, GATEWAY_RECEIPTS, CUSTOMS_EXPORTS, CUSTOMS_CERTIFICATES
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kill:
    """One SIGKILL. seconds: from the kill until the process answered ready again."""

    name: str
    at_ms: int
    seconds: float


@dataclass(slots=True)
class Readiness:
    """Looks at the whole mesh all the while: who was not ready, and when (real ms UTC)."""

    looks: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    @contextmanager
    def watching(self, mesh: LocalMesh) -> Iterator[None]:
        """Look twice a second within the block."""
        over = threading.Event()

        def look() -> None:
            while not over.wait(LOOK_SECONDS):
                self.looks.append((time.time_ns() // 1_000_000, tuple(mesh.supervisor.unready())))

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def everyone_after(self, kills: Sequence[Kill], number: int) -> tuple[float, tuple[str, ...]]:
        """
        Return how long after a kill somebody was still, or again, not ready, up to the next kill, and who was last.

        That is longer than the one who was killed took where others suffer from it, at once or later.
        """
        begin = kills[number].at_ms
        end = kills[number + 1].at_ms if number + 1 < len(kills) else None
        seen = [(at, who) for at, who in self.looks if at >= begin and (end is None or at < end) and who]
        return ((seen[-1][0] - begin) / 1000, seen[-1][1]) if seen else (0.0, ())


def turns(mesh: LocalMesh, kills: int, *, seed: int = 7) -> list[str]:
    """Return whom to kill: every process in turn, in a random order."""
    names = sorted(mesh.supervisor.pids())
    order = [names[number % len(names)] for number in range(kills)]
    random.Random(seed).shuffle(order)
    return order


@dataclass(slots=True)
class Disturbance:
    """Kills processes of a mesh by name, one after another, while a load is being sent."""

    mesh: LocalMesh
    victims: Sequence[str]
    seed: int = 7
    done: list[Kill] = field(default_factory=list)
    readiness: Readiness = field(default_factory=Readiness)

    def run(self, sending: Sending) -> None:
        """Let some more be sent, kill in the midst of it, wait until victim and senders have come through; again."""
        chance = random.Random(self.seed)
        for number, name in enumerate(self.victims):
            sending.allowed = (number + 1) / (len(self.victims) + 1)  # something is under way at every kill
            time.sleep(chance.uniform(0.1, 0.6))  # anywhere within a transaction
            self.done.append(self._kill(name))
            while sending.share < sending.allowed and not sending.done:
                time.sleep(0.02)
        sending.allowed = 1.0

    def _kill(self, name: str) -> Kill:
        self.mesh.supervisor.wait_until_ready(name, seconds=RECOVERY_SECONDS)  # it may suffer from the kill before
        begin = time.monotonic()
        at_ms = time.time_ns() // 1_000_000
        self.mesh.supervisor.kill(name)
        self.mesh.supervisor.wait_until_ready(name, seconds=RECOVERY_SECONDS)
        return Kill(name, at_ms, time.monotonic() - begin)


def settled(mesh: LocalMesh, documents: int, followed: Followed, *, seconds: float) -> None:
    """
    Wait until customs has judged all documents of imports, every paper of exports has as many answers as it must have,
    and topics have stood still. Raises AssertionError.
    """
    kafka = {"bootstrap.servers": mesh.bootstrap}
    places = everywhere(kafka, mesh.name, WATCHED)
    until = time.monotonic() + seconds
    before: dict[tuple[str, int], int] = {}
    judged, lacking = 0, 0
    while True:
        ends = uncommitted_ends(kafka, mesh.name, places)
        if ends == before:
            judged = sum(1 for _ in records(kafka, mesh.name, [CUSTOMS_DOCUMENTS]))
            lacking = len(followed.lacking())
            if judged >= documents and not lacking:
                return
        assert time.monotonic() < until, (
            f"after {seconds} s {judged} of {documents} documents judged, {lacking} papers of exports lack answers"
        )
        before = ends
        time.sleep(STILL_SECONDS)
