"""
One process under the supervisor: a thread starts it, waits for its end and decides after what delay it starts again.
"""

import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from deploy.child_processes import spawn
from deploy.program import Program, is_healthy
from mesh.declared.errors import TemporaryFailure

EXIT_FAULTS = 3
EXIT_FENCED = 75
KILL_SECONDS = 10.0
"""How long a killed process may take to be gone."""


class Exit(NamedTuple):
    """A process ended. code: as subprocess gives it, negative for a signal. at: seconds since 1970."""

    name: str
    pid: int
    code: int
    at: float
    lived_seconds: float
    restart_in_seconds: float | None


@dataclass(frozen=True, slots=True)
class Delays:
    """
    Seconds before a restart. A process that lived longer than `steady` is restarted at once, as is the first to end
    sooner; from then on `first`, doubling up to `most`. `fenced`: after exit code 75. `faults`: after 3, which
    only another version or register mends.
    """

    steady: float = 10.0
    first: float = 0.5
    most: float = 10.0
    fenced: float = 5.0
    faults: float = 10.0


class SupervisedProcess:
    """
    One process and the thread that keeps it running.

    last_code: of its last end, None before that. short_lives: ends soon after the start, in a row.
    """

    def __init__(
        self,
        program: Program,
        log: Path,
        delays: Delays,
        note: Callable[[Exit], None],
        started: Callable[[str, int], None],
    ) -> None:
        self.program = program
        self.last_code: int | None = None
        self._log, self._delays, self._note, self._started = log, delays, note, started
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._killed = False
        self.short_lives = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name=f"supervise-{program.name}", daemon=True)

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    def start(self) -> None:
        self._begin()
        self._thread.start()

    def is_ready(self) -> bool:
        if self.pid is None:
            return False
        if self.program.ready_url is None:
            return self.program.ready()
        return is_healthy(self.program.ready_url) and self.program.ready()

    def end_of_log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-3000:].strip() if self._log.exists() else ""

    def kill(self) -> int:
        process = self._process
        if process is None or process.returncode is not None:
            raise ValueError(f"{self.program.name} does not run now")
        self._killed = True
        process.kill()
        with self._changed:
            if not self._changed.wait_for(lambda: process.returncode is not None, timeout=KILL_SECONDS):
                raise TemporaryFailure(f"{self.program.name} ({process.pid}) does not end")
        return process.pid

    def terminate(self) -> None:
        self._stopping.set()
        process = self._process
        if process is not None and process.returncode is None:
            process.send_signal(signal.SIGTERM)

    def end(self, until: float) -> None:
        if self._thread.ident is None:  # its start was cut short: no thread runs it
            if self._process is not None:
                self._process.kill()
                self._process.wait()
            return
        self._thread.join(max(0.0, until - time.monotonic()))
        if self._thread.is_alive() and self._process is not None:
            self._process.kill()
        self._thread.join()

    def _begin(self) -> None:
        with self._log.open("ab") as output:
            self._process = spawn(
                self.program.argv,
                env=self.program.env,
                output=output,
                cwd=self.program.cwd,
                niceness=self.program.niceness,
            )
        self._started(self.program.name, self._process.pid)

    def _run(self) -> None:
        process = self._process
        while process is not None:
            began = time.monotonic()
            code = process.wait()
            lived = time.monotonic() - began
            delay = self._delay_after(code, lived)
            stopping = self._stopping.is_set()
            self.last_code = code
            with self._changed:
                self._changed.notify_all()
            self._note(Exit(self.program.name, process.pid, code, time.time(), lived, None if stopping else delay))
            if self._stopping.wait(delay):
                return
            self._begin()
            process = self._process
            if self._stopping.is_set() and process is not None:  # stopped while it was starting
                process.terminate()

    def _delay_after(self, code: int, lived: float) -> float:
        if self._killed:  # by us: it says nothing about the program
            self._killed = False
            return 0.0
        if code == EXIT_FENCED:
            return self._delays.fenced
        if code == EXIT_FAULTS:
            return self._delays.faults
        self.short_lives = self.short_lives + 1 if lived < self._delays.steady else 0
        if self.short_lives <= 1:
            return 0.0
        return min(self._delays.most, self._delays.first * 2.0 ** min(self.short_lives - 2, 16))
