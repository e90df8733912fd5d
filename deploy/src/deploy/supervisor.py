"""
Keep processes running: started together, restarted at once when they end, stopped in order, never left behind.

Every process has a thread that starts it, waits for its end and decides what follows. A process that ends soon after
its start is started again with a growing delay; one that was fenced (exit code 75: another has its place) or that ended
because too many keys failed (3) waits however long it has lived, and its end is logged as an error.
Processes are on a leash (`deploy.child_processes`): they die with the supervisor, however that dies.

What the processes of a mesh are is elsewhere: `deploy.processes`.
"""

import json
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import NamedTuple

from deploy.child_processes import spawn
from mesh.declared.errors import ConfigurationError, TemporaryFailure

EXIT_CONFIGURATION = 2
EXIT_FAULTS = 3
EXIT_FENCED = 75
STOP_SECONDS = 10.0  # between SIGTERM and SIGKILL
POLL_SECONDS = 0.05
HOPELESS = 5
"""So many short lives in a row, and whoever waits for a process to be ready is told."""


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


class Supervisor:
    """
    Runs programs, each with a log file under `logs`; `supervisor.log` there has a JSON line for every end.

    on_exit: told of every end, on_start of every start, in the thread of that process. Use as a context manager, or
    call `stop`.
    """

    def __init__(
        self,
        logs: Path,
        *,
        delays: Delays | None = None,
        on_exit: Callable[[Exit], None] = lambda _exit: None,
        on_start: Callable[[str, int], None] = lambda _name, _pid: None,
    ) -> None:
        self.logs = logs
        self._delays = delays or Delays()
        self._on_exit, self._on_start = on_exit, on_start
        self._keepers: dict[str, _Keeper] = {}
        self._groups: list[list[_Keeper]] = []
        self._exits: list[Exit] = []

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, programs: Iterable[Program]) -> None:
        """Start programs and keep them running from now on. Those started by one call are stopped together."""
        self.logs.mkdir(parents=True, exist_ok=True)
        group: list[_Keeper] = []
        self._groups.append(group)
        for program in programs:
            if program.name in self._keepers:
                raise ValueError(f"{program.name} runs already")
            keeper = _Keeper(program, self.logs / f"{program.name}.log", self._delays, self._note, self._on_start)
            self._keepers[program.name] = keeper
            group.append(keeper)
            keeper.start()

    def wait_until_ready(self, *names: str, seconds: float = 60.0) -> None:
        """
        Return when the named processes, or all, are ready.

        Raises ConfigurationError with the end of its log as soon as one refuses its settings (exit code 2), and
        TemporaryFailure when one keeps ending soon after its start, and naming who is not ready at the deadline.
        """
        waiting = [self._keepers[name] for name in names or self._keepers]
        until = time.monotonic() + seconds
        while waiting := [keeper for keeper in waiting if not keeper.is_ready()]:
            for keeper in waiting:
                if keeper.last_code == EXIT_CONFIGURATION:
                    raise ConfigurationError(f"{keeper.program.name} refuses its settings:\n{keeper.end_of_log()}")
                if keeper.short_lives >= HOPELESS:
                    raise TemporaryFailure(f"{keeper.program.name} ends whenever it starts:\n{keeper.end_of_log()}")
            if time.monotonic() > until:
                tales = "\n".join(f"{keeper.program.name}:\n{keeper.end_of_log()}" for keeper in waiting)
                raise TemporaryFailure(f"not ready after {seconds:.0f} s:\n{tales}")
            time.sleep(POLL_SECONDS)

    def kill(self, name: str) -> int:
        """End a process as a crash would (SIGKILL) and return its pid when it is gone. It will be restarted."""
        return self._keepers[name].kill()

    def unready(self) -> list[str]:
        """Return the names of those that are not ready now."""
        return [name for name, keeper in self._keepers.items() if not keeper.is_ready()]

    def pids(self) -> dict[str, int]:
        """Return the pid of every process that runs now."""
        return {name: pid for name, keeper in self._keepers.items() if (pid := keeper.pid) is not None}

    def exits(self) -> tuple[Exit, ...]:
        """Return every end so far, in order."""
        return tuple(self._exits)

    def stop(self) -> None:
        """Stop all, what was started last first: SIGTERM, and SIGKILL to what is left after ten seconds."""
        while self._groups:
            group = self._groups.pop()
            for keeper in group:
                keeper.ask_to_stop()
            until = time.monotonic() + STOP_SECONDS
            for keeper in group:
                keeper.end(until)
        self._keepers.clear()

    def _note(self, ended: Exit) -> None:
        self._exits.append(ended)
        event = "process_fenced" if ended.code == EXIT_FENCED else "process_ended"
        unasked = ended.code and ended.restart_in_seconds is not None
        line = {"event": event, "level": "error" if unasked else "info", **ended._asdict()}
        with suppress(OSError), (self.logs / "supervisor.log").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")  # a disk that is full keeps nothing from being started again
        self._on_exit(ended)


def answers(url: str) -> bool:
    """Whether one of our own addresses answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  (our own address)
            return int(answer.status) == 200
    except (OSError, HTTPException):
        return False


class _Keeper:
    """One process and the thread that keeps it running."""

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
        self._thread = threading.Thread(target=self._keep, name=f"keep-{program.name}", daemon=True)

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
        return answers(self.program.ready_url) and self.program.ready()

    def end_of_log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-3000:].strip() if self._log.exists() else ""

    def kill(self) -> int:
        process = self._process
        if process is None or process.returncode is not None:
            raise ValueError(f"{self.program.name} does not run now")
        self._killed = True
        process.kill()
        with self._changed:
            if not self._changed.wait_for(lambda: process.returncode is not None, timeout=STOP_SECONDS):
                raise TemporaryFailure(f"{self.program.name} ({process.pid}) does not end")
        return process.pid

    def ask_to_stop(self) -> None:
        self._stopping.set()
        process = self._process
        if process is not None and process.returncode is None:
            process.send_signal(signal.SIGTERM)

    def end(self, until: float) -> None:
        if self._thread.ident is None:  # its start was cut short: nobody keeps it
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

    def _keep(self) -> None:
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
            if self._stopping.is_set() and process is not None:  # asked while it was starting
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
