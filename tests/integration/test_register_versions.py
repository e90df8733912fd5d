"""Registers by version: a chunk sees one state of every register, and the journal says which."""

from pathlib import Path

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.forex import TotalEntered
from contracts.mesh import RegisterPosition
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES, TAX_PARAMETERS
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State
from tests.support.kafka import Kafka
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
