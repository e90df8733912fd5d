"""
How cost grows with cases, partitions, workers and lines: ``python -m bench.growth``, or `make bench-growth`.

Every size runs on a fresh mesh at one low rate, so that nothing but the size differs, and ends with a kill of customs
under load. First the loader is compared with a driven mesh. Exit 1 when a decision or a loaded record was not as it had
to be; figures go to bench/results/growth.json.
"""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bench import machine
from bench.growth.scenario import Kafka, Scenario
from bench.ladder.__main__ import WARMING_SECONDS, a_broker
from deploy.compiled import current
from deploy.kafka_files import kafka_version

RESULT = Path(__file__).resolve().parents[1] / "results" / "growth.json"
PATIENCE_SECONDS = 60
BASE = Scenario("base", opened=10_000, killed=True)
CHECKED = 10_000
"""Parcels by which the loader is compared with a driven mesh."""


def scenarios(rate: int, closed: int) -> list[Scenario]:
    """Return the sizes in their order; the base stands first and last, to show how far the machine itself moved."""
    base = replace(BASE, rate=rate)
    sizes = [
        base,
        replace(base, name="open 100 thousand", opened=100_000),
        replace(base, name="open 1 million", opened=1_000_000),
        replace(base, name="closed 1 million", closed=1_000_000),
        replace(base, name="partitions 4", partitions=4, killed=False),
        replace(base, name="partitions 8", partitions=8, killed=False),
        replace(base, name="partitions 24", partitions=24, killed=False),
        replace(base, name="workers 2", slots=2),
        *(replace(base, name=f"lines {lines}", lines=lines, killed=False) for lines in (1, 5, 20)),
        replace(base, name="base again", killed=False),
    ]
    if closed > 1_000_000:
        sizes.insert(4, replace(base, name=f"closed {closed / 1e6:g} million", closed=closed))
    return sizes


def main() -> None:
    """Run all sizes and write their figures."""
    parser = argparse.ArgumentParser(description="How cost grows with cases, partitions, workers and lines.")
    parser.add_argument("--rate", type=int, default=BASE.rate, help="declarations a second that are driven")
    parser.add_argument("--closed", type=int, default=1_000_000, help="closed cases of one size more, beyond a million")
    parser.add_argument("--only", default="", help="only sizes whose name begins with one of these, by commas")
    parser.add_argument("--checked", type=int, default=CHECKED, help="parcels by which the loader is checked")
    parser.add_argument("--out", type=Path, default=RESULT, help="where the figures go")
    arguments = parser.parse_args()
    wanted = tuple(filter(None, arguments.only.split(",")))
    sizes = [size for size in scenarios(arguments.rate, arguments.closed) if size.name.startswith(wanted or ("",))]
    seconds = -(-arguments.checked // arguments.rate)
    checking = Scenario(
        "the loader against a driven mesh", rate=arguments.rate, seconds=seconds, warmup=0, compared=True
    )
    figures: list[dict[str, Any]] = []
    with a_broker() as broker:
        kafka = Kafka(broker.bootstrap, broker.pid)
        _run(Scenario("warming", rate=arguments.rate, seconds=WARMING_SECONDS, warmup=0), kafka)
        checked = _run(checking, kafka)
        _tell(f"loader: {checked['equality']}")
        for size in sizes:
            figures.append(_run(size, kafka))
            _tell(_line(figures[-1]))
            _save(arguments.out, checked, figures)
    machine.conclude(problem for each in (checked, *figures) for problem in problems_of(each))


def _run(size: Scenario, kafka: Kafka) -> dict[str, Any]:
    """Run a size in a process of its own. Raises RuntimeError when it fails."""
    _tell(f"{size.name} …")
    native = current()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.growth.scenario"],
        env=os.environ | ({} if native is None else {"PYTHONPATH": str(native)}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        output, _ = process.communicate(json.dumps({"scenario": asdict(size), **asdict(kafka)}) + "\n")
    finally:
        process.terminate()  # ended already, unless we are interrupted: then it stops its mesh
        process.wait(PATIENCE_SECONDS)
    if process.returncode:
        raise RuntimeError(f"{size.name} ended with {process.returncode}")
    figures: dict[str, Any] = json.loads(output.splitlines()[-1])
    return figures


def _save(path: Path, checked: dict[str, Any], figures: list[dict[str, Any]]) -> None:
    saved = {"loader": checked["equality"] | {"parcels": checked["declarations"]}, "sizes": figures}
    machine.save(path, command="make bench-growth", machine=machine.facts(f"Kafka {kafka_version()}"), figures=saved)


def problems_of(figures: dict[str, Any]) -> list[str]:
    """Return what was not as it had to be. A process that was killed on purpose has ended: that is none."""
    problems = [*figures["problems"], *figures.get("equality", {}).get("examples", ())]
    kill = figures.get("kill", {})
    problems += [*kill.get("problems", ()), *(f"after the kill: {each}" for each in kill.get("different", {}))]
    return [f"{figures['name']}: {problem}" for problem in problems]


def _line(figures: dict[str, Any]) -> str:
    used = figures["cpu_us_per_declaration"]
    restore = {name: each["seconds"] for name, each in figures["restore_from_topics"].items()}
    return (
        f"{figures['name']}: {figures['decided_per_second']}/s, latency {figures['latency_ms']}, µs per declaration "
        f"{sum(used.values()):.0f} (customs {used['customs-0']:.0f}, Kafka {used['kafka']:.0f}), "
        f"speed {figures['speed']}, restored in {restore}, kill {figures.get('kill')}"
    )


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
