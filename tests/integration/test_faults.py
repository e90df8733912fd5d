"""Many faulting keys within a short time: the worker stops before any offset moves, because then it is the fault."""

from pathlib import Path

import pytest

from contracts import codec
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from deploy.supervised_process import Delays
from deploy.supervisor import Supervisor
from mesh.engine.batch_size import Pace
from mesh.engine.fault_rate import FAULTY_KEYS, Faults, TooManyFaults
from mesh.wire import names
from mesh.worker import loop
from mesh.worker.faust_source import EXIT_FAULTS
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh.bare_worker import NAME, an_entry, bare_worker, committed, create_topics
from tests.support.mesh.processes import Worker, workers
from tests.support.mesh.tally import TALLY


def fail(kafka: Kafka, first: int, last: int) -> None:
    """Enter records that fail, of as many keys, from `first` up to but not including `last`."""
    for number in range(first, last):
        key = f"enterprise-{number}".encode()
        kafka.produce(FOREX_TOTAL_ENTRIES, key, codec.encode(an_entry(key, str(number), month="boom")))
    kafka.flush()


def test_many_faulting_keys_stop_the_worker_before_the_offset_moves(kafka: Kafka, tmp_path: Path) -> None:
    """With its own exit code, nothing parked, nothing said, not a record lost; started again it stops again."""
    create_topics(kafka, TALLY)
    fail(kafka, 0, FAULTY_KEYS + 10)
    worker = Worker("tests.support.mesh.tally", kafka, tmp_path)
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
    fail(kafka, 0, bad)
    kafka.produce(FOREX_TOTAL_ENTRIES, b"good", codec.encode(an_entry(b"good", "good")))
    kafka.flush()
    worker = Worker("tests.support.mesh.tally", kafka, tmp_path)
    with workers(worker):
        kafka.wait_for(FOREX_DECISIONS, 1)
        assert len(kafka.wait_for(names.dead_letter_topic(NAME), bad)) == bad
        assert worker.stop() == 0
    assert sum(committed(kafka, [FOREX_TOTAL_ENTRIES]).values()) == bad + 1


def test_a_starved_machine_commits_nothing_before_it_has_seen_the_rest(
    kafka: Kafka, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A poll returns a few of the records that are there: the keys of the first ones are not parked behind our back."""
    monkeypatch.setattr(loop, "Pace", lambda: Pace(FAULTY_KEYS // 4))
    create_topics(kafka, TALLY)
    fail(kafka, 0, FAULTY_KEYS + 10)
    with bare_worker(kafka, tmp_path, TALLY) as worker:
        worker.loop.engine.faults = Faults(monotonic=lambda: 0.0)  # however long the machine takes for it
        with pytest.raises(TooManyFaults, match=r"\b0 of them were parked"):
            worker.turn_until(lambda: False, "the stop")
    assert worker.seen.commits == 0
    assert committed(kafka, [FOREX_TOTAL_ENTRIES]) == {}
    assert kafka.read(names.dead_letter_topic(NAME)) == []


def test_a_trickle_of_faults_stops_the_worker_for_good(kafka: Kafka, tmp_path: Path) -> None:
    """One key after another, each committed before the next: started again and again, it parks no more of them."""
    create_topics(kafka, TALLY)
    letters = names.dead_letter_topic(NAME)
    more = 2 * FAULTY_KEYS
    with Supervisor(tmp_path, delays=Delays(faults=0.1)) as supervisor:
        supervisor.start([Worker("tests.support.mesh.tally", kafka, tmp_path).program()])
        for number in range(FAULTY_KEYS - 1):
            fail(kafka, number, number + 1)
            kafka.wait_for(letters, number + 1)
        fail(kafka, FAULTY_KEYS, FAULTY_KEYS + more)
        wait_until(lambda: len(supervisor.exits()) >= 3, "three ends", deadline=60)
    ends = [ended for ended in supervisor.exits() if ended.restart_in_seconds is not None]
    assert {(ended.code, ended.restart_in_seconds) for ended in ends} == {(EXIT_FAULTS, 0.1)}
    assert len(kafka.read(letters)) == FAULTY_KEYS - 1
    assert sum(committed(kafka, [FOREX_TOTAL_ENTRIES]).values()) == FAULTY_KEYS - 1
