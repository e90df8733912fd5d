"""Whole meshes come up one after another; whoever starts one is in a group, and the longest go first."""

from pathlib import Path

import pytest

from tests.support.side_by_side import GROUPS, turn, unit

ROOT = Path(__file__).resolve().parents[3]
STARTS = ("LocalMesh(", "launch(", "raised(")
PERFORMANCE, OWN = (GROUPS[name] for name in ("the performance", "meshes of their own"))


def modules(folder: str) -> list[tuple[str, str]]:
    """Return the test modules of a folder with their texts."""
    found = (ROOT / "tests" / folder).rglob("test_*.py")
    return [(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in found]


def test_every_place_is_there_and_in_one_group() -> None:
    places = [place for group in GROUPS.values() for place in group]
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("folder", ["integration", "e2e"])
def test_every_test_that_starts_a_whole_mesh_is_in_their_group(folder: str) -> None:
    for path, text in modules(folder):
        if any(word in text for word in STARTS):
            assert path.startswith(OWN), path


def test_every_end_to_end_test_on_the_performance_is_in_its_group() -> None:
    for path, _ in modules("e2e"):
        assert path.startswith(PERFORMANCE + OWN), path


def test_tests_that_wait_for_kafka_go_out_one_by_one_and_all_others_by_module() -> None:
    assert unit("tests/e2e/console/test_work.py::test_a") == "the performance"
    assert unit("tests/integration/test_ticks.py::test_a[1]") == "tests/integration/test_ticks.py::test_a[1]"
    assert unit("tests/unit/tax/test_rates.py::test_a[1]") == "tests/unit/tax/test_rates.py"


def test_groups_go_out_first_and_what_waits_for_kafka_before_all_others() -> None:
    others = ["tests/unit/tax/test_rates.py", "tests/integration/test_ticks.py::test_a", *reversed(GROUPS)]
    assert sorted(others, key=turn) == [*GROUPS, "tests/integration/test_ticks.py::test_a", others[0]]
