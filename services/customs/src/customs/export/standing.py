"""
How a list stands once everyone may decide on it: a pure function of its case (export path, "Status").

Nothing remembers how it came there, so the same decisions, movements and findings lead to the same end in any order.
What is remembered is one thing alone: that goods left before they were released, on which an officer decides.
"""

from typing import Final, NamedTuple

from agency.reasons import reason
from contracts.common import Reason
from contracts.customs import Hold, Movement
from contracts.customs_export import Case, Stage
from customs.declaration import joining

INSPECTION: Final = "500"
OFFICER: Final = "300"
REVIEWED, RELEASED, CLOSED = "399", "800", "899"
AGENCY = "customs"
LEFT_UNRELEASED = reason("99123", "EXT-01")
CANCELLATION_ASKED = reason("99124", "EXT-02")
DEPARTURE_TAKEN_BACK = reason("99125", "EXT-03")
_NAMES = {"left": LEFT_UNRELEASED, "cancellation": CANCELLATION_ASKED, "departure": DEPARTURE_TAKEN_BACK}


class Due(NamedTuple):
    """
    How a list stands. reasons: of a refusal.

    reviewed: whether everyone has decided. inspected: whether inspection looks at the parcel once it has arrived.
    """

    stage: Stage
    return_status: str
    holds: tuple[Hold, ...] = ()
    reasons: tuple[Reason, ...] = ()
    reviewed: bool = True
    inspected: bool = False


def due(case: Case) -> Due:
    """Return how a list that matches stands, by the decisions on it and where its parcel is."""
    conclusion = joining.joined(case)
    match conclusion:
        case joining.Waits():
            return Due(Stage.DECIDING, case.return_status, reviewed=False)
        case joining.Refuses():
            return Due(Stage.REFUSED, conclusion.return_status, reasons=conclusion.reasons)
        case joining.Holds() if conclusion.return_status != INSPECTION:
            return Due(Stage.HELD, conclusion.return_status, conclusion.holds, reviewed=False)
    inspecting = conclusion.holds if isinstance(conclusion, joining.Holds) else ()
    has_arrived = case.movement is not None or case.departed_at_ms is not None
    holds = (*(inspecting if has_arrived else ()), *own_holds(case))
    if holds:
        status = INSPECTION if inspecting and has_arrived else OFFICER
        return Due(Stage.HELD, status, holds, inspected=bool(inspecting))
    if case.departed_at_ms is not None:
        return Due(Stage.CLOSED, CLOSED)
    if case.movement is Movement.READY:
        return Due(Stage.CLEARED, RELEASED)
    return Due(Stage.REVIEWED, REVIEWED, inspected=bool(inspecting))


def own_holds(case: Case) -> tuple[Hold, ...]:
    """Return what customs itself holds a parcel for: its bill differs, or an officer must decide on what was asked."""
    asked = {
        "left": case.left_unreleased,
        "cancellation": case.cancelled_by is not None,
        "departure": case.reopening,
    }
    own = tuple(
        Hold(hold_id=hold_id(case, name), agency=AGENCY, reason=_NAMES[name]) for name, is_so in asked.items() if is_so
    )
    return own if case.bill_hold is None else (case.bill_hold, *own)


def hold_id(case: Case, name: str) -> str:
    """Return the id of a hold of customs on one list. name: `left`, `bill`, `cancellation` or `departure`."""
    return f"{case.declaration_id}/{case.revision}/{name}"


def is_released(case: Case) -> bool:
    """Whether a list is released, also while nothing but a request to cancel it holds it."""
    if case.stage is Stage.CLEARED:
        return True
    held_for = {hold.hold_id for hold in case.holds}
    return case.movement is Movement.READY and held_for == {hold_id(case, "cancellation")}
