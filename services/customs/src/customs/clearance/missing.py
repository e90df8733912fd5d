"""
Why a list is refused at its deadline: what never came, and what is on file under its order number instead (99001).

Looked at only then. What another enterprise keeps to itself is not told: of another platform, and of another order,
only that something is there; of a waybill, which names no platform, its numbers only to whom it is known to belong.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from contracts.codes import reason
from contracts.common import DocumentType
from contracts.customs_clearance import Case, Folder, Slot, WaybillOnFile
from customs.clearance import on_file
from customs.clearance.gathering import Papers, counts
from customs.clearance.matching import FAILED, NOT_BUILT, Match, is_same_receiver
from customs.clearance.payments import payment_of
from customs.filing.references import ORDER, PAYMENT, WAYBILL
from customs.filing.slots import find, of_type
from mesh.folding import shown
from mesh.keys import order_key

MISSING = {
    ORDER: ("MAT-01", "订单", "order"),
    PAYMENT: ("MAT-01", "支付单", "payment"),
    WAYBILL: ("MAT-07", "运单", "waybill"),
}
"""By document: the rule that misses it, and what it is called."""

NAMED_AT_MOST = 5
"""Numbers that one clause names: an order number has room for a hundred, a receipt's text for a thousand characters."""

Said = tuple[str, str]
"""Why it is not there, in Chinese and English."""


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

    def numbers(self, slots: Iterable[Slot]) -> Said:
        """Return which of several they are, for the end of a clause: payments by number, others are the only one."""
        if self.document is not PAYMENT:
            return "", ""
        zh, en = _named(slots)
        return f"：{zh}", f": {en}"


def missing_documents(missing: Sequence[DocumentType], why: Mapping[DocumentType, Sequence[Said]]) -> Match:
    """MAT-01, MAT-07: the deadline passed without these documents; why: what is known of each."""
    reasons = []
    for document in missing:
        rule_id, zh, en = MISSING[document]
        if said := why.get(document):
            zh, en = f"{zh}（{'；'.join(one for one, _ in said)}）", f"{en} ({'; '.join(one for _, one in said)})"
        reasons.append(reason(rule_id, "99001", zh, en))
    failed = dict.fromkeys(wrong.rule_id for wrong in reasons)
    return Match((*(FAILED[rule_id] for rule_id in failed), NOT_BUILT), tuple(reasons))


def why_missing(
    folder: Folder, case: Case, papers: Papers, elsewhere: frozenset[DocumentType]
) -> dict[DocumentType, tuple[Said, ...]]:
    """Return all that is known of each document that a list still waits for."""
    return {
        document: tuple(
            [said for known in KNOWN if (said := known(Sought(document, folder, case, papers, elsewhere))) is not None]
        )
        for document in papers.missing()
    }


def held_by_another_order(sought: Sought) -> Said | None:
    """Its number was looked up, and another order has it; never which."""
    if sought.document not in sought.elsewhere:
        return None
    return "其编号已用于其他订单", "its number is on file for another order"


def rejected(sought: Sought) -> Said | None:
    """It came, and its newest submission was rejected."""
    came = [slot for slot in sought.handed_over() if slot.on_file is None and slot.return_status.startswith("-")]
    codes = tuple(dict.fromkeys(why.code for slot in came for why in slot.reasons))
    if not codes:
        return None
    return f"已申报但被退单：{'、'.join(codes)}", f"it came and was rejected: {', '.join(codes)}"


def only_drafted(sought: Sought) -> Said | None:
    """It came as a draft, which takes no effect."""
    drafts = [slot for slot in sought.handed_over() if slot.on_file is None and slot.return_status == "1"]
    if not drafts:
        return None
    zh, en = sought.numbers(drafts)
    return f"仅暂存（appStatus 1），未申报{zh}", f"only a draft, appStatus 1{en}"


def deleted(sought: Sought) -> Said | None:
    """It was on file and was deleted."""
    gone = [slot for slot in sought.handed_over() if slot.on_file is None and slot.return_status == "2"]
    if not gone:
        return None
    zh, en = sought.numbers(gone)
    return f"已申报，后被删除{zh}", f"it was deleted{en}"


def refused_before(sought: Sought) -> Said | None:
    """It was at fault in a declaration that was refused, and has not been changed."""
    faulty = [slot for slot in sought.handed_over() if slot.on_file is not None and slot.at_fault]
    if not faulty:
        return None
    zh, en = sought.numbers(faulty)
    return f"曾被退单（100），之后未变更{zh}", f"it was refused with 100 and not changed since{en}"


def used_by_another_declaration(sought: Sought) -> Said | None:
    """The waybill that the list names is another declaration's; never whose."""
    used = [slot.engaged_by for slot in sought.handed_over() if slot.on_file is not None and not slot.at_fault]
    if sought.document is not WAYBILL or not any(by not in (None, sought.case.platform_code) for by in used):
        return None
    return "已用于其他清单", "another declaration uses it"


def other_payments(sought: Sought) -> Said | None:
    """MAT-08: the order names a payment that is not there, and several others are."""
    order = sought.papers.order
    others = [slot for slot in of_type(sought.case.slots, PAYMENT) if counts(slot, sought.case.platform_code)]
    if sought.document is not PAYMENT or order is None or not others:
        return None
    name = " ".join(shown(part) for part in payment_of(order) if part)
    zh, en = _named(others)
    return f"订单所写为 {name}，已申报的为：{zh}", f"the order names {name}; on file are: {en}"


def other_waybills(sought: Sought) -> Said | None:
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
    known = [slot for slot in others if _is_of(sought.papers, slot)]
    zh, en = (f"：{_named(known)[0]}", f": {_named(known)[1]}") if known else ("", "")
    return (
        f"该订单编号下另有运单，{'、'.join(differs)} 与清单不同{zh}",
        f"on file under this order number with another {' and '.join(differs)}{en}",
    )


def on_file_for_another_platform(sought: Sought) -> Said | None:
    """It is on file under this order number for another platform, whose order may be another one; never which."""
    others = [case for case in sought.folder.cases if case.platform_code != sought.case.platform_code]
    if not any(slot.on_file for case in others for slot in of_type(case.slots, sought.document)):
        return None
    return "该订单编号下有其他电商平台的此类单证，请核对 ebpCode", "on file for another platform: check ebpCode"


KNOWN: tuple[Callable[[Sought], Said | None], ...] = (
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


def _named(slots: Iterable[Slot]) -> Said:
    """Return whose they are and their numbers, the first of them."""
    names = [f"{shown(slot.issuer_code)} {shown(slot.number)}" for slot in slots]
    zh, en = "、".join(names[:NAMED_AT_MOST]), ", ".join(names[:NAMED_AT_MOST])
    more = len(names) - NAMED_AT_MOST
    return (f"{zh} 等 {len(names)} 张", f"{en} and {more} more") if more > 0 else (zh, en)


def _is_of(papers: Papers, slot: Slot) -> bool:
    """Whether the sender of the list may be told a waybill's numbers: its own, or one to the receiver of the order."""
    if slot.on_file is None:
        return False
    waybill: WaybillOnFile = on_file.decode(slot.on_file)
    if waybill.sender_code == papers.list.sender_code:
        return True
    return papers.order is not None and is_same_receiver(papers.order.persons, waybill.persons)
