"""Which of the documents on file make up a declaration, and which are missing."""

from typing import NamedTuple

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
from customs.clearance import on_file
from customs.clearance.payments import payment_of
from mesh.keys import order_key


class Papers(NamedTuple):
    """The documents around a list, as far as they are there; the slots say how their numbers stand."""

    list: ListOnFile
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
            missing.append(DocumentType.IMPORT_ORDER)
        if self.payment is None and not self.several_payments:
            missing.append(DocumentType.IMPORT_PAYMENT)
        if self.waybill is None:
            missing.append(DocumentType.IMPORT_WAYBILL)
        return tuple(missing)

    def refs(self) -> tuple[DocumentRef, ...]:
        """Return the documents as others speak of them, the list first."""
        present = (self.list, self.order, self.payment, self.waybill)
        return tuple([on_file.ref(document) for document in present if document is not None])


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
    if case.list is None or case.list.on_file is None:
        return None
    platform = case.platform_code
    declared = on_file.decode(ListOnFile, case.list.on_file)
    order = None
    if case.order is not None and case.order.on_file is not None and counts(case.order, platform):
        order = on_file.decode(OrderOnFile, case.order.on_file)
    waybill_slot = find_waybill(folder.waybills, declared, platform)
    payments = tuple([slot for slot in case.payments if counts(slot, platform)])
    former = (declaration.payment_institution_code, declaration.payment_no) if declaration else None
    payment_slot, several = choose_payment(order, payments, former)
    return Papers(
        list=declared,
        order=order,
        payment=on_file.decode(PaymentOnFile, payment_slot.on_file) if payment_slot and payment_slot.on_file else None,
        waybill=on_file.decode(WaybillOnFile, waybill_slot.on_file) if waybill_slot and waybill_slot.on_file else None,
        payment_slot=payment_slot,
        waybill_slot=waybill_slot,
        several_payments=several,
    )


def find_waybill(waybills: tuple[Slot, ...], declared: ListOnFile, platform_code: str) -> Slot | None:
    """Return the waybill that the list names, if it is there and no other platform's declaration uses it."""
    number = order_key(declared.waybill_no)
    for slot in waybills:
        if slot.number == number and slot.issuer_code == declared.carrier_code and counts(slot, platform_code):
            return slot
    return None


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
        kept = next((slot for slot in payments if (slot.issuer_code, slot.number) == former), None)
        return kept, kept is None
    return (payments[0] if payments else None), False
