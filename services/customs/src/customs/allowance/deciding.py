"""The decision on a reservation: granted, or refused with what was used and the limit that has no room."""

from agency.reasons import particular, reason
from agency.rules import result
from contracts.common import Decision, Effect, Reason, RegisterVersion, RuleEvaluated, RuleResult
from contracts.customs import AllowanceDecided, AllowanceRequested
from customs.allowance.ledger import Answer
from customs.allowance.quantities import Exceeded
from customs.rules import RULES_VERSION
from customs.rules.documents.figures import plain

AMOUNT_WITHIN = result("LIM-04", RuleResult.PASSED)
AMOUNT_ABOVE = result("LIM-04", RuleResult.FAILED)
QUANTITIES_WITHIN = result("LIST-02", RuleResult.PASSED)
QUANTITIES_ABOVE = result("LIST-02", RuleResult.FAILED)


def decision(event: AllowanceRequested, answer: Answer, limit_cny_e5: int, limit: RegisterVersion) -> AllowanceDecided:
    """Return the decision on a reservation: an amount is refused with -621018, a quantity with 99204."""
    rules: tuple[RuleEvaluated, ...] = (AMOUNT_ABOVE if answer.over_amount else AMOUNT_WITHIN,)
    if event.quantities:
        rules += (QUANTITIES_ABOVE if answer.over_quantities else QUANTITIES_WITHIN,)
    return AllowanceDecided(
        decision=Decision(
            declaration_id=event.declaration_id,
            revision=event.revision,
            effect=Effect.PASS if answer.granted else Effect.REFUSE,
            reasons=() if answer.granted else _reasons(answer),
            rules=rules,
            rules_version=RULES_VERSION,
            registers=(limit,),
        ),
        quota_year=event.quota_year,
        amount_cny_e5=event.amount_cny_e5,
        used_before_cny_e5=answer.used_before_cny_e5,
        limit_cny_e5=limit_cny_e5,
    )


def _reasons(answer: Answer) -> tuple[Reason, ...]:
    amount = (reason("-621018", "LIM-04", yuan(answer.used_before_cny_e5)),) if answer.over_amount else ()
    return amount + tuple(_over_quantity(exceeded) for exceeded in answer.over_quantities)


def _over_quantity(exceeded: Exceeded) -> Reason:
    claim = exceeded.claim
    claimed, used, limit = (
        plain(value_e5) for value_e5 in (claim.quantity_e5, exceeded.used_before_e5, claim.limit_e5)
    )
    said = particular("quantity-used", claim.group, used, claimed, limit, claim.unit_code)
    return reason("99204", "LIST-02", said)


def yuan(amount_cny_e5: int) -> str:
    """Return an amount in yuan with two decimals, cut off."""
    return f"{amount_cny_e5 // 100_000}.{amount_cny_e5 % 100_000 // 1_000:02}"
