"""What a waybill status must be: each rule both ways, and the operations on what is on file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.common import Operation, RuleResult, Verdict
from customs.rules.documents import waybill_status
from mesh.declared.dates import china_time
from tests.support.customs.builders import PLATFORM, TEN_O_CLOCK
from tests.support.customs.registers import OTHER_CARRIER
from tests.support.customs.transport import DAY_MS, a_bench, a_waybill_status, answer, give, verdict

CHANGE, DELETE, UNKNOWN = Operation.CHANGE, Operation.DELETE, Operation.UNKNOWN
MINUTE_MS = 60_000


def test_doc_12_signed_for_passes() -> None:
    assert waybill_status.PARAMETERS.evaluate(a_waybill_status()).reasons == ()


@pytest.mark.parametrize("status", ["R", "s", "Ｓ", "", "SS"])
def test_doc_12_every_other_status_is_refused(status: str) -> None:
    (reason,) = waybill_status.PARAMETERS.evaluate(a_waybill_status(status=status)).reasons
    assert (reason.code, reason.rule_id) == ("-505011", "DOC-12")


@pytest.mark.parametrize("ahead_ms", [-400 * DAY_MS, 0, DAY_MS])
def test_sta_07_a_status_of_the_past_and_of_a_day_ahead_passes(ahead_ms: int) -> None:
    told = a_waybill_status(status_time=china_time(TEN_O_CLOCK + ahead_ms))
    assert waybill_status.has_happened(told, DAY_MS) is None


@pytest.mark.parametrize("status_time", [china_time(TEN_O_CLOCK + DAY_MS + 1_000), "20241332000000", "soon"])
def test_sta_07_a_status_of_the_future_is_refused_and_a_time_that_does_not_exist_too(status_time: str) -> None:
    reason = waybill_status.has_happened(a_waybill_status(status_time=status_time), DAY_MS)
    assert reason is not None
    assert (reason.code, reason.rule_id) == ("-505011", "STA-07")
    assert "20241111100000" in reason.text_zh


@given(st.integers(min_value=946_656_000_000 // 1_000, max_value=4_102_415_999_000 // 1_000))
def test_a_time_as_sent_is_the_instant_that_it_was(second: int) -> None:
    assert waybill_status.happened_at_ms(china_time(second * 1_000)) == second * 1_000


def test_ent_01_the_carrier_is_registered_as_one() -> None:
    assert answer(a_bench(), a_waybill_status(carrier_code=OTHER_CARRIER)) == "2"


@pytest.mark.parametrize("code", [PLATFORM, "9999999999"])
def test_ent_01_who_is_not_registered_as_a_carrier_is_refused(code: str) -> None:
    assert answer(a_bench(), a_waybill_status(carrier_code=code)) == "-10102"


def test_sta_05_a_document_from_the_future_is_refused_and_one_of_a_day_ahead_is_not() -> None:
    assert answer(a_bench(), a_waybill_status(app_time=china_time(TEN_O_CLOCK + DAY_MS))) == "2"
    assert answer(a_bench(), a_waybill_status(app_time=china_time(TEN_O_CLOCK + DAY_MS + 1_000))) == "-505011"


def test_sta_02_a_status_is_added_once_and_changed_after_that() -> None:
    bench = a_bench()
    assert answer(bench, a_waybill_status()) == "2"
    at_ms = TEN_O_CLOCK + MINUTE_MS
    assert answer(bench, a_waybill_status(accepted_at_ms=at_ms)) == "-505012"
    assert answer(bench, a_waybill_status(operation=CHANGE, accepted_at_ms=at_ms)) == "2"


@pytest.mark.parametrize("operation", [CHANGE, DELETE, UNKNOWN])
def test_sta_02_nothing_on_file_is_neither_changed_nor_deleted(operation: Operation) -> None:
    bench = a_bench()
    assert answer(bench, a_waybill_status(operation=operation)) == "-505014"
    assert answer(bench, a_waybill_status()) == "2"


def test_sta_02_after_a_deletion_a_status_may_be_added_again() -> None:
    bench = a_bench()
    operations = (Operation.ADD, DELETE, DELETE, Operation.ADD)
    answers = [
        answer(bench, a_waybill_status(operation=operation, accepted_at_ms=TEN_O_CLOCK + number * MINUTE_MS))
        for number, operation in enumerate(operations)
    ]
    assert answers == ["2", "2", "-505014", "2"]


@pytest.mark.parametrize("operation", [CHANGE, DELETE])
def test_sta_01_a_document_that_is_older_than_what_is_on_file_is_refused(operation: Operation) -> None:
    bench = a_bench()
    assert answer(bench, a_waybill_status()) == "2"
    assert answer(bench, a_waybill_status(operation=operation, app_time="20241110000000")) == "-505016"
    assert answer(bench, a_waybill_status(operation=operation, app_time="20241111095930")) == "2"


def test_rep_01_the_same_content_gets_the_same_answer_and_says_so() -> None:
    bench = a_bench()
    for told, status in ((a_waybill_status(), "2"), (a_waybill_status("GW2", status="R"), "-505011")):
        first, again = verdict(give(bench, told)), verdict(give(bench, told))
        assert (first.return_status, again.return_status, again.verdict) == (status, status, Verdict.DUPLICATE)
        assert [(rule.rule_id, rule.result) for rule in again.rules] == [("REP-01", RuleResult.PASSED)]
        assert again.reasons == first.reasons


def test_a_draft_is_answered_and_neither_checked_nor_on_file() -> None:
    bench = a_bench()
    assert answer(bench, a_waybill_status(status="R", draft=True)) == "1"
    assert answer(bench, a_waybill_status(operation=CHANGE)) == "-505014"


def test_the_verdict_repeats_the_status_that_its_answer_names() -> None:
    repeated = verdict(give(a_bench(), a_waybill_status(status="R"))).repeated
    assert repeated is not None
    assert [(one.element, one.text) for one in repeated] == [("logisticsStatus", "R")]


def test_every_rule_that_is_evaluated_is_named_in_the_order_of_the_checks() -> None:
    rules = [rule.rule_id for rule in verdict(give(a_bench(), a_waybill_status())).rules]
    assert rules == ["DOC-12", "ENT-01", "STA-05", "STA-07", "STA-01", "STA-02"]
