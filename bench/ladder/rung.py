"""One rate of the ladder: a fresh mesh, a warm-up, the load held, and what it cost."""

import csv
import json
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Protocol

from bench.ladder.outcomes import Outcomes, outcomes
from bench.ladder.trade import DOCUMENTS, Template, batches
from bench.machine import speed, usage
from deploy.discovery import Clock
from deploy.kafka_client import admin
from deploy.local import LocalMesh
from deploy.register_files import FOLDER
from simulator.world import START

PARCELS_PER_REQUEST = 60  # 240 documents
COURIER = "courier-test"
SUSTAINED = 0.97
DRAIN_SECONDS = 3.0
"""A rate is held if so much of what was sent has ended within the time, and the rest soon after."""


@dataclass(frozen=True, slots=True)
class RungPlan:
    """
    What to run. rate: declarations a second; seconds: how long it is measured, after `warmup` seconds of it.

    slots: workers of a service; partitions: of the mesh, None: as a mesh on one machine has.
    """

    rate: int
    seconds: int
    warmup: int
    slots: int = 1
    partitions: int | None = None


class Kafka(Protocol):
    """The broker to run on, and its process."""

    @property
    def bootstrap(self) -> str: ...

    @property
    def pid(self) -> int | None: ...


class Around:
    """What else to do with a rate's mesh; nothing by default."""

    def before(self, bootstrap: str, mesh: str, registers: Path) -> None:
        """Do something before the mesh starts: its topics are not there yet."""

    def after(self, mesh: LocalMesh, folder: Path, declarations: int) -> dict[str, Any]:
        """Do something with the mesh after its load, and return more figures. folder: for files."""
        return {}


def climb(
    plan: RungPlan, made: tuple[Template, ...], broker: Kafka, tell: Callable[[str], None], around: Around | None = None
) -> dict[str, Any]:
    """Run one rate on a mesh of its own, in a folder and topics that are gone afterwards. Returns its figures."""
    around = Around() if around is None else around
    with TemporaryDirectory(prefix="yidian-bench-") as made_for, _registers() as registers:
        folder = Path(made_for)
        clock = Clock(START, 1.0)
        mesh = LocalMesh(
            folder / "mesh",
            name=f"bench-{secrets.token_hex(3)}",
            slots=plan.slots,
            partitions=plan.partitions,
            clock=clock,
            registers=registers,
            log_level="warning",
        )
        tell(f"{plan.rate}/s: writing the load")
        declarations = plan.rate * (plan.warmup + plan.seconds)
        declarations -= declarations % PARCELS_PER_REQUEST
        sizes = write_load(folder / "load.ndjson", made, 0, declarations)
        try:
            around.before(broker.bootstrap, mesh.name, registers)
            before = speed()
            with mesh:
                tell(f"{plan.rate}/s: {plan.warmup} s to warm up, {plan.seconds} s measured")
                figures = _measured(plan, mesh, broker, folder, clock, sizes, made, declarations)
                figures |= around.after(mesh, folder, declarations)
            return figures | {"speed": [before, speed()]}
        finally:
            _forget(broker.bootstrap, mesh.name)


def _measured(
    plan: RungPlan,
    mesh: LocalMesh,
    broker: Kafka,
    folder: Path,
    clock: Clock,
    sizes: list[int],
    made: tuple[Template, ...],
    declarations: int,
) -> dict[str, Any]:
    ending = ending_of(made, range(declarations))
    observer = observing(mesh, ending, folder / "ends", quiet_seconds=10.0 + 2 * plan.warmup)
    begin = time.time() + 1.0
    sender = sending(mesh, folder / "load.ndjson", sizes, plan.rate, begin)
    pids = {"kafka": broker.pid or 0, **mesh.supervisor.pids(), "sender": sender.pid, "observer": observer.pid}
    _sleep_until(begin + plan.warmup)
    before = {name: usage(pid) for name, pid in pids.items()}
    _sleep_until(begin + plan.warmup + plan.seconds)
    after = {name: usage(pid) for name, pid in pids.items()}
    used = {name: after[name].cpu_seconds - before[name].cpu_seconds for name in pids}
    resident = {name: round(after[name].resident_bytes / 1024**2) for name in pids}
    sent = json.loads(answer(sender))
    seen = json.loads(answer(observer))
    ends = [tuple(map(int, line.split())) for line in (folder / "ends").read_text().splitlines()]
    compared = outcomes(mesh.bootstrap, mesh.name, made, begin=0, declarations=declarations)
    pace = _pace(plan, begin, ends, ending / declarations)
    restarts = [each._asdict() for each in mesh.supervisor.exits()]
    return {
        **asdict(plan),
        **pace,
        "cpu_us_per_declaration": {
            name: round(seconds * 1e6 / max(1.0, pace["decided_per_second"] * plan.seconds), 1)
            for name, seconds in used.items()
        },
        "cores_used": round(sum(used.values()) / plan.seconds, 3),
        "resident_mib": resident,
        "latency_ms": _latency(plan, begin, clock, ends),
        "declarations": declarations,
        "documents_received": sent["received"],
        "retries": sent["retries"],
        "late_seconds": round(sent["late_seconds"], 3),
        "ends_seen": seen["ends"],
        "outcomes": _figures_of(compared),
        "problems": [
            *sent["problems"],
            *([] if sent["received"] == declarations * DOCUMENTS else ["not every document was received"]),
            *compared.examples,
            *(f"process ended: {each}" for each in restarts),
        ],
    }


