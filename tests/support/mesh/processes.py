"""Worker processes of a test: started with a worker's environment, killed at will, never left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.ports import free_port
from deploy.program import Program
from deploy.supervisor import Supervisor
from tests.support.kafka import Kafka

ROOT = Path(__file__).resolve().parents[3]


class Worker:
    """One slot of a service; `kill` is SIGKILL, `stop` is SIGTERM with a deadline."""

    def __init__(self, module: str, kafka: Kafka, directory: Path, *, slot: int = 0, **extra: str) -> None:
        self._command = [sys.executable, "-m", module]
        self.log = directory / f"{module}-{slot}.log"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("YIDIAN_")},
            "YIDIAN_KAFKA_BOOTSTRAP": kafka.bootstrap,
            "YIDIAN_MESH": kafka.mesh,
            "YIDIAN_SLOT": str(slot),
            "YIDIAN_DATA": str(directory / "data"),
            "YIDIAN_HTTP_PORT": str(free_port()),
            **extra,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, or start again."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def program(self) -> Program:
        """Return it as a program for a supervisor; it is at home where the tests are."""
        return Program("worker", tuple(self._command), {**self._environment, "PYTHONPATH": str(ROOT)})

    @property
    def exit_code(self) -> int | None:
        """How the process ended, None while it lives."""
        return None if self._process is None else self._process.poll()

    def kill(self) -> None:
        """End it without warning."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end and return its exit code."""
        self._end(signal.SIGTERM)
        code = self.exit_code
        assert code is not None
        return code

    def wait(self, seconds: float) -> int:
        """Return its exit code once it has ended by itself."""
        assert self._process is not None
        return self._process.wait(seconds)

    def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def workers(*started: Worker) -> Iterator[None]:
    """Start workers, and kill whichever still live at the end. What they logged last is printed if the test fails."""
    try:
        for worker in started:
            worker.start()
        yield
    except BaseException:
        for worker in started:
            _tell(f"{worker.log.name}, exit code {worker.exit_code}", worker.log)
        raise
    finally:
        for worker in started:
            worker.kill()


@contextmanager
def supervised(worker: Worker, folder: Path) -> Iterator[Supervisor]:
    """
    Keep a worker running as a mesh does, with its log in a folder; at the end it is stopped in order.

    How it ended each time and what it logged last is printed if the test fails.
    """
    with Supervisor(folder) as supervisor:
        supervisor.start([worker.program()])
        try:
            yield supervisor
        except BaseException:
            _tell(str(supervisor.exits()), folder / "worker.log")
            raise


def _tell(what: str, log: Path, lines: int = 60) -> None:
    """Print, for whoever looks at a test that failed, with the last lines of a log."""
    last = log.read_text("utf-8", errors="replace").splitlines()[-lines:] if log.exists() else ()
    sys.stdout.write("\n".join((what, *last, "")))
