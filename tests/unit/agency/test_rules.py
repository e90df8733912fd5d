"""The language of rules: a book lists every rule it evaluated and gives the reasons in its order."""

from agency.reasons import reason
from agency.rules import Book, Evaluated, failed, noted, passed
from contracts.common import Reason, RuleEvaluated, RuleResult

WRONG = reason("99101", "MAT-01")


def is_positive(number: int) -> Reason | None:
    return None if number > 0 else reason("99101", "MAT-01")


def is_even(number: int) -> Reason | None:
    return None if number % 2 == 0 else reason("99102", "MAT-02")


BOOK: Book[int] = Book((("MAT-01", is_positive), ("MAT-02", is_even)))


def results(evaluated: Evaluated) -> list[tuple[str, str]]:
    return [(rule.rule_id, rule.result.value) for rule in evaluated.rules]


def test_a_book_whose_rules_all_pass_says_so_of_each() -> None:
    assert BOOK.evaluate(2) == Evaluated(passed("MAT-01", "MAT-02"))


def test_no_rule_is_skipped_because_another_failed() -> None:
    found = BOOK.evaluate(-1)
    assert results(found) == [("MAT-01", "FAILED"), ("MAT-02", "FAILED")]
    assert [why.code for why in found.reasons] == ["99101", "99102"]


def test_a_rule_that_passes_beside_one_that_fails_is_listed_as_passed() -> None:
    assert results(BOOK.evaluate(1)) == [("MAT-01", "PASSED"), ("MAT-02", "FAILED")]


def test_evaluations_add_up_in_their_order() -> None:
    found = Evaluated(passed("DOC-01")) + BOOK.evaluate(-2)
    assert results(found) == [("DOC-01", "PASSED"), ("MAT-01", "FAILED"), ("MAT-02", "PASSED")]
    assert found.reasons == (WRONG,)


def test_a_rule_with_several_reasons_is_listed_once() -> None:
    assert failed(WRONG, WRONG) == Evaluated(
        (RuleEvaluated(rule_id="MAT-01", result=RuleResult.FAILED),), (WRONG, WRONG)
    )


def test_what_is_noted_fails_nothing() -> None:
    assert results(noted(WRONG)) == [("MAT-01", "NOTED")]
