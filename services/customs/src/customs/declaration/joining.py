"""
What the decisions of all who must decide amount to.

A pure function of the declaration: whoever decided first makes no difference, because nothing is concluded before
everyone has decided once. Who that is, the declaration says (`Declaration.deciders`); what a hold or a refusal of each
means, the contract (`contracts.agencies`). Only whom nobody asks, because who would ask holds or refuses, is not waited
for: a tax assessment on hold is not followed by a guarantee.
"""

from typing import Final, NamedTuple, Protocol, assert_never

from agency.reasons import reason
from contracts.agencies import SOURCES
from contracts.common import Effect, FindingAction, Reason
from contracts.customs import Hold
from contracts.customs_clearance import Declaration, Standing

OVER_ANNUAL = "-621018"
"""LIM-04: the code of the annual limit, which is the status too."""
WITH_AN_OFFICER: Final = "300"

PASS: Final = Effect.PASS
REFUSE: Final = Effect.REFUSE
AGENCY_OF = {name: source.agency for name, source in SOURCES.items()}
ASKED_BY = {name: source.asked_by for name, source in SOURCES.items()}
HELD = {name: source.held or WITH_AN_OFFICER for name, source in SOURCES.items()}
"""Status of a hold. An effect that we do not know holds, also of a source that cannot."""
WAITING = reason("1200", "")
"""The reason of a hold whose decision gives none."""
REFUSED_BY_OFFICER = {name: source.refused_by_officer for name, source in SOURCES.items()}
SHIPPED_BACK: Final = "700"


class DecidedOn(Protocol):
    """A declaration, or a case that has one, as far as decisions on it go."""

    @property
    def declaration_id(self) -> str | None: ...
    @property
    def revision(self) -> int: ...
    @property
    def deciders(self) -> tuple[str, ...]: ...
    @property
    def standings(self) -> tuple[Standing, ...]: ...


class Waits(NamedTuple):
    """Someone has not decided yet."""


class Refuses(NamedTuple):
    """At least one refuses: 100, above the annual limit -621018, or as found: 700 shipped back, 599 detained."""

    return_status: str
    reasons: tuple[Reason, ...]


class Holds(NamedTuple):
    """Nobody refuses, at least one holds: the highest status that the contract has for those who do, 500 before 300."""

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
    return joined(declaration)


def joined(decided_on: DecidedOn) -> Conclusion:
    """Return what the decisions amount to, whatever else the declaration waits for."""
    standings = {standing.source: standing for standing in decided_on.standings}
    decided = []
    for source in decided_on.deciders:
        standing = standings.get(source)
        if standing is not None:
            decided.append(standing)
        elif not _is_not_asked(source, standings):
            return WAITS
    refusals = [standing for standing in decided if standing.effect is REFUSE]
    if refusals:
        return Refuses(_refused_status(refusals), tuple(why for standing in refusals for why in standing.reasons))
    holding = [standing for standing in decided if _stops(standing.effect)]
    if holding:
        status = max(HELD[standing.source] for standing in holding)
        return Holds(status, tuple(_hold(decided_on, standing) for standing in holding))
    return CLEARS


def _is_not_asked(source: str, standings: dict[str, Standing]) -> bool:
    """Whether a source will never decide, because who would ask it holds or refuses."""
    asked_by = ASKED_BY[source]
    asker = standings.get(asked_by) if asked_by else None
    return asker is not None and (asker.effect is REFUSE or _stops(asker.effect))


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
    if FindingAction.SHIP_BACK in actions:
        return SHIPPED_BACK
    for standing in refusals:
        if standing.action is FindingAction.REFUSE and REFUSED_BY_OFFICER[standing.source]:
            return REFUSED_BY_OFFICER[standing.source]
    return OVER_ANNUAL if refusals[0].reasons and refusals[0].reasons[0].code == OVER_ANNUAL else "100"


def _hold(declaration: DecidedOn, standing: Standing) -> Hold:
    agency = AGENCY_OF[standing.source]
    own_id = f"{declaration.declaration_id}/{declaration.revision}/{standing.source}"
    why = standing.reasons[0] if standing.reasons else WAITING
    return Hold(hold_id=standing.hold_id or own_id, agency=agency, reason=why)
