"""Processes are kept running, ended in order, and never outlive their supervisor."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deploy.child_processes import spawn
from deploy.ports import free_port
from deploy.program import Program
from deploy.supervised_process import Delays
from deploy.supervisor import Supervisor
from mesh.declared.errors import ConfigurationError, TemporaryFailure
from tests.support.kafka import wait_until

SERVE = (
    "import http.server, os\n"
    "http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['PORT'])),"
    " http.server.SimpleHTTPRequestHandler).serve_forever()"
)
SLEEP = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
QUICK = Delays(steady=60, first=0.01, most=0.04, fenced=0.2)


def a_program(code: str, name: str = "one", **env: str) -> Program:
    ready = f"http://127.0.0.1:{env['PORT']}/" if "PORT" in env else None
    return Program(name, (sys.executable, "-c", code), {"PATH": os.environ["PATH"], **env}, ready)


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_process_is_restarted_at_once_and_becomes_ready_again(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        supervisor.start([a_program(SERVE, PORT=str(free_port()))])
        supervisor.wait_until_ready()
        killed = supervisor.kill("one")
        supervisor.wait_until_ready("one")
        assert supervisor.pids()["one"] != killed
        (ended,) = supervisor.exits()
        assert (ended.pid, ended.code, ended.restart_in_seconds) == (killed, -9, 0.0)
        assert not runs(killed)


def test_a_process_that_keeps_dying_is_restarted_with_growing_delays(tmp_path: Path) -> None:
    with Supervisor(tmp_path, delays=QUICK) as supervisor:
        supervisor.start([a_program("raise SystemExit(1)")])
        wait_until(lambda: len(supervisor.exits()) >= 6, "six ends")
    assert [ended.restart_in_seconds for ended in supervisor.exits()[:6]] == [0.0, 0.01, 0.02, 0.04, 0.04, 0.04]


def test_a_fenced_process_waits_and_is_alarmed_about(tmp_path: Path) -> None:
    with Supervisor(tmp_path, delays=QUICK) as supervisor:
        supervisor.start([a_program("raise SystemExit(75)")])
        wait_until(lambda: len(supervisor.exits()) >= 2, "two ends")
    first, second = supervisor.exits()[:2]
    assert first.restart_in_seconds == QUICK.fenced
    assert second.at - first.at >= QUICK.fenced
    assert '"event": "process_fenced"' in (tmp_path / "supervisor.log").read_text()


def test_who_ends_of_too_many_faults_waits_however_long_it_lived(tmp_path: Path) -> None:
    with Supervisor(tmp_path, delays=Delays(steady=0, faults=0.2)) as supervisor:
        supervisor.start([a_program("raise SystemExit(3)")])
        wait_until(lambda: len(supervisor.exits()) >= 2, "two ends")
    first, second = supervisor.exits()[:2]
    assert first.restart_in_seconds == second.restart_in_seconds == 0.2
    assert second.at - first.at >= 0.2


def test_refused_settings_end_the_waiting_with_the_log(tmp_path: Path) -> None:
    with Supervisor(tmp_path, delays=QUICK) as supervisor:
        supervisor.start([a_program("import sys; print('no such setting'); sys.exit(2)", PORT=str(free_port()))])
        with pytest.raises(ConfigurationError, match="no such setting"):
            supervisor.wait_until_ready()


def test_a_process_that_ends_whenever_it_starts_is_not_waited_for(tmp_path: Path) -> None:
    with Supervisor(tmp_path, delays=QUICK) as supervisor:
        supervisor.start([a_program("raise SystemExit('no such folder')", PORT=str(free_port()))])
        with pytest.raises(TemporaryFailure, match=r"one ends whenever it starts:\n(no such folder\n?)+"):
            supervisor.wait_until_ready(seconds=600)


def test_a_start_that_is_cut_short_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the start of a process and that of who keeps it."""
    begun: list[int] = []
    supervisor = Supervisor(tmp_path, on_start=lambda _name, pid: begun.append(pid))

    def interrupted(_thread: threading.Thread) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        supervisor.start([a_program(SLEEP, "kept")])
        patch.setattr(threading.Thread, "start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            supervisor.start([a_program(SLEEP, "cut short"), a_program(SLEEP, "never begun")])
    supervisor.stop()
    assert len(begun) == 2
    assert not any(runs(pid) for pid in begun)


class Told(BaseException):
    """A signal told a start to end."""


def test_a_child_that_comes_after_its_start_was_interrupted_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[subprocess.Popen[bytes]] = []

    def told(*_: object) -> None:
        raise Told

    class Late(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **named: Any) -> None:
            main = threading.main_thread().ident
            assert main is not None
            signal.pthread_kill(main, signal.SIGUSR1)
            interrupted.wait(10)
            super().__init__(*args, **named)
            children.append(self)

    interrupted = threading.Event()
    before = signal.signal(signal.SIGUSR1, told)
    monkeypatch.setattr("deploy.child_processes.subprocess.Popen", Late)
    try:
        with pytest.raises(Told):
            spawn([sys.executable, "-c", SLEEP], env={"PATH": os.environ["PATH"]}, output=subprocess.DEVNULL)
    finally:
        signal.signal(signal.SIGUSR1, before)
        interrupted.set()
    wait_until(lambda: any(child.returncode is not None for child in children), "the end of the child")


def test_a_process_ends_though_its_first_start_was_interrupted() -> None:
    """While the thread began that starts children: a pool has it in no list then, and would wait for it for ever."""
    program = (
        "import subprocess, sys, threading\n"
        "from deploy.child_processes import spawn\n"
        "begin = threading.Thread.start\n"
        "def interrupted(thread):\n"
        "    begin(thread)\n"
        "    sys.exit(7)\n"
        "threading.Thread.start = interrupted\n"
        f"spawn([sys.executable, '-c', {SLEEP!r}], env={{}}, output=subprocess.DEVNULL)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=30, check=False).returncode == 7


def test_a_process_runs_in_the_folder_that_it_names(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        supervisor.start([replace(a_program("import os, time; print(os.getcwd(), flush=True)"), cwd=tmp_path)])
        wait_until(lambda: str(tmp_path) in (tmp_path / "one.log").read_text(), "the name of the folder")


def test_a_process_that_is_not_ready_in_time_is_named(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        supervisor.start([a_program(SLEEP, PORT=str(free_port()))])
        with pytest.raises(TemporaryFailure, match="one"):
            supervisor.wait_until_ready(seconds=0.2)


def test_stopping_ends_everything_even_what_does_not_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.supervisor.STOP_SECONDS", 0.5)
    supervisor = Supervisor(tmp_path)
    supervisor.start([a_program(SLEEP, "polite"), a_program(DEAF, "deaf")])
    wait_until(lambda: "deaf" in (tmp_path / "deaf.log").read_text(), "the deaf one to be deaf")
    pids = supervisor.pids()
    supervisor.stop()
    assert not any(runs(pid) for pid in pids.values())
    assert {ended.name: ended.code for ended in supervisor.exits()} == {"polite": -15, "deaf": -9}
    assert all(ended.restart_in_seconds is None for ended in supervisor.exits())


def test_processes_die_with_their_supervisor_even_when_it_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib\n"
        "from deploy.program import Program\n"
        "from deploy.supervisor import Supervisor\n"
        "s = Supervisor(pathlib.Path(sys.argv[1]))\n"
        f"s.start([Program(str(i), (sys.executable, '-c', {SLEEP!r}), {{}}) for i in range(3)])\n"
        "print(*s.pids().values(), flush=True); time.sleep(600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pids = [int(pid) for pid in owner.stdout.readline().split()]
    assert len(pids) == 3
    owner.kill()
    owner.wait()
    owner.stdout.close()
    wait_until(lambda: not any(runs(pid) for pid in pids), "the processes to end")
