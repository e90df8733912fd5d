"""Restoring state: another worker's hung transaction may delay it, never hide what was committed behind it."""

from pathlib import Path

import pytest
from confluent_kafka import Producer

from contracts import codec
from contracts.forex import TotalEntered
from mesh.engine.state import state_key
from mesh.engine.store import MemoryStore, Position, RocksStore
from mesh.wire import names
from mesh.worker.restore import RestoreFailed, Restorer
from tests.support.kafka import Kafka

STATE = names.state_topic("forex.totals")


def a_total(code: str, count: int) -> TotalEntered:
    return TotalEntered(enterprise_code=code, entry_id="tally", month="", amount_cny_e5=count)


def producer(kafka: Kafka, slot: str, timeout_ms: int = 60_000) -> Producer:
    """Return the transactional producer of a slot, ready to begin."""
    found = Producer(
        {
            "bootstrap.servers": kafka.bootstrap,
            "transactional.id": f"{kafka.mesh}.{slot}",
            "transaction.timeout.ms": timeout_ms,
        }
    )
    found.init_transactions(30)
    return found


def put(into: Producer, kafka: Kafka, count: int, code: str = "e", partition: int = 0) -> None:
    """Write one state record within the open transaction and wait until it is in the log."""
    into.produce(
        kafka.physical(STATE), codec.encode(a_total(code, count)), state_key(TotalEntered, code), partition=partition
    )
    assert into.flush(10) == 0


def restorer(kafka: Kafka, seconds: float = 30.0) -> Restorer:
    return Restorer({"bootstrap.servers": kafka.bootstrap}, mesh=kafka.mesh, deadline_seconds=seconds)


def held(store: MemoryStore | RocksStore, code: str = "e") -> int | None:
    value = store.get(state_key(TotalEntered, code))
    return None if value is None else codec.decode(value).amount_cny_e5


def test_state_committed_behind_a_hung_transaction_is_waited_for(kafka: Kafka) -> None:
    """
    Two hand-overs: A hangs with an open transaction, B commits behind it, C must restore what B committed.

    A read_committed reader alone would stop before A's record and C would go on from older state.
    """
    kafka.create(STATE, config={"cleanup.policy": "compact"})
    before = producer(kafka, "x")
    before.begin_transaction()
    put(before, kafka, 1)
    before.commit_transaction(10)
    hung = producer(kafka, "a", timeout_ms=4_000)
    hung.begin_transaction()
    put(hung, kafka, 99)
    second = producer(kafka, "b")
    second.begin_transaction()
    put(second, kafka, 2)
    second.commit_transaction(10)

    with pytest.raises(RestoreFailed, match="hung"):
        restorer(kafka, seconds=1.0).restore({(STATE, 0): MemoryStore()})
    store = MemoryStore()
    restorer(kafka).restore({(STATE, 0): store})
    assert held(store) == 2, "the coordinator ends A's transaction after its timeout, then B's commit shows"


def test_an_aborted_tail_does_not_keep_a_restore_waiting(kafka: Kafka) -> None:
    """The end may consist of aborted records and markers only."""
    kafka.create(STATE, config={"cleanup.policy": "compact"})
    first = producer(kafka, "a")
    first.begin_transaction()
    put(first, kafka, 1)
    first.commit_transaction(10)
    first.begin_transaction()
    put(first, kafka, 99)
    first.abort_transaction(10)
    store = MemoryStore()
    restored = restorer(kafka, seconds=15).restore({(STATE, 0): store, (STATE, 1): MemoryStore()})
    assert held(store) == 1
    assert restored.records == 1


def test_a_kept_store_reads_only_the_tail(kafka: Kafka, tmp_path: Path) -> None:
    """A restart on the same disk reads what came since; deletions included."""
    kafka.create(STATE, config={"cleanup.policy": "compact"})
    writer = producer(kafka, "a")
    writer.begin_transaction()
    for number in range(50):
        put(writer, kafka, number, code=f"e{number}")
    writer.commit_transaction(10)
    store = RocksStore(tmp_path / "store")
    assert restorer(kafka).restore({(STATE, 0): store}).records == 50
    store.close()
    writer.begin_transaction()
    writer.produce(kafka.physical(STATE), None, state_key(TotalEntered, "e7"), partition=0)
    writer.commit_transaction(10)
    store = RocksStore(tmp_path / "store")
    assert restorer(kafka).restore({(STATE, 0): store}).records == 1
    assert held(store, "e7") is None
    assert held(store, "e8") == 8
    store.close()


def test_a_store_of_another_topic_or_too_old_is_emptied(kafka: Kafka) -> None:
    """A topic made anew has another id; a store older than the tombstones could miss a deletion."""
    kafka.create(STATE, config={"cleanup.policy": "compact"})
    writer = producer(kafka, "a")
    writer.begin_transaction()
    put(writer, kafka, 1)
    writer.commit_transaction(10)
    current = restorer(kafka)
    for position in (Position("another", 1, 2**62), Position(current.topic_id(STATE), 1, 0)):
        store = MemoryStore()
        store.write({state_key(TotalEntered, "stale"): codec.encode(a_total("stale", 1))}, position)
        current.restore({(STATE, 0): store})
        assert held(store, "stale") is None
        assert held(store) == 1
