"""The steps for what others tell of a list: whose its waybill number is, its waybill, its parcel, decisions on it."""

from typing import Any

from agency.rules import failed
from contracts.common import Effect
from contracts.customs import ClaimAction, Hold, Movement, NumberClaimAnswered, ParcelMoved, WaybillFound
from contracts.customs_clearance import Standing
from contracts.customs_export import Case, Stage, Waybill
from customs.declaration.deciding import with_standing
from customs.export import declaring, lifecycle
from customs.export.case import STANDING, CaseDesk, desk_of
from customs.export.standing import AGENCY, hold_id, is_released
from customs.rules.export.bills import names_another_bill
from mesh.declared.keys import order_key
from mesh.declared.processor import NOTHING, Context, Effects, State, Step


def number_answered(state: State, event: NumberClaimAnswered, context: Context) -> Effects:
    """Refuse a list whose waybill number another order holds; that it is its own, the waybill says when it comes."""
    if event.action is not ClaimAction.CLAIM or event.effect is not Effect.REFUSE or event.platform_code is None:
        return NOTHING
    desk = CaseDesk(state, context, context.key.decode(), event.platform_code)
    if _names(desk.case, event.issuer_code, event.number):
        declaring.lose_number(desk, failed(*event.reasons))
    return desk.effects()


def waybill_found(state: State, event: WaybillFound, context: Context) -> Effects:
    """Lay down what is known of the waybill that a list names, and match the list."""
    desk = _told(state, event, context)
    if desk is None or desk.case.waybill is not None:
        return NOTHING
    desk.put(
        waybill=Waybill(
            waybill=event.waybill,
            merchant_code=event.merchant_code,
            gross_weight_kg_e5=event.gross_weight_kg_e5,
            pack_count=event.pack_count,
        )
    )
    declaring.attempt(desk)
    return desk.effects()


def parcel_moved(state: State, event: ParcelMoved, context: Context) -> Effects:
    """
    Follow a parcel: its bill is complete or differs, it left, or its departure was taken back.

    Of a list that closed no bill says anything any more, but that the departure was wrong.
    """
    desk = _told(state, event, context)
    if desk is None:
        return NOTHING
    match event.movement:
        case Movement.READY | Movement.DIFFERING:
            if desk.case.closed_at_ms is not None:
                return NOTHING
            _arrived(desk, event)
        case Movement.DEPARTED:
            _left(desk, event)
        case Movement.DEPARTURE_WITHDRAWN:
            _came_back(desk)
        case _:
            return NOTHING
    declaring.settle(desk)
    return desk.effects()


def _arrived(desk: CaseDesk, event: ParcelMoved) -> None:
    """The bill says how its parcel stands; a list that names another bill is held by itself, for one officer."""
    hold = None
    if event.movement is Movement.DIFFERING and event.hold_id is not None and event.reasons:
        hold = Hold(hold_id=event.hold_id, agency=AGENCY, reason=event.reasons[0])
    elif wrong := names_another_bill(lifecycle.listed(desk.case).content.bill_no, event.bill_no):
        hold = Hold(hold_id=hold_id(desk.case, "bill"), agency=AGENCY, reason=wrong)
    desk.put(movement=event.movement, bill_no=event.bill_no, bill_hold=hold, moved_at_ms=event.moved_at_ms)


def _left(desk: CaseDesk, event: ParcelMoved) -> None:
    """Remember that the parcel left, and whether it was released by then; or that it leaves after a wrong departure."""
    case = desk.case
    if case.reopening:
        desk.put(departs_again_at_ms=event.moved_at_ms)
    elif case.departed_at_ms is None:
        desk.put(departed_at_ms=event.moved_at_ms, left_unreleased=not is_released(case))


def _came_back(desk: CaseDesk) -> None:
    """Forget a departure on which nobody has acted; one that closed the list is an officer's to take back."""
    case = desk.case
    if case.stage is Stage.CLOSED or case.reopening:
        desk.put(reopening=True, departs_again_at_ms=None)
    elif case.departed_at_ms is not None:
        desk.put(departed_at_ms=None, left_unreleased=False)


def decided_by(source: str) -> Step:
    """Return the step that takes in a decision of this source on the current revision of a list."""

    def decided(state: State, event: Any, context: Context) -> Effects:
        decision = event.decision
        desk = desk_of(state, context, decision.declaration_id)
        if desk is None:
            return NOTHING
        case = desk.case
        if decision.revision != case.revision or source not in case.deciders or case.closed_at_ms is not None:
            return NOTHING
        standing = Standing(
            source=source,
            effect=decision.effect,
            reasons=decision.reasons,
            hold_id=decision.hold_id,
            action=decision.finding.action if decision.finding else None,
        )
        if case.stage not in STANDING or standing in case.standings:
            return NOTHING
        desk.put(standings=with_standing(case.standings, standing))
        declaring.settle(desk)
        return desk.effects()

    return decided


def _told(state: State, event: WaybillFound | ParcelMoved, context: Context) -> CaseDesk | None:
    """Return the desk of the order that an event names by its platform, if its list has that waybill."""
    if event.platform_code is None:
        return None
    desk = CaseDesk(state, context, context.key.decode(), event.platform_code)
    return desk if _names(desk.case, event.carrier_code, event.waybill_no) else None


def _names(case: Case, carrier_code: str, waybill_no: str) -> bool:
    if case.list_on_file is None:
        return False
    content = case.list_on_file.content
    return (content.carrier_code, order_key(content.waybill_no)) == (carrier_code, order_key(waybill_no))
