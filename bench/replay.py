"""
Recorded topics read and decided again: ``python -m bench.replay``, or `make bench-replay`.

A mesh works a load over HTTP as in the ladder; then each processor is replayed by ``mesh.replay`` in a process of its
own, which reads the journal and all records that it names, runs every step again on an empty state and compares every
output, byte for byte. What counts is the CPU of that process from its start to its report.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import machine
from bench.ladder.__main__ import a_broker
from bench.ladder.rung import Around, RungPlan, climb
from bench.ladder.trade import templates
from bench.processors import path_of, settings_of
from contracts.topics import PROCESSORS
from deploy.compiled import current
from deploy.kafka_files import kafka_version
from deploy.local import LocalMesh
from deploy.mesh_folder import secret_name

RESULT = Path(__file__).resolve().parent / "results" / "replay.json"
PATIENCE_SECONDS = 900


class Replays(Around):
    """Replays every processor of the mesh once its load is worked."""

    def after(self, mesh: LocalMesh, folder: Path, declarations: int) -> dict[str, Any]:
        return {"replays": [_replayed(mesh, name) for name in PROCESSORS]}


def main() -> None:
    """Work a load, replay it and write the figures. Exit 1 if one output came out differently."""
    parser = argparse.ArgumentParser(description="Recorded topics read and decided again.")
    parser.add_argument("--rate", type=int, default=240, help="declarations a second that are recorded")
    parser.add_argument("--seconds", type=int, default=60, help="for so long")
    parser.add_argument("--out", type=Path, default=RESULT, help="where the figures go")
    arguments = parser.parse_args()
    with a_broker() as broker:
        rung = climb(RungPlan(arguments.rate, arguments.seconds, 0), templates(), broker, _tell, Replays())
    replays: list[dict[str, Any]] = rung["replays"]
    for each in replays:
        _tell(json.dumps(each))
    spent = sum(each["cpu_seconds"] for each in replays)
    figures = {
        "declarations": rung["declarations"],
        "events_per_core_second": round(sum(each["records"] for each in replays) / spent),
        "declarations_per_core_second": round(rung["declarations"] / spent),
        "processors": replays,
    }
    machine.save(
        arguments.out, command="make bench-replay", machine=machine.facts(f"Kafka {kafka_version()}"), figures=figures
    )
    different = (f"{each['processor']}: not identical" for each in replays if each["different"])
    machine.conclude([*rung["problems"], *different])


def _replayed(mesh: LocalMesh, name: str) -> dict[str, Any]:
    """Replay one processor. Raises RuntimeError when the replay itself fails, as when records are gone."""
    _tell(f"{name} again …")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("YIDIAN_")}
    environment |= {
        "YIDIAN_KAFKA_BOOTSTRAP": mesh.bootstrap,
        "YIDIAN_MESH": mesh.name,
        "YIDIAN_REPLAY_PROCESSOR": path_of(name),
    }
    for setting in settings_of(name):
        key_file = mesh.directory / f"{secret_name(setting)}.key"
        environment[f"YIDIAN_{setting}"] = key_file.read_text(encoding="utf-8").strip()
    native = current()
    if native is not None:
        environment["PYTHONPATH"] = str(native)
    began, before = time.monotonic(), _children()
    done = subprocess.run(
        [sys.executable, "-m", "mesh.replay"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    if not done.stdout:
        raise RuntimeError(f"{name}: {done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    cpu = _children() - before
    return {
        "processor": name,
        "entries": report["entries"],
        "records": report["records"],
        "outputs": report["outputs"],
        "different": len(report["differences"]),
        "cpu_seconds": round(cpu, 2),
        "seconds": round(time.monotonic() - began, 2),
        "events_per_core_second": round(report["records"] / cpu),
    }


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
