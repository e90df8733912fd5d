"""The exports of the demonstration on the mesh of all end-to-end tests: every outcome as planned."""

from typing import Any

import pytest

from simulator.world import world
from tests.e2e.conftest import Performance
from yidian.demo.exports.play import ExportPlay, PlayedExports, plan_exports
from yidian.demo.exports.summary import summarise
from yidian.demo.run import Progress

pytestmark = pytest.mark.e2e
EXPORTS = 300


@pytest.fixture(scope="module")
def played(performance: Performance) -> PlayedExports:
    month = plan_exports(world(), parcels=EXPORTS)
    with ExportPlay(performance.stage, world(), month, Progress()) as play:
        play.begin()
        return play.perform()


@pytest.fixture(scope="module")
def told(played: PlayedExports) -> dict[str, Any]:
    return summarise(played)


def test_every_planted_fault_of_an_export_is_found_and_nothing_else_held_back(played: PlayedExports) -> None:
    assert played.differences == []
    assert played.book.sent == len(played.month.papers())


def test_every_export_is_counted_once_and_what_was_asked_for_is_consolidated(
    played: PlayedExports, told: dict[str, Any]
) -> None:
    assert sum(told["lists"].values()) == told["parcels"] == EXPORTS
    assert all(plant["planted"] == plant["as_planned"] > 0 for plant in (*told["faults"], *told["traps"]))
    taken = [by for by in played.month.consolidated_lists().values() if by is not None]
    assert told["consolidated"]["lists"] == len(taken) > 0
    assert told["findings"] >= len(played.month.findings)
