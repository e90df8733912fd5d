"""Time never overtakes a backlog: a timer that is due at T runs after every record of its partition up to T."""

from pathlib import Path

import pytest
from confluent_kafka import OFFSET_END, TopicPartition
from confluent_kafka.admin import AdminClient

from contracts import codec
from contracts.forex import TotalEntered
from contracts.mesh import ClockTicked
from contracts.topics import CUSTOMS_DECLARATIONS, FOREX_DECISIONS, FOREX_TOTAL_ENTRIES, MESH_CLOCK, MESH_SCHEMAS
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State, WakeAt, Woken
from mesh.engine.batch_size import MOST
from mesh.replay import rerun
from mesh.replay.journal_reader import RecordsGone
from mesh.wire import names
from mesh.wire.ticks import headers_of
from tests.support.kafka import Kafka
from tests.support.mesh import schemas
from tests.support.mesh.bare_worker import (
    NAME,
    PARTITIONS,
    an_entry,
    at,
    bare_worker,
    create_topics,
    journal,
    keys_of,
    said,
)

WAKE_AFTER_MS = 250


def note(_: State, event: TotalEntered, context: Context) -> Effects:
    """Say the record with its time; where it asks for it, be woken later."""
    key = context.key.decode()
    seen = an_entry(context.key, event.entry_id, month=event.month, amount=context.at_ms)
    wake = (WakeAt(context.at_ms + WAKE_AFTER_MS, key),) if event.month == "wake" else ()
    return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, seen), *wake))


def wake(_: State, event: Woken, context: Context) -> Effects:
    """Say that the timer ran, with the time it was due."""
    said_now = an_entry(context.key, "woken", month="woken", amount=event.at_ms)
    return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, said_now),))


NOTES = Processor(
    name=NAME,
    version="1",
    routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: note}), Route(CUSTOMS_DECLARATIONS, {TotalEntered: note})),
    on_wake=wake,
)


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """What the processor needs."""
    create_topics(kafka, NOTES)
    return kafka


def tick(kafka: Kafka, *times_ms: int) -> None:
    """Let the clock reach these times in every partition."""
    for time_ms in times_ms:
        for partition in range(PARTITIONS):
            value = codec.encode(ClockTicked(at_ms=time_ms))
            key = str(partition).encode()
            found = dict(headers_of(time_ms, key))
            kafka.produce(MESH_CLOCK, key, value, found, partition=partition)
    kafka.flush()


def assert_no_timer_came_early(found: list[TotalEntered]) -> int:
    """Every record up to a timer's time stands before it, key by key. Returns how many timers ran."""
    by_key: dict[str, list[TotalEntered]] = {}
    for entry in found:
        by_key.setdefault(entry.enterprise_code, []).append(entry)
    timers = 0
    for entries in by_key.values():
        for place, entry in enumerate(entries):
            if entry.month == "woken":
                timers += 1
                late = [
                    e.entry_id for e in entries[place:] if e.month != "woken" and e.amount_cny_e5 <= entry.amount_cny_e5
                ]
                assert not late, f"the timer of {entry.amount_cny_e5} overtook {len(late)} records, such as {late[:3]}"
    return timers


def test_ticks_never_overtake_a_backlog_of_several_topics(topics: Kafka, tmp_path: Path) -> None:
    """The clock's few records are read at once, the backlog takes many chunks, one topic longer than the other."""
    tick(topics, 1_000, 2_000, 3_000, 4_000, 60_000)
    keys = [keys_of(partition)[0] for partition in range(PARTITIONS)]
    for number in range(2_500):
        for key in keys:
            entry = an_entry(key, f"entry-{number}", month="wake" if number % 500 == 0 else "")
            topics.produce(FOREX_TOTAL_ENTRIES, key, codec.encode(entry), at(1_000 + number))
            if number % 10 == 0:
                other = an_entry(key, f"declaration-{number}")
                topics.produce(CUSTOMS_DECLARATIONS, key, codec.encode(other), at(1_000 + number))
    topics.flush()
    with bare_worker(topics, tmp_path, NOTES) as worker:
        worker.work_all(topics)
    found = said(topics)
    assert len(found) == PARTITIONS * (2_500 + 250 + 5)
    assert assert_no_timer_came_early(found) == PARTITIONS * 5


def test_a_partition_that_waits_for_a_schema_holds_its_time(topics: Kafka, tmp_path: Path) -> None:
    """Records behind an unknown schema are a backlog too."""
    newer = schemas.newer(TotalEntered)
    (key,) = keys_of(0)
    for number, month in enumerate(("wake", "", "unknown", "", "")):
        entry = an_entry(key, f"entry-{number}", month=month)
        value = newer.encode(entry) if month == "unknown" else codec.encode(entry)
        topics.produce(FOREX_TOTAL_ENTRIES, key, value, at(1_000 + number * 100))
    topics.flush()
    tick(topics, 1_300, 5_000)
    with bare_worker(topics, tmp_path, NOTES) as worker:
        worker.turn_until(lambda: bool(worker.seen.waits), "the unknown schema")
        for _ in range(10):
            worker.turn()
        worker.loop.settle(now=True)
        assert [entry.entry_id for entry in said(topics)] == ["entry-0", "entry-1"]
        schemas.publish(topics, newer.published)
        worker.work_all(topics)
    assert len(said(topics)) == 6
    assert assert_no_timer_came_early(said(topics)) == 1


