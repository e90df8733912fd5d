"""What is checked of a filing against the clock and against what is on file: each rule passes and fails."""

import pytest

from agency.rules import Evaluated
from contracts.common import Operation, RuleResult, Submission
from filing.enterprises.state import check_clock, check_operation, check_order, check_sender
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.filing.builders import CODE, UNIFIED, a_filing

FIVE_MINUTES = 300_000
ADD, CHANGE, DELETE = Operation.ADD, Operation.CHANGE, Operation.DELETE


def on_file(*, counts: bool = True, app_time: str = "20241111095900") -> Submission:
    return Submission(
        document_id="d", content_digest=b"c", return_status="2", reasons=(), counts=counts, app_time=app_time,
        recorded_at_ms=TEN_O_CLOCK, heard=(),
    )  # fmt: skip


def codes(found: Evaluated) -> list[str]:
    """Return the codes; one rule was evaluated, and failed if there are any."""
    (rule,) = found.rules
    assert (rule.result is RuleResult.FAILED) == bool(found.reasons)
    return [reason.code for reason in found.reasons]


def test_fil_10_an_app_time_as_far_ahead_as_clocks_may_differ_passes() -> None:
    assert codes(check_clock(a_filing(app_time="20241111100500"), FIVE_MINUTES)) == []


def test_fil_10_an_app_time_beyond_it_is_rejected_with_the_time_of_acceptance() -> None:
    found = check_clock(a_filing(app_time="20241111100501"), FIVE_MINUTES)
    assert codes(found) == ["-99810"]
    assert "20241111100000" in found.reasons[0].text_en


@pytest.mark.parametrize("former", [None, on_file(), on_file(counts=False, app_time="20241111095901")])
def test_fil_11_what_is_not_older_than_what_counts_passes(former: Submission | None) -> None:
    assert codes(check_order(a_filing(), former)) == []


def test_fil_11_what_is_older_than_what_counts_is_rejected() -> None:
    assert codes(check_order(a_filing(), on_file(app_time="20241111095901"))) == ["-99811"]


@pytest.mark.parametrize(
    ("operation", "former"), [(ADD, None), (ADD, on_file(counts=False)), (CHANGE, on_file()), (DELETE, on_file())]
)
def test_fil_12_an_operation_that_fits_what_is_on_file_passes(operation: Operation, former: Submission | None) -> None:
    assert codes(check_operation(a_filing(operation=operation), former)) == []


@pytest.mark.parametrize(
    ("operation", "former", "why"),
    [
        (ADD, on_file(), "the enterprise has a filing"),
        (CHANGE, None, "the enterprise has no filing"),
        (DELETE, on_file(counts=False), "the enterprise has no filing"),
        (Operation.UNKNOWN, on_file(), "unknown operation"),
        (Operation.UNKNOWN, None, "unknown operation"),
    ],
)
def test_fil_12_an_operation_that_does_not_fit_is_rejected(
    operation: Operation, former: Submission | None, why: str
) -> None:
    found = check_operation(a_filing(operation=operation), former)
    assert codes(found) == ["-99812"]
    assert found.reasons[0].text_en.endswith(why)


@pytest.mark.parametrize(
    ("sender", "filed_by"), [("AGENT", ""), ("AGENT", "AGENT"), (CODE, "AGENT"), (UNIFIED, "AGENT")]
)
def test_fil_13_whoever_filed_or_the_enterprise_itself_passes(sender: str, filed_by: str) -> None:
    assert codes(check_sender(a_filing(sender_code=sender), filed_by)) == []


@pytest.mark.parametrize("filed_by", [CODE, "OTHER"])
def test_fil_13_another_is_rejected(filed_by: str) -> None:
    assert codes(check_sender(a_filing(sender_code="AGENT"), filed_by)) == ["-99813"]
