"""How a mesh stands is told by who holds its folder, never by what another life has left there."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy import background
from deploy.background import halt, launch
from deploy.discovery import clear, is_running
from deploy.local import LocalMesh
from deploy.lock_file import FolderLock, Phase, standing
from mesh.declared.errors import ConfigurationError

HOLD = """
import pathlib, signal, sys, time
from deploy.lock_file import FolderLock, Phase
hold = FolderLock(pathlib.Path(sys.argv[1]))
hold.enter(Phase[sys.argv[2]], "Kafka")
if sys.argv[3] == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(hold.life, flush=True)
time.sleep(600)
"""


@contextmanager
def held(folder: Path, phase: Phase, how: str = "polite") -> Iterator[tuple[int, str]]:
    """Another process holds the folder: its pid and its life."""
    argv = [sys.executable, "-c", HOLD, str(folder), phase.name, how]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.pid, process.stdout.readline().strip()
        finally:
            process.kill()


def left_behind(folder: Path, **said: object) -> None:
    """What `mesh.json` of some life says."""
    urls = dict.fromkeys(("gateway_url", "console_url", "registry_url", "bootstrap", "kafka", "logs"), "dead")
    rest = {"mesh": "m", "health_urls": {}, "pid": 1, "pids": {}, "clock": None, "notes": []}
    (folder / "mesh.json").write_text(json.dumps({**urls, **rest, **said}))


def test_a_folder_without_a_mesh_is_down(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path, tmp_path / "none", tmp_path / "file"):
        assert standing(folder).phase is Phase.DOWN
        assert not halt(folder)
        assert not is_running(folder)


@pytest.mark.parametrize("phase", [Phase.STARTING, Phase.UP, Phase.STOPPING])
def test_who_holds_a_folder_says_how_it_stands(tmp_path: Path, phase: Phase) -> None:
    with held(tmp_path, phase) as (pid, life):
        now = standing(tmp_path)
        assert (now.phase, now.pid, now.life, now.step) == (phase, pid, life, "Kafka")
        assert str(pid) in now.describe(tmp_path)
        for refused in (lambda: FolderLock(tmp_path), lambda: launch(tmp_path), LocalMesh(tmp_path).start):
            with pytest.raises(ConfigurationError, match=rf"a mesh .*pid {pid}"):
                refused()
        with pytest.raises(ConfigurationError, match="stop it first"):
            clear(tmp_path)
        assert standing(tmp_path).life == life


def test_what_a_killed_supervisor_left_counts_for_nothing(tmp_path: Path) -> None:
    with held(tmp_path, Phase.UP) as (pid, life):
        left_behind(tmp_path, life=life)
        assert LocalMesh.find(tmp_path) is not None
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert standing(tmp_path).phase is Phase.DOWN
        assert LocalMesh.find(tmp_path) is None
    with held(tmp_path, Phase.STARTING):
        assert LocalMesh.find(tmp_path) is None
    with held(tmp_path, Phase.UP):
        assert LocalMesh.find(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    ["", "123", "{", json.dumps({"phase": "up", "pid": os.getpid(), "born": "1"})],
    ids=["nothing", "a number", "torn", "another's"],
)
def test_a_holder_that_has_not_spoken_yet_is_starting_whatever_stands_there(tmp_path: Path, text: str) -> None:
    """The last is a pid that was used again: this process was not born when the machine was."""
    (tmp_path / "lock").write_text(text)
    with (tmp_path / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = standing(tmp_path)
    assert (now.phase, now.pid) == (Phase.STARTING, 0)


@pytest.mark.parametrize("phase", [Phase.STARTING, Phase.UP, Phase.STOPPING])
def test_halting_ends_a_mesh_wherever_it_is(tmp_path: Path, phase: Phase) -> None:
    with held(tmp_path, phase):
        assert halt(tmp_path)
        assert standing(tmp_path).phase is Phase.DOWN
    assert not halt(tmp_path)


def test_what_does_not_listen_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "STOP_SECONDS", 0.2)
    with held(tmp_path, Phase.UP, "deaf"):
        assert halt(tmp_path)
        assert standing(tmp_path).phase is Phase.DOWN


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for start in (LocalMesh(tmp_path / "file" / "mesh").start, lambda: launch(tmp_path / "file" / "mesh")):
        with pytest.raises(ConfigurationError, match=r"file/mesh cannot be written: Not a directory .* start again"):
            start()
