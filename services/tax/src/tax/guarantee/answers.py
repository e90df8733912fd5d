"""The event `GuaranteeDecided` in each of its forms."""

from agency.reasons import particular, reason
from agency.rules import Evaluated, failed, passed
from contracts import topics
from contracts.common import Decision, Effect
from contracts.tax import GuaranteeDecided
from contracts.tax_guarantee import Balance, Reservation
from mesh.declared.lookup import Lookup
from mesh.declared.processor import Emit
from tax.reference import RULES_VERSION, guarantee_hold_id

RULE = "TAX-12"
SHORT = "99301"

SAID = {Effect.HOLD: "guarantee-waits", Effect.REFUSE: "guarantee-overdue"}


def answer(effect: Effect, reservation: Reservation, balance: Balance, limit: int, lookup: Lookup) -> Emit:
    """Answer a request: PASS when reserved, HOLD when short, REFUSE when given up (TAX-12)."""
    said = SAID.get(effect)
    evaluated = Evaluated(passed(RULE)) if said is None else failed(reason(SHORT, RULE, particular(said)))
    is_held = effect is Effect.HOLD
    return Emit(
        topics.TAX_GUARANTEES,
        reservation.answer_key.encode(),
        GuaranteeDecided(
            decision=Decision(
                declaration_id=reservation.declaration_id,
                revision=reservation.revision,
                effect=effect,
                reasons=evaluated.reasons,
                rules=evaluated.rules,
                rules_version=RULES_VERSION,
                registers=lookup.used(),
                hold_id=guarantee_hold_id(reservation.declaration_id, reservation.revision) if is_held else None,
            ),
            guarantor_code=balance.guarantor_code,
            amount_cny_e5=reservation.amount_cny_e5,
            reserved_cny_e5=balance.reserved_cny_e5,
            limit_cny_e5=limit,
        ),
    )
