"""Which of the documents on file make up a declaration, and which are missing."""

from typing import Any, NamedTuple

from agency.judging import ref
from contracts.common import DocumentRef, DocumentType
from contracts.customs_clearance import (
    Case,
    Declaration,
    Folder,
    ListOnFile,
    OrderOnFile,
    PaymentOnFile,
    Slot,
    WaybillOnFile,
)
from customs.filing import on_file
from customs.filing.document_types import LIST, ORDER, PAYMENT, WAYBILL
from customs.filing.slots import Slots, find
from customs.rules.payments import payment_of
from mesh.declared.keys import order_key


class Papers(NamedTuple):
    """The documents around a list, as far as they are there; the slots say how their numbers stand."""

    list: ListOnFile
    slots: Slots
    order: OrderOnFile | None = None
    payment: PaymentOnFile | None = None
    waybill: WaybillOnFile | None = None
    payment_slot: Slot | None = None
    waybill_slot: Slot | None = None
    several_payments: bool = False

    def missing(self) -> tuple[DocumentType, ...]:
        """Return what the declaration still waits for."""
        missing: list[DocumentType] = []
        if self.order is None:
            missing.append(ORDER)
        if self.payment is None and not self.several_payments:
            missing.append(PAYMENT)
        if self.waybill is None:
            missing.append(WAYBILL)
        return tuple(missing)

    def refs(self) -> tuple[DocumentRef, ...]:
        """Return the documents as others speak of them, the list first."""
        present = ((LIST, self.list), (ORDER, self.order), (PAYMENT, self.payment), (WAYBILL, self.waybill))
        return tuple([ref(document_type, document) for document_type, document in present if document is not None])

    def uses(self, slot: Slot) -> bool:
        """Whether the document of a slot is one of them."""
        return find(self.slots, slot.document_type, slot.issuer_code, slot.number) is not None


def counts(slot: Slot | None, platform_code: str) -> bool:
    """Whether a slot holds a document that this platform's declaration may use."""
    if slot is None or slot.on_file is None or slot.at_fault:
        return False
    return slot.engaged_by is None or slot.engaged_by == platform_code


def gather(folder: Folder, case: Case, declaration: Declaration | None = None) -> Papers | None:
    """
    Return the papers of a case that has a list: those its declaration uses, else those it would use now.

    The waybill is the one that the list names by carrier and number, whoever came first (MAT-07). A declaration that
    was accepted with a payment keeps it while it waits again, although others may have come.
    """
    platform = case.platform_code
    listed: Slot | None = None
    order_slot: Slot | None = None
    payments: list[Slot] = []
    for slot in case.slots:
        document_type = slot.document_type
        if document_type is LIST:
            listed = slot
        elif document_type is ORDER:
            order_slot = slot if counts(slot, platform) else None
        elif document_type is PAYMENT and counts(slot, platform):
            payments.append(slot)
    if listed is None or listed.on_file is None:
        return None
    declared: ListOnFile = on_file.decode(listed.on_file)
    order: OrderOnFile | None = _kept(order_slot)
    former = (declaration.payment_institution_code, declaration.payment_no) if declaration else None
    payment_slot, several = choose_payment(order, tuple(payments), former)
    waybill_slot = find_waybill(folder.slots, declared, platform)
    return Papers(
        list=declared,
        slots=tuple([slot for slot in (listed, order_slot, payment_slot, waybill_slot) if slot is not None]),
        order=order,
        payment=_kept(payment_slot),
        waybill=_kept(waybill_slot),
        payment_slot=payment_slot,
        waybill_slot=waybill_slot,
        several_payments=several,
    )


def _kept(slot: Slot | None) -> Any:
    """Return what is on file in a slot."""
    return None if slot is None or slot.on_file is None else on_file.decode(slot.on_file)


def find_waybill(slots: Slots, declared: ListOnFile, platform_code: str) -> Slot | None:
    """Return the waybill that the list names, if it is there and no other platform's declaration uses it."""
    slot = find(slots, WAYBILL, declared.carrier_code, order_key(declared.waybill_no))
    return slot if counts(slot, platform_code) else None


def choose_payment(
    order: OrderOnFile | None, payments: tuple[Slot, ...], former: tuple[str | None, str | None] | None = None
) -> tuple[Slot | None, bool]:
    """
    Return the payment of the order, and whether nobody can say which (several payments, code -401003).

    It is the one in use, else the one that the order names by institution, number or both (MAT-08). If that is not
    there, a single other one is taken, which the match refuses (13035); of several, none is, and the named one is
    waited for. Of several that are named alike, or of which the order names none, it is the one that the declaration
    was accepted with before (`former`: institution and number).
    """
    for slot in payments:
        if slot.engaged_by is not None:
            return slot, False
    if order is not None:
        name = payment_of(order)
        named = tuple([slot for slot in payments if name.means(slot.issuer_code, slot.number)])
        if not named:
            return (payments[0] if len(payments) == 1 else None), False
        payments = named
    if len(payments) > 1:
        chosen = next((slot for slot in payments if (slot.issuer_code, slot.number) == former), None)
        return chosen, chosen is None
    return (payments[0] if payments else None), False
