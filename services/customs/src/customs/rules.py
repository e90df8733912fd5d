"""
How a rule is written and how a decision lists every rule it evaluated.

A rule is a pure function from its subject to None or a `Reason`. A book is the rules of one decision, in order.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from contracts.common import Reason, RuleEvaluated, RuleResult

S = TypeVar("S")

RULES_VERSION = "4"
"""Version of the rules of customs, named by every decision; raised when an outcome changes."""


class Evaluated(NamedTuple):
    """Every rule evaluated, and the reasons of those that failed, in the order of the book."""

    rules: tuple[RuleEvaluated, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __add__(self, other: "Evaluated") -> "Evaluated":  # type: ignore[override]
        return Evaluated(self.rules + other.rules, self.reasons + other.reasons)


def passed(*rule_ids: str) -> tuple[RuleEvaluated, ...]:
    """Return the record of rules that passed."""
    return tuple(RuleEvaluated(rule_id=rule_id, result=RuleResult.PASSED) for rule_id in rule_ids)


def failed(reason: Reason) -> Evaluated:
    """Return the outcome of a single rule that failed for `reason`."""
    return Evaluated((RuleEvaluated(rule_id=reason.rule_id, result=RuleResult.FAILED),), (reason,))


@dataclass(frozen=True, slots=True)
class Book(Generic[S]):
    """Rules with their ids, in the order in which reasons are given."""

    rules: tuple[tuple[str, Callable[[S], Reason | None]], ...]
    all_passed: Evaluated = field(init=False)
    _functions: tuple[Callable[[S], Reason | None], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_functions", tuple(rule for _, rule in self.rules))
        object.__setattr__(self, "all_passed", Evaluated(passed(*(rule_id for rule_id, _ in self.rules))))

    def evaluate(self, subject: S) -> Evaluated:
        """Apply every rule; none is skipped because another failed. Where none does, nothing is made."""
        for rule in self._functions:
            if rule(subject) is not None:
                break
        else:
            return self.all_passed
        found = [rule(subject) for rule in self._functions]
        return Evaluated(
            tuple(
                RuleEvaluated(rule_id=rule_id, result=RuleResult.FAILED if reason else RuleResult.PASSED)
                for (rule_id, _), reason in zip(self.rules, found, strict=True)
            ),
            tuple(reason for reason in found if reason),
        )
