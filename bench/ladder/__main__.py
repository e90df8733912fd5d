"""
The mesh end to end over HTTP, at one rate after another: ``python -m bench.ladder``, or `make bench`.

Each rate runs on a fresh mesh, all on one broker, which is warmed up first: its JVM compiles for a minute.
The ladder ends after the first rate that is not held, unless told to go on. Exit 1 if one declaration or document did
not end as planned; figures go to bench/results/mesh.json.
"""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import machine
from bench.ladder.rung import RungPlan, climb
from bench.ladder.trade import templates
from deploy.broker import BOOTSTRAP_VARIABLE
from deploy.kafka_files import kafka_version
from deploy.local import PARTITIONS
from deploy.local_broker import LocalBroker

RATES = (500, 1_000, 1_700, 2_500, 3_407, 4_200, 5_000, 6_000)
WARMING_RATE, WARMING_SECONDS = 300, 60
RESULT = Path(__file__).resolve().parents[1] / "results" / "mesh.json"


def main() -> None:
    """Climb the ladder and write its figures."""
    parser = argparse.ArgumentParser(description="The mesh end to end over HTTP, at one rate after another.")
    parser.add_argument("--rates", default=",".join(map(str, RATES)), help="declarations a second, by commas")
    parser.add_argument("--seconds", type=int, default=60, help="how long each is measured")
    parser.add_argument("--warmup", type=int, default=15, help="seconds of the same rate before")
    parser.add_argument("--slots", type=int, default=1, help="workers per agency")
    parser.add_argument("--partitions", type=int, default=PARTITIONS, help="of every topic that tasks span")
    parser.add_argument("--all", action="store_true", help="go on after a rate that was not held")
    parser.add_argument("--out", type=Path, default=RESULT, help="where the figures go")
    arguments = parser.parse_args()
    made = templates()
    rungs: list[dict[str, Any]] = []
    with a_broker() as broker:
        sizes = arguments.slots, arguments.partitions
        climb(RungPlan(WARMING_RATE, WARMING_SECONDS, 0, *sizes), made, broker, _tell)
        for rate in map(int, arguments.rates.split(",")):
            rungs.append(climb(RungPlan(rate, arguments.seconds, arguments.warmup, *sizes), made, broker, _tell))
            _tell(_line(rungs[-1]))
            if not (rungs[-1]["sustained"] or arguments.all):
                break
    machine.save(
        arguments.out,
        command="make bench",
        machine=machine.facts(f"Kafka {kafka_version()}"),
        figures={"rungs": rungs},
    )
    machine.conclude(problem for rung in rungs for problem in rung["problems"])


@contextmanager
def a_broker() -> Iterator[LocalBroker]:
    """Yield a broker of our own that compiles in full; the local one is otherwise set to start fast."""
    machine.end_in_order()
    broker = LocalBroker(heap="1g", options=("-XX:TieredStopAtLevel=4",))
    broker.start()
    os.environ[BOOTSTRAP_VARIABLE] = broker.bootstrap
    try:
        yield broker
    finally:
        del os.environ[BOOTSTRAP_VARIABLE]
        broker.stop()


def _line(rung: dict[str, Any]) -> str:
    shares = ", ".join(f"{name} {used:.0f}" for name, used in rung["cpu_us_per_declaration"].items() if used >= 1)
    return (
        f"{rung['rate']}/s: {'held' if rung['sustained'] else 'NOT held'}, {rung['decided_per_second']}/s decided, "
        f"drained in {rung['drain_seconds']} s, latency {rung['latency_ms']}, {rung['cores_used']} cores; "
        f"µs per declaration: {shares}; different: {rung['outcomes']['different'] or 'nothing'}"
    )


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
