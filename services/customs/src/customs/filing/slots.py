"""Slots: under which type, issuer and number the documents of an order number lie."""

from typing import NamedTuple

from contracts.common import DocumentType
from contracts.customs_clearance import Slot

Slots = tuple[Slot, ...]


class Place(NamedTuple):
    """
    Where a document lies: in the case of the platform that it names, or in the folder if it names none.

    number: normalised. is_only: a case has one document of this type, whatever its issuer and number.
    """

    document_type: DocumentType
    platform_code: str | None
    issuer_code: str
    number: str
    is_only: bool = False


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


def is_same(one: Slot, other: Slot) -> bool:
    """Whether two are the slot of one number."""
    if one.document_type is not other.document_type:
        return False
    return one.number == other.number and one.issuer_code == other.issuer_code
