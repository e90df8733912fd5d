"""A document event that stands twice in the log is worked once; a document submitted again is another event."""

from contracts import topics
from contracts.common import Operation, Verdict
from contracts.customs import DocumentJudged
from customs.clearance.processor import CLEARANCE
from mesh.declared.processor import Emit
from mesh.testing.bench import Bench
from tests.support.customs.builders import an_order
from tests.support.customs.world import key_of, registers


def verdicts(emitted: list[Emit]) -> list[Verdict]:
    return [emit.record.judgement.verdict for emit in emitted if isinstance(emit.record, DocumentJudged)]


def test_an_event_published_twice_is_judged_once() -> None:
    """The gateway died after Kafka's acknowledgement and published again: same id, so nothing new."""
    bench = Bench(CLEARANCE, registers=registers())
    order = an_order()
    first = bench.send(topics.TRADE_IMPORTS, order, key=key_of(order), cause_id="submission-1")
    again = bench.send(topics.TRADE_IMPORTS, order, key=key_of(order), cause_id="submission-1")
    assert verdicts(first) == [Verdict.ACCEPTED]
    assert again == []


def test_a_document_submitted_again_is_a_duplicate() -> None:
    """Another batch, another event: it gets its own verdict."""
    bench = Bench(CLEARANCE, registers=registers())
    order = an_order()
    bench.send(topics.TRADE_IMPORTS, order, key=key_of(order), cause_id="submission-1")
    again = bench.send(topics.TRADE_IMPORTS, order, key=key_of(order), cause_id="submission-2")
    assert verdicts(again) == [Verdict.DUPLICATE]


def test_an_event_published_late_again_is_not_stale_data() -> None:
    """Between the two stood a change; the repetition must neither be refused as old nor undo the change."""
    bench = Bench(CLEARANCE, registers=registers())
    order = an_order()
    bench.send(topics.TRADE_IMPORTS, order, key=key_of(order), cause_id="submission-1")
    changed = an_order(app_time="20241111100100", operation=Operation.CHANGE)
    bench.send(topics.TRADE_IMPORTS, changed, key=key_of(order), cause_id="submission-2")
    assert bench.send(topics.TRADE_IMPORTS, order, key=key_of(order), cause_id="submission-1") == []
