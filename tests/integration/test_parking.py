"""Parking on a real Kafka: one key waits with all its records in order, every other key flows, a redrive works it."""

from pathlib import Path
from typing import Any

import pytest

from contracts import codec
from contracts.forex import TotalEntered
from contracts.mesh import DeadLettered, RedriveRequested
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State
from mesh.wire import names
from tests.support.kafka import Kafka
from tests.support.mesh.bare_worker import NAME, an_entry, at, bare_worker, create_topics, journal, keys_of, said

BAD, GOOD, OTHER = keys_of(0, 3)
COMMANDS = names.command_topic(NAME)


def repeat(_: State, event: TotalEntered, context: Context) -> Effects:
    """Say again what came."""
    return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, event),))


def fail_on_boom(state: State, event: TotalEntered, context: Context) -> Effects:
    """As `repeat`, with a fault in the rule."""
    if event.month == "boom":
        raise ZeroDivisionError("a rule fails")
    return repeat(state, event, context)


def processor(step: object) -> Processor:
    """Return a processor with this rule."""
    return Processor(name=NAME, version="1", routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: step}),))  # type: ignore[dict-item]


FAULTY, MENDED = processor(fail_on_boom), processor(repeat)


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """What the processor needs."""
    create_topics(kafka, FAULTY)
    return kafka


def enter(kafka: Kafka, key: bytes, *entry_ids: str, month: str = "2026-01") -> None:
    """Send entries of one key."""
    kafka.send(FOREX_TOTAL_ENTRIES, *((key, codec.encode(an_entry(key, name, month=month))) for name in entry_ids))


def redrive(kafka: Kafka, key: bytes) -> None:
    """Ask for a redrive as an operator does."""
    command = RedriveRequested(processor=NAME, requested_by="operator", reason="mended")
    kafka.send(COMMANDS, (key, codec.encode(command)))


def heard(kafka: Kafka, key: bytes) -> list[str]:
    """Return the entries of a key that came out, in order."""
    return [entry.entry_id for entry in said(kafka) if entry.enterprise_code == key.decode()]


def dead_letters(kafka: Kafka) -> list[DeadLettered]:
    """Return the dead letters."""
    told = [codec.decode(m.value or b"") for m in kafka.read(names.dead_letter_topic(NAME))]
    return [record for record in told if isinstance(record, DeadLettered)]


def test_a_failing_rule_parks_its_key_and_a_redrive_works_it_in_order(topics: Kafka, tmp_path: Path) -> None:
    """Through a restart and a mended rule; what came meanwhile stands behind, what comes later too."""
    enter(topics, BAD, "1")
    enter(topics, BAD, "2", month="boom")
    enter(topics, BAD, "3")
    enter(topics, GOOD, "a", "b")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
    assert (heard(topics, BAD), heard(topics, GOOD)) == (["1"], ["a", "b"])
    assert [key for entry in journal(topics, 0) for key in entry.parked] == [BAD.decode()]
    (letter,) = dead_letters(topics)
    assert (letter.key, letter.offset, letter.code) == (BAD, 1, "rule_failed")
    enter(topics, BAD, "4")
    with bare_worker(topics, tmp_path, MENDED) as worker:
        worker.work_all(topics)
        assert heard(topics, BAD) == ["1"]
        redrive(topics, BAD)
        worker.work_all(topics)
        enter(topics, BAD, "5")
        worker.work_all(topics)
    assert heard(topics, BAD) == ["1", "2", "3", "4", "5"]


def test_a_redrive_that_fails_again_keeps_the_order(topics: Kafka, tmp_path: Path) -> None:
    """The fault is not mended yet: nothing is lost, nothing overtakes."""
    enter(topics, BAD, "1", month="boom")
    enter(topics, BAD, "2", "3")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
        redrive(topics, BAD)
        worker.work_all(topics)
        assert heard(topics, BAD) == []
    with bare_worker(topics, tmp_path, MENDED) as worker:
        redrive(topics, BAD)
        worker.work_all(topics)
    assert heard(topics, BAD) == ["1", "2", "3"]


