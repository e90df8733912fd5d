"""A process of the mesh as whoever runs it needs to know it: how it is started, and when it is ready."""

import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Program:
    """
    A process to keep running. It is ready when `ready_url` answers 200 and `ready` holds; without both, at once.

    niceness: 0 to 19, as `child_processes.spawn` takes it. cwd: the folder that it runs in; None: ours. patient: may
    catch up later, so nobody waits long for it.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(repr=False)
    ready_url: str | None = None
    ready: Callable[[], bool] = _always
    niceness: int = 0
    cwd: Path | None = None
    patient: bool = False


def is_healthy(url: str) -> bool:
    """Whether one of our own addresses answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  (our own address)
            return int(answer.status) == 200
    except (OSError, HTTPException):
        return False
