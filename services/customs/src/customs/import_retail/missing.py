"""
Why a list is refused at its deadline: what never came, and what is on file under its order number instead (99001).

Looked at only then. What another enterprise keeps to itself is not told: of another platform, and of another order,
only that something is there; of a waybill, which names no platform, its numbers only to whom it is known to belong.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from agency.reasons import CLAUSES, Particular, listed, particular, reason
from contracts.common import DocumentType
from contracts.customs_clearance import Case, Folder, Slot, WaybillOnFile
from customs.declaration.gathering import Papers, counts
from customs.filing import on_file
from customs.filing.document_types import ORDER, PAYMENT, WAYBILL
from customs.filing.slots import find, of_type
from customs.rules.matching import FAILED, NOT_BUILT, Match, is_same_receiver
from customs.rules.payments import payment_of
from mesh.declared.equivalence import shown
from mesh.declared.keys import order_key

MISSING = {
    ORDER: ("MAT-01", particular("missing-order")),
    PAYMENT: ("MAT-01", particular("missing-payment")),
    WAYBILL: ("MAT-07", particular("missing-waybill")),
}
"""By document: the rule that misses it, and what it is called."""

NAMED_AT_MOST = 5
"""Numbers that one clause names: an order number has room for a hundred, a receipt's text for a thousand characters."""


class Sought(NamedTuple):
    """A document that a list waits for, and where it is looked for."""

    document: DocumentType
    folder: Folder
    case: Case
    papers: Papers
    elsewhere: frozenset[DocumentType] = frozenset()
    """whose numbers another order holds"""

    def handed_over(self) -> tuple[Slot, ...]:
        """Return what came of this document: of a waybill under the numbers that the list names."""
        if self.document is not WAYBILL:
            return of_type(self.case.slots, self.document)
        declared = self.papers.list
        slot = find(self.folder.slots, WAYBILL, declared.carrier_code, order_key(declared.waybill_no))
        return () if slot is None else (slot,)

    def numbered(self, said: str, slots: Iterable[Slot]) -> Particular:
        """Return a clause with which of several they are: payments by number, others are the only one."""
        clause = particular(said)
        return particular("with-names", clause, _named(slots)) if self.document is PAYMENT else clause


def missing_documents(missing: Sequence[DocumentType], why: Mapping[DocumentType, Sequence[Particular]]) -> Match:
    """MAT-01, MAT-07: the deadline passed without these documents; why: what is known of each."""
    reasons = []
    for document in missing:
        rule_id, named = MISSING[document]
        if said := why.get(document):
            named = particular("missing-because", named, listed(said, CLAUSES))
        reasons.append(reason("99001", rule_id, named))
    failed = dict.fromkeys(wrong.rule_id for wrong in reasons)
    return Match((*(FAILED[rule_id] for rule_id in failed), NOT_BUILT), tuple(reasons))


def why_missing(
    folder: Folder, case: Case, papers: Papers, elsewhere: frozenset[DocumentType]
) -> dict[DocumentType, tuple[Particular, ...]]:
    """Return all that is known of each document that a list still waits for."""
    return {
        document: tuple(
            [said for known in KNOWN if (said := known(Sought(document, folder, case, papers, elsewhere))) is not None]
        )
        for document in papers.missing()
    }


def held_by_another_order(sought: Sought) -> Particular | None:
    """Its number was looked up, and another order has it; never which."""
    if sought.document not in sought.elsewhere:
        return None
    return particular("number-of-another-order")


def rejected(sought: Sought) -> Particular | None:
    """It came, and its newest submission was rejected."""
    came = [slot for slot in sought.handed_over() if slot.on_file is None and slot.return_status.startswith("-")]
    codes = tuple(dict.fromkeys(why.code for slot in came for why in slot.reasons))
    return particular("came-and-was-rejected", listed(codes)) if codes else None


def only_drafted(sought: Sought) -> Particular | None:
    """It came as a draft, which takes no effect."""
    drafts = [slot for slot in sought.handed_over() if slot.on_file is None and slot.return_status == "1"]
    return sought.numbered("only-drafted", drafts) if drafts else None


