"""The event `GuaranteeDecided` in each of its forms."""

from contracts import topics
from contracts.common import Decision, Effect, Reason, RuleEvaluated, RuleResult
from contracts.tax import GuaranteeDecided
from contracts.tax_guarantee import Balance, Reservation
from mesh.lookup import Lookup
from mesh.processor import Emit
from tax.reference import RULES_VERSION, guarantee_hold_id

RULE = "TAX-12"
SHORT = "99301"

TEXTS = {
    Effect.HOLD: ("担保额度不足，等待补足或释放", "The guarantee is short: waiting for a top-up or for what is freed"),
    Effect.REFUSE: ("担保额度不足，逾期未补足", "The guarantee stayed short beyond the deadline"),
}


def answer(effect: Effect, reservation: Reservation, balance: Balance, limit: int, lookup: Lookup) -> Emit:
    """Answer a request: PASS when reserved, HOLD when short, REFUSE when given up (TAX-12)."""
    text = TEXTS.get(effect)
    held = effect is Effect.HOLD
    return Emit(
        topics.TAX_GUARANTEES,
        reservation.answer_key.encode(),
        GuaranteeDecided(
            decision=Decision(
                declaration_id=reservation.declaration_id,
                revision=reservation.revision,
                effect=effect,
                reasons=() if text is None else (Reason(code=SHORT, rule_id=RULE, text_zh=text[0], text_en=text[1]),),
                rules=(RuleEvaluated(rule_id=RULE, result=RuleResult.FAILED if text else RuleResult.PASSED),),
                rules_version=RULES_VERSION,
                registers=lookup.used(),
                hold_id=guarantee_hold_id(reservation.declaration_id, reservation.revision) if held else None,
            ),
            guarantor_code=balance.guarantor_code,
            amount_cny_e5=reservation.amount_cny_e5,
            reserved_cny_e5=balance.reserved_cny_e5,
            limit_cny_e5=limit,
        ),
    )
