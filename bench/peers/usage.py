"""
CPU and memory of processes and all that they started, from /proc.
"""

from pathlib import Path

from bench.machine import Usage
from bench.machine import usage as of_process


def usage(pid: int) -> Usage:
    """Return what a process and its descendants have used, those included that it waited for; zero when it is gone."""
    used = [of_process(one) for one in (pid, *_descendants(pid))]
    return Usage(sum(each.cpu_seconds for each in used), sum(each.resident_bytes for each in used))


def _descendants(pid: int) -> list[int]:
    descendants: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            descendants += [child, *_descendants(child)]
    return descendants
