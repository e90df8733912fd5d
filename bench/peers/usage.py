"""
CPU and memory of processes and all that they started, from /proc.
"""

import os
from pathlib import Path
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Usage(NamedTuple):
    """User and system time so far in seconds, threads and ended children included; resident memory now in bytes."""

    cpu_seconds: float
    resident_bytes: int


def usage(pid: int) -> Usage:
    """Return what a process and its living descendants have used; zero for one that is gone."""
    seconds, resident = 0.0, 0
    for one in (pid, *_descendants(pid)):
        try:
            fields = parse_stat(Path(f"/proc/{one}/stat").read_text())
        except OSError:
            continue
        seconds += sum(int(field) for field in fields[11:15]) / TICKS
        resident += int(fields[21]) * PAGE
    return Usage(seconds, resident)


def parse_stat(text: str) -> list[str]:
    """Return the fields of a stat line from the state on; the name before it may hold anything."""
    return text[text.rindex(")") + 1 :].split()


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_descendants(child)]
    return found
