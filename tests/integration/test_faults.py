"""Many faulting keys within a short time: the worker stops before any offset moves, because then it is the fault."""

from pathlib import Path

from contracts import codec
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from mesh import names
from mesh.engine import FAULTY_KEYS
from mesh.source import EXIT_FAULTS
from tests.support.bare import NAME, an_entry, committed, create_topics
from tests.support.kafka import Kafka
from tests.support.processes import Worker, workers
from tests.support.tally import TALLY


def test_many_faulting_keys_stop_the_worker_before_the_offset_moves(kafka: Kafka, tmp_path: Path) -> None:
    """With its own exit code, nothing parked, nothing said, not a record lost; started again it stops again."""
    create_topics(kafka, TALLY)
    for number in range(FAULTY_KEYS + 10):
        key = f"enterprise-{number}".encode()
        kafka.produce(FOREX_TOTAL_ENTRIES, key, codec.encode(an_entry(key, str(number), month="boom")))
    kafka.flush()
    worker = Worker("tests.support.tally", kafka, tmp_path)
    with workers(worker):
        assert worker.wait(60) == EXIT_FAULTS
        worker.start()
        assert worker.wait(60) == EXIT_FAULTS
    assert committed(kafka, [FOREX_TOTAL_ENTRIES]) == {}
    for topic in (FOREX_DECISIONS, names.dead_letter_topic(NAME), names.journal_topic(NAME)):
        assert kafka.read(topic) == []


def test_fewer_faulting_keys_are_parked_and_the_worker_goes_on(kafka: Kafka, tmp_path: Path) -> None:
    """The limit is for our own faults, not for a day's bad records."""
    create_topics(kafka, TALLY)
    bad = FAULTY_KEYS - 1
    for number in range(bad):
        key = f"enterprise-{number}".encode()
        kafka.produce(FOREX_TOTAL_ENTRIES, key, codec.encode(an_entry(key, str(number), month="boom")))
    kafka.produce(FOREX_TOTAL_ENTRIES, b"good", codec.encode(an_entry(b"good", "good")))
    kafka.flush()
    worker = Worker("tests.support.tally", kafka, tmp_path)
    with workers(worker):
        kafka.wait_for(FOREX_DECISIONS, 1)
        assert len(kafka.wait_for(names.dead_letter_topic(NAME), bad)) == bad
        assert worker.stop() == 0
    assert sum(committed(kafka, [FOREX_TOTAL_ENTRIES]).values()) == bad + 1
