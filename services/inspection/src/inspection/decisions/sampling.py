"""
Sampling: which declarations an inspector looks at although nothing speaks against them.

The draw is reproducible for the agency, which has the key, and not predictable for the declarant, who has not.
"""

import hmac
from decimal import Decimal

from contracts.common import Reason, RuleEvaluated, RuleResult

RULE = "INS-08"
SAMPLED = "99602"
_SPAN = 2**64


def is_drawn(declaration_id: str, rate: Decimal, sampling_key: bytes) -> bool:
    """
    Say whether a declaration is drawn at a rate from 0 to 1.

    It is, if the first eight bytes of HMAC-SHA256(key, declaration id), read as a big-endian number, are below rate x
    2^64. A later revision of the same declaration is drawn or not as the first.
    """
    drawn = int.from_bytes(hmac.digest(sampling_key, declaration_id.encode(), "sha256")[:8])
    return drawn < rate * _SPAN


def draw_sample(declaration_id: str, rate: Decimal, sampling_key: bytes) -> tuple[tuple[Reason, ...], RuleEvaluated]:
    """Return a reason if the declaration is drawn (INS-08 gives the orders of magnitude; the rates are ours)."""
    if not is_drawn(declaration_id, rate, sampling_key):
        return (), RuleEvaluated(rule_id=RULE, result=RuleResult.PASSED)
    reason = Reason(code=SAMPLED, rule_id=RULE, text_zh="抽中查验", text_en="Drawn by sampling for inspection")
    return (reason,), RuleEvaluated(rule_id=RULE, result=RuleResult.FAILED)
