"""Registers by version: a chunk sees one state of every register, and the journal says which."""

from dataclasses import replace
from pathlib import Path

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.forex import TotalEntered
from contracts.mesh import RegisterPosition
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES, TAX_PARAMETERS
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State
from mesh.kafka.transactions import Transactions
from mesh.replay.rerun import replay
from mesh.wire import names
from mesh.wire.records import Outbound
from mesh.worker.taking_over import end_predecessor
from mesh.worker.watch import Place
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh.bare_worker import (
    NAME,
    BareWorker,
    an_entry,
    bare_worker,
    create_topics,
    journal,
    keys_of,
    said,
)

(KEY,) = keys_of(0)


def look_up(_: State, event: TotalEntered, context: Context) -> Effects:
    """Say the version of the parameter that is valid on the event's day."""
    entry = context.registers.find(ParameterSet, "limits.single_cny", f"{event.month}-01")
    version = entry.version if entry else 0
    return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, an_entry(KEY, event.entry_id, amount=version)),))


LOOKUPS = Processor(
    name=NAME,
    version="1",
    routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: look_up}),),
    registers=(TAX_PARAMETERS,),
)


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """What the processor needs, and the first version of its parameter."""
    create_topics(kafka, LOOKUPS)
    seed(kafka, 1, "2026-01-01")
    return kafka


def look_up_and_raise(state: State, event: TotalEntered, context: Context) -> Effects:
    """Say the version in force, and publish the next one."""
    found = look_up(state, event, context)
    version = int(event.entry_id)
    entry = ParameterSet(
        code="limits.single_cny", version=version, valid_from="2026-01-01", source="test", value=str(version)
    )
    raised = Emit(TAX_PARAMETERS, f"limits.single_cny@{version}".encode(), entry)
    return Effects(outputs=(*found.outputs, raised))


WRITES = replace(
    LOOKUPS, routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: look_up_and_raise}),), emits=(TAX_PARAMETERS,)
)
"""A processor that looks up the register that it writes."""


def seed(kafka: Kafka, version: int, valid_from: str) -> None:
    """Write a version of the parameter as the deploy step does."""
    entry = ParameterSet(
        code="limits.single_cny", version=version, valid_from=valid_from, source="test", value=str(version)
    )
    kafka.send(TAX_PARAMETERS, (f"limits.single_cny@{version}".encode(), codec.encode(entry)))


def enter(kafka: Kafka, entry_id: str, month: str = "2026-01") -> None:
    """Send one event."""
    kafka.send(FOREX_TOTAL_ENTRIES, (KEY, codec.encode(an_entry(KEY, entry_id, month=month))))


def see(worker: BareWorker, offset: int) -> None:
    """Turn until so much of the register is seen."""
    seen = (RegisterPosition(topic=TAX_PARAMETERS, next_offset=offset, held=()),)
    worker.turn_until(lambda: worker.facts.positions == seen, f"the register up to {offset}")


def answers(kafka: Kafka) -> dict[str, int]:
    """Return the version that each event was decided with."""
    return {entry.entry_id: entry.amount_cny_e5 for entry in said(kafka)}


def positions(kafka: Kafka) -> list[int]:
    """Return what the journal says of the register, entry by entry."""
    return [entry.registers[0].next_offset for entry in journal(kafka, 0)]


def test_the_version_follows_the_date_of_the_event_not_today(topics: Kafka, tmp_path: Path) -> None:
    """A later version does not touch what is dated before it."""
    seed(topics, 2, "2026-02-01")
    enter(topics, "before anything", "2025-12")
    enter(topics, "january", "2026-01")
    enter(topics, "february", "2026-02")
    with bare_worker(topics, tmp_path, LOOKUPS) as worker:
        worker.work_all(topics)
    assert answers(topics) == {"before anything": 0, "january": 1, "february": 2}


