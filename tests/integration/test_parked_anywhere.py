"""Keys parked where nobody looks for them, on a real Kafka: commands reach them, are answered once, are replayed."""

from pathlib import Path

import pytest
from confluent_kafka import Producer

from caseview.queries.one_record import one_record
from contracts import codec
from contracts.mesh import CommandAnswered, CommandOutcome, DiscardRequested, DiscardScope, RedriveRequested
from contracts.topics import FOREX_TOTAL_ENTRIES
from mesh.declared.keys import partition_of
from mesh.engine import commands
from mesh.replay.rerun import replay
from mesh.wire import names
from tests.integration.test_parking import COMMANDS, FAULTY, MENDED, enter, heard
from tests.support.kafka import Kafka, Message
from tests.support.mesh.bare_worker import NAME, PARTITIONS, an_entry, bare_worker, create_topics, keys_of

LETTERS = names.dead_letter_topic(NAME)
(KEY,) = keys_of(0)


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """What the processor needs."""
    create_topics(kafka, FAULTY)
    return kafka


def command(kafka: Kafka, key: bytes | None, partition: int, letter_id: str | None = None) -> None:
    """Ask for a redrive, or for a discard of what a letter announced, where the key is parked."""
    asked: RedriveRequested | DiscardRequested = RedriveRequested(processor=NAME, requested_by="ops", reason="mended")
    if letter_id is not None:
        asked = DiscardRequested(
            processor=NAME, dead_letter_id=letter_id, scope=DiscardScope.FIRST, requested_by="ops", reason="stray"
        )
    kafka.produce(COMMANDS, key, codec.encode(asked), partition=partition)
    kafka.flush()


def answers(kafka: Kafka) -> list[CommandAnswered]:
    """Return what came of commands, in order within each partition."""
    told = [codec.decode(m.value or b"") for m in kafka.read(LETTERS)]
    return [record for record in told if isinstance(record, CommandAnswered)]


def last_letter(kafka: Kafka) -> tuple[Message, str]:
    """Return the last dead letter and its id."""
    found = [m for m in kafka.read(LETTERS) if m.headers["ce_type"] == b"mesh.mesh.DeadLettered"]
    return found[-1], found[-1].headers["ce_id"].decode()


@pytest.mark.parametrize("key", [None, b"", b"\xff\xfe", KEY])
def test_a_misplaced_key_answers_where_it_is_parked_and_can_be_given_up(
    topics: Kafka, tmp_path: Path, key: bytes | None
) -> None:
    """As a foreign default partitioner leaves it, with a key or without; the log of dead letters is compacted."""
    astray = (partition_of(key or b"", PARTITIONS) + 1) % PARTITIONS
    topics.produce(FOREX_TOTAL_ENTRIES, key, codec.encode(an_entry(KEY, "stray")), partition=astray)
    topics.flush()
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
        for partition in range(PARTITIONS):
            command(topics, key, partition)
        worker.work_all(topics)
        told = {answer.partition: answer.outcome for answer in answers(topics)}
        assert told == {
            partition: CommandOutcome.PARKED_ANEW if partition == astray else CommandOutcome.NOTHING_PARKED
            for partition in range(PARTITIONS)
        }
        letter, letter_id = last_letter(topics)
        assert (letter.partition, letter.key) == (astray, key or b"")
        command(topics, key, astray, letter_id)
        worker.work_all(topics)
    last = [answer for answer in answers(topics) if answer.partition == astray][-1]
    assert (last.outcome, [at.topic for at in last.discarded]) == (CommandOutcome.RELEASED, [FOREX_TOTAL_ENTRIES])
    report = replay({"bootstrap.servers": topics.bootstrap}, topics.mesh, FAULTY)
    assert report.identical
    assert report.records > 0


