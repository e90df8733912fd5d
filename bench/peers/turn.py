"""
One turn of one contender: fresh topics, its four applications, every rate in ascending order, then the check.
"""

import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import Usage
from bench.peers.contenders import Contender, environment
from bench.peers.figures import Step, quantile, verdict
from bench.peers.join import AGENCIES, APPLICATIONS
from bench.peers.load import Load
from bench.peers.parcels import Pool
from bench.peers.usage import usage
from contracts import topics
from contracts.topics import TOPICS
from deploy.child_processes import spawn
from deploy.kafka_client import admin
from deploy.local_broker import LocalBroker
from deploy.topics import create_topics

START_SECONDS = 90.0
STOP_SECONDS = 15.0
DRAIN_SECONDS = 30.0
LEAST_SECONDS = 5.0  # that a rate is held, even when it is clear that it cannot be
HOPELESS_SECONDS = 8.0  # of backlog that make it clear
LONGER = 2  # times the warm-up that it may go on for one that has not caught up: a JVM starts slowly
PROCESSORS = ("customs.clearance", "inspection.decisions", "forex.decisions", "tax.assessment")
TO_CREATE = (
    topics.TRADE_IMPORTS,
    topics.CUSTOMS_DECLARATIONS,
    *(agency.topic for agency in AGENCIES.values()),
    topics.MESH_SCHEMAS,
    *(f"{name}.{role}.v1" for name in PROCESSORS for role in ("state", "journal", "dead-letters", "commands")),
)


class Failed(Exception):
    """A contender that did not start, or died; the message ends with what it said last."""


@dataclass(slots=True)
class Turn:
    """What came of a turn: a step per rate, what was wrong with what came back, whether all did, why it failed."""

    steps: list[Step] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    orders: int = 0
    drained: bool = False
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a turn goes: orders per second in ascending order, seconds of warm-up before each, seconds held."""

    rates: Sequence[int]
    warm_seconds: float
    held_seconds: float


def take_turn(contender: Contender, number: int, plan: Plan, pool: Pool, broker: LocalBroker) -> Turn:
    """Run a contender once, from nothing to nothing. What goes wrong with it is told in the result, not raised."""
    mesh = f"peers-{contender.name}-{number}"
    turn = Turn()
    create_topics(broker.bootstrap, mesh, [TOPICS[name] for name in TO_CREATE])
    try:
        with _running(contender, broker.bootstrap, mesh) as processes:
            load = Load(pool, broker.bootstrap, mesh)
            try:
                _start(load, processes)
                _climb(turn, plan, load, processes, broker)
            except Failed as error:
                turn.failed = str(error)
            turn.orders = load.sent
        turn.faults = load.close(contender.decisions)
    finally:
        _forget(broker.bootstrap, mesh)
    return turn


class _Processes:
    """The applications of a contender, by name."""

    def __init__(self, started: dict[str, subprocess.Popen[bytes]], logs: Path) -> None:
        self._started, self._logs = started, logs

    def usage(self) -> dict[str, Usage]:
        return {name: usage(process.pid) for name, process in self._started.items()}

    def died(self) -> bool:
        return any(process.poll() is not None for process in self._started.values())

    def last_words(self) -> str:
        """Return what those that died, else all, said last."""
        dead = [name for name, process in self._started.items() if process.poll() is not None]
        said = {name: (self._logs / f"{name}.log").read_text(errors="replace") for name in dead or self._started}
        return "\n".join(f"{name}: {text[-1500:]}" for name, text in said.items() if text)


def _start(load: Load, processes: _Processes) -> None:
    """Return once a first order has gone all the way. Raises Failed."""
    load.send(1)
    if not load.drain(START_SECONDS, give_up=processes.died):
        raise Failed(f"the first order was not cleared within {START_SECONDS:.0f} s\n{processes.last_words()}")


def _climb(turn: Turn, plan: Plan, load: Load, processes: _Processes, broker: LocalBroker) -> None:
    for rate in plan.rates:
        step = _hold(rate, plan, load, processes, broker)
        turn.drained = load.drain(DRAIN_SECONDS, give_up=processes.died)
        if processes.died():
            raise Failed(processes.last_words())
        turn.steps.append(step(turn.drained))
        if not turn.steps[-1].held:
            return


def _hold(rate: int, plan: Plan, load: Load, processes: _Processes, broker: LocalBroker) -> Callable[[bool], Step]:
    """Hold a rate; the step is told afterwards, with what the drain showed: latencies of orders then under way."""

    load.pace(rate, plan.warm_seconds, give_up=processes.died)
    load.pace(rate, plan.warm_seconds * LONGER, give_up=lambda: processes.died() or load.backlog < rate)
    began, sent, cleared = time.monotonic(), load.sent, load.cleared

    def hopeless() -> bool:
        late_enough = time.monotonic() - began > LEAST_SECONDS
        return processes.died() or (late_enough and load.backlog > rate * HOPELESS_SECONDS)

    before, broker_before = processes.usage(), usage(broker.pid or 0)
    late = load.pace(rate, plan.held_seconds, give_up=hopeless)
    after, broker_after = processes.usage(), usage(broker.pid or 0)
    seconds, ended = time.monotonic() - began, load.sent
    done = max(1, load.cleared - cleared)
    why_not = verdict(rate=rate, sent=ended - sent, cleared=done, backlog=load.backlog, late_seconds=late)
    spent = {name: (after[name].cpu_seconds - before[name].cpu_seconds) * 1e6 / done for name in after}

    def finished(drained: bool) -> Step:
        waited = [load.cleared_ms[at] - load.sent_ms[at] for at in range(sent, ended) if load.cleared_ms[at]]
        said = why_not or ("" if drained else "not all cleared after the end")
        return Step(
            rate=rate,
            held=not said,
            why_not=said,
            cleared_per_second=done / max(seconds, 0.001),
            cpu_us=sum(spent.values()),
            by_application=spent,
            broker_us=(broker_after.cpu_seconds - broker_before.cpu_seconds) * 1e6 / done,
            p50_ms=quantile(waited, 0.5),
            p99_ms=quantile(waited, 0.99),
            resident_mb=sum(used.resident_bytes for used in after.values()) / 1e6,
        )

    return finished


@contextmanager
def _running(contender: Contender, bootstrap: str, mesh: str) -> Iterator[_Processes]:
    """Start the four applications in folders of their own; end them, and remove the folders, whatever happens."""
    home = Path(tempfile.mkdtemp(prefix="yidian-peers-"))
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for application in APPLICATIONS:
            folder = home / application
            folder.mkdir()
            with (home / f"{application}.log").open("wb") as output:
                started[application] = spawn(
                    contender.command(application, bootstrap, mesh, folder),
                    env=environment(),
                    output=output,
                    cwd=folder,
                )
        yield _Processes(started, home)
    finally:
        for process in started.values():
            process.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for process in started.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(home, ignore_errors=True)


def _forget(bootstrap: str, mesh: str) -> None:
    """Delete every topic of a turn, those that the contender made included."""
    client = admin(bootstrap)
    topics = [name for name in client.list_topics(timeout=30).topics if mesh in name]
    for done in client.delete_topics(topics, operation_timeout=30).values():
        done.result(timeout=30)
