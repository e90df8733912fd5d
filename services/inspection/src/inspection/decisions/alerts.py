"""Alerts: goods of an origin that nobody may let pass without an inspector."""

from collections.abc import Iterable

from contracts.common import Reason, RuleEvaluated, RuleResult
from contracts.customs import DeclaredLine
from contracts.inspection import RiskRated
from mesh.lookup import Lookup

RULE = "INS-05"
ALERTED = "99601"


def find_alerts(lookup: Lookup, lines: Iterable[DeclaredLine]) -> tuple[tuple[Reason, ...], RuleEvaluated]:
    """
    Return a reason per alert in force on the lines' origins and four-digit headings.

    INS-05 (grounds on which a goods filing is refused: banned goods, animal products from epidemic countries and
    others) and INS-06 (unqualified goods), kept as alert rows of the risk register.
    """
    codes = dict.fromkeys(f"alert/{line.origin_country_code}/{line.commodity_code[:4]}" for line in lines)
    alerts = [entry for entry in (lookup.find(RiskRated, code) for code in codes) if entry is not None]
    reasons = tuple(
        Reason(code=ALERTED, rule_id=RULE, text_zh=entry.text_zh, text_en=entry.text_en) for entry in alerts
    )
    return reasons, RuleEvaluated(rule_id=RULE, result=RuleResult.FAILED if reasons else RuleResult.PASSED)
