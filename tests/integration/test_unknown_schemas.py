"""A schema that has not arrived yet: its partition waits, all others flow, nothing is parked, the order stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contracts import codec
from contracts.forex import TotalEntered
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from mesh import names
from mesh.processor import Context, Effects, Emit, Processor, Route, State
from tests.support import schemas
from tests.support.bare import NAME, an_entry, bare_worker, create_topics, keys_of, said
from tests.support.kafka import Kafka
from tests.support.newer_package import newer_package
from tests.support.processes import Worker, workers

HELD, SAME_PARTITION = keys_of(0, 2)
(ELSEWHERE,) = keys_of(1)


def repeat(_: State, event: TotalEntered, context: Context) -> Effects:
    """Say again what came."""
    return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, event),))


REPEAT = Processor(name=NAME, version="1", routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: repeat}),))


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """What the processor needs."""
    create_topics(kafka, REPEAT)
    return kafka


def heard(kafka: Kafka) -> list[str]:
    """Return what came out of the partition that waits."""
    return [entry.entry_id for entry in said(kafka) if entry.enterprise_code != ELSEWHERE.decode()]


def test_an_unknown_schema_pauses_its_partition_until_it_comes(topics: Kafka, tmp_path: Path) -> None:
    """Also through a restart while it waits."""
    newer = schemas.newer(TotalEntered)
    topics.send(
        FOREX_TOTAL_ENTRIES,
        (HELD, codec.encode(an_entry(HELD, "1"))),
        (HELD, newer.encode(an_entry(HELD, "2"))),
        (SAME_PARTITION, codec.encode(an_entry(SAME_PARTITION, "3"))),
        (ELSEWHERE, codec.encode(an_entry(ELSEWHERE, "a"))),
    )
    with bare_worker(topics, tmp_path, REPEAT) as worker:
        worker.turn_until(lambda: bool(worker.seen.waits), "the unknown schema")
        assert worker.seen.waits == [(FOREX_TOTAL_ENTRIES, 0, newer.schema_id)]
        topics.send(FOREX_TOTAL_ENTRIES, (ELSEWHERE, codec.encode(an_entry(ELSEWHERE, "b"))))
        worker.turn_until(lambda: worker.reached.get((FOREX_TOTAL_ENTRIES, 1)) == 2, "the other partition")
    assert heard(topics) == ["1"]
    with bare_worker(topics, tmp_path, REPEAT) as worker:
        worker.turn_until(lambda: bool(worker.seen.waits), "the unknown schema")
        schemas.publish(topics, newer.published)
        worker.work_all(topics)
    assert heard(topics) == ["1", "2", "3"]
    assert topics.read(names.dead_letter_topic(NAME)) == []


def test_a_type_that_this_version_does_not_know_is_passed_over(topics: Kafka, tmp_path: Path) -> None:
    """A newer producer adds a record type to a topic: not ours to work, once its schema is known."""
    stranger = schemas.newer(TotalEntered, name="SomethingNew")
    schemas.publish(topics, stranger.published)
    topics.send(
        FOREX_TOTAL_ENTRIES,
        (HELD, stranger.encode(an_entry(HELD, "1"))),
        (HELD, codec.encode(an_entry(HELD, "2"))),
    )
    with bare_worker(topics, tmp_path, REPEAT) as worker:
        worker.work_all(topics)
    assert heard(topics) == ["2"]
    assert topics.read(names.dead_letter_topic(NAME)) == []


def test_an_agency_with_an_older_package_goes_on_when_a_newer_schema_comes(topics: Kafka, tmp_path: Path) -> None:
    """Two processes with two generations of the contract: the newer one publishes its schema, then writes."""
    package = newer_package(tmp_path / "newer", TotalEntered)
    worker = Worker("tests.support.tally", topics, tmp_path)
    with workers(worker):
        older = [(HELD, codec.encode(an_entry(HELD, f"older-{number}"))) for number in range(3)]
        topics.send(FOREX_TOTAL_ENTRIES, *older)
        topics.wait_for(FOREX_DECISIONS, 3)
        producer = [sys.executable, "-m", "tests.support.newer_producer", topics.bootstrap, topics.mesh, HELD.decode()]
        environ = os.environ | {"PYTHONPATH": os.pathsep.join([str(package), str(Path.cwd())])}
        subprocess.run(producer, env=environ, check=True, timeout=60)
        topics.wait_for(FOREX_DECISIONS, 6)
        topics.send(FOREX_TOTAL_ENTRIES, *older)
        found = topics.wait_for(FOREX_DECISIONS, 9)
        assert worker.stop() == 0
    counted = [codec.decode(message.value or b"") for message in found]
    assert [entry.amount_cny_e5 for entry in counted] == list(range(1, 10))
    assert [entry.entry_id for entry in counted[3:6]] == ["newer-0", "newer-1", "newer-2"]
    ids = [codec.schema_id(message.value or b"") for message in topics.read(FOREX_TOTAL_ENTRIES)]
    assert ids[0] == codec.id_of(TotalEntered) != ids[3]
