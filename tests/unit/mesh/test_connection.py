"""Every client of the mesh and of the services is connected alike."""

from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer

from mesh.kafka.connection import connection

ROOT = Path(__file__).resolve().parents[3]


def test_nobody_connects_in_a_way_of_their_own() -> None:
    """A client that forgets its brokers hangs in the first commit after an outage: it is not to be made by accident."""
    sources = [*ROOT.glob("mesh/src/**/*.py"), *ROOT.glob("edge/src/**/*.py"), *ROOT.glob("services/*/src/**/*.py")]
    assert len(sources) > 200
    own = [path.relative_to(ROOT) for path in sources if '"bootstrap.servers"' in path.read_text(encoding="utf-8")]
    assert own == [Path("mesh/src/mesh/kafka/connection.py")]


@pytest.mark.parametrize("kind", [Consumer, Producer])
def test_the_client_knows_every_setting(kind: type[Consumer | Producer]) -> None:
    kind({**connection("127.0.0.1:9"), "group.id": "test"} if kind is Consumer else connection("127.0.0.1:9"))
