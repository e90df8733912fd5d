"""
A mesh in the background: it outlives the command that started it, and is found and stopped again by its folder.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from deploy.local import DIRECTORY, Clock, FoundMesh, LocalMesh, is_running, owner
from deploy.register_files import FOLDER
from mesh.errors import ConfigurationError

START_SECONDS = 180.0  # the first start fetches Kafka
STOP_SECONDS = 45.0

_started: dict[Path, subprocess.Popen[bytes]] = {}  # by this process, to be waited for when they are halted


def launch(
    directory: Path = DIRECTORY,
    *,
    name: str = "yidian",
    slots: int = 1,
    partitions: int | None = None,
    clock: Clock | None = None,
    registers: Path = FOLDER,
) -> FoundMesh:
    """
    Start a mesh that stays up and return when it is ready. Arguments as `deploy.local.LocalMesh`.

    Raises ConfigurationError with what its log says when it does not come up; then nothing is left running.
    """
    if is_running(directory):
        raise ConfigurationError(f"a mesh runs in {directory} already")
    argv = [sys.executable, "-m", "deploy", "up", "--directory", str(directory), "--mesh", name, "--slots", str(slots)]
    argv += ["--registers", str(registers)]
    if partitions is not None:
        argv += ["--partitions", str(partitions)]
    if clock is not None:
        argv += ["--clock-start", clock.start.isoformat(), "--clock-speed", repr(clock.speed)]
    log = directory / "logs" / "mesh.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        started = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    _started[directory] = started
    until = time.monotonic() + START_SECONDS
    while started.poll() is None and time.monotonic() < until:
        found = LocalMesh.find(directory)
        if found is not None:
            return found
        time.sleep(0.1)
    started.terminate()
    _started.pop(directory).wait()
    raise ConfigurationError(f"the mesh did not start:\n{log.read_text(encoding='utf-8', errors='replace').strip()}")


def halt(directory: Path = DIRECTORY) -> bool:
    """Stop the mesh of a folder, whoever started it, and return whether there was one."""
    pid = owner(directory)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    while is_running(directory):
        if time.monotonic() > until:
            raise ConfigurationError(f"the mesh (pid {pid}) does not stop; its logs are in {directory / 'logs'}")
        time.sleep(0.05)
    if directory in _started:
        _started.pop(directory).wait()
    return True
