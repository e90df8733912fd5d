"""What the processes without work move is what those with it would have."""

import pytest

from bench.floor.__main__ import counted
from bench.floor.recording import DOCUMENTS, Moved, Recording, gathered, record
from bench.trade import sound_documents
from contracts import topics
from contracts.topics import TOPICS

BATCHES = 2
PARCELS = BATCHES * DOCUMENTS // 4


@pytest.fixture(scope="module")
def recording() -> Recording:
    return record(list(sound_documents(PARCELS)), partitions=2)


def of_topic(recording: Recording, name: str, topic: str) -> list[Moved]:
    return [each for batch in recording.written[name] for each in batch if each.topic == topic]


def test_every_document_is_written_once_and_every_event_by_its_producer(recording: Recording) -> None:
    assert recording.declarations == PARCELS
    assert len(of_topic(recording, "gateway", topics.TRADE_IMPORTS)) == 4 * PARCELS
    assert [len(batch) for batch in recording.written["gateway"]] == [DOCUMENTS] * BATCHES
    verdicts = of_topic(recording, "customs", topics.CUSTOMS_DOCUMENTS)
    assert len(verdicts) == 4 * PARCELS
    assert all(dict(each.headers or ())["ce_source"] for each in verdicts)


def test_each_batch_touches_what_a_transaction_touches(recording: Recording) -> None:
    first, second = ({(each.topic, each.partition) for each in batch} for batch in recording.written["customs"])
    assert first == second
    assert {topic for topic, _ in first} >= {
        topics.CUSTOMS_DOCUMENTS,
        topics.CUSTOMS_DECLARATIONS,
        topics.CUSTOMS_NUMBER_ANSWERS,
        "customs.clearance.state.v1",
        "customs.clearance.journal.v1",
    }


def test_state_is_written_to_the_partition_of_its_task_once_per_key_and_batch(recording: Recording) -> None:
    state = [each for each in recording.written["tax"][0] if TOPICS[each.topic].role == "state"]
    assert {each.topic for each in state} == {"tax.assessment.state.v1", "tax.guarantee.state.v1"}
    assert {each.partition for each in state} == {0, 1}
    assert all(each.headers is None for each in state)
    assert len({(each.topic, each.partition, each.key) for each in state}) == len(state)


def test_what_is_read_is_counted_by_the_topics_read(recording: Recording) -> None:
    verdicts = len(of_topic(recording, "customs", topics.CUSTOMS_DOCUMENTS)) / PARCELS
    assert recording.reads()["inspection"] < verdicts < recording.reads()["receipts"]
    moved = counted(recording)
    assert moved["gateway"] == {"events written": 4.0, "state written": 0.0, "read": 0}
    assert moved["view"]["read"] > 20


def test_records_laid_together_keep_their_bytes(recording: Recording) -> None:
    laid = gathered(recording, {topics.CUSTOMS_DOCUMENTS})
    before, after = (of_topic(each, "customs", topics.CUSTOMS_DOCUMENTS) for each in (recording, laid))
    assert [each.partition for each in after] in ([0, 1] * BATCHES, [1, 0] * BATCHES)
    assert sum(len(each.value or b"") for each in after) > sum(len(each.value or b"") for each in before)
    everything = [sum(map(len, each.written["customs"])) for each in (recording, laid)]
    assert everything[0] - everything[1] == len(before) - len(after)
    assert laid.written["gateway"] == recording.written["gateway"]
