"""Slots: under which type, issuer and number the documents of an order number lie."""

from contracts.common import DocumentType
from contracts.customs_clearance import Slot

Slots = tuple[Slot, ...]


def only(slots: Slots, document_type: DocumentType) -> Slot | None:
    """Return the first slot of a type, of which a case has one; or None."""
    for slot in slots:
        if slot.document_type is document_type:
            return slot
    return None


def find(slots: Slots, document_type: DocumentType, issuer_code: str, number: str) -> Slot | None:
    """Return the slot of a number, or None."""
    for slot in slots:
        if slot.number == number and slot.document_type is document_type and slot.issuer_code == issuer_code:
            return slot
    return None


def count(slots: Slots, document_type: DocumentType) -> int:
    """Return how many slots of a type there are."""
    return sum([slot.document_type is document_type for slot in slots])


def of_type(slots: Slots, document_type: DocumentType) -> Slots:
    """Return the slots of a type, in the order in which they came."""
    return tuple([slot for slot in slots if slot.document_type is document_type])


def with_slot(slots: Slots, slot: Slot, *, is_only: bool = False) -> Slots:
    """Return the slots with this one in place of the former or at the end. is_only: in place of any of its type."""
    for at, former in enumerate(slots):
        if former.document_type is slot.document_type and (
            is_only or (former.number == slot.number and former.issuer_code == slot.issuer_code)
        ):
            return (*slots[:at], slot, *slots[at + 1 :])
    return (*slots, slot)
