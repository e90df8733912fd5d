"""
What the decisions of all who decide amount to.

A pure function of the declaration: whoever decided first makes no difference, because nothing is concluded before
everyone has decided once. Only a tax assessment on hold is not followed by a guarantee; then nobody waits for it.
"""

from typing import Final, NamedTuple, assert_never

from contracts.common import Effect, FindingAction, Reason
from contracts.customs import Hold
from contracts.customs_clearance import Declaration, Source, Standing

OVER_ANNUAL = "-621018"
"""LIM-04: the code of the annual limit, which is the status too."""

ASSESSMENT: Final = Source.ASSESSMENT
PASS: Final = Effect.PASS
REFUSE: Final = Effect.REFUSE

AGENCIES = {
    Source.ALLOWANCE: "customs",
    Source.INSPECTION: "inspection",
    Source.FOREX: "forex",
    Source.ASSESSMENT: "tax",
    Source.GUARANTEE: "tax",
}


EVERYONE = frozenset(AGENCIES)
NOT_ASKED = frozenset({Source.GUARANTEE})
"""Whose decision an assessment that is not finished does not ask for."""


class Waits(NamedTuple):
    """Someone has not decided yet."""


class Refuses(NamedTuple):
    """At least one refuses: 100, above the annual limit -621018, or as found: 700 shipped back, 599 detained."""

    return_status: str
    reasons: tuple[Reason, ...]


class Holds(NamedTuple):
    """Nobody refuses, at least one holds: 500 if inspection does, else 300."""

    return_status: str
    holds: tuple[Hold, ...]


class Clears(NamedTuple):
    """Everyone lets it pass: 800."""


Conclusion = Waits | Refuses | Holds | Clears

WAITS, CLEARS = Waits(), Clears()


def conclude(declaration: Declaration) -> Conclusion:
    """Return what the decisions on the current revision amount to (import path, status machine)."""
    if not (declaration.payment_won and declaration.waybill_won):
        return WAITS
    standings = {standing.source: standing for standing in declaration.standings}
    if not _all_decided(standings):
        return WAITS
    decided = [standings[source] for source in AGENCIES if source in standings]
    refusals = [standing for standing in decided if standing.effect is REFUSE]
    if refusals:
        return Refuses(_refused_status(refusals), tuple(why for standing in refusals for why in standing.reasons))
    holds = tuple(_hold(declaration, standing) for standing in decided if _stops(standing.effect))
    if holds:
        return Holds("500" if any(hold.agency == "inspection" for hold in holds) else "300", holds)
    return CLEARS


def _all_decided(standings: dict[Source, Standing]) -> bool:
    missing = EVERYONE.difference(standings)
    if not missing:
        return True
    assessed = standings.get(ASSESSMENT)
    is_unfinished = assessed is not None and (assessed.effect is REFUSE or _stops(assessed.effect))
    return is_unfinished and missing == NOT_ASKED


def _stops(effect: Effect) -> bool:
    """Whether an effect holds; one we do not know does, so that an officer looks at it."""
    if effect is PASS:
        return False
    match effect:
        case Effect.HOLD | Effect.UNKNOWN:
            return True
        case Effect.NOTE | Effect.REFUSE:
            return False
        case _:
            assert_never(effect)


def _refused_status(refusals: list[Standing]) -> str:
    """
    Return 599 for detained goods, 700 for what must leave, which an inspector's refusal means too, else by the first.

    LIM-04: above the annual limit the list ends negative, with the code of the limit (import path, status machine).
    """
    actions = {standing.action for standing in refusals}
    if FindingAction.DETAIN in actions:
        return "599"
    by_inspectors = {standing.action for standing in refusals if standing.source is Source.INSPECTION}
    if FindingAction.SHIP_BACK in actions or FindingAction.REFUSE in by_inspectors:
        return "700"
    return OVER_ANNUAL if refusals[0].reasons and refusals[0].reasons[0].code == OVER_ANNUAL else "100"


def _hold(declaration: Declaration, standing: Standing) -> Hold:
    agency = AGENCIES[standing.source]
    own_id = f"{declaration.declaration_id}/{declaration.revision}/{standing.source.lower()}"
    if standing.reasons:
        why = standing.reasons[0]
    else:
        why = Reason(code="1200", rule_id="", text_zh="等待人工审核", text_en="waiting for review")
    return Hold(hold_id=standing.hold_id or own_id, agency=agency, reason=why)
