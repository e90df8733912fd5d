"""
A mesh in the background: it outlives the command that started it, and is found and stopped again by its folder.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from deploy.discovery import DIRECTORY, Clock, RunningMesh, unwritable
from deploy.local import LocalMesh
from deploy.lock_file import Phase, standing
from deploy.register_files import FOLDER
from mesh.declared.errors import ConfigurationError

START_SECONDS = 180.0  # the first start fetches Kafka
STOP_SECONDS = 45.0
POLL_SECONDS = 0.05

_started: dict[Path, subprocess.Popen[bytes]] = {}  # by this process, to be waited for when they are halted


def launch(
    directory: Path = DIRECTORY,
    *,
    name: str = "yidian",
    slots: int = 1,
    partitions: int | None = None,
    clock: Clock | None = None,
    registers: Path = FOLDER,
    requested_ports: Mapping[str, int] | None = None,
    usual_ports: bool = False,
    tell: Callable[[str], None] = lambda _step: None,
) -> RunningMesh:
    """
    Start a mesh that stays up and return when it is ready. Arguments as `deploy.local.LocalMesh`.

    tell: is given a few words at every step. Raises ConfigurationError with what its log says when it does not come up.
    Whatever ends this call otherwise (Ctrl-C, SIGTERM, a terminal that is closed), ends what it has begun:
    KeyboardInterrupt, and nothing is left running.
    """
    before = standing(directory)
    if before.phase is not Phase.DOWN:
        raise ConfigurationError(before.describe(directory))
    _wait_for(directory)
    argv = [sys.executable, "-m", "deploy", "up", "--directory", str(directory), "--mesh", name, "--slots", str(slots)]
    argv += ["--registers", str(registers)] + ([] if usual_ports else ["--any-ports"])
    argv += [word for port in (requested_ports or {}).items() for word in ("--port", "{}={}".format(*port))]
    if partitions is not None:
        argv += ["--partitions", str(partitions)]
    if clock is not None:
        argv += ["--clock-start", clock.start.isoformat(), "--clock-speed", repr(clock.speed)]
    log = directory / "logs" / "mesh.log"
    with _interrupted_by(signal.SIGTERM, signal.SIGHUP):
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("wb") as output:
                started = subprocess.Popen(
                    argv, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
                )
        except OSError as error:
            raise unwritable(directory, error) from error
        _started[directory] = started
        try:
            mesh = _await(directory, started, tell)
        except BaseException:
            tell("ending what was begun")
            _end(directory)
            raise
    if mesh is None:
        _end(directory)
        said = log.read_text(encoding="utf-8", errors="replace").strip()
        raise ConfigurationError(f"the mesh did not start:\n{said}")
    return mesh


def halt(directory: Path = DIRECTORY) -> bool:
    """
    Stop the mesh of a folder, whoever started it and wherever it is in its life; return whether there was one.

    One that has not ended after `STOP_SECONDS` is killed, and its processes with it; what was acknowledged stays.
    Raises ConfigurationError if not even that ends it.
    """
    before = standing(directory)
    for how in (signal.SIGTERM, signal.SIGKILL):
        if _ended(directory, before.life, how):
            _wait_for(directory)
            return before.phase is not Phase.DOWN
    raise ConfigurationError(
        f"{standing(directory).describe(directory)}; it does not end, its logs are in {directory}/logs"
    )


def _ended(directory: Path, life: str, how: signal.Signals) -> bool:
    """Send the signal to the process of a life, as soon as that is known, and return whether it has ended in time."""
    is_sent, until = False, time.monotonic() + STOP_SECONDS
    while (now := standing(directory)).phase is not Phase.DOWN and life in ("", now.life):
        life = now.life
        if now.pid and not is_sent:
            is_sent = True
            with suppress(ProcessLookupError):
                os.kill(now.pid, how)
        if time.monotonic() > until:
            return False
        time.sleep(POLL_SECONDS)
    return True


def _wait_for(directory: Path) -> None:
    """Wait for the end of what this process has started there and somebody else has ended."""
    if directory in _started:
        _started.pop(directory).wait()


def _await(directory: Path, started: subprocess.Popen[bytes], tell: Callable[[str], None]) -> RunningMesh | None:
    """Return the mesh once it is up, or None when its process has ended, or the time."""
    step, until = "", time.monotonic() + START_SECONDS
    while started.poll() is None and time.monotonic() < until:
        now = standing(directory)
        if now.pid == started.pid:
            mesh = LocalMesh.find(directory)
            if mesh is not None:
                return mesh
            if now.step not in ("", step):
                step = now.step
                tell(step)
        time.sleep(POLL_SECONDS)
    return None


def _end(directory: Path) -> None:
    """End what this process has started there. Whoever does not want to wait for that (Ctrl-C) has it killed."""
    started = _started.pop(directory)
    started.terminate()
    try:
        started.wait(STOP_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        started.kill()
        started.wait()


@contextmanager
def _interrupted_by(*signals: signal.Signals) -> Iterator[None]:
    """Raise KeyboardInterrupt for these signals, too, unless they are ignored here, as under nohup."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {name: signal.getsignal(name) for name in signals}
    try:
        for name, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(name, signal.default_int_handler)
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
