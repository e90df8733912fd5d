"""What the processes without work move is what those with it would have."""

from collections import Counter

import pytest

from bench.cpu import sound_documents
from bench.floor.__main__ import counted
from bench.floor.recording import Recording, gathered, record
from contracts import topics
from contracts.topics import TOPICS

PARCELS = 12


@pytest.fixture(scope="module")
def recording() -> Recording:
    return record(list(sound_documents(PARCELS)), partitions=2)


def test_every_document_is_written_once_and_every_event_by_its_producer(recording: Recording) -> None:
    assert recording.declarations == PARCELS
    assert [each.topic for each in recording.written["gateway"]] == [topics.TRADE_DOCUMENTS] * 4 * PARCELS
    verdicts = [each for each in recording.written["customs"] if each.topic == topics.CUSTOMS_DOCUMENTS]
    assert len(verdicts) == 4 * PARCELS
    assert all(dict(each.headers or ())["ce_source"] for each in verdicts)


def test_state_is_written_to_the_partition_of_its_task(recording: Recording) -> None:
    state = [each for each in recording.written["tax"] if TOPICS[each.topic].role == "state"]
    assert {each.topic for each in state} == {"tax.assessment.state.v1", "tax.guarantee.state.v1"}
    assert {each.partition for each in state} == {0, 1}
    assert all(each.headers is None for each in state)


def test_what_is_read_is_counted_by_the_topics_read(recording: Recording) -> None:
    written = Counter(each.topic for records in recording.written.values() for each in records)
    moved = counted(recording)
    read = sum(written[topic] for topic in recording.read["receipts"]) / PARCELS
    assert moved["receipts"]["read"] == pytest.approx(read, abs=0.05)
    assert moved["gateway"] == {"events written": 4.0, "state written": 0.0, "read": 0}
    assert moved["view"]["read"] > 20


def test_records_laid_together_keep_their_bytes(recording: Recording) -> None:
    laid = gathered(recording, {topics.CUSTOMS_DOCUMENTS})
    before = [each for each in recording.written["customs"] if each.topic == topics.CUSTOMS_DOCUMENTS]
    after = [each for each in laid.written["customs"] if each.topic == topics.CUSTOMS_DOCUMENTS]
    assert {each.partition for each in after} == {0, 1}
    assert len(after) < len(before) / 4
    assert sum(len(each.value or b"") for each in after) > sum(len(each.value or b"") for each in before)
    assert len(laid.written["customs"]) - len(after) == len(recording.written["customs"]) - len(before)
    assert laid.written["gateway"] == recording.written["gateway"]
