"""
The step for answers of `numbers`. Look-ups for a list that is overdue go on in `deadlines`.

A document whose number another order holds is rejected and no longer counts. If an accepted declaration uses it, the
declaration is withdrawn and its list waits again.
"""

from msgspec.structs import replace

from agency.judging import RECORDED
from agency.rules import failed, passed
from contracts.common import Effect, Reason, RuleEvaluated
from contracts.customs import ClaimAction, NumberClaimAnswered, NumberKind, WithdrawalCause
from contracts.customs_clearance import Claim, Slot
from customs.declaration import deciding, declaring
from customs.declaration.gathering import gather
from customs.filing import verdicts
from customs.filing.checks import ROOM_FOUND
from customs.filing.desk import Desk
from customs.filing.slots import find
from customs.import_retail import deadlines
from customs.import_retail.document_types import FILED
from customs.numbers.uniqueness import DOCUMENT_TYPES, RULE_IDS
from customs.rules.registration import REGISTERED
from customs.rules.state import STATE_PASSED
from mesh.declared.keys import order_key
from mesh.declared.processor import Context, Effects, State

CHECKED = {
    kind.number: kind.book.all_passed.rules + REGISTERED.rules + STATE_PASSED.rules + ROOM_FOUND.rules
    for kind in FILED.values()
    if kind.number is not None
}
"""What a document had passed before its number was claimed."""


def number_answered(state: State, event: NumberClaimAnswered, context: Context) -> Effects:
    """Judge the documents that waited for their number, or go on with a refusal that waited for a look-up."""
    desk = Desk(state, context)
    if event.action is ClaimAction.LOCATE:
        deadlines.located(desk, event)
    elif event.action is ClaimAction.CLAIM and event.kind in DOCUMENT_TYPES:
        _claimed(desk, event)
    return desk.effects()


def _claimed(desk: Desk, event: NumberClaimAnswered) -> None:
    document_type, number = DOCUMENT_TYPES[event.kind], order_key(event.number)
    for platform in (None, *[case.platform_code for case in desk.folder.cases]):
        slot = find(desk.slots_of(platform), document_type, event.issuer_code, number)
        if slot is not None and (settled := _settle(desk, event, slot, platform)) is not slot:
            _take_in(desk, event, platform, slot, settled)
            return


def _settle(desk: Desk, event: NumberClaimAnswered, slot: Slot, platform_code: str | None) -> Slot:
    """Answer the submissions that waited for this number and return the slot; unchanged if none did."""
    waiting = list(slot.awaiting)
    first = next(
        (at for at, one in enumerate(waiting) if one.document_id == event.document_id and not one.repeated), None
    )
    if first is None:
        return slot
    end = next((at for at in range(first + 1, len(waiting)) if not waiting[at].repeated), len(waiting))
    lost = event.effect is Effect.REFUSE
    status, reasons, rules = _answer(event, lost=lost)
    for awaited in waiting[first:end]:
        verdicts.judge_awaited(
            desk,
            awaited,
            document_type=DOCUMENT_TYPES[event.kind],
            issuer_code=event.issuer_code,
            number=event.number,
            platform_code=platform_code,
            return_status=status,
            reasons=reasons,
            rules=rules,
        )
    settled = replace(slot, awaiting=(*waiting[:first], *waiting[end:]))
    if slot.document_id == event.document_id:
        settled = replace(settled, return_status=status, reasons=reasons)
    if slot.on_file is None or verdicts.document_id_of(slot) != event.document_id:
        return settled
    if lost:
        return replace(settled, on_file=None, claim=Claim.NONE, engaged_by=None)
    return replace(settled, claim=Claim.WON)


def _answer(event: NumberClaimAnswered, *, lost: bool) -> tuple[str, tuple[Reason, ...], tuple[RuleEvaluated, ...]]:
    if not lost:
        return RECORDED, (), CHECKED[event.kind] + passed(RULE_IDS[event.kind])
    return event.reasons[0].code, event.reasons, CHECKED[event.kind] + failed(event.reasons[0]).rules


def _take_in(desk: Desk, event: NumberClaimAnswered, platform: str | None, former: Slot, slot: Slot) -> None:
    """Lay the settled slot back; take the declaration that uses the document back, or conclude it."""
    case = None if former.engaged_by is None else desk.case(former.engaged_by)
    declaration = None if case is None else desk.declaration(case.declaration_id)
    if case is None or declaration is None or not deciding.is_undecided(declaration):
        desk.put_slot(platform, slot)
    elif slot.on_file is None:
        papers = gather(desk.folder, case, declaration)
        assert papers is not None, "an accepted declaration has its list on file"
        lost = frozenset({DOCUMENT_TYPES[event.kind]})
        declaring.wait_again(desk, case, declaration, papers, WithdrawalCause.NUMBER_LOST, lost)
        desk.put_slot(platform, slot)
        declaring.attempt(desk, desk.case(case.platform_code))
    else:
        desk.put_slot(platform, slot)
        if slot.claim is Claim.WON:
            won = "payment_won" if event.kind is NumberKind.PAYMENT else "waybill_won"
            declaration = replace(declaration, **{won: True})
            desk.put_declaration(declaration)
            deciding.conclude(desk, declaration)