def _pace(plan: RungPlan, begin: float, ends: Sequence[tuple[int, ...]], ending_share: float) -> dict[str, Any]:
    """Tell whether the rate was held: ends within the measured time against what was sent in it, and the drain."""
    first, last = (begin + plan.warmup) * 1000, (begin + plan.warmup + plan.seconds) * 1000
    within = sum(first <= wall < last for wall, *_ in ends)
    drained = (max((wall for wall, *_ in ends), default=0) - last) / 1000
    decided = within / ending_share / plan.seconds
    return {
        "decided_per_second": round(decided, 1),
        "drain_seconds": round(drained, 2),
        "sustained": decided >= SUSTAINED * plan.rate and drained <= DRAIN_SECONDS,
    }


def _latency(plan: RungPlan, begin: float, clock: Clock, ends: Sequence[tuple[int, ...]]) -> dict[str, int]:
    """Return percentiles of acceptance to clearance, ms, of what was cleared in the measured time."""
    shift = clock.epoch_ms - int(clock.start.timestamp() * 1000)
    first, last = (begin + plan.warmup) * 1000, (begin + plan.warmup + plan.seconds) * 1000
    taken = sorted(wall - (accepted + shift) for wall, accepted, cleared in ends if cleared and first <= wall < last)
    if not taken:
        return {}
    return {name: taken[min(len(taken) - 1, int(len(taken) * share))] for name, share in PERCENTILES.items()}


PERCENTILES = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "p99.9": 0.999, "max": 1.0}


def _figures_of(compared: Outcomes) -> dict[str, Any]:
    return {
        "ended": compared.ended,
        "sampled": compared.sampled,
        "accepted_documents": compared.accepted_documents,
        "rejected_documents": compared.rejected_documents,
        "different": dict(compared.problems),
    }


def _forget(bootstrap: str, mesh: str) -> None:
    """Delete the topics of a mesh: the next rate needs the disk."""
    client = admin(bootstrap)
    there = [name for name in client.list_topics(timeout=10).topics if name.startswith(f"{mesh}.")]
    for future in client.delete_topics(there).values():
        future.result(timeout=60)


def write_load(path: Path, made: tuple[Template, ...], begin: int, declarations: int) -> list[int]:
    """Write request bodies one after another and return their lengths."""
    sizes = []
    with path.open("wb") as out:
        for body in batches(made, begin=begin, declarations=declarations, parcels=PARCELS_PER_REQUEST):
            out.write(body)
            sizes.append(len(body))
    return sizes


def ending_of(made: tuple[Template, ...], numbers: range) -> int:
    """Return how many of these parcels end with an event; a list refused on its own account never becomes one."""
    return sum(not made[number % len(made)].status.startswith("-") for number in numbers)


def observing(mesh: LocalMesh, ends: int, file: Path, *, quiet_seconds: float) -> subprocess.Popen[str]:
    """Start an observer that waits for so many ends, and return when it reads."""
    observer = _started(
        "bench.ladder.observer",
        {
            "bootstrap": mesh.bootstrap,
            "mesh": mesh.name,
            "ends": ends,
            "quiet_seconds": quiet_seconds,
            "file": str(file),
        },
    )
    assert observer.stdout is not None
    observer.stdout.readline()
    return observer


def sending(mesh: LocalMesh, file: Path, sizes: list[int], rate: int, begin: float) -> subprocess.Popen[str]:
    """Start a sender of a load at so many declarations a second from an instant on (s)."""
    key = next(each["key"] for each in mesh.organisations() if each["organisation"] == COURIER)
    return _started(
        "bench.ladder.sender",
        {
            "url": mesh.gateway_url,
            "key": key,
            "file": str(file),
            "sizes": sizes,
            "per_second": rate / PARCELS_PER_REQUEST,
            "name": f"{mesh.name}-{file.stem}",
            "begin": begin,
        },
    )


def _started(module: str, request: dict[str, Any]) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    stdin: IO[str] | None = process.stdin
    assert stdin is not None
    stdin.write(json.dumps(request) + "\n")
    stdin.flush()
    return process


def answer(process: subprocess.Popen[str]) -> str:
    """Wait for a process of the benchmark and return its last line. Raises RuntimeError when it failed."""
    out, _ = process.communicate(timeout=300)
    if process.returncode:
        raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
    return out.splitlines()[-1]


def _sleep_until(instant: float) -> None:
    time.sleep(max(0.0, instant - time.time()))


@contextmanager
def _registers() -> Any:
    """Yield the project's registers with guarantees that no load exhausts."""
    with TemporaryDirectory(prefix="yidian-registers-") as made:
        folder = Path(made)
        for path in FOLDER.iterdir():
            shutil.copy(path, folder)
        path = folder / "tax.guarantee-accounts.v1.csv"
        with path.open(encoding="utf-8", newline="") as rows:
            entries = list(csv.DictReader(rows))
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=list(entries[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(row | {"amount_cny_e5": row["amount_cny_e5"] + "0000"} for row in entries)
        yield folder
