"""A schema that has not arrived: its partition waits for a time, then its key is parked until it comes."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from contracts import codec
from contracts.forex import TotalEntered
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from deploy.ports import free_port
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State
from mesh.kafka.consumer import InputConsumer
from mesh.kafka.pauses import Wait
from mesh.replay.rerun import replay
from mesh.wire import names
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh import schemas
from tests.support.mesh.bare_worker import (
    NAME,
    PARTITIONS,
    an_entry,
    bare_worker,
    create_topics,
    journal,
    keys_of,
    said,
)
from tests.support.mesh.newer_package import newer_package
from tests.support.mesh.processes import Worker, workers

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


def test_a_foreign_id_parks_its_key_once_its_time_is_up_and_every_other_flows(topics: Kafka, tmp_path: Path) -> None:
    """Eight bytes, as any foreign registry's client writes them; many of them wait no longer than one, also others."""
    topics.send(
        FOREX_TOTAL_ENTRIES,
        *((b"strange-%d" % number, b"\0" + number.to_bytes(4, "big") + b"abc") for number in range(1, 60)),
        (HELD, codec.encode(an_entry(HELD, "1"))),
    )
    with bare_worker(topics, tmp_path, REPEAT, patience=1) as worker:
        worker.work_all(topics)
        assert len(worker.seen.waited_for) <= PARTITIONS
        assert not any(has_come for _, has_come in worker.seen.waited_for)
    assert heard(topics) == ["1"]
    letters = [codec.decode(m.value or b"") for m in topics.read(names.dead_letter_topic(NAME))]
    assert len(letters) == 59
    assert {letter.code for letter in letters} == {"unknown_schema"}
    unread = [one for partition in range(PARTITIONS) for entry in journal(topics, partition) for one in entry.unread]
    assert len(unread) == 59
    assert replay({"bootstrap.servers": topics.bootstrap}, topics.mesh, REPEAT).identical


def test_a_schema_that_comes_later_has_its_keys_worked_again_by_themselves(topics: Kafka, tmp_path: Path) -> None:
    """In order, through a restart, by one command each; a replay that knows it from the beginning is identical."""
    newer = schemas.newer(TotalEntered)
    topics.send(FOREX_TOTAL_ENTRIES, (HELD, newer.encode(an_entry(HELD, "1"))))
    topics.send(FOREX_TOTAL_ENTRIES, (HELD, codec.encode(an_entry(HELD, "2"))))
    with bare_worker(topics, tmp_path, REPEAT, patience=0) as worker:
        worker.work_all(topics)
        assert heard(topics) == []
    with bare_worker(topics, tmp_path, REPEAT, patience=0) as worker:
        schemas.publish(topics, newer.published)
        worker.turn_until(lambda: worker.reached.get((names.command_topic(NAME), 0)) == 1, "the command")
        topics.send(FOREX_TOTAL_ENTRIES, (HELD, codec.encode(an_entry(HELD, "3"))))
        worker.turn_until(lambda: worker.reached.get((FOREX_TOTAL_ENTRIES, 0)) == 3, "the third")
    with bare_worker(topics, tmp_path, REPEAT, patience=0) as worker:
        topics.send(FOREX_TOTAL_ENTRIES, (HELD, codec.encode(an_entry(HELD, "4"))))
        worker.turn_until(lambda: worker.reached.get((FOREX_TOTAL_ENTRIES, 0)) == 4, "the fourth")
    assert heard(topics) == ["1", "2", "3", "4"]
    (command,) = topics.read(names.command_topic(NAME))
    assert (command.key, command.partition) == (HELD, 0)
    assert replay({"bootstrap.servers": topics.bootstrap}, topics.mesh, REPEAT).identical


def test_a_partition_that_waits_flows_on_after_a_rebalance(topics: Kafka, tmp_path: Path) -> None:
    """The client keeps a pause through revocation and new assignment; whoever reads on from elsewhere ends it."""
    newer = schemas.newer(TotalEntered)
    topics.send(FOREX_TOTAL_ENTRIES, (HELD, newer.encode(an_entry(HELD, "1"))))
    with bare_worker(topics, tmp_path, REPEAT, patience=600) as worker:
        worker.turn_until(lambda: bool(worker.seen.waits), "the unknown schema")
        other = topics.consumer(
            **{"group.id": names.group(topics.mesh, "forex"), "partition.assignment.strategy": "range"}
        )
        other.subscribe([topics.physical(topic) for topic in (FOREX_TOTAL_ENTRIES, names.command_topic(NAME))])

        def shares() -> bool:
            other.poll(0)
            return bool(other.assignment())

        worker.turn_until(shares, "a share for the other")
        other.close()
        worker.turn_until(lambda: len(worker.loop.engine.assigned) == PARTITIONS, "all partitions again")
        worker.turn_until(lambda: len(worker.seen.waits) > 1, "the record again")
        schemas.publish(topics, newer.published)
        topics.send(FOREX_TOTAL_ENTRIES, (SAME_PARTITION, codec.encode(an_entry(SAME_PARTITION, "2"))))
        worker.work_all(topics)
    assert heard(topics) == ["1", "2"]