def test_an_undecodable_record_parks_its_key_only(topics: Kafka, tmp_path: Path) -> None:
    """Cut off, not in the wire format, or without a value: later records queue, other keys flow."""
    whole = codec.encode(an_entry(BAD, "0"))
    for key, value in ((BAD, whole[:-1]), (OTHER, b"rubbish")):
        topics.send(FOREX_TOTAL_ENTRIES, (key, value))
        enter(topics, key, "1")
    enter(topics, GOOD, "a")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
    assert (heard(topics, BAD), heard(topics, OTHER), heard(topics, GOOD)) == ([], [], ["a"])
    assert [(letter.key, letter.code) for letter in dead_letters(topics)] == [
        (BAD, "invalid_message"),
        (OTHER, "invalid_message"),
    ]


def test_a_foreign_record_with_a_null_header_and_no_key_is_parked_like_any_other(topics: Kafka, tmp_path: Path) -> None:
    """Kafka allows both; neither may bring the worker down."""
    nothing: Any = None
    topics.produce(FOREX_TOTAL_ENTRIES, BAD, b"rubbish", {"empty": nothing, "ce_time": nothing})
    topics.produce(FOREX_TOTAL_ENTRIES, None, codec.encode(an_entry(BAD, "keyless")), partition=0)
    topics.produce(FOREX_TOTAL_ENTRIES, None, codec.encode(an_entry(BAD, "keyless")), partition=1)
    topics.flush()
    enter(topics, GOOD, "a")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
    assert heard(topics, GOOD) == ["a"]
    assert BAD in [letter.key for letter in dead_letters(topics)]


def test_a_misplaced_record_parks_its_key_where_it_stands(topics: Kafka, tmp_path: Path) -> None:
    """In its own partition the key flows; a record in the wrong one must not touch another task's case."""
    topics.produce(FOREX_TOTAL_ENTRIES, GOOD, codec.encode(an_entry(GOOD, "stray")), partition=1)
    enter(topics, GOOD, "a")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
    assert heard(topics, GOOD) == ["a"]
    (letter,) = dead_letters(topics)
    assert (letter.key, letter.partition, letter.code) == (GOOD, 1, "invalid_message")


def test_a_malformed_command_harms_no_parked_record(topics: Kafka, tmp_path: Path) -> None:
    """An operator's tool may be wrong; the queue of the key is untouched and the next command works it."""
    enter(topics, BAD, "1", month="boom")
    enter(topics, BAD, "2", "3")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
        topics.send(COMMANDS, (BAD, b"rubbish"))
        worker.work_all(topics)
    with bare_worker(topics, tmp_path, MENDED) as worker:
        redrive(topics, BAD)
        worker.work_all(topics)
    assert heard(topics, BAD) == ["1", "2", "3"]


def test_a_dead_letter_never_quotes_the_record(topics: Kafka, tmp_path: Path) -> None:
    """A rule's exception may hold data: only its type and place are told."""

    def quote(_: State, event: TotalEntered, context: Context) -> Effects:
        raise ValueError(event.entry_id)

    enter(topics, BAD, "110101199001011234")
    with bare_worker(topics, tmp_path, processor(quote)) as worker:
        worker.work_all(topics)
    (letter,) = topics.read(names.dead_letter_topic(NAME))
    assert b"110101199001011234" not in (letter.value or b"")
    assert b"ValueError" in (letter.value or b"")


def test_records_of_a_parked_key_keep_their_time(topics: Kafka, tmp_path: Path) -> None:
    """A redriven record is decided as of its own time, with headers or without."""

    def tell_time(_: State, event: TotalEntered, context: Context) -> Effects:
        seen = an_entry(context.key, event.entry_id, amount=context.at_ms)
        return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, seen),))

    enter(topics, BAD, "1", month="boom")
    topics.produce(FOREX_TOTAL_ENTRIES, BAD, codec.encode(an_entry(BAD, "2")), at(5_000))
    topics.flush()
    enter(topics, BAD, "3")
    arrived = {m.offset: m.timestamp_ms for m in topics.read(FOREX_TOTAL_ENTRIES)}
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
    with bare_worker(topics, tmp_path, processor(tell_time)) as worker:
        redrive(topics, BAD)
        worker.work_all(topics)
    times = [entry.amount_cny_e5 for entry in said(topics)]
    assert times == [arrived[0], 5_000, arrived[2]]
