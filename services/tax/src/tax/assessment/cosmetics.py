"""
High-end cosmetics: consumption tax depends on the price per gram, millilitre or piece.

The declaration does not say how much is in a package; the goods filing does, and is not read yet.
"""

from collections.abc import Iterable

from contracts.common import Reason, RuleEvaluated, RuleResult
from contracts.customs import DeclaredLine
from mesh.lookup import Lookup
from tax.reference import parameter

RULE = "TAX-09"
TAKEN_AS_HIGH_END = "99502"


def note_net_content(
    lookup: Lookup, lines: Iterable[DeclaredLine]
) -> tuple[tuple[Reason, ...], tuple[RuleEvaluated, ...]]:
    """Note that cosmetics of unknown net content are taxed as high-end, at the rate on file (TAX-09)."""
    headings = (parameter(lookup, "high_end_cosmetics.headings") or "").split()
    concerned = [line.gnum for line in lines if line.commodity_code[:4] in headings]
    if not concerned:
        return (), ()
    items = ", ".join(str(gnum) for gnum in concerned)
    reason = Reason(
        code=TAKEN_AS_HIGH_END,
        rule_id=RULE,
        text_zh=f"第{items}项净含量未备案，按高档化妆品计征消费税",
        text_en=f"Net content of line {items} not on file: taxed as high-end cosmetics",
    )
    return (reason,), (RuleEvaluated(rule_id=RULE, result=RuleResult.NOTED),)
