"""How a document is judged of which one counts per key: repetition, draft, checks in order, and what is kept."""

from typing import Any

import msgspec
import pytest

from agency.judging import (
    DRAFT,
    HEARD_MOST,
    RECORDED,
    Judge,
    Judged,
    is_ahead,
    is_older,
    is_on_file,
    judgement,
    repeating,
)
from agency.reasons import particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Operation, RuleResult, Submission, Verdict
from contracts.document import Column
from contracts.documents import IMPORT_WAYBILL
from tests.support.customs.builders import TEN_O_CLOCK, a_waybill

REFUSED = failed(reason("-504011", "DOC-07", particular("several-parcels")))


def is_one(document: Any, former: Submission | None) -> Evaluated:
    return REFUSED if document.pack_count != 1 else Evaluated(passed("DOC-07"))


def fits(document: Any, former: Submission | None) -> Evaluated:
    added = document.operation is Operation.ADD
    return failed(reason("-504015", "STA-02")) if added and is_on_file(former) else Evaluated(passed("STA-02"))


JUDGE = Judge("REP-01", (is_one, fits), (fits,))


def submitted(content: bytes = b"1", **fields: Any) -> Any:
    return msgspec.structs.replace(a_waybill("GW1"), content_digest=content, document_id=content.hex(), **fields)


def judged(document: Any, former: Submission | None = None, cause: str = "event-1") -> Judged:
    found = JUDGE.rule_on(document, former, cause)
    assert found is not None
    return found


def results(found: Judged) -> list[tuple[str, RuleResult]]:
    return [(rule.rule_id, rule.result) for rule in found.ruling.rules]


def test_one_that_passes_every_check_is_recorded_and_counts() -> None:
    found = judged(submitted())
    assert (found.ruling.verdict, found.ruling.return_status, found.ruling.recorded) == (
        Verdict.ACCEPTED,
        RECORDED,
        True,
    )
    assert results(found) == [("DOC-07", RuleResult.PASSED), ("STA-02", RuleResult.PASSED)]
    assert (found.kept.counts, found.kept.app_time) == (True, submitted().app_time)


def test_the_first_check_that_fails_answers_and_nothing_counts() -> None:
    found = judged(submitted(pack_count=2))
    assert (found.ruling.return_status, found.ruling.recorded) == ("-504011", False)
    assert results(found) == [("DOC-07", RuleResult.FAILED)]
    assert (found.kept.counts, found.kept.app_time, found.kept.recorded_at_ms) == (False, "", 0)


def test_a_rejected_one_leaves_what_counts_as_it_was() -> None:
    first = judged(submitted()).kept
    found = judged(submitted(b"2", pack_count=2, app_time="20300101000000"), first, "event-2")
    assert found.kept.counts
    assert (found.kept.app_time, found.kept.return_status) == (first.app_time, "-504011")


@pytest.mark.parametrize("pack_count", [1, 2])
def test_a_repetition_gets_the_answer_of_its_original(pack_count: int) -> None:
    first = judged(submitted(pack_count=pack_count))
    found = judged(submitted(pack_count=pack_count), first.kept, "event-2")
    assert found.ruling.verdict is Verdict.DUPLICATE
    assert (found.ruling.return_status, found.ruling.reasons) == (first.ruling.return_status, first.ruling.reasons)
    assert results(found) == [("REP-01", RuleResult.PASSED)]
    assert msgspec.structs.replace(found.kept, heard=first.kept.heard) == first.kept


def test_an_event_that_comes_again_is_no_second_submission() -> None:
    kept = judged(submitted()).kept
    kept = judged(submitted(b"2", operation=Operation.CHANGE), kept, "event-2").kept
    assert JUDGE.rule_on(submitted(), kept, "event-1") is None
    assert JUDGE.rule_on(submitted(b"2", operation=Operation.CHANGE), kept, "event-2") is None


@pytest.mark.parametrize(("app_time", "ahead"), [("20241111100500", False), ("20241111100501", True)])
def test_an_app_time_is_ahead_beyond_what_clocks_may_differ(app_time: str, ahead: bool) -> None:
    assert is_ahead(submitted(app_time=app_time, accepted_at_ms=TEN_O_CLOCK), 300_000) == ahead


@pytest.mark.parametrize(
    ("recorded", "comes", "older"),
    [
        ("20241111095900", "20241111095859", True),
        ("20241111095900", "20241111095900", False),
        ("20300101000000", "20241111095959", True),
        ("20300101000000", "20250101000000", False),
    ],
)
def test_an_app_time_is_older_than_a_recorded_one_that_counts_from_its_acceptance(
    recorded: str, comes: str, older: bool
) -> None:
    first = judged(submitted(app_time=recorded, accepted_at_ms=TEN_O_CLOCK)).kept
    assert is_older(submitted(app_time=comes, accepted_at_ms=TEN_O_CLOCK), first) == older


def test_few_events_are_remembered() -> None:
    kept = None
    for number in range(HEARD_MOST + 1):
        kept = judged(submitted(), kept, f"event-{number}").kept
    assert kept is not None
    assert len(kept.heard) == HEARD_MOST
    assert JUDGE.rule_on(submitted(), kept, "event-0") is not None


def test_a_draft_is_not_checked_and_does_not_count() -> None:
    found = judged(submitted(pack_count=2, draft=True))
    assert (found.ruling.verdict, found.ruling.return_status) == (Verdict.ACCEPTED, DRAFT)
    assert not found.kept.counts


def test_a_deletion_is_checked_by_its_own_checks_and_nothing_counts_after_it() -> None:
    first = judged(submitted()).kept
    found = judged(submitted(b"2", pack_count=2, operation=Operation.DELETE), first, "event-2")
    assert results(found) == [("STA-02", RuleResult.PASSED)]
    assert not is_on_file(found.kept)
    assert judged(submitted(b"3"), found.kept, "event-3").ruling.recorded


def test_a_verdict_repeats_what_its_answer_does() -> None:
    column = Column("goodsInfo", ("submitted.goods_info",), 200, True)
    assert IMPORT_WAYBILL.answer is not None
    form = IMPORT_WAYBILL._replace(answer=IMPORT_WAYBILL.answer._replace(columns=(column,)))
    ((element, text),) = repeating(form)
    assert (element, text(submitted(goods_info="tea"))) == ("goodsInfo", "tea")
    assert repeating(IMPORT_WAYBILL) == ()


def test_a_verdict_repeats_what_the_documents_file_says() -> None:
    document = submitted()
    verdict = judgement(IMPORT_WAYBILL, document, judged(document).ruling, "7")
    assert (verdict.document.issuer_code, verdict.document.number) == (document.carrier_code, document.waybill_no)
    assert (verdict.order_no, verdict.rules_version, verdict.platform_code) == ("GW1", "7", None)
