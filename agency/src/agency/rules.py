"""
The language of rules: how a rule is written and how a decision lists every rule it evaluated.

A rule is a pure function from its subject to None or a `Reason`. A book is the rules of one decision, in order.
"""

from collections.abc import Callable
from typing import Final, Generic, NamedTuple, TypeVar

from contracts.common import Reason, RuleEvaluated, RuleResult

S = TypeVar("S")
PASSED: Final = RuleResult.PASSED
FAILED: Final = RuleResult.FAILED
NOTED: Final = RuleResult.NOTED
_PASSED: Final[dict[str, RuleEvaluated]] = {}
_OTHERS: Final[dict[RuleResult, dict[str, RuleEvaluated]]] = {}


class Evaluated(NamedTuple):
    """Every rule evaluated, and the reasons of those that failed, in the order of the book."""

    rules: tuple[RuleEvaluated, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __add__(self, other: "Evaluated") -> "Evaluated":  # type: ignore[override]
        return Evaluated(self.rules + other.rules, self.reasons + other.reasons)


class Book(Generic[S]):
    """
    Rules with their ids, in the order in which reasons are given.

    A book makes the records of its rules once: every decision contains the same ones.
    """

    def __init__(self, rules: tuple[tuple[str, Callable[[S], Reason | None]], ...]) -> None:
        self.rules = rules
        self.all_passed = Evaluated(passed(*(rule_id for rule_id, _ in rules)))
        self._functions = tuple(rule for _, rule in rules)

    def evaluate(self, subject: S) -> Evaluated:
        """Apply every rule; none is skipped because another failed. Where none does, nothing is made."""
        for rule in self._functions:
            if rule(subject) is not None:
                break
        else:
            return self.all_passed
        results = [rule(subject) for rule in self._functions]
        return Evaluated(
            tuple(
                result(rule_id, FAILED if reason else PASSED)
                for (rule_id, _), reason in zip(self.rules, results, strict=True)
            ),
            tuple(reason for reason in results if reason),
        )


def passed(*rule_ids: str) -> tuple[RuleEvaluated, ...]:
    """Return the record of rules that passed."""
    return tuple([result(rule_id, PASSED) for rule_id in rule_ids])


def failed(*reasons: Reason) -> Evaluated:
    """Return the outcome of rules that failed for these reasons; a rule that gives several is listed once."""
    rule_ids = dict.fromkeys(reason.rule_id for reason in reasons)
    return Evaluated(tuple([result(rule_id, FAILED) for rule_id in rule_ids]), reasons)


def noted(*reasons: Reason) -> Evaluated:
    """Return the outcome of rules whose reasons are noted and decide nothing."""
    rule_ids = dict.fromkeys(reason.rule_id for reason in reasons)
    return Evaluated(tuple([result(rule_id, NOTED) for rule_id in rule_ids]), reasons)


def result(rule_id: str, outcome: RuleResult) -> RuleEvaluated:
    """Return the record of one rule's outcome, the same record for the same outcome. Ids are those of code."""
    known = _PASSED if outcome is PASSED else _OTHERS.setdefault(outcome, {})
    made = known.get(rule_id)
    if made is None:
        made = known[rule_id] = RuleEvaluated(rule_id=rule_id, result=outcome)
    return made
