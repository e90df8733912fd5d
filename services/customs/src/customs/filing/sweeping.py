"""
Loose documents: those without a list stay at 2, are never refused, and leave after thirty days (own decision).

One timer per order number. Numbers stay claimed: a payment number for ever, a waybill number for its months.
"""

from msgspec.structs import replace

from contracts.common import DocumentType
from contracts.customs_clearance import Case, Slot, Stage
from customs import reference
from customs.filing.desk import Desk
from customs.filing.slots import Slots
from mesh.declared.dates import DAY_MS

ENDED = (Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN)


def arm(desk: Desk, accepted_at_ms: int) -> None:
    """See to it that the folder is looked through once its newest document may have to leave."""
    folder = desk.folder
    if folder.sweep_at_ms == 0 and (folder.cases or folder.slots):
        at_ms = accepted_at_ms + reference.loose_ms(desk.registers, reference.date_of(accepted_at_ms))
        desk.put_folder(replace(folder, sweep_at_ms=at_ms))
        desk.wake(at_ms)


def sweep(desk: Desk, at_ms: int, loose: frozenset[DocumentType]) -> None:
    """
    Take the loose documents of more than thirty days off the file; look again while there are any.

    loose: types whose documents leave unless a declaration uses them. Others stay with the declaration of their case.
    """
    folder = desk.folder
    if folder.sweep_at_ms == 0 or at_ms < folder.sweep_at_ms:
        return
    declarations = [desk.declaration(case.declaration_id) for case in folder.cases]
    if any(declaration is not None and declaration.stage is Stage.WAITING for declaration in declarations):
        desk.put_folder(replace(folder, sweep_at_ms=at_ms + DAY_MS))
        desk.wake(at_ms + DAY_MS)
        return
    before_ms = at_ms - reference.loose_ms(desk.registers, reference.date_of(at_ms))
    cases = tuple(left for case in folder.cases if (left := _without_loose(case, before_ms, loose)) is not None)
    slots = tuple(slot for slot in folder.slots if not _is_loose(slot, before_ms))
    desk.put_folder(replace(folder, cases=cases, slots=slots, sweep_at_ms=0))
    active = any(declaration is not None and declaration.stage not in ENDED for declaration in declarations)
    if active or any(slot.engaged_by is None for slot in (*slots, *_may_leave(cases, loose))):
        arm(desk, at_ms)


def _is_loose(slot: Slot, before_ms: int) -> bool:
    return slot.engaged_by is None and not slot.awaiting and slot.accepted_at_ms <= before_ms


def _without_loose(case: Case, before_ms: int, loose: frozenset[DocumentType]) -> Case | None:
    """Return the case without loose documents, or None if nothing is left of it."""
    left = tuple(slot for slot in case.slots if not (_is_loose(slot, before_ms) and _leaves(slot, case, loose)))
    return replace(case, slots=left) if left or case.declaration_id is not None else None


def _may_leave(cases: tuple[Case, ...], loose: frozenset[DocumentType]) -> Slots:
    """Return the documents of cases that do not stay with a declaration, among them a list that was rejected."""
    return tuple(slot for case in cases for slot in case.slots if _leaves(slot, case, loose))


def _leaves(slot: Slot, case: Case, loose: frozenset[DocumentType]) -> bool:
    return slot.document_type in loose or case.declaration_id is None
