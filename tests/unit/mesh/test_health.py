"""Health: alive as long as the loop turns, ready when nothing is waited for."""

import json
import urllib.request
from collections.abc import Iterator
from functools import partial

import pytest

from mesh.declared.errors import ConfigurationError
from mesh.process.health import Health, answer, serve_health
from mesh.process.http_server import SmallServer


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
    assert answer(health, "/healthz").status == 200
    seconds.now = 11
    assert answer(health, "/healthz").status == 503
    health.turned()
    assert answer(health, "/healthz").status == 200


def test_a_process_is_ready_when_nothing_is_waited_for(seconds: Seconds) -> None:
    """The answer names what is missing."""
    health = Health("assignment", "restore", monotonic=seconds)
    health.ready("assignment")
    waiting = answer(health, "/readyz")
    assert (waiting.status, json.loads(waiting.body)["waiting_for"]) == (503, ["restore"])
    health.ready("restore")
    assert answer(health, "/readyz").status == 200
    health.not_ready("restore")
    assert answer(health, "/readyz").status == 503


def test_a_dead_loop_is_not_ready(seconds: Seconds) -> None:
    """Ready implies alive."""
    health = Health(alive_seconds=10, monotonic=seconds)
    seconds.now = 11
    assert answer(health, "/readyz").status == 503


def test_metrics_are_in_prometheus_text_format() -> None:
    """With the content type Prometheus asks for."""
    found = answer(Health(), "/metrics?x=1")
    assert (found.status, found.content_type.split(";")[0]) == (200, "text/plain")
    assert b"# TYPE yidian_records_in_total counter" in found.body


def test_parts_that_are_asked_are_named_while_they_are_not_ready() -> None:
    """They are asked anew each time."""
    there = {"bus": False, "database": True}
    health = Health("schemas", checks={part: partial(there.__getitem__, part) for part in there})
    assert json.loads(answer(health, "/readyz").body)["waiting_for"] == ["bus", "schemas"]
    health.ready("schemas")
    there["bus"] = True
    assert answer(health, "/readyz").status == 200


@pytest.mark.parametrize("target", ["/", "/healthz/", "/x", "http://[", ""])
def test_nothing_else_is_there(target: str) -> None:
    """Whatever the target looks like."""
    assert answer(Health(), target).status == 404


@pytest.fixture
def server() -> Iterator[SmallServer]:
    """A server on any free port."""
    server = serve_health(Health(), host="127.0.0.1", port=0)
    server.start()
    yield server
    server.stop()


def test_the_server_answers_over_http(server: SmallServer) -> None:
    """Real requests; a probe may leave the body out."""
    asked = urllib.request.Request(f"http://127.0.0.1:{server.port}/readyz", method="HEAD")
    with urllib.request.urlopen(asked, timeout=5) as response:
        assert (response.status, response.read()) == (200, b"")
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/healthz", timeout=5) as response:
        assert response.status == 200
        assert json.load(response)["alive"] is True


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1", "no host"])
def test_an_address_that_cannot_be_had_names_its_setting(server: SmallServer, host: str) -> None:
    """Taken, of another machine, or none at all."""
    with pytest.raises(ConfigurationError, match=rf"YIDIAN_HTTP_PORT: cannot listen on {host} port {server.port}: \w"):
        serve_health(Health(), host=host, port=server.port)
