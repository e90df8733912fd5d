"""
The life of a mesh in its folder: down, starting, up, stopping, and down again. Everyone asks here.

Who holds the lock of the folder has a mesh there, and the lock goes with its process, however that ends. What stands in
the lock's file is believed only of the process that wrote it: another with the same pid was born at another time.
`mesh.json` is believed of the same life and while the mesh is up: what a killed supervisor has left counts for nothing.
"""

import fcntl
import os
import secrets
import time
from enum import StrEnum
from pathlib import Path

import msgspec

from mesh.declared.errors import ConfigurationError

LOCK = "lock"
LOCK_SECONDS = 0.5
LINE = 512
"""Bytes of the lock's file: written at once, so that nobody reads a half."""


class Phase(StrEnum):
    """Where a mesh is in its life."""

    DOWN = "down"
    STARTING = "starting"
    UP = "up"
    STOPPING = "stopping"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """
    How a mesh stands. pid: of the process that runs it, 0 while it has not said so yet. step: what it is starting.

    life: another one for every start. born: when that process was, in ticks since the machine's start.
    """

    phase: Phase = Phase.DOWN
    pid: int = 0
    step: str = ""
    life: str = ""
    born: str = ""

    def describe(self, directory: Path) -> str:
        """Return how it stands and what to do about it."""
        who = f" (pid {self.pid}{f', {self.step}' if self.step else ''})" if self.pid else ""
        match self.phase:
            case Phase.DOWN:
                return f"no mesh runs in {directory}"
            case Phase.STARTING:
                return f"a mesh is starting in {directory}{who}: wait for it, or end it with `yidian down`"
            case Phase.UP:
                return f"a mesh runs in {directory} already{who}: use it, or end it with `yidian down`"
            case Phase.STOPPING:
                return f"a mesh is stopping in {directory}{who}: try again when it is down"


def standing(directory: Path) -> Standing:
    """Return how the mesh of a folder stands."""
    try:
        with (directory / LOCK).open("r", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except (FileNotFoundError, NotADirectoryError):
        return Standing()
    except BlockingIOError:
        return _said(directory / LOCK)
    return Standing()


class FolderLock:
    """The lock of this process on a folder, from `STARTING` to its release. Raises ConfigurationError if taken."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self._standing = Standing(pid=os.getpid(), life=secrets.token_hex(8), born=_born(os.getpid()))
        try:
            self._take()
            self.enter(Phase.STARTING)
        except BaseException:
            os.close(self._lock)
            raise

    @property
    def life(self) -> str:
        """What tells this life of the mesh from every other."""
        return self._standing.life

    @property
    def phase(self) -> Phase:
        """Where the mesh is."""
        return self._standing.phase

    def enter(self, phase: Phase, step: str = "") -> None:
        """Say where the mesh is from now on."""
        self._standing = msgspec.structs.replace(self._standing, phase=phase, step=step)
        os.pwrite(self._lock, msgspec.json.encode(self._standing).ljust(LINE), 0)

    def release(self) -> None:
        """Give the folder up."""
        self._standing = Standing()
        os.close(self._lock)

    def _take(self) -> None:
        until = time.monotonic() + LOCK_SECONDS  # someone who only looks has it for an instant
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise ConfigurationError(standing(self._directory).describe(self._directory)) from None
                time.sleep(0.02)
            else:
                return


def _said(lock: Path) -> Standing:
    """Return what the process says that holds the lock; that it is starting, if it has not said anything yet."""
    try:
        said = msgspec.json.decode(lock.read_bytes(), type=Standing)
    except (FileNotFoundError, msgspec.DecodeError):
        return Standing(phase=Phase.STARTING)
    return said if said.pid and _born(said.pid) == said.born else Standing(phase=Phase.STARTING)


def _born(pid: int) -> str:
    """Return when a process was born, in ticks since the machine's start; nothing where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except OSError:  # no /proc here, or the process is gone
        return "" if Path("/proc/self").exists() else "unknown"
