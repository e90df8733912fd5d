"""Whole meshes are one worker's."""

from pathlib import Path

from tests.support.side_by_side import GROUPS

ROOT = Path(__file__).resolve().parents[3]
STARTS = ("LocalMesh(", "launch(", "raised(")


def test_every_place_is_there() -> None:
    assert [place for places in GROUPS.values() for place in places if not (ROOT / place).exists()] == []


def test_every_test_that_starts_a_whole_mesh_is_in_their_group() -> None:
    meshes = GROUPS["whole meshes"]
    for path in (ROOT / "tests" / "integration").rglob("*.py"):
        if any(word in path.read_text(encoding="utf-8") for word in STARTS):
            assert path.relative_to(ROOT).as_posix().startswith(meshes), path
