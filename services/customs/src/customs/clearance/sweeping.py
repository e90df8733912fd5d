"""
Loose documents: those without a list stay at 2, are never refused, and leave after thirty days (own decision).

One timer per order number. Numbers stay claimed: a payment number for ever, a waybill number for its months.
"""

from msgspec.structs import replace

from contracts.customs_clearance import Case, Slot, Stage
from customs import reference
from customs.clearance.desk import Desk

ENDED = (Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN)


def arm(desk: Desk, accepted_at_ms: int) -> None:
    """See to it that the folder is looked through once its newest document may have to leave."""
    folder = desk.folder
    if folder.sweep_at_ms == 0 and (folder.cases or folder.waybills):
        at_ms = accepted_at_ms + reference.loose_ms(desk.registers, reference.date_of(accepted_at_ms))
        desk.put_folder(replace(folder, sweep_at_ms=at_ms))
        desk.wake(at_ms)


def sweep(desk: Desk, at_ms: int) -> None:
    """Take the loose documents of more than thirty days off the file; look again while there are any."""
    folder = desk.folder
    if folder.sweep_at_ms == 0 or at_ms < folder.sweep_at_ms:
        return
    declarations = [desk.declaration(case.declaration_id) for case in folder.cases]
    if any(declaration is not None and declaration.stage is Stage.WAITING for declaration in declarations):
        desk.put_folder(replace(folder, sweep_at_ms=at_ms + reference.DAY_MS))
        desk.wake(at_ms + reference.DAY_MS)
        return
    before_ms = at_ms - reference.loose_ms(desk.registers, reference.date_of(at_ms))
    cases = tuple(left for case in folder.cases if (left := _without_loose(case, before_ms)) is not None)
    waybills = tuple(slot for slot in folder.waybills if not _is_loose(slot, before_ms))
    desk.put_folder(replace(folder, cases=cases, waybills=waybills, sweep_at_ms=0))
    remaining = [slot for case in cases for slot in (case.order, *case.payments) if slot is not None]
    active = any(declaration is not None and declaration.stage not in ENDED for declaration in declarations)
    if active or any(slot.engaged_by is None for slot in (*remaining, *waybills)) or _unlisted(cases):
        arm(desk, at_ms)


def _is_loose(slot: Slot | None, before_ms: int) -> bool:
    return slot is not None and slot.engaged_by is None and not slot.awaiting and slot.accepted_at_ms <= before_ms


def _without_loose(case: Case, before_ms: int) -> Case | None:
    """Return the case without loose documents, or None if nothing is left of it."""
    left = replace(
        case,
        order=None if _is_loose(case.order, before_ms) else case.order,
        payments=tuple(slot for slot in case.payments if not _is_loose(slot, before_ms)),
    )
    if case.declaration_id is None:
        left = replace(
            left,
            list=None if _is_loose(case.list, before_ms) else case.list,
            cancellation=None if _is_loose(case.cancellation, before_ms) else case.cancellation,
        )
        if left.order is left.list is left.cancellation is None and not left.payments:
            return None
    return left


def _unlisted(cases: tuple[Case, ...]) -> bool:
    """Whether a case holds no more than a rejected list or cancellation, which leaves too."""
    return any(
        case.declaration_id is None and (case.list is not None or case.cancellation is not None) for case in cases
    )
