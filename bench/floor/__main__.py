"""
What moving a declaration's records costs, alone: ``python -m bench.floor``, or `make bench-floor`.

A process for each of those that work declarations reads what that one reads and writes what that one writes, byte for
byte, and does nothing else: so much of the cost comes with the records, whatever the rules are written in. Figures go
to bench/results/floor.json.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench import machine
from bench.floor.recording import Recording, gathered, record
from bench.ladder.__main__ import WARMING_RATE, WARMING_SECONDS, a_broker
from bench.peers.usage import usage
from bench.trade import sound_documents
from contracts.topics import TOPICS
from deploy.kafka_files import kafka_version
from deploy.local_broker import LocalBroker
from deploy.topics import create_topics

RESULT = Path(__file__).resolve().parents[1] / "results" / "floor.json"
GATHERED = RESULT.with_name("floor-gathered.json")
MESH = "floor"
PARCELS = 2_000
LATE_MOST, READ_LEAST = 1.0, 0.97
"""Seconds behind at the end that are not lateness yet, and the share that every process must have read."""
STOP_SECONDS = 30.0


class Step(NamedTuple):
    """How a rate went. `read`: of each process the share of what was written for it, warm-up included."""

    rate: int
    held: bool
    late_seconds: float
    read: dict[str, float]
    cores_used: float
    cpu_us_per_declaration: dict[str, float]
    speed: tuple[float, float]


def main() -> None:
    """Hold every rate for a while and write what it took."""
    parser = argparse.ArgumentParser(description="What moving a declaration's records costs, alone.")
    parser.add_argument("--rates", default="500,1000,1700,2500,3407", help="declarations a second, by commas")
    parser.add_argument("--seconds", type=float, default=20, help="how long each is held")
    parser.add_argument("--warmup", type=float, default=15, help="seconds at the same rate before")
    parser.add_argument("--partitions", type=int, default=2, help="of every topic")
    parser.add_argument("--gathered", default="", help="topics whose records of a batch are laid together, by commas")
    parser.add_argument("--out", type=Path, help="where the figures go; by default to the results, gathered ones apart")
    arguments = parser.parse_args()
    together = tuple(filter(None, arguments.gathered.split(",")))
    if unknown := [topic for topic in together if topic not in TOPICS]:
        parser.error(f"no topic of the contract: {', '.join(unknown)}")
    recording = record(list(sound_documents(PARCELS)), arguments.partitions)
    if together:
        recording = gathered(recording, together)
    reads = recording.reads()
    steps: list[Step] = []
    with a_broker() as broker, _moving(recording, broker, arguments.partitions) as movers:
        movers.move(WARMING_RATE, WARMING_SECONDS)
        for rate in map(int, arguments.rates.split(",")):
            steps.append(_step_at(rate, arguments.warmup, arguments.seconds, reads, movers))
            print(steps[-1], flush=True)
            if not steps[-1].held:
                break
    machine.save(
        arguments.out or (GATHERED if together else RESULT),
        command="make bench-floor",
        machine=machine.facts(f"Kafka {kafka_version()}"),
        figures={
            "steps": [step._asdict() for step in steps],
            "records": counted(recording),
            "partitions": arguments.partitions,
            "gathered": together,
        },
    )


def counted(recording: Recording) -> dict[str, dict[str, float]]:
    """Return by process how many records it writes and reads per declaration: events (journal included) and state."""
    records_moved = {}
    for name, read in recording.reads().items():
        written = recording.writes(name)
        moved = {"events written": written["events"], "state written": written["state"], "read": read}
        records_moved[name] = {what: round(count, 1) for what, count in moved.items()}
    return records_moved


class _Movers:
    """The processes, and the broker beside them."""

    def __init__(self, started: dict[str, "subprocess.Popen[str]"], broker: LocalBroker) -> None:
        self._started, self._broker = started, broker

    def move(self, rate: int, seconds: float) -> tuple[float, dict[str, int]]:
        """
        Let all of them move at once. Returns how late the last one was, and how many records each has read.

        Raises RuntimeError when one died.
        """
        for name, process in self._started.items():
            assert process.stdin is not None
            try:
                process.stdin.write(f"{rate} {seconds}\n")
                process.stdin.flush()
            except BrokenPipeError:
                _line_of(name, process)
        answers = {name: _line_of(name, process).split() for name, process in self._started.items()}
        late = max(float(each) for each, _ in answers.values())
        return late, {name: int(read) for name, (_, read) in answers.items()}

    def used(self) -> dict[str, float]:
        """Return seconds of CPU so far."""
        pids = {"kafka": self._broker.pid or 0} | {name: process.pid for name, process in self._started.items()}
        return {name: usage(pid).cpu_seconds for name, pid in pids.items()}


def _step_at(rate: int, warmup: float, seconds: float, reads: Mapping[str, float], movers: _Movers) -> Step:
    """Hold a rate. reads: records per declaration that each process has to read."""
    speed = machine.speed()
    _, warm = movers.move(rate, warmup)
    before = movers.used()
    late, read = movers.move(rate, seconds)
    used = {name: (each - before[name]) * 1e6 / rate / seconds for name, each in movers.used().items()}
    written = {name: each * rate * (warmup + seconds) for name, each in reads.items()}
    shares = {name: round((warm[name] + read[name]) / each, 3) for name, each in written.items() if each}
    return Step(
        rate=rate,
        held=late <= LATE_MOST and min(shares.values()) >= READ_LEAST,
        late_seconds=round(late, 2),
        read=shares,
        cores_used=round(sum(used.values()) * rate / 1e6, 2),
        cpu_us_per_declaration={name: round(each, 1) for name, each in used.items()},
        speed=(speed, machine.speed()),
    )


def _line_of(name: str, process: "subprocess.Popen[str]") -> str:
    """Return the next line of a mover. Raises RuntimeError when there is none."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"the mover of {name} ended with {process.wait(STOP_SECONDS)}")
    return line


@contextmanager
def _moving(recording: Recording, broker: LocalBroker, partitions: int) -> Iterator[_Movers]:
    moved = {each.topic for batches in recording.written.values() for batch in batches for each in batch}
    moved |= {topic for topics_read in recording.read.values() for topic in topics_read}
    create_topics(broker.bootstrap, MESH, [TOPICS[topic] for topic in sorted(moved)], partitions=partitions)
    started: dict[str, subprocess.Popen[str]] = {}
    with tempfile.TemporaryDirectory(prefix="yidian-floor-") as folder:
        recording_file = Path(folder) / "recording"
        recording_file.write_bytes(msgspec.msgpack.encode(recording))
        try:
            for name in recording.read:
                started[name] = subprocess.Popen(
                    [sys.executable, "-m", "bench.floor.mover", broker.bootstrap, MESH, name, str(recording_file)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            for name, process in started.items():
                _line_of(name, process)
            yield _Movers(started, broker)
        finally:
            for process in started.values():
                process.kill()  # it holds nothing that anybody needs
            for process in started.values():
                process.wait(STOP_SECONDS)


if __name__ == "__main__":
    main()