def test_a_midnight_is_worked_in_passes_with_a_kill_within_while_documents_go_on(topics: Kafka, tmp_path: Path) -> None:
    """More timers than a transaction would take at once: each runs once, and a replay along the journal is the same."""
    timers = 2 * MOST
    keys = [keys_of(partition)[0] for partition in range(PARTITIONS)]
    for number in range(timers):
        for key in keys:
            value = codec.encode(an_entry(key, f"entry-{number}", month="wake"))
            topics.produce(FOREX_TOTAL_ENTRIES, key, value, at(1_000 + number))
    topics.flush()
    with bare_worker(topics, tmp_path, NOTES) as worker:
        worker.work_all(topics)
        tick(topics, 60_000)
        worker.turn_until(lambda: worker.loop.engine.owes_timers, "the midnight")
        for key in keys:
            topics.produce(FOREX_TOTAL_ENTRIES, key, codec.encode(an_entry(key, "document")), at(61_000))
        topics.flush()
        worker.turn()  # what it has worked is lost with it, unless it has just committed
        assert worker.loop.engine.owes_timers
    with bare_worker(topics, tmp_path, NOTES) as worker:
        worker.work_all(topics)
    found = said(topics)
    assert assert_no_timer_came_early(found) == PARTITIONS * timers
    assert len(found) == PARTITIONS * (2 * timers + 1)
    for partition in range(PARTITIONS):
        entries = [entry for entry in journal(topics, partition) if entry.timers is not None]
        passes = [entry.timers.timers for entry in entries if entry.timers is not None and entry.timers.timers]
        assert sum(passes) == timers
        assert max(passes) <= MOST // PARTITIONS
        assert [bool(entry.ranges) for entry in entries if entry.timers and entry.timers.timers][:-1] == [False] * (
            len(passes) - 1
        )
        documents = [place for place, entry in enumerate(found) if entry.entry_id == "document"]
        assert min(documents) < len(found) - 1, "documents came between the passes"
    kafka = {"bootstrap.servers": topics.bootstrap, "log_level": 2}
    report = rerun.replay(kafka, topics.mesh, NOTES)
    assert report.identical, report.differences
    later = rerun.replay(kafka, topics.mesh, NOTES, begin="state")
    assert later.identical, later.differences
    assert 0 < later.entries < report.entries
    assert later.entries == sum(len(journal(topics, p)) - begun + 1 for p, begun in later.begun.items())
    gone = TopicPartition(names.physical(topics.mesh, names.journal_topic(NOTES.name)), 0, OFFSET_END)
    admin = AdminClient({"bootstrap.servers": topics.bootstrap})
    for deleted in admin.delete_records([gone]).values():
        deleted.result(30)
    for begin in ("journal", "state"):
        with pytest.raises(RecordsGone, match=f"the journal of {NOTES.name}/0 has no entries"):
            rerun.replay(kafka, topics.mesh, NOTES, begin=begin)


FUTURE = codec.encode(ClockTicked(at_ms=4_102_444_800_000))
FOREIGN = (FUTURE, b"\0\0\0\0\x01abc", b"{}", b"", None, codec.encode(an_entry(b"k", "no tick")))


def test_what_is_no_tick_stops_no_time_and_no_replay(topics: Kafka, tmp_path: Path) -> None:
    """On the clock's topic, and beside the schemas and the journal that a replay reads."""
    (key,) = keys_of(0)
    topics.send(MESH_SCHEMAS, *((b"1", value) for value in FOREIGN))
    for number in range(3):
        topics.produce(
            FOREX_TOTAL_ENTRIES, key, codec.encode(an_entry(key, f"entry-{number}", month="wake")), at(1_000 + number)
        )
        for value in FOREIGN:
            topics.produce(MESH_CLOCK, None, value, {"ce_time": b"?"}, partition=0)
        tick(topics, 1_000 + number, 5_000 + number)
    for value in FOREIGN:
        topics.produce(MESH_CLOCK, None, value, partition=0)
        topics.produce(names.journal_topic(NAME), b"?", value, partition=0)
    tick(topics, 9_000)
    with bare_worker(topics, tmp_path / "one", NOTES) as worker:
        worker.work_all(topics)
        assert worker.seen.no_ticks == len(FOREIGN) * 4
    assert assert_no_timer_came_early(said(topics)) == 3
    tick(topics, 10_000)
    with bare_worker(topics, tmp_path / "another", NOTES) as worker:
        worker.work_all(topics)
    report = rerun.replay({"bootstrap.servers": topics.bootstrap}, topics.mesh, NOTES)
    assert (report.identical, report.strangers, report.entries > 1) == (True, len(FOREIGN), True)


def test_a_state_topic_that_somebody_else_wrote_to_is_restored(topics: Kafka, tmp_path: Path) -> None:
    (key,) = keys_of(0)
    topics.produce(FOREX_TOTAL_ENTRIES, key, codec.encode(an_entry(key, "entry", month="wake")), at(1_000))
    topics.flush()
    with bare_worker(topics, tmp_path / "one", NOTES) as worker:
        worker.work_all(topics)
    for value in FOREIGN:
        topics.produce(names.state_topic(NAME), b"?", value, partition=0)
        topics.produce(names.state_topic(NAME), b"", value, partition=0)
    tick(topics, 5_000)
    with bare_worker(topics, tmp_path / "another", NOTES) as worker:
        worker.work_all(topics)
    assert assert_no_timer_came_early(said(topics)) == 1
