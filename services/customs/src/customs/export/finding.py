"""The step for findings of customs officers: on a bill, on goods that left unreleased, on what was asked for."""

from agency.findings import EFFECTS, refusal
from contracts.common import Effect, FindingAction, FindingRecorded
from contracts.customs import BillFinding, Hold, Movement
from contracts.topics import CUSTOMS_BILL_FINDINGS
from customs.export import cancelling, declaring, lifecycle
from customs.export.case import CaseDesk, desk_of
from customs.export.standing import AGENCY, hold_id
from mesh.declared.keys import number_key
from mesh.declared.processor import NOTHING, Context, Effects, State

DETAINED, SHIPPED_BACK = "599", "700"
NAMES = ("left", "cancellation", "departure", "bill")


def found(state: State, finding: FindingRecorded, context: Context) -> Effects:
    """Do as an officer found on a hold of customs that is open; on another it changes nothing."""
    desk = desk_of(state, context, finding.declaration_id)
    if desk is None or EFFECTS.get(finding.action) is None:
        return NOTHING
    open_hold = next((hold for hold in desk.case.holds if hold.hold_id == finding.hold_id), None)
    if open_hold is None or open_hold.agency != AGENCY:
        return NOTHING
    own = {hold_id(desk.case, name): name for name in NAMES}
    name = own.get(finding.hold_id)
    if name is None:
        _forward(desk, finding)
    elif not _lets_pass(finding) and name in ("left", "bill"):
        why = refusal(AGENCY, finding.action, open_hold.reason.rule_id)
        status = DETAINED if name == "left" or finding.action is FindingAction.DETAIN else SHIPPED_BACK
        declaring.refuse(desk, status, lifecycle.reasons_only((why,)))
    else:
        _settle(desk, name, finding, open_hold)
    return desk.effects()


def _settle(desk: CaseDesk, name: str, finding: FindingRecorded, hold: Hold) -> None:
    """End a hold, and let the list stand as it then does."""
    if name == "bill":
        desk.put(bill_hold=None)
    elif name == "left":
        desk.put(left_unreleased=False)
    elif name == "departure":
        if _lets_pass(finding):
            lifecycle.reopened(desk)
            desk.put(departed_at_ms=desk.case.departs_again_at_ms, movement=Movement.READY)
        desk.put(reopening=False, departs_again_at_ms=None)
    elif _lets_pass(finding) and desk.case.departed_at_ms is not None:
        cancelling.decline(desk, cancelling.too_late(desk.case.list_no))
    elif _lets_pass(finding):
        cancelling.approve(desk)
    else:
        cancelling.decline(desk, refusal(AGENCY, finding.action, hold.reason.rule_id))
    declaring.settle(desk)


def _lets_pass(finding: FindingRecorded) -> bool:
    return EFFECTS[finding.action] is Effect.PASS


def _forward(desk: CaseDesk, finding: FindingRecorded) -> None:
    """A hold of a bill is the bill's: what was found on one of its parcels is found on all."""
    content, bill_no = lifecycle.listed(desk.case).content, desk.case.bill_no or ""
    event = BillFinding(carrier_code=content.carrier_code, bill_no=bill_no, finding=finding)
    desk.emit(CUSTOMS_BILL_FINDINGS, event, number_key("BILL", content.carrier_code, bill_no).encode())
