"""Starts that are interrupted, repeated or killed leave nothing running, and nobody is told of a mesh that is gone."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from deploy.background import halt, launch
from deploy.local import LocalMesh
from deploy.lock_file import Phase, standing
from mesh.declared.errors import ConfigurationError
from tests.support.kafka import wait_until
from tests.support.mesh.kinds import only

LAUNCH = """
import pathlib, signal, sys
from deploy.background import launch
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore them, as nohup does
signal.signal(signal.SIGHUP, signal.SIG_DFL)
try:
    launch(pathlib.Path(sys.argv[1]), tell=lambda step: print(step, flush=True))
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "mesh"
    halt(tmp_path / "mesh")


def launching(folder: Path) -> "subprocess.Popen[str]":
    """Another process starts a mesh there, and has come so far as to say so."""
    argv = [sys.executable, "-c", LAUNCH, str(folder)]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_until(lambda: standing(folder).step != "", "the start of the mesh")
    return process


def nobody_is_left(folder: Path) -> bool:
    """Whether no process has the folder in its command or its environment."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in told and b"deploy.background" not in told:
            return False
    return True


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_interrupts_a_start_ends_what_it_began(folder: Path, how: signal.Signals) -> None:
    process = launching(folder)
    process.send_signal(how)
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "ending what was begun" in told
    assert standing(folder).phase is Phase.DOWN
    assert nobody_is_left(folder)


def test_a_mesh_is_ended_while_it_starts(folder: Path) -> None:
    process = launching(folder)
    with pytest.raises(ConfigurationError, match="a mesh is starting"):
        launch(folder)
    assert halt(folder)
    assert standing(folder).phase is Phase.DOWN
    _, error = process.communicate(timeout=60)
    assert "told to stop while it was starting" in error
    assert nobody_is_left(folder)


def test_after_a_kill_of_its_supervisor_a_mesh_comes_up_where_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = launch(folder)
    os.kill(first.pid, signal.SIGKILL)
    wait_until(lambda: standing(folder).phase is Phase.DOWN, "the end of the supervisor")
    assert LocalMesh.find(folder) is None
    wait_until(lambda: nobody_is_left(folder), "the end of its processes, and of the patient one, which hold ports")
    second = launch(folder)
    assert second.pid != first.pid
    assert (second.gateway_url, second.console_url, second.registry_url) == (
        first.gateway_url, first.console_url, first.registry_url,
    )  # fmt: skip
    assert (second.bootstrap, second.health_urls) == (first.bootstrap, first.health_urls)
    assert httpx.get(f"{second.gateway_url}/openapi.json").status_code == 200
    assert halt(folder)
    with socket.create_server(("127.0.0.1", int(first.console_url.rpartition(":")[2]))) as other:
        taken = other.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"console={taken}: something else listens"):
            launch(folder, requested_ports={"console": taken})
        only(monkeypatch, "gateway", "console")
        with LocalMesh(folder) as third:
            assert third.console_url != first.console_url
            assert third.gateway_url == first.gateway_url
            assert f"port {taken} is taken" in third.notes[0]
