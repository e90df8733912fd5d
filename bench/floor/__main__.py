"""
What moving a declaration's records costs, alone: ``python -m bench.floor``, or `make bench-floor`.

A process for each of the mesh reads what that one reads and writes what that one writes, byte for byte, in
transactions, and does nothing else: so much of the cost comes with the records, whatever the rules are written in.
Figures go to bench/results/floor.json.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from bench import machine
from bench.cpu import sound_documents
from bench.floor.recording import Recording, gathered, record
from bench.ladder.__main__ import a_broker
from bench.peers.usage import usage
from contracts.topics import TOPICS
from deploy.broker import LocalBroker
from deploy.kafka_files import kafka_version
from deploy.topics import create_topics

RESULT = Path(__file__).resolve().parents[1] / "results" / "floor.json"
MESH = "floor"
PARCELS = 2_000
LATE_MOST, READ_LEAST = 1.0, 0.97
"""Seconds behind at the end that are not lateness yet, and the share of what was written that must have been read."""
STOP_SECONDS = 30.0


def main() -> None:
    """Hold every rate for a while and write what it took."""
    parser = argparse.ArgumentParser(description="What moving a declaration's records costs, alone.")
    parser.add_argument("--rates", default="500,1000,1700,2500,3407", help="declarations a second, by commas")
    parser.add_argument("--seconds", type=float, default=20, help="how long each is held")
    parser.add_argument("--warmup", type=float, default=15, help="seconds at the same rate before")
    parser.add_argument("--partitions", type=int, default=2, help="of every topic")
    parser.add_argument("--gathered", default="", help="topics whose records of a batch are laid together, by commas")
    parser.add_argument("--out", type=Path, default=RESULT, help="where the figures go")
    asked = parser.parse_args()
    recording = record(list(sound_documents(PARCELS)), asked.partitions)
    laid = tuple(filter(None, asked.gathered.split(",")))
    if unknown := [topic for topic in laid if topic not in TOPICS]:
        parser.error(f"no topic of the contract: {', '.join(unknown)}")
    if laid:
        recording = gathered(recording, laid)
    moved = counted(recording)
    wanted = sum(each["read"] for each in moved.values())
    steps: list[dict[str, Any]] = []
    with a_broker() as broker, _moving(recording, broker, asked.partitions) as movers:
        for rate in map(int, asked.rates.split(",")):
            movers.move(rate, asked.warmup)
            before = movers.used()
            late, read = movers.move(rate, asked.seconds)
            written = wanted * rate * asked.seconds
            held = late <= LATE_MOST and read >= READ_LEAST * written
            used = {name: (each - before[name]) * 1e6 / rate / asked.seconds for name, each in movers.used().items()}
            steps.append(
                {
                    "rate": rate,
                    "held": held,
                    "late_seconds": round(late, 2),
                    "cores_used": round(sum(used.values()) * rate / 1e6, 2),
                    "cpu_us_per_declaration": {name: round(each, 1) for name, each in used.items()},
                }
            )
            print(steps[-1], flush=True)
            if not held:
                break
    machine.save(
        asked.out,
        command="make bench-floor",
        machine=machine.facts(f"Kafka {kafka_version()}"),
        figures={"steps": steps, "records": moved, "partitions": asked.partitions, "gathered": laid},
    )


def counted(recording: Recording) -> dict[str, dict[str, float]]:
    """Return by process how many records it writes and reads per declaration: events (journal included) and state."""
    by_topic = Counter(each.topic for written in recording.written.values() for each in written)
    found = {}
    for name, topics_read in recording.read.items():
        state = sum(TOPICS[each.topic].role == "state" for each in recording.written.get(name, ()))
        moved = {
            "events written": len(recording.written.get(name, ())) - state,
            "state written": state,
            "read": sum(by_topic[topic] for topic in topics_read),
        }
        found[name] = {what: round(count / recording.declarations, 1) for what, count in moved.items()}
    return found


class _Movers:
    """The processes, and the broker beside them."""

    def __init__(self, started: dict[str, "subprocess.Popen[str]"], broker: LocalBroker) -> None:
        self._started, self._broker = started, broker

    def move(self, rate: int, seconds: float) -> tuple[float, int]:
        """
        Let all of them move at once. Returns how late the last one was, and how many records were read.

        Raises RuntimeError when one died.
        """
        for process in self._started.values():
            assert process.stdin is not None
            process.stdin.write(f"{rate} {seconds}\n")
            process.stdin.flush()
        lates, reads = zip(*(told(name, process).split() for name, process in self._started.items()), strict=True)
        return max(map(float, lates)), sum(map(int, reads))

    def used(self) -> dict[str, float]:
        """Return seconds of CPU so far."""
        pids = {"kafka": self._broker.pid or 0} | {name: process.pid for name, process in self._started.items()}
        return {name: usage(pid).cpu_seconds for name, pid in pids.items()}


def told(name: str, process: "subprocess.Popen[str]") -> str:
    """Return the next line of a mover. Raises RuntimeError when there is none."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"the mover of {name} ended with {process.wait(STOP_SECONDS)}")
    return line


@contextmanager
def _moving(recording: Recording, broker: LocalBroker, partitions: int) -> Iterator[_Movers]:
    moved = {each.topic for written in recording.written.values() for each in written}
    moved |= {topic for topics_read in recording.read.values() for topic in topics_read}
    create_topics(broker.bootstrap, MESH, [TOPICS[topic] for topic in sorted(moved)], partitions=partitions)
    started: dict[str, subprocess.Popen[str]] = {}
    with tempfile.TemporaryDirectory(prefix="yidian-floor-") as folder:
        kept = Path(folder) / "recording"
        kept.write_bytes(msgspec.msgpack.encode(recording))
        try:
            for name in recording.read:
                started[name] = subprocess.Popen(
                    [sys.executable, "-m", "bench.floor.mover", broker.bootstrap, MESH, name, str(kept)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            for name, process in started.items():
                told(name, process)
            yield _Movers(started, broker)
        finally:
            for process in started.values():
                process.terminate()
            for process in started.values():
                process.wait(STOP_SECONDS)


if __name__ == "__main__":
    main()
