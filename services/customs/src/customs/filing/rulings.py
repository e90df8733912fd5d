"""What becomes of a submission that is no repetition."""

from typing import Final, NamedTuple

from contracts.common import Reason, RuleEvaluated, Verdict

RECORDED, DRAFT = "2", "1"
ACCEPTED: Final = Verdict.ACCEPTED
DUPLICATE: Final = Verdict.DUPLICATE


class Ruling(NamedTuple):
    """What becomes of a submission. `recorded`: it takes effect; otherwise only its answer is remembered."""

    verdict: Verdict
    return_status: str
    reasons: tuple[Reason, ...] = ()
    rules: tuple[RuleEvaluated, ...] = ()
    recorded: bool = False


def rejected(reasons: tuple[Reason, ...], rules: tuple[RuleEvaluated, ...]) -> Ruling:
    """Return the ruling on what a rule refuses: the first reason is its answer."""
    return Ruling(Verdict.REJECTED, reasons[0].code, reasons, rules)


def recordable(rules: tuple[RuleEvaluated, ...]) -> Ruling:
    """Return the ruling on what passes every rule and takes effect."""
    return Ruling(ACCEPTED, RECORDED, (), rules, recorded=True)
