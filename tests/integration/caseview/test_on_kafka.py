"""The case view and the stream of receipts on a real Kafka: transactions, kills, a rebuild, resuming."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from sqlalchemy import select

from caseview.database import tables, upsert
from caseview.inputs import inputs
from caseview.queries import lookups
from caseview.queries.consumer_groups import WORKING, groups
from caseview.queries.consumer_lag import topics_and_lag
from contracts import codec, topics
from contracts.customs import DeclarationCleared
from contracts.mesh import ClockTicked, Gathered, GatheredRecord
from edge.bus.watch import BusWatch
from mesh.wire import names
from mesh.wire.headers import pairs
from receipts.delivery.cursor import Cursor
from receipts.delivery.pages import Concerned, page, stream
from receipts.delivery.source import KafkaSource
from receipts.delivery.unread import Unread
from tests.support.caseview.trade import a_day
from tests.support.customs.lifecycle import a_subject
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh import schemas

DAYS = 6  # times that the small trade is written, so that a kill finds work undone
EVERYONE = Concerned(frozenset(), everything=True, unread=Unread(0))


@pytest.fixture
def traded(kafka: Kafka) -> Kafka:
    """A mesh in which the small trade has happened."""
    kafka.create(*inputs())
    kafka.create(topics.MESH_SCHEMAS, partitions=1, config={"cleanup.policy": "compact"})
    trade(kafka)
    return kafka


def trade(kafka: Kafka) -> None:
    """Write the small trade, several times over."""
    for inbound, _ in a_day().written * DAYS:
        found = dict(pairs(inbound.headers))
        kafka.produce(inbound.topic, inbound.key, inbound.value, found, partition=inbound.partition)
    kafka.flush()


class ViewProcess:
    """`python -m caseview` on a database of its own. chunk: records at once, few where a kill shall fall between."""

    def __init__(self, kafka: Kafka, folder: Path, *, chunk: int = 5) -> None:
        self.url = f"sqlite:///{folder}/view.db"
        self._environment = {
            **os.environ,
            "YIDIAN_KAFKA_BOOTSTRAP": kafka.bootstrap,
            "YIDIAN_MESH": kafka.mesh,
            "YIDIAN_VIEW_DATABASE_URL": self.url,
            "YIDIAN_VIEW_CHUNK": str(chunk),
        }

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "caseview", *arguments]
        return subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL)

    def complete(self, *arguments: str) -> None:
        """Run until it has caught up."""
        assert self.start("--once", *arguments).wait(timeout=60) == 0

    def contents(self) -> dict[str, list[Any]]:
        engine = upsert.open_database(self.url)
        with engine.connect() as connection:
            found = {
                table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
                for table in tables.METADATA.sorted_tables
                if table is not tables.OFFSETS
            }
        engine.dispose()
        return found


def folded(url: str) -> int:
    """How many records the view is past; a repeated one counts, though it adds no row."""
    engine = upsert.open_database(url, create=True)
    with engine.connect() as connection:
        number: int = sum(connection.execute(select(tables.OFFSETS.c.next_offset)).scalars())
    engine.dispose()
    return number


def test_the_view_is_the_same_after_kills_and_after_a_rebuild(traded: Kafka, tmp_path: Path) -> None:
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    whole, killed = ViewProcess(traded, tmp_path / "whole"), ViewProcess(traded, tmp_path / "killed")
    for _ in range(2):
        trade(traded)  # so that there is something left to fold, however fast the machine
        before = folded(killed.url)
        process = killed.start()
        try:
            wait_until(lambda seen=before: folded(killed.url) > seen, "a folded chunk")  # type: ignore[misc]
        finally:
            process.kill()
            process.wait()
    whole.complete()
    assert len(whole.contents()["view_cases"]) == 3
    killed.complete()
    assert killed.contents() == whole.contents()
    killed.complete("--rebuild")
    assert killed.contents() == whole.contents()
    engine = upsert.open_database(whole.url)
    assert lookups.counts(engine)["verdicts"] == {"accepted": 13, "duplicate": 1}
    engine.dispose()


def test_foreign_bytes_on_every_topic_stop_neither_the_view_nor_a_rebuild(traded: Kafka, tmp_path: Path) -> None:
    """Among sound records, on every partition; and what a newer schema wrote comes in when that is published."""
    newer = schemas.newer(DeclarationCleared)
    (release,) = [record for source, record in a_day().written if type(record) is DeclarationCleared]
    for topic in inputs():
        for partition in range(4):
            for value in (b"\0\0\0\0\x01abc", b"{}"):
                traded.produce(topic, b"\xff", value, {"ce_time": b"?"}, partition=partition)
    traded.produce(
        topics.CUSTOMS_DECLARATIONS, b"GW7", newer.encode(msgspec.structs.replace(release, subject=a_subject("GW7")))
    )
    traded.flush()
    trade(traded)
    view = ViewProcess(traded, tmp_path)

    def states() -> dict[str, str]:
        engine = upsert.open_database(view.url)
        with engine.connect() as connection:
            found = {row.order_key: row.state for row in connection.execute(select(tables.CASES))}
        engine.dispose()
        return found

    sound = {"GW1": "CLEARED", "GW2": "HELD", "GW3": "REFUSED"}
    view.complete()
    assert states() == sound
    view.complete("--rebuild")
    assert states() == sound
    process = view.start()
    try:
        schemas.publish(traded, newer.published)
        wait_until(lambda: states() == {**sound, "GW7": "CLEARED"}, "the release of GW7")
    finally:
        process.kill()
        process.wait()
    assert len(view.contents()["view_set_aside"]) == 2 * 4 * len(inputs())


@pytest.fixture
def transactional(kafka: Kafka) -> Producer:
    kafka.create(topics.GATEWAY_RECEIPTS)
    settings = {"bootstrap.servers": kafka.bootstrap, "transactional.id": kafka.mesh, "partitioner": "murmur2_random"}
    producer = Producer(settings)
    producer.init_transactions(20)
    return producer


def receipts() -> list[tuple[bytes, bytes]]:
    return [(s.key, s.value or b"") for s, _ in a_day().written if s.topic == topics.GATEWAY_RECEIPTS]


async def test_committed_receipts_are_streamed_once_and_resumed_and_aborted_ones_never(
    kafka: Kafka, transactional: Producer
) -> None:
    issued = receipts()
    half = len(issued) // 2
    topic = kafka.physical(topics.GATEWAY_RECEIPTS)
    for part, commits in ((issued[:half], True), (issued[:5], False), (issued[half:], True)):
        transactional.begin_transaction()
        for key, value in part:
            transactional.produce(topic, value, key)
        transactional.flush(20)
        if commits:
            transactional.commit_transaction(20)
        else:
            transactional.abort_transaction(20)
    wanted = sorted(codec.decode(value).receipt_id for _, value in issued)
    source = KafkaSource(kafka.bootstrap, kafka.mesh, BusWatch())
    try:
        async with asyncio.timeout(60):  # a receipt that never comes fails the test, it does not stop it
            partitions = await source.partitions()
            at, got = Cursor((0,) * partitions), []
            while True:
                found = await page(source, EVERYONE, at, limit=4)
                got += [receipt.receipt_id for receipt in found.receipts]
                at = found.cursor
                if found.caught_up:
                    break
            assert sorted(got) == wanted
            assert (await page(source, EVERYONE, at, limit=4)).receipts == []
            events = stream(source, EVERYONE, Cursor((0,) * partitions))
            seen = 0
            async for event in events:
                seen += event.count(b"event: receipt")
                if seen == len(wanted):
                    break
            await events.aclose()
            assert (await source.end()).offsets >= at.offsets
    finally:
        await source.close()


def test_topics_show_their_ends_and_the_lag_of_those_who_have_committed(traded: Kafka) -> None:
    rows = {row["topic"]: row for row in topics_and_lag(traded.bootstrap, traded.mesh)}
    assert rows[topics.TRADE_IMPORTS]["records"] == 14 * DAYS
    assert rows[topics.TRADE_IMPORTS]["lag"] == {}
    assert rows[topics.CUSTOMS_PARAMETERS]["end_offsets"] == []


async def test_a_service_works_while_a_worker_is_in_its_group(kafka: Kafka) -> None:
    kafka.create(topics.TRADE_IMPORTS)
    idle = {group.service: group for group in await groups(kafka.bootstrap, kafka.mesh)}
    assert idle["customs"].workers == 0
    assert idle["customs"].state != WORKING
    worker = Consumer({"bootstrap.servers": kafka.bootstrap, "group.id": names.group(kafka.mesh, "customs")})
    try:
        worker.subscribe([names.physical(kafka.mesh, topics.TRADE_IMPORTS)])
        wait_until(lambda: worker.poll(0.1) is None and bool(worker.assignment()), "the worker is in its group")
        busy = {group.service: group for group in await groups(kafka.bootstrap, kafka.mesh)}
    finally:
        worker.close()
    assert (busy["customs"].workers, busy["customs"].state) == (1, WORKING)


def test_topics_name_every_partition_of_every_service_that_waits_for_a_schema(kafka: Kafka) -> None:
    """Also behind end marks, within gathered requests, and of services that do not run; not once it is published."""
    kafka.create(topics.TRADE_IMPORTS, topics.CUSTOMS_DECLARATIONS, topics.TAX_GUARANTEE_REQUESTS)
    kafka.create(topics.MESH_SCHEMAS, partitions=1, config={"cleanup.policy": "compact"})
    newer = schemas.newer(ClockTicked)
    strange, later = b"\0\0\0\0\1abc", newer.encode(ClockTicked(at_ms=1))
    within = GatheredRecord(key=b"k", event_id="e", at_ms=1, cause_id="c", value=strange)
    known = codec.encode(ClockTicked(at_ms=1))
    put = [
        (topics.TRADE_IMPORTS, 0, known),
        (topics.TRADE_IMPORTS, 0, strange),
        (topics.TRADE_IMPORTS, 2, later),
        (topics.CUSTOMS_DECLARATIONS, 1, strange),
        (topics.CUSTOMS_DECLARATIONS, 3, b"rubbish"),
        (topics.TAX_GUARANTEE_REQUESTS, 0, codec.encode(Gathered(records=(within,)))),
    ]
    for topic, partition, value in put * 2:
        kafka.produce(topic, b"k", value, partition=partition)
    kafka.flush()
    committed(kafka, "customs", (topics.TRADE_IMPORTS, 0, 1), (topics.TRADE_IMPORTS, 2, 0))
    committed(kafka, "tax", (topics.CUSTOMS_DECLARATIONS, 1, 0), (topics.TAX_GUARANTEE_REQUESTS, 0, 1))
    committed(kafka, "forex", (topics.CUSTOMS_DECLARATIONS, 1, 1), (topics.CUSTOMS_DECLARATIONS, 3, 0))

    def told() -> set[tuple[str, str, int, int, int]]:
        rows = topics_and_lag(kafka.bootstrap, kafka.mesh)
        return {(row["topic"], *wait.values()) for row in rows for wait in row["waiting"]}

    lasting = {
        (topics.TRADE_IMPORTS, "customs", 0, 1, 1),
        (topics.CUSTOMS_DECLARATIONS, "tax", 1, 0, 1),
        (topics.CUSTOMS_DECLARATIONS, "forex", 1, 1, 1),
        (topics.TAX_GUARANTEE_REQUESTS, "tax", 0, 1, 1),
    }
    assert told() == {*lasting, (topics.TRADE_IMPORTS, "customs", 2, 0, newer.schema_id)}
    schemas.publish(kafka, newer.published)
    assert told() == lasting


def committed(kafka: Kafka, service: str, *places: tuple[str, int, int]) -> None:
    """Let a service have committed so far."""
    member = Consumer({"bootstrap.servers": kafka.bootstrap, "group.id": names.group(kafka.mesh, service)})
    positions = [TopicPartition(kafka.physical(topic), partition, offset) for topic, partition, offset in places]
    member.commit(offsets=positions, asynchronous=False)
    member.close()


def test_whoever_has_read_everything_has_no_lag_behind_the_end_marks_of_transactions(kafka: Kafka) -> None:
    kafka.create(topics.CUSTOMS_DOCUMENTS)
    producer = Producer({"bootstrap.servers": kafka.bootstrap, "transactional.id": f"{kafka.mesh}-lag"})
    producer.init_transactions(30)
    name = kafka.physical(topics.CUSTOMS_DOCUMENTS)

    def write(*keys: bytes) -> None:
        producer.begin_transaction()
        for key in keys:
            producer.produce(name, b"value", key, partition=0)
        producer.commit_transaction(30)

    def lag() -> int:
        (row,) = [
            row for row in topics_and_lag(kafka.bootstrap, kafka.mesh) if row["topic"] == topics.CUSTOMS_DOCUMENTS
        ]
        found: int = row["lag"]["receipts"]
        return found

    for _ in range(3):
        write(b"one", b"two")
    reader = Consumer({"bootstrap.servers": kafka.bootstrap, "group.id": names.group(kafka.mesh, "receipts")})
    last_record = 3 * 3 - 2  # each transaction is two records and a mark
    reader.commit(offsets=[TopicPartition(name, 0, last_record + 1)], asynchronous=False)
    assert kafka.ends(topics.CUSTOMS_DOCUMENTS)[0] == 9
    assert lag() == 0
    write(b"three", b"four")
    write(b"five")
    assert lag() == 3
    reader.close()
