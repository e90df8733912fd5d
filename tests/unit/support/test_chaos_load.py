"""The load of a disturbed run: all of it goes out once, exports phase by phase, with imports in each."""

from collections import Counter
from datetime import datetime

from tests.support.chaos.load import make

AT = datetime.fromisoformat("2025-12-03T10:00:00+08:00")
LOAD = make(400, batch=12, at=AT)


def test_everything_goes_out_once() -> None:
    sent = Counter(paper for batch in LOAD.batches for paper in batch.papers)
    assert sent == Counter(LOAD.month.papers())
    assert sum(len(batch.papers) + len(batch.lines) for batch in LOAD.batches) == LOAD.documents
    assert {paper.sender for batch in LOAD.batches for paper in batch.papers if paper.sender != batch.sender} == set()


def test_exports_go_out_phase_by_phase_with_imports_in_each() -> None:
    phases = [batch.phase for batch in LOAD.batches]
    assert phases == sorted(phases)
    assert {batch.phase for batch in LOAD.batches if batch.lines} == {
        batch.phase for batch in LOAD.batches if batch.papers
    }


def test_nothing_waits_for_an_officer_and_all_kinds_of_documents_of_exports_are_there() -> None:
    assert LOAD.month.findings == []
    assert {str(paper.document["type"]) for paper in LOAD.month.papers()} == {
        "export-order", "export-receipt", "export-waybill", "export-list", "master-list", "arrival", "departure",
        "consolidation",
    }  # fmt: skip
