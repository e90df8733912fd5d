"""
Keep processes running: started together, restarted at once when they end, stopped in order, never left behind.

Every process has a thread that starts it, waits for its end and decides what follows. A process that ends soon after
its start is started again with a growing delay; one that was fenced (exit code 75: another has its place) or that ended
because too many keys failed (3) waits however long it has lived, and its end is logged as an error.
Processes die with the supervisor, however that dies (`deploy.child_processes`).

What the processes of a mesh are is elsewhere: `deploy.processes`.
"""

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from deploy.program import Program
from deploy.supervised_process import EXIT_FENCED, Delays, Exit, SupervisedProcess
from mesh.declared.errors import ConfigurationError, TemporaryFailure

EXIT_CONFIGURATION = 2
STOP_SECONDS = 10.0  # between SIGTERM and SIGKILL
POLL_SECONDS = 0.05
HOPELESS = 5
"""So many short lives in a row, and whoever waits for a process to be ready gets an error."""


class Supervisor:
    """
    Runs programs, each with a log file under `logs`; `supervisor.log` there has a JSON line for every end.

    on_exit: called at every end, on_start at every start, in the thread of that process. Use as a context manager, or
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
        self._processes: dict[str, SupervisedProcess] = {}
        self._groups: list[list[SupervisedProcess]] = []
        self._exits: list[Exit] = []

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, programs: Iterable[Program]) -> None:
        """Start programs and keep them running from now on. Those started by one call are stopped together."""
        self.logs.mkdir(parents=True, exist_ok=True)
        group: list[SupervisedProcess] = []
        self._groups.append(group)
        for program in programs:
            if program.name in self._processes:
                raise ValueError(f"{program.name} runs already")
            process = SupervisedProcess(
                program, self.logs / f"{program.name}.log", self._delays, self._note, self._on_start
            )
            self._processes[program.name] = process
            group.append(process)
            process.start()

    def wait_until_ready(self, *names: str, seconds: float = 60.0) -> None:
        """
        Return when the named processes, or all, are ready.

        Raises ConfigurationError with the end of its log as soon as one refuses its settings (exit code 2), and
        TemporaryFailure when one keeps ending soon after its start, and naming who is not ready at the deadline.
        """
        waiting = [self._processes[name] for name in names or self._processes]
        until = time.monotonic() + seconds
        while waiting := [process for process in waiting if not process.is_ready()]:
            for process in waiting:
                if process.last_code == EXIT_CONFIGURATION:
                    raise ConfigurationError(f"{process.program.name} refuses its settings:\n{process.end_of_log()}")
                if process.short_lives >= HOPELESS:
                    raise TemporaryFailure(f"{process.program.name} ends whenever it starts:\n{process.end_of_log()}")
            if time.monotonic() > until:
                logs = "\n".join(f"{process.program.name}:\n{process.end_of_log()}" for process in waiting)
                raise TemporaryFailure(f"not ready after {seconds:.0f} s:\n{logs}")
            time.sleep(POLL_SECONDS)

    def kill(self, name: str) -> int:
        """End a process as a crash would (SIGKILL) and return its pid when it is gone. It will be restarted."""
        return self._processes[name].kill()

    def unready(self) -> list[str]:
        """Return the names of those that are not ready now."""
        return [name for name, process in self._processes.items() if not process.is_ready()]

    def pids(self) -> dict[str, int]:
        """Return the pid of every process that runs now."""
        return {name: pid for name, process in self._processes.items() if (pid := process.pid) is not None}

    def exits(self) -> tuple[Exit, ...]:
        """Return every end so far, in order."""
        return tuple(self._exits)

    def stop(self) -> None:
        """Stop all, what was started last first: SIGTERM, and SIGKILL to what is left after ten seconds."""
        while self._groups:
            group = self._groups.pop()
            for process in group:
                process.terminate()
            until = time.monotonic() + STOP_SECONDS
            for process in group:
                process.end(until)
        self._processes.clear()

    def _note(self, ended: Exit) -> None:
        self._exits.append(ended)
        event = "process_fenced" if ended.code == EXIT_FENCED else "process_ended"
        unexpected = ended.code and ended.restart_in_seconds is not None
        line = {"event": event, "level": "error" if unexpected else "info", **ended._asdict()}
        with suppress(OSError), (self.logs / "supervisor.log").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")  # a disk that is full keeps nothing from being started again
        self._on_exit(ended)