def test_a_command_that_was_not_committed_is_worked_and_answered_once(topics: Kafka, tmp_path: Path) -> None:
    """Its answer stands in the transaction of its effects: a kill takes both."""
    enter(topics, KEY, "1", month="boom")
    enter(topics, KEY, "2")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
        _, letter_id = last_letter(topics)
        command(topics, KEY, 0, letter_id)
        records = None
        while not records:
            records = worker.loop.take()
        worker.loop.work(records)  # and killed before the commit
    assert (heard(topics, KEY), answers(topics)) == ([], [])
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
    assert heard(topics, KEY) == ["2"]
    (answer,) = answers(topics)
    assert (answer.outcome, answer.worked, [at.offset for at in answer.discarded]) == (CommandOutcome.RELEASED, 1, [0])


def test_a_long_queue_is_released_in_passes_and_in_order(
    topics: Kafka, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processor asks itself to go on, through a restart; another key flows in between."""
    monkeypatch.setattr(commands, "WORKED_MOST", 4)
    wanted = [str(number) for number in range(11)]
    enter(topics, KEY, wanted[0], month="boom")
    enter(topics, KEY, *wanted[1:])
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
    command(topics, KEY, 0)
    with bare_worker(topics, tmp_path / "other", MENDED) as worker:
        worker.turn_until(lambda: len(answers(topics)) == 1, "the first pass")
    with bare_worker(topics, tmp_path / "third", MENDED) as worker:
        worker.turn_until(lambda: len(answers(topics)) == 3, "the last pass")
    assert heard(topics, KEY) == wanted
    outcomes = [(answer.outcome, answer.worked) for answer in answers(topics)]
    assert outcomes == [
        (CommandOutcome.GOES_ON, 4),
        (CommandOutcome.GOES_ON, 4),
        (CommandOutcome.RELEASED, 3),
    ]


def test_a_foreign_record_as_large_as_the_broker_takes_stops_nothing(topics: Kafka, tmp_path: Path) -> None:
    """Neither its value nor its key fits into state; its place is kept, and it can be read there and given up."""
    large = Producer({"bootstrap.servers": topics.bootstrap, "message.max.bytes": 2_000_000})
    at = topics.physical(FOREX_TOTAL_ENTRIES)
    large.produce(at, b"r" * 1_040_000, KEY, partition=0)
    large.produce(at, codec.encode(an_entry(KEY, "1")), b"k" * 1_000_000, partition=0)
    large.flush(30)
    enter(topics, keys_of(0, 2)[1], "a")
    with bare_worker(topics, tmp_path, FAULTY) as worker:
        worker.work_all(topics)
        assert heard(topics, keys_of(0, 2)[1]) == ["a"]
        letter, letter_id = last_letter(topics)
        assert letter.key is not None
        command(topics, letter.key, 0, letter_id)
        worker.work_all(topics)
    assert [answer.outcome for answer in answers(topics)] == [CommandOutcome.RELEASED]
    lies = one_record(topics.bootstrap, topics.mesh, (FOREX_TOTAL_ENTRIES, 0, 0))
    assert lies is not None
    assert (lies.key, lies.value) == (KEY, b"r" * 1_040_000)


def test_one_record_is_read_at_its_place_or_told_to_be_gone(topics: Kafka) -> None:
    """Bytes, null key and null headers as they lie there."""
    topics.produce(FOREX_TOTAL_ENTRIES, None, None, {"x": None, "y": b"1"}, partition=2)
    topics.produce(FOREX_TOTAL_ENTRIES, b"", b"", partition=2)
    topics.flush()
    place = FOREX_TOTAL_ENTRIES, 2
    first = one_record(topics.bootstrap, topics.mesh, (*place, 0))
    assert first is not None
    assert (first.key, first.value, first.headers) == (None, None, (("x", None), ("y", b"1")))
    second = one_record(topics.bootstrap, topics.mesh, (*place, 1))
    assert second is not None
    assert (second.key, second.value) == (b"", b"")
    assert one_record(topics.bootstrap, topics.mesh, (*place, 9)) is None
