"""The machine and the software that a benchmark ran on, what its processes have used, and its result on disk."""

import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

PACKAGES = ("faust-streaming", "confluent-kafka", "fastavro", "msgspec", "rocksdict", "uvicorn")
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SPIN = 300_000
ROOT = Path(__file__).resolve().parents[1]


class Usage(NamedTuple):
    """User and system time so far in seconds, all threads included; resident memory now in bytes."""

    cpu_seconds: float
    resident_bytes: int


def end_in_order() -> None:
    """Let SIGTERM end the benchmark by way of every `finally`, so that it leaves nothing behind."""

    def end(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not interrupt what cleans up
        sys.exit(1)

    signal.signal(signal.SIGTERM, end)


def speed() -> float:
    """Return how fast the machine is at the moment: additions in Python, millions a second, best of some."""
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        total = 0
        for number in range(SPIN):
            total += number
        best = min(best, time.process_time() - began)
    return round(SPIN / best / 1e6, 1)


def facts(kafka: str, packages: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what one must know of the machine to judge its figures. packages: versions; by default our own run's."""
    named = (line for line in _lines("/proc/cpuinfo") if line.startswith("model name"))
    return {
        "cpu": next(named, "").partition(":")[2].strip() or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * PAGE / 1024**3, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "kafka": kafka,
        "packages": dict(packages) if packages is not None else {name: version(name) for name in PACKAGES},
    }


def save(path: Path, *, command: str, machine: Mapping[str, Any], figures: Mapping[str, Any]) -> None:
    """Write a result for `bench.report`: the command, the commit, the day, the machine and the figures."""
    path.parent.mkdir(parents=True, exist_ok=True)
    result = {
        "command": command,
        "commit": commit(),
        "machine": machine,
        "at": time.strftime("%Y-%m-%d"),
        "figures": figures,
    }
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def conclude(problems: Iterable[str]) -> NoReturn:
    """Print what was not as it had to be, a line each, and end the process: with 1 if there was anything."""
    listed = list(problems)
    for problem in listed:
        print(problem, flush=True)
    raise SystemExit(1 if listed else 0)


def commit() -> str:
    """Return the commit that was measured, marked when the tree had other changes."""
    git = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return git.stdout.strip()


def usage(pid: int) -> Usage:
    """Return what a process has used, and the children that it has waited for; zero when it is gone."""
    try:
        fields = parse_stat(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"))
    except OSError:
        return Usage(0.0, 0)
    return Usage(sum(map(int, fields[11:15])) / TICKS, int(fields[21]) * PAGE)


def parse_stat(text: str) -> list[str]:
    """Return the fields of a stat line from the state on; the name before it may hold anything."""
    return text[text.rindex(")") + 1 :].split()


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
