"""`yidian up` and `down` say how a mesh stands, and nobody talks to one that is not up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.lock_file import FolderLock, Phase
from yidian import connection
from yidian.commands import running
from yidian.main import app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (connection.URL_VARIABLE, connection.KEY_VARIABLE, "YIDIAN_PORTS"):
        monkeypatch.delenv(name, raising=False)
    for module in (connection, running):
        monkeypatch.setattr(module, "FOLDERS", (tmp_path,))
    return tmp_path


@pytest.fixture
def lock(folder: Path) -> Iterator[FolderLock]:
    """Somebody starts a mesh there."""
    made = FolderLock(folder)
    yield made
    made.release()


@pytest.mark.parametrize("phase", [Phase.STARTING, Phase.STOPPING])
@pytest.mark.parametrize("command", [("up",), ("topics",), ("trade",)])
def test_a_mesh_that_is_not_up_is_told_with_what_to_do(
    lock: FolderLock, phase: Phase, command: tuple[str, ...]
) -> None:
    lock.enter(phase, "services")
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 1
    told = " ".join(run.stderr.split())
    assert f"a mesh is {phase}" in told
    assert "services)" in told
    assert ("yidian down" in told) is (phase is Phase.STARTING)


def test_without_a_mesh_there_is_nothing_to_end_and_nobody_to_talk_to(folder: Path) -> None:
    assert CliRunner().invoke(app, ("down",)).stdout == "no mesh was running\n"
    run = CliRunner().invoke(app, ("topics",))
    assert run.exit_code == 1
    assert "yidian up" in run.stderr


@pytest.mark.parametrize("given", [{"args": ["--port", "gateway=door"]}, {"env": {"YIDIAN_PORTS": "console=1 door"}}])
def test_a_port_that_is_none_is_refused_before_anything_is_begun(folder: Path, given: dict[str, object]) -> None:
    run = CliRunner().invoke(app, ["up", *given.get("args", ())], env=given.get("env"))  # type: ignore[misc, arg-type]
    assert run.exit_code == 1
    assert "NAME=NUMBER" in run.stderr
    assert list(folder.iterdir()) == []


def test_too_few_parcels_for_a_day_are_refused_with_the_least_number() -> None:
    run = CliRunner().invoke(app, ("trade", "--parcels", "1"))
    assert run.exit_code == 1
    assert "give at least" in run.stderr
