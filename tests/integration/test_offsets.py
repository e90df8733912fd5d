"""Offsets that Kafka has forgotten: a worker with state does not start over, it says what to do."""

from pathlib import Path

import pytest
from confluent_kafka import KafkaError, KafkaException

from contracts import codec
from contracts.forex import TotalEntered
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from mesh.kafka.consumer import OffsetLost
from mesh.wire import names
from tests.integration.test_worker import create_topics
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh.bare_worker import bare_worker
from tests.support.mesh.tally import TALLY


def forgotten(kafka: Kafka, group: str) -> bool:
    """Delete a group as Kafka does in time; False while it still has a member."""
    try:
        kafka.admin.delete_consumer_groups([group])[group].result(timeout=20)
    except KafkaException as error:
        assert error.args[0].code() == KafkaError.NON_EMPTY_GROUP  # noqa: PT017 - anything else is a failure
        return False
    return True


def test_a_worker_with_state_and_without_offsets_refuses_to_start_over(
    kafka: Kafka, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kafka forgets the offsets of a group that was empty too long; its inputs must not be worked a second time."""
    monkeypatch.setattr("mesh.kafka.consumer.SESSION_MS", 6_000)  # the least that a broker allows
    create_topics(kafka)
    entry = TotalEntered(enterprise_code="e", entry_id="1", month="", amount_cny_e5=1)
    kafka.send(FOREX_TOTAL_ENTRIES, (b"e", codec.encode(entry)))
    with bare_worker(kafka, tmp_path, TALLY) as first:
        first.turn_until(lambda: first.seen.commits > 0, "a commit")
    wait_until(lambda: forgotten(kafka, names.group(kafka.mesh, "forex")), "the session to end", deadline=60)

    with bare_worker(kafka, tmp_path, TALLY) as second, pytest.raises(OffsetLost, match="has no offsets"):
        second.turn_until(lambda: False, "the assignment")
    assert len(kafka.read(FOREX_DECISIONS)) == 1
