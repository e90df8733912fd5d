"""
CPU per declaration in memory of several trees of the project, in turns: ``python -m bench.compare NAME=PATH …``.

PATH is a checkout, or ``compiled`` for this one with its compiled packages. Each tree works the same parcels with its
own code in this environment; medians over the turns go to bench/results/cpu.json.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import machine
from deploy.compiled import PACKAGES, build

RESULT = Path(__file__).resolve().parent / "results" / "cpu.json"
SOURCES = (*dict.fromkeys(PACKAGES.values()), "schemas/src", "deploy/src", "simulator/src", "cli/src", ".")
PARCELS = 2_000


def main() -> None:
    """Measure the trees and write the figures."""
    parser = argparse.ArgumentParser(description="CPU per declaration of several trees, in turns.")
    parser.add_argument("trees", nargs="+", metavar="NAME=PATH", help="the first is what the others are compared with")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--out", type=Path, default=RESULT)
    arguments = parser.parse_args()
    trees = dict(tree.split("=", 1) for tree in arguments.trees)
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in trees}
    with tempfile.TemporaryDirectory(prefix="yidian-cpu-") as scratch:
        parcels = Path(scratch) / "parcels.ndjson"
        _run(machine.ROOT, [], "--make", str(PARCELS), str(parcels))
        places = {
            name: (machine.ROOT, [str(build())]) if path == "compiled" else (Path(path).resolve(), [])
            for name, path in trees.items()
        }
        for _ in range(arguments.turns):
            for name, (where, first) in places.items():
                measured[name].append(json.loads(_run(where, first, "--json", str(parcels))))
    figures = {
        "how": f"Medians of {arguments.turns} alternating turns, {PARCELS:,} sound parcels; no Kafka, HTTP or disk.",
        "trees": {
            name: {
                row: round(statistics.median(turn[row] for turn in turns), 1) for row in turns[0] if row[0].islower()
            }
            for name, turns in measured.items()
        },
    }
    command = "python -m bench.compare " + " ".join(f"{name}=…" for name in trees)
    machine.save(arguments.out, command=command, machine=machine.facts("no Kafka"), figures=figures)
    print(json.dumps(figures["trees"], indent=1))


def _run(tree: Path, first: list[str], *arguments: str) -> str:
    path = os.pathsep.join([*first, *(str(tree / source) for source in SOURCES)])
    command = [sys.executable, str(tree / "bench" / "cpu.py"), *arguments]
    return subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, cwd=tree, check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    main()
