"""Kills of a mesh's processes, each at a random instant, and how long each took to recover from."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from contracts.topics import CUSTOMS_DECLARATIONS, CUSTOMS_DOCUMENTS, GATEWAY_RECEIPTS, TAX_GUARANTEES
from deploy.local import LocalMesh
from mesh.committed import everywhere
from mesh.ends import uncommitted_ends
from tests.support.chaos.load import Sending
from tests.support.chaos.outside import records

RECOVERY_SECONDS = 90.0
STILL_SECONDS = 2.5
WATCHED = (CUSTOMS_DOCUMENTS, CUSTOMS_DECLARATIONS, TAX_GUARANTEES, GATEWAY_RECEIPTS)


@dataclass(frozen=True, slots=True)
class Kill:
    """One SIGKILL. seconds: from the kill until the process answered ready again."""

    name: str
    at_ms: int
    seconds: float


def turns(mesh: LocalMesh, kills: int, *, seed: int = 7) -> list[str]:
    """Return whom to kill: every process in turn, in a random order."""
    names = sorted(mesh.supervisor.pids())
    found = [names[number % len(names)] for number in range(kills)]
    random.Random(seed).shuffle(found)
    return found


@dataclass(slots=True)
class Disturbance:
    """Kills processes of a mesh by name, one after another, while a load is being sent."""

    mesh: LocalMesh
    victims: Sequence[str]
    seed: int = 7
    done: list[Kill] = field(default_factory=list)

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


def settled(mesh: LocalMesh, documents: int, *, seconds: float) -> None:
    """Wait until customs has judged all documents and its topics have stood still. Raises AssertionError."""
    kafka = {"bootstrap.servers": mesh.bootstrap}
    places = everywhere(kafka, mesh.name, WATCHED)
    until = time.monotonic() + seconds
    before: dict[tuple[str, int], int] = {}
    judged = 0
    while True:
        ends = uncommitted_ends(kafka, mesh.name, places)
        if ends == before:
            judged = sum(1 for _ in records(kafka, mesh.name, [CUSTOMS_DOCUMENTS]))
            if judged >= documents:
                return
        assert time.monotonic() < until, f"{judged} of {documents} documents judged after {seconds} s"
        before = ends
        time.sleep(STILL_SECONDS)
