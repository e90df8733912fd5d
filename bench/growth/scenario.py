"""
One size of the mesh: loaded, started, driven, killed. ``python -m bench.growth.scenario``, told on standard input.

A process of its own, so that what loading a million cases leaves in memory does not weigh on the next size.
"""

import json
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from bench import machine
from bench.growth.equality import Equality
from bench.growth.loader import Load, load
from bench.ladder.outcomes import outcomes
from bench.ladder.rung import (
    PARCELS_PER_REQUEST,
    Around,
    RungPlan,
    answer,
    climb,
    ending_of,
    observing,
    sending,
    write_load,
)
from bench.ladder.trade import Template, templates
from deploy.local import PARTITIONS, LocalMesh
from deploy.provision import provision

LOADED_FROM = 2_000
"""Repetition of the trade from which on parcels are loaded; those before are driven."""
KILLED = "customs-0"
KILL_AFTER, KILL_SECONDS = 6, 24


@dataclass(frozen=True, slots=True)
class Scenario:
    """
    What to run. opened, closed: cases that are there already; lines: of each parcel, None as baskets fall.

    rate: declarations a second; killed: whether customs is killed afterwards; compared: whether the loader is checked.
    """

    name: str
    opened: int = 0
    closed: int = 0
    partitions: int = PARTITIONS
    slots: int = 1
    lines: int | None = None
    rate: int = 180
    seconds: int = 30
    warmup: int = 10
    killed: bool = False
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Kafka:
    """A broker that another process keeps."""

    bootstrap: str
    pid: int | None


class Grown(Around):
    """Loads before the mesh starts; afterwards kills customs under load and sees when it decides again."""

    def __init__(self, scenario: Scenario, made: tuple[Template, ...]) -> None:
        self._scenario, self._made = scenario, made
        self.figures: dict[str, Any] = {}

    def before(self, bootstrap: str, mesh: str, registers: Path) -> None:
        scenario = self._scenario
        provision(bootstrap, mesh, registers, partitions=scenario.partitions)
        if not (scenario.opened or scenario.closed):
            return
        began = time.monotonic()
        begin = LOADED_FROM * len(self._made)
        loaded = load(
            Load(begin, scenario.closed, scenario.opened, scenario.partitions, scenario.lines), bootstrap, mesh
        )
        self.figures |= {
            "loaded_records": loaded.records,
            "loaded_mib": round(loaded.size / 2**20),
            "load_seconds": round(time.monotonic() - began, 1),
        }

    def after(self, mesh: LocalMesh, folder: Path, declarations: int) -> dict[str, Any]:
        figures = {**self.figures, "restore_from_topics": restored(mesh)}
        return figures | ({"kill": self._killed(mesh, folder, declarations)} if self._scenario.killed else {})

    def _killed(self, mesh: LocalMesh, folder: Path, declarations: int) -> dict[str, Any]:
        count = self._scenario.rate * KILL_SECONDS
        count -= count % PARCELS_PER_REQUEST
        sizes = write_load(folder / "kill.ndjson", self._made, declarations, count)
        ending = ending_of(self._made, range(declarations, declarations + count))
        observer = observing(mesh, ending, folder / "kill-ends", quiet_seconds=60)
        begin = time.time() + 1.0
        sender = sending(mesh, folder / "kill.ndjson", sizes, self._scenario.rate, begin)
        time.sleep(max(0.0, begin + KILL_AFTER - time.time()))
        killed = time.time()
        mesh.supervisor.kill(KILLED)
        problems = json.loads(answer(sender))["problems"]
        answer(observer)
        walls = sorted(int(line.split()[0]) / 1000 for line in (folder / "kill-ends").read_text().splitlines())
        compared = outcomes(mesh.bootstrap, mesh.name, self._made, begin=0, declarations=declarations + count)
        return {
            **silence(walls, killed),
            "restore": restored(mesh),
            "different": dict(compared.problems),
            "problems": problems,
        }


def silence(walls: list[float], killed: float) -> dict[str, float]:
    """
    Return how long nothing ended around a kill, in seconds. walls: when ends were seen, in order.

    first_decision: from the kill to the end of the longest silence that began with it or later.
    """
    around = [(later - earlier, later) for earlier, later in pairwise(walls) if later > killed]
    gap, until = max(around, default=(float("nan"), float("nan")))
    return {"longest_silence_seconds": round(gap, 2), "first_decision_seconds": round(until - killed, 2)}


def restored(mesh: LocalMesh) -> dict[str, Any]:
    """Return records and seconds of each worker's last restore, as its metrics tell."""
    there = LocalMesh.find(mesh.directory)
    assert there is not None
    restores = {}
    for name in sorted(there.health_urls):
        if not name[-1:].isdigit():
            continue
        url = there.health_urls[name].removesuffix("/readyz") + "/metrics"
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own process on loopback
            lines = response.read().decode().splitlines()
        values = dict(line.rsplit(" ", 1) for line in lines if line.startswith("yidian_restore_"))
        restores[name] = {
            "seconds": round(sum(float(v) for k, v in values.items() if k.startswith("yidian_restore_seconds")), 3),
            "records": round(sum(float(v) for k, v in values.items() if k.startswith("yidian_restore_records_total"))),
        }
    return restores


def main() -> None:
    """Run the scenario of standard input and print its figures."""
    machine.end_in_order()
    request = json.loads(sys.stdin.readline())
    scenario = msgspec.convert(request["scenario"], Scenario)
    made = templates(scenario.lines)
    around = Equality() if scenario.compared else Grown(scenario, made)
    rung = RungPlan(scenario.rate, scenario.seconds, scenario.warmup, scenario.slots, scenario.partitions)
    figures = climb(rung, made, Kafka(request["bootstrap"], request["pid"]), _tell, around)
    print(json.dumps({**asdict(scenario), **figures}))


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
