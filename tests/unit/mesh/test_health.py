"""Health: alive as long as the loop turns, ready when nothing is waited for."""

import json
import urllib.request
from collections.abc import Iterator

import pytest

from mesh.health import Answer, Health, HealthServer, answer, json_answer


class Seconds:
    """A clock for tests."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    """Time stands still until a test moves it."""
    return Seconds()


def test_a_process_is_alive_while_its_loop_turns(seconds: Seconds) -> None:
    """A loop that hangs is found."""
    health = Health(alive_seconds=10, monotonic=seconds)
    seconds.now = 9
    assert answer(health, (), "/healthz").status == 200
    seconds.now = 11
    assert answer(health, (), "/healthz").status == 503
    health.turned()
    assert answer(health, (), "/healthz").status == 200


def test_a_process_is_ready_when_nothing_is_waited_for(seconds: Seconds) -> None:
    """The answer names what is missing."""
    health = Health("assignment", "restore", monotonic=seconds)
    health.ready("assignment")
    waiting = answer(health, (), "/readyz")
    assert (waiting.status, json.loads(waiting.body)["waiting_for"]) == (503, ["restore"])
    health.ready("restore")
    assert answer(health, (), "/readyz").status == 200
    health.not_ready("restore")
    assert answer(health, (), "/readyz").status == 503


def test_a_dead_loop_is_not_ready(seconds: Seconds) -> None:
    """Ready implies alive."""
    health = Health(alive_seconds=10, monotonic=seconds)
    seconds.now = 11
    assert answer(health, (), "/readyz").status == 503


def test_metrics_are_in_prometheus_text_format() -> None:
    """With the content type Prometheus asks for."""
    found = answer(Health(), (), "/metrics?x=1")
    assert (found.status, found.content_type.split(";")[0]) == (200, "text/plain")
    assert b"# TYPE yidian_records_in_total counter" in found.body


def test_what_is_mounted_answers_its_own_paths_only() -> None:
    """The mount sees the whole target, with its query."""

    def mount(target: str) -> Answer | None:
        return json_answer(200, target) if target.startswith("/x") else None

    assert answer(Health(), (mount,), "/x?a=1").body == b'"/x?a=1"'
    assert answer(Health(), (mount,), "/y").status == 404


@pytest.fixture
def server() -> Iterator[HealthServer]:
    """A server on any free port."""
    server = HealthServer(Health(), host="127.0.0.1", port=0)
    server.start()
    yield server
    server.stop()


def test_the_server_answers_over_http(server: HealthServer) -> None:
    """One real request."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/healthz", timeout=5) as response:
        assert response.status == 200
        assert json.load(response)["alive"] is True
