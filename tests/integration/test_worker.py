"""A worker on Faust and a real Kafka: every record counted once, through kills, hand-overs and a second start."""

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from contracts import codec
from contracts.forex import TotalEntered
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES, MESH_SCHEMAS
from deploy.local_broker import LocalBroker
from mesh.kafka.transactions import EXIT_FENCED, EXIT_HUNG, Fenced, Transactions
from mesh.wire import names
from mesh.wire.records import Outbound
from mesh.worker.faust_source import EXIT_FAILED
from tests.support.kafka import Kafka
from tests.support.mesh.processes import Worker, supervised, workers

MODULE = "tests.support.mesh.tally"
STATE = names.state_topic("forex.totals")
CRASHED, TOO_LONG = -signal.SIGSEGV, {EXIT_FAILED, EXIT_FENCED, EXIT_HUNG}
"""How a worker may end where its broker was away: at any time; and for longer than `AWAY_SECONDS`."""
AWAY_SECONDS = 5.0
"""Half the time that a transaction may be open, for it was open before and is while the broker comes up."""


def create_topics(kafka: Kafka) -> None:
    """Create what a tally worker needs."""
    kafka.create(
        FOREX_TOTAL_ENTRIES,
        FOREX_DECISIONS,
        names.journal_topic("forex.totals"),
        names.dead_letter_topic("forex.totals"),
        names.command_topic("forex.totals"),
    )
    kafka.create(STATE, config={"cleanup.policy": "compact"})
    kafka.create(MESH_SCHEMAS, partitions=1, config={"cleanup.policy": "compact"})


def produce(kafka: Kafka, first: int, last: int) -> None:
    """Enter the numbers from `first` up to but not including `last`, spread over seven enterprises."""
    for number in range(first, last):
        code = f"enterprise-{number % 7}"
        entry = TotalEntered(enterprise_code=code, entry_id=str(number), month="2024-11", amount_cny_e5=1)
        kafka.produce(FOREX_TOTAL_ENTRIES, code.encode(), codec.encode(entry))
    kafka.flush()


def assert_counted_once(kafka: Kafka, total: int, *, deadline: float = 60.0) -> None:
    """Every entry came out once, and every enterprise's counts are 1, 2, 3 … in order."""
    kafka.wait_for(FOREX_DECISIONS, total, deadline=deadline)
    found = [codec.decode(message.value or b"") for message in kafka.read(FOREX_DECISIONS)]
    repeated = {entry: times for entry, times in Counter(said.entry_id for said in found).items() if times > 1}
    assert not repeated
    assert len(found) == total
    counts: dict[str, list[int]] = {}
    for said in found:
        counts.setdefault(said.enterprise_code, []).append(said.amount_cny_e5)
    for code, numbers in counts.items():
        assert numbers == list(range(1, len(numbers) + 1)), code


def test_a_worker_counts_once_and_goes_on_after_a_clean_stop(kafka: Kafka, tmp_path: Path) -> None:
    """SIGTERM commits and leaves; the next start goes on from its own disk."""
    create_topics(kafka)
    worker = Worker(MODULE, kafka, tmp_path)
    with workers(worker):
        produce(kafka, 0, 500)
        assert_counted_once(kafka, 500)
        assert worker.stop() == 0
        worker.start()
        produce(kafka, 500, 900)
        assert_counted_once(kafka, 900)


def test_nothing_is_lost_or_doubled_through_kills_and_hand_overs(kafka: Kafka, tmp_path: Path) -> None:
    """Two workers, killed again and again while records come; at the end one goes on without its disk."""
    create_topics(kafka)
    chance = random.Random(7)
    pair = [Worker(MODULE, kafka, tmp_path, slot=slot) for slot in (0, 1)]
    late = Worker(MODULE, kafka, tmp_path / "elsewhere", slot=1)
    late.log.parent.mkdir()
    total = 0
    with workers(*pair), workers():
        for _ in range(6):
            for _ in range(4):
                produce(kafka, total, total + 250)
                total += 250
                time.sleep(chance.uniform(0.1, 0.4))  # the kill must fall anywhere within a transaction
            victim = chance.choice(pair)
            victim.kill()
            victim.start()
        pair[1].kill()
        with workers(late):
            produce(kafka, total, total + 500)
            assert_counted_once(kafka, total + 500, deadline=90)


def test_a_second_worker_of_a_slot_fences_the_first(kafka: Kafka, tmp_path: Path) -> None:
    """The newcomer goes on, the other ends with the exit code that tells its supervisor to back off."""
    create_topics(kafka)
    first = Worker(MODULE, kafka, tmp_path)
    second = Worker(MODULE, kafka, tmp_path / "second")
    second.log.parent.mkdir()
    with workers(first):
        produce(kafka, 0, 100)
        assert_counted_once(kafka, 100)
        with workers(second):
            produce(kafka, 100, 200)
            assert_counted_once(kafka, 200)
            produce(kafka, 200, 300)
            assert first.wait(30) == EXIT_FENCED
            assert_counted_once(kafka, 300)


def test_who_sends_after_being_fenced_is_told_so(kafka: Kafka) -> None:
    """The client learns of it in the background; after that a call says no more than that it has failed for good."""
    kafka.create(FOREX_DECISIONS)
    # an error raised in a callback of the client keeps it alive: it would complain when the broker is gone
    config = {"bootstrap.servers": kafka.bootstrap, "log_level": 2}
    first, second = (Transactions(config, mesh=kafka.mesh, transactional_id="slot") for _ in range(2))
    first.start()
    second.start()
    with pytest.raises(Fenced):
        _send_for(30, first)


def _send_for(seconds: float, transactions: Transactions) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        transactions.send(Outbound(FOREX_DECISIONS, 0, b"key", b"value", ()))
        time.sleep(0.01)


def test_a_worker_outlives_its_broker(own_broker: LocalBroker, tmp_path: Path) -> None:
    """
    The broker dies under load and comes back, again and again: the worker goes on, and every record is counted once.

    It goes on by itself, or it ends for a reason that `mesh.kafka.connection` gives and is started again, as in a mesh:
    a machine may take longer to bring the broker back than a transaction may be open.
    """
    kafka = Kafka(own_broker.bootstrap)
    try:
        create_topics(kafka)
        total, away = 0, 0.0
        with supervised(Worker(MODULE, kafka, tmp_path), tmp_path) as supervisor:
            for _ in range(3):
                produce(kafka, total, total + 200)
                kafka.wait_for(FOREX_DECISIONS, total + 1)  # the others are somewhere within a transaction
                begin = time.monotonic()
                own_broker.kill()
                own_broker.restart()
                away = max(away, time.monotonic() - begin)
                produce(kafka, total + 200, total + 400)
                total += 400
                assert_counted_once(kafka, total, deadline=150)
            ended = Counter(end.code for end in supervisor.exits())
        may_end = {CRASHED, *(TOO_LONG if away > AWAY_SECONDS else ())}
        assert ended.keys() <= may_end, f"{ended}, though the broker was back within {away:.1f} s"
        assert supervisor.exits()[-1].code == 0
    finally:
        kafka.close()
