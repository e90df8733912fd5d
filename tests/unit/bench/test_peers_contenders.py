"""How the contenders are started."""

import os
from pathlib import Path

import pytest

from bench.peers import contenders


@pytest.mark.parametrize("made", [Path("/there/compiled"), None])
def test_the_mesh_runs_as_it_runs_in_a_mesh(monkeypatch: pytest.MonkeyPatch, made: Path | None) -> None:
    """Compiled if it is, as the processes of a mesh do; the figures would be of another program else."""
    monkeypatch.setattr(contenders, "current", lambda: made)
    path = contenders.environment()["PYTHONPATH"].split(os.pathsep)
    assert path[0] == str(made or contenders.ROOT)
    assert str(contenders.ROOT) in path
    assert len(path) == (3 if made else 2)