def test_a_register_advances_between_chunks_only_and_stands_in_the_journal(topics: Kafka, tmp_path: Path) -> None:
    """A version that is published while a chunk is in hand is not for that chunk."""
    enter(topics, "first")
    with bare_worker(topics, tmp_path, LOOKUPS) as worker:
        worker.work_all(topics)
        enter(topics, "second")
        chunk = None
        while not chunk:
            chunk = worker.loop.take()
        seed(topics, 2, "2026-01-01")
        worker.loop.work(chunk)
        worker.loop.settle(now=True)
        see(worker, 2)
        enter(topics, "third")
        worker.work_all(topics)
    assert answers(topics) == {"first": 1, "second": 1, "third": 2}
    assert positions(topics) == [1, 1, 2]


def test_a_restarted_worker_begins_with_the_whole_register(topics: Kafka, tmp_path: Path) -> None:
    """Nothing is decided on half of it."""
    for version in range(2, 40):
        seed(topics, version, "2026-01-01")
    enter(topics, "first")
    with bare_worker(topics, tmp_path, LOOKUPS) as worker:
        worker.work_all(topics)
    assert (answers(topics), positions(topics)) == ({"first": 39}, [39])


def in_force(worker: BareWorker) -> int:
    """Return the version that the worker's next chunk sees."""
    return worker.facts.registers.need(ParameterSet, "limits.single_cny", "2026-01-01").version


def test_a_register_that_a_processor_writes_is_looked_up_as_the_journal_says(topics: Kafka, tmp_path: Path) -> None:
    """The entry of a chunk is for the chunks after it, once it is read; a replay sees what each chunk saw."""
    with bare_worker(topics, tmp_path, WRITES) as worker:
        for version in (2, 3, 4):
            enter(topics, str(version))
            worker.work_all(topics)
            worker.turn_until(lambda: in_force(worker) == version, f"version {version}")  # noqa: B023 - at once
    assert answers(topics) == {"2": 1, "3": 2, "4": 3}
    assert positions(topics) == sorted(set(positions(topics))), "each chunk saw more than the one before"
    config = {"bootstrap.servers": topics.bootstrap}
    report = replay(config, topics.mesh, WRITES)
    assert (report.identical, report.outputs) == (True, 2 * 3)
    silent = replace(WRITES, routes=LOOKUPS.routes, emits=())
    assert not replay(config, topics.mesh, silent).identical


def test_who_died_while_it_wrote_to_a_register_keeps_nobody_from_reading_it(topics: Kafka, tmp_path: Path) -> None:
    """Its successor in the slot ends the transaction that it left open; what stood in it is no entry."""
    place = Place({"bootstrap.servers": topics.bootstrap}, topics.mesh, "forex", 0, tmp_path)
    member = names.slot_id(place.mesh, place.service, place.slot)
    dead = Transactions(place.kafka, mesh=place.mesh, transactional_id=member, timeout_ms=600_000)
    dead.start()
    left = ParameterSet(code="limits.single_cny", version=9, valid_from="2026-01-01", source="test", value="9")
    before = topics.ends(TAX_PARAMETERS)
    dead.send(Outbound(TAX_PARAMETERS, None, b"limits.single_cny@9", codec.encode(left), ()))
    wait_until(lambda: topics.ends(TAX_PARAMETERS) != before, "the record on the broker")
    enter(topics, "2")
    with bare_worker(topics, tmp_path, WRITES) as worker:
        worker.work_all(topics)
        worker.turn_until(lambda: in_force(worker) == 2, "its own entry")
    assert answers(topics) == {"2": 1}


def test_who_writes_no_register_that_it_reads_has_no_predecessor_to_end(topics: Kafka, tmp_path: Path) -> None:
    place = Place({"bootstrap.servers": topics.bootstrap}, topics.mesh, "forex", 0, tmp_path)
    assert (end_predecessor(place, [LOOKUPS]), end_predecessor(place, [WRITES])) == (False, True)