def deleted(sought: Sought) -> Particular | None:
    """It was on file and was deleted."""
    gone = [slot for slot in sought.handed_over() if slot.on_file is None and slot.return_status == "2"]
    return sought.numbered("deleted-since", gone) if gone else None


def refused_before(sought: Sought) -> Particular | None:
    """It was at fault in a declaration that was refused, and has not been changed."""
    faulty = [slot for slot in sought.handed_over() if slot.on_file is not None and slot.at_fault]
    return sought.numbered("refused-before", faulty) if faulty else None


def used_by_another_declaration(sought: Sought) -> Particular | None:
    """The waybill that the list names is another declaration's; never whose."""
    used = [slot.engaged_by for slot in sought.handed_over() if slot.on_file is not None and not slot.at_fault]
    if sought.document is not WAYBILL or not any(by not in (None, sought.case.platform_code) for by in used):
        return None
    return particular("used-by-another-list")


def other_payments(sought: Sought) -> Particular | None:
    """MAT-08: the order names a payment that is not there, and several others are."""
    order = sought.papers.order
    others = [slot for slot in of_type(sought.case.slots, PAYMENT) if counts(slot, sought.case.platform_code)]
    if sought.document is not PAYMENT or order is None or not others:
        return None
    name = " ".join(shown(part) for part in payment_of(order) if part)
    return particular("other-payments", name, _named(others))


def other_waybills(sought: Sought) -> Particular | None:
    """MAT-07: a waybill of this order number is on file whose number or carrier the list does not name."""
    declared = sought.papers.list
    wanted = (declared.carrier_code, order_key(declared.waybill_no))
    others = [
        slot
        for slot in of_type(sought.folder.slots, WAYBILL)
        if (slot.issuer_code, slot.number) != wanted and counts(slot, sought.case.platform_code)
    ]
    if sought.document is not WAYBILL or not others:
        return None
    differs = [
        field
        for field, is_other in (
            ("logisticsCode", all(slot.issuer_code != wanted[0] for slot in others)),
            ("logisticsNo", all(slot.number != wanted[1] for slot in others)),
        )
        if is_other
    ] or ["logisticsCode", "logisticsNo"]
    said = particular("other-waybills", particular("both", *differs) if len(differs) > 1 else differs[0])
    known = [slot for slot in others if _is_of(sought.papers, slot)]
    return particular("with-names", said, _named(known)) if known else said


def on_file_for_another_platform(sought: Sought) -> Particular | None:
    """It is on file under this order number for another platform, whose order may be another one; never which."""
    others = [case for case in sought.folder.cases if case.platform_code != sought.case.platform_code]
    if not any(slot.on_file for case in others for slot in of_type(case.slots, sought.document)):
        return None
    return particular("of-another-platform")


KNOWN: tuple[Callable[[Sought], Particular | None], ...] = (
    held_by_another_order,
    rejected,
    only_drafted,
    deleted,
    refused_before,
    used_by_another_declaration,
    other_payments,
    other_waybills,
    on_file_for_another_platform,
)
"""Why a document may not be there, in the order in which it is told; a document may have several."""


def _named(slots: Iterable[Slot]) -> Particular:
    """Return whose they are and their numbers, the first of them, and how many: in all in Chinese, more in English."""
    names = [f"{shown(slot.issuer_code)} {shown(slot.number)}" for slot in slots]
    first, more = listed(names[:NAMED_AT_MOST]), len(names) - NAMED_AT_MOST
    return particular("and-more", first, Particular(str(len(names)), str(more))) if more > 0 else first


def _is_of(papers: Papers, slot: Slot) -> bool:
    """Whether the sender of the list may be told a waybill's numbers: its own, or one to the receiver of the order."""
    if slot.on_file is None:
        return False
    waybill: WaybillOnFile = on_file.decode(slot.on_file)
    if waybill.sender_code == papers.list.sender_code:
        return True
    return papers.order is not None and is_same_receiver(papers.order.persons, waybill.persons)