def test_a_partition_that_waits_is_read_again_after_an_abort(topics: Kafka) -> None:
    """What stood before the record was dropped with the transaction, and does not wait with it."""
    topics.send(FOREX_TOTAL_ENTRIES, *((HELD, b"%d" % number) for number in range(4)))
    consumer = InputConsumer(
        {"bootstrap.servers": topics.bootstrap},
        mesh=topics.mesh,
        service="forex",
        slot=0,
        topics=[FOREX_TOTAL_ENTRIES],
        on_assign=lambda *_: None,
        on_revoke=lambda *_: None,
    )
    taken: list[int] = []

    def take(enough: int) -> bool:
        taken.extend(record.offset for record in consumer.poll(100, 0.05)[0])
        return len(taken) >= enough

    try:
        wait_until(lambda: take(4), "the records")
        consumer.wait_for(Wait(FOREX_TOTAL_ENTRIES, 0, 2, 1, time.monotonic()), lambda: False)
        topics.send(FOREX_TOTAL_ENTRIES, (HELD, b"4"))
        assert consumer.lag() == {FOREX_TOTAL_ENTRIES: 3}
        assert [(wait.partition, wait.offset) for wait in consumer.waits] == [(0, 2)]
        consumer.go_back()
        assert consumer.waits == []
        wait_until(lambda: take(9), "the records again")
    finally:
        consumer.close()
    assert taken == [0, 1, 2, 3, 0, 1, 2, 3, 4]


def test_a_worker_tells_of_a_partition_that_waits(topics: Kafka, tmp_path: Path) -> None:
    """Readiness, lag, metrics and log, at its begin and at its end."""
    newer = schemas.newer(TotalEntered)
    port = free_port()
    worker = Worker(
        "tests.support.mesh.tally", topics, tmp_path, YIDIAN_HTTP_PORT=str(port), YIDIAN_UNKNOWN_SCHEMA_SECONDS="600"
    )
    with workers(worker):
        wait_until(lambda: asked(port, "readyz")[0] == 200, "readiness")
        topics.send(FOREX_TOTAL_ENTRIES, (HELD, newer.encode(an_entry(HELD, "1"))))
        wait_until(lambda: asked(port, "readyz")[0] == 503, "the wait to be told")
        told = json.loads(asked(port, "readyz")[1])
        assert told["waiting_for"] == ["schemas"]
        (waiting,) = told["waiting_partitions"]
        assert (waiting["topic"], waiting["partition"], waiting["offset"], waiting["schema_id"]) == (
            FOREX_TOTAL_ENTRIES,
            0,
            0,
            newer.schema_id,
        )
        topics.send(FOREX_TOTAL_ENTRIES, *((HELD, codec.encode(an_entry(HELD, str(n)))) for n in range(2, 42)))
        labels = f'{{service="forex",topic="{FOREX_TOTAL_ENTRIES}"}}'
        wait_until(lambda: f"yidian_lag{labels} 41.0" in asked(port, "metrics")[1], "the true lag")
        assert f"yidian_waiting_partitions{labels} 1.0" in asked(port, "metrics")[1]
        schemas.publish(topics, newer.published)
        topics.wait_for(FOREX_DECISIONS, 41)
        wait_until(lambda: asked(port, "readyz")[0] == 200, "readiness again")
        assert json.loads(asked(port, "readyz")[1])["waiting_partitions"] == []
        wait_until(lambda: f"yidian_waiting_partitions{labels} 0.0" in asked(port, "metrics")[1], "nothing waits")
        assert worker.stop() == 0
    events = [json.loads(line)["event"] for line in worker.log.read_text().splitlines() if line.startswith("{")]
    assert events.count("partition_paused_for_schema") == events.count("partition_resumed") == 1


def asked(port: int, path: str) -> tuple[int, str]:
    """Return status and body of a worker's answer; 0 while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


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
    worker = Worker("tests.support.mesh.tally", topics, tmp_path)
    with workers(worker):
        older = [(HELD, codec.encode(an_entry(HELD, f"older-{number}"))) for number in range(3)]
        topics.send(FOREX_TOTAL_ENTRIES, *older)
        topics.wait_for(FOREX_DECISIONS, 3)
        producer = [
            sys.executable,
            "-m",
            "tests.support.mesh.newer_producer",
            topics.bootstrap,
            topics.mesh,
            HELD.decode(),
        ]
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
