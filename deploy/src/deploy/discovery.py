"""
A mesh on this machine, seen by its folder: found, looked at, cleared away. Running one is elsewhere: `deploy.local`.
"""

import errno
import shutil
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from deploy import organisations as access
from deploy.lock_file import Phase, standing
from deploy.program import is_healthy
from mesh.declared.errors import ConfigurationError

DIRECTORY = Path(__file__).resolve().parents[3] / ".yidian"
UNWRITABLE = frozenset(
    (
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOSPC,
        errno.EDQUOT,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.ENAMETOOLONG,
    )
)
"""What the system says of a folder that cannot be written."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Virtual time: `start` holds at the real instant `epoch_ms` (ms UTC) and passes `speed` times as fast."""

    start: datetime
    speed: float = 1.0
    epoch_ms: int = field(default_factory=lambda: time.time_ns() // 1_000_000)


class RunningMesh(msgspec.Struct, frozen=True):
    """A mesh that runs, seen from another process: what its `mesh.json` says."""

    directory: Path
    life: str
    mesh: str
    bootstrap: str
    kafka: str
    gateway_url: str
    console_url: str
    registry_url: str
    health_urls: dict[str, str]
    pid: int
    pids: dict[str, int]
    clock: Clock | None
    logs: Path
    notes: tuple[str, ...]

    @classmethod
    def at(cls, directory: Path = DIRECTORY) -> "RunningMesh | None":
        """Return the mesh that runs in a folder and is ready, or None."""
        now = standing(directory)
        if now.phase is not Phase.UP:
            return None
        try:
            said = msgspec.json.decode((directory / "mesh.json").read_bytes())
        except FileNotFoundError:  # it has begun to stop
            return None
        if said.get("life") != now.life:
            return None
        return msgspec.convert({**said, "directory": str(directory), "logs": said["logs"]}, cls, dec_hook=_path)

    def organisations(self) -> list[dict[str, Any]]:
        """Return who is connected, with their keys: organisation, name, codes, roles, key."""
        return [msgspec.to_builtins(entry) for entry in access.load(self.directory / "organisations.json")]

    def unready(self) -> list[str]:
        """Return the names of the processes that are not ready now: the view may have to catch up."""
        return [name for name, url in self.health_urls.items() if not is_healthy(url)]


def is_running(directory: Path = DIRECTORY) -> bool:
    """Return whether a mesh runs, or is starting or stopping, in a folder."""
    return standing(directory).phase is not Phase.DOWN


def clear(directory: Path = DIRECTORY) -> None:
    """Remove what a stopped mesh has left in its folder, keys included. Raises ConfigurationError while it runs."""
    if is_running(directory):
        raise ConfigurationError(f"a mesh runs in {directory}; stop it first")
    shutil.rmtree(directory, ignore_errors=True)


def unwritable(directory: Path, error: OSError) -> ConfigurationError:
    """Return what to say of a folder that cannot be written: no right, no space, no folder."""
    return ConfigurationError(
        f"the mesh's folder {directory} cannot be written: {error.strerror or error}"
        f"{f' ({error.filename})' if error.filename else ''}; mend that, then start again"
    )


def _path(kind: type[Any], value: object) -> Any:
    return kind(value)
