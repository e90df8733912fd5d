"""
One performance for all end-to-end tests: a mesh on the session's Kafka, a small demonstration played on it, still up.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner, Result

from deploy.broker import BOOTSTRAP_VARIABLE, Broker
from deploy.discovery import RunningMesh
from simulator import day
from simulator.world import world
from tests.support.kafka import wait_until
from yidian import connection
from yidian.demo.run import Plan, Play, Played, Progress, plan
from yidian.demo.stage import Stage, raised
from yidian.demo.summary import summarise
from yidian.gateway import Gateway
from yidian.language import VARIABLE, Language
from yidian.main import app

PARCELS = 110
DEADLINE_SECONDS = 600
"""Match deadline in virtual seconds: twenty real ones."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "e2e: through the gateway of a whole mesh")


class Performance(NamedTuple):
    """The mesh that is up, what was planned, and what came of it."""

    stage: Stage
    planned: Plan
    played: Played
    counts: dict[str, int]
    """Verdicts by the case view, before any test submits more."""
    told: dict[str, Any]
    """The summary, before any test decides what is held."""

    @property
    def mesh(self) -> RunningMesh:
        """The mesh as another process sees it."""
        found = RunningMesh.at(self.stage.mesh.directory)
        assert found is not None
        return found


def verdicts_in_view(stage: Stage, played: Played) -> dict[str, int]:
    """Return the view's verdicts, once it has folded as many as customs gave."""
    expected = sum(not played.book.is_answered_at_once(item.step) for item in played.book.sent)
    connection = stage.connection
    counts: dict[str, int] = {}
    with Gateway(connection.url, connection.with_role("auditor").key) as auditor:

        def has_caught_up() -> bool:
            counts.update(auditor.get("/v1/summary")["verdicts"])
            return sum(counts.values()) >= expected

        wait_until(has_caught_up, "the view has caught up")
    return counts


@pytest.fixture(scope="package")
def performance(broker: Broker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Performance]:
    """
    Play a small demonstration. The mesh stays up until the last of these tests, and no longer: at rest it takes a
    third of a core from all others.
    """
    planned = plan(world(), parcels=PARCELS, seed=day.SEED)
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:  # for its start alone: other tests start meshes of their own
            patch.setenv(BOOTSTRAP_VARIABLE, broker.bootstrap)
            folder = tmp_path_factory.mktemp("mesh")
            stage = stack.enter_context(raised(folder=folder, deadline_seconds=DEADLINE_SECONDS))
        played = Play(stage, planned, Progress()).perform()
        counts = verdicts_in_view(stage, played)
        yield Performance(stage, planned, played, counts, summarise(planned, played, stage.connection))


class Command:
    """Runs the command on the test's mesh."""

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        """Return what --json writes."""
        run = self(*arguments, "--json")
        assert run.exit_code == 0, run.output
        return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture
def yidian(performance: Performance, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setattr(connection, "FOLDERS", (performance.stage.mesh.directory,))
    monkeypatch.setenv(VARIABLE, Language.ENGLISH)
    return Command()
