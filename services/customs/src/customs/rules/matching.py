"""
The match of order, payment, waybill and list (policy rules, section 4).

Amounts agree within a tolerance that is zero unless the register says otherwise. Personal fields are compared as keyed
digests of one quota year that both documents carry. Where no code is published, 991nn is ours.
"""

from collections.abc import Callable
from typing import NamedTuple

from agency.reasons import CLAUSES, listed, particular, reason
from contracts.common import DocumentType, PersonDigests, Reason, RegisterVersion, RuleEvaluated, RuleResult
from contracts.customs_clearance import ListOnFile, OrderOnFile, PaymentOnFile, WaybillOnFile
from customs.reference import MatchPolicy
from customs.rules import goods
from customs.rules.payments import payment_of
from mesh.declared.dates import china_time
from mesh.declared.keys import order_key


class Documents(NamedTuple):
    """The documents of one declaration, and how exactly they must agree."""

    order: OrderOnFile
    payment: PaymentOnFile
    waybill: WaybillOnFile
    list: ListOnFile
    tolerance_cny_e5: int = 0

    def agree(self, one: int, other: int) -> bool:
        """Whether two amounts are equal within the tolerance."""
        return abs(one - other) <= self.tolerance_cny_e5


class Match(NamedTuple):
    """Every rule evaluated, why the documents do not match, which are at fault, and the register entries used."""

    rules: tuple[RuleEvaluated, ...]
    reasons: tuple[Reason, ...] = ()
    at_fault: frozenset[DocumentType] = frozenset()
    registers: tuple[RegisterVersion, ...] = ()


def order_and_platform_agree(documents: Documents) -> Reason | None:
    """MAT-01: order number and platform of order, payment and list are equal; the waybill names the order too."""
    order, payment, waybill, declared, _ = documents
    is_one_order = order.order_no == payment.order_no == waybill.order_no == declared.order_no or (
        len({order_key(document.order_no) for document in (order, payment, waybill, declared)}) == 1
    )
    is_one_platform = order.platform_code == payment.platform_code == declared.platform_code
    return None if is_one_order and is_one_platform else reason("99101", "MAT-01")


def paid_amount_agrees(documents: Documents) -> Reason | None:
    """MAT-02: acturalPaid of the order = amountPaid of the payment (code 99102, ours)."""
    if documents.agree(documents.order.actual_paid_cny_e5, documents.payment.amount_paid_cny_e5):
        return None
    return reason("99102", "MAT-02")


def lines_agree(documents: Documents) -> Reason | None:
    """MAT-03: list lines map one to one to order lines by gnum: quantity, price, total and names (code 1322)."""
    ordered = {line.gnum: line for line in documents.order.lines}
    if ordered.keys() != {line.gnum for line in documents.list.lines}:
        return _differs("line-numbers")
    for at, line in enumerate(documents.list.lines):
        gnum, other, item = line.gnum, ordered[line.gnum], documents.list.items[at]
        if line.quantity_e5 != other.quantity_e5:
            return _differs("line-quantity", gnum)
        if not documents.agree(line.unit_price_cny_e5, other.unit_price_cny_e5) or not documents.agree(
            line.total_price_cny_e5, other.total_price_cny_e5
        ):
            return _differs("line-price", gnum)
        if not goods.same_item_number(other, item):
            return _differs("line-item-number", gnum)
        if not goods.same_item_name(other, item):
            return _differs("line-item-name", gnum)
    return None


def _differs(what: str, *gnum: int) -> Reason:
    return reason("1322", "MAT-03", particular(what, *gnum))


def lines_noted(documents: Documents) -> str | None:
    """MAT-03: name what else the list says of goods otherwise than the order; a note only, never a refusal."""
    ordered = {line.gnum: line for line in documents.order.lines}
    differing = [(line.gnum, goods.differing(ordered[line.gnum], line)) for line in documents.list.lines]
    notes = [particular("of-line", gnum, listed(names)) for gnum, names in differing if names]
    return particular("not-as-on-the-order", listed(notes, CLAUSES)).en if notes else None


def same_receiver(documents: Documents) -> Reason | None:
    """MAT-04: receiver's name, phone and address of order and waybill are equal (code 99104, ours)."""
    is_same = is_same_receiver(documents.order.persons, documents.waybill.persons)
    return None if is_same else reason("99104", "MAT-04")


def address_noted(documents: Documents) -> str | None:
    """MAT-04: the list's delivery address is the order's too; a note only: the specification compares the waybill's."""
    pair = common_year(documents.order.persons, documents.list.persons)
    if not pair or pair[1].consignee_address in (None, pair[0].consignee_address):
        return None
    return particular("not-as-on-the-order", particular("address-of-list")).en


def same_buyer(documents: Documents) -> Reason | None:
    """MAT-05: buyer's name and id number of order and list are equal (code 13127)."""
    pair = common_year(documents.order.persons, documents.list.persons)
    return None if pair and is_same_person(*pair) else reason("13127", "MAT-05")


def payer_is_buyer(documents: Documents) -> Reason | None:
    """MAT-06: the payer's name and id number are the buyer's (code 1327); always, with a switch."""
    pair = common_year(documents.order.persons, documents.payment.persons)
    return None if pair and is_same_person(*pair) else reason("1327", "MAT-06")


def same_waybill(documents: Documents) -> Reason | None:
    """MAT-07: waybill number and carrier of waybill and list are equal (code 99107, ours)."""
    waybill, declared = documents.waybill, documents.list
    same_number = order_key(waybill.waybill_no) == order_key(declared.waybill_no)
    return None if same_number and waybill.carrier_code == declared.carrier_code else reason("99107", "MAT-07")


def named_payment(documents: Documents) -> Reason | None:
    """MAT-08: institution and number of the payment are those that the order names, if it does (code 13035)."""
    payment = documents.payment
    meant = payment_of(documents.order).means(payment.payment_institution_code, order_key(payment.payment_no))
    return None if meant else reason("13035", "MAT-08")


def same_merchant(documents: Documents) -> Reason | None:
    """MAT-09: the merchant of order and list is the same (code 99109, ours)."""
    return None if documents.order.merchant_code == documents.list.merchant_code else reason("99109", "MAT-09")


def charges_agree(documents: Documents) -> Reason | None:
    """MAT-10: freight and insurance of the list are the waybill's, where it gives them (code 99110, ours)."""
    waybill, declared = documents.waybill, documents.list
    charged = ((waybill.freight_cny_e5, declared.freight_cny_e5), (waybill.insurance_cny_e5, declared.insurance_cny_e5))
    if all(one is None or documents.agree(one, other) for one, other in charged):
        return None
    return reason("99110", "MAT-10")


def paid_in_time(documents: Documents) -> Reason | None:
    """MAT-11: paid before the list was accepted; a note only, never a refusal (own decision; not official)."""
    late = documents.payment.pay_time > china_time(documents.list.accepted_at_ms)
    return reason("99111", "MAT-11") if late else None


RULES: tuple[tuple[str, DocumentType, Callable[[Documents], Reason | None]], ...] = (
    ("MAT-01", DocumentType.IMPORT_LIST, order_and_platform_agree),
    ("MAT-02", DocumentType.IMPORT_PAYMENT, paid_amount_agrees),
    ("MAT-03", DocumentType.IMPORT_LIST, lines_agree),
    ("MAT-04", DocumentType.IMPORT_WAYBILL, same_receiver),
    ("MAT-05", DocumentType.IMPORT_LIST, same_buyer),
    ("MAT-06", DocumentType.IMPORT_PAYMENT, payer_is_buyer),
    ("MAT-07", DocumentType.IMPORT_LIST, same_waybill),
    ("MAT-08", DocumentType.IMPORT_PAYMENT, named_payment),
    ("MAT-09", DocumentType.IMPORT_LIST, same_merchant),
    ("MAT-10", DocumentType.IMPORT_LIST, charges_agree),
)
"""Rule, the document that is at fault beside the list when it fails, and the function."""

NOTES: dict[str, Callable[[Documents], str | None]] = {"MAT-03": lines_noted, "MAT-04": address_noted}
"""What some rules note when they pass."""
RULE_IDS = (*(rule_id for rule_id, _, _ in RULES), "MAT-11", "MAT-14")
PASSED = {rule_id: RuleEvaluated(rule_id=rule_id, result=RuleResult.PASSED) for rule_id in RULE_IDS}
FAILED = {rule_id: RuleEvaluated(rule_id=rule_id, result=RuleResult.FAILED) for rule_id in RULE_IDS}
NOTED = {rule_id: RuleEvaluated(rule_id=rule_id, result=RuleResult.NOTED) for rule_id in RULE_IDS}
SWITCHED_OFF = {rule_id: RuleEvaluated(rule_id=rule_id, result=RuleResult.SWITCHED_OFF) for rule_id in RULE_IDS}
NOT_BUILT = SWITCHED_OFF["MAT-14"]
"""MAT-14 is off until the gateway verifies signatures; every decision says so."""


def match(documents: Documents, policy: MatchPolicy) -> Match:
    """Apply every rule of the match that is switched on; note a late payment and goods that are called otherwise."""
    rules: list[RuleEvaluated] = []
    reasons: list[Reason] = []
    at_fault: set[DocumentType] = set()
    for rule_id, document, rule in RULES:
        if rule_id in policy.rules_off:
            rules.append(SWITCHED_OFF[rule_id])
            continue
        wrong = rule(documents)
        if wrong is None:
            note = NOTES[rule_id](documents) if rule_id in NOTES else None
            rules.append(
                RuleEvaluated(rule_id=rule_id, result=RuleResult.NOTED, note=note) if note else PASSED[rule_id]
            )
        else:
            rules.append(FAILED[rule_id])
            reasons.append(wrong)
            at_fault.add(document)
    rules.append(NOTED["MAT-11"] if paid_in_time(documents) else PASSED["MAT-11"])
    rules.append(NOT_BUILT)
    return Match(tuple(rules), tuple(reasons), frozenset(at_fault))


def several_payments(order_no: str) -> Match:
    """The order names no payment and more than one lives: nobody can say which (text of -401003)."""
    wrong = reason("-401003", "MAT-08", order_no)
    return Match((FAILED["MAT-08"], NOT_BUILT), (wrong,))


def common_year(
    one: tuple[PersonDigests, ...], other: tuple[PersonDigests, ...]
) -> tuple[PersonDigests, PersonDigests] | None:
    """Return the digests of both under the key of one year, or None if they share no year."""
    for digests in one:
        for others in other:
            if digests.quota_year == others.quota_year:
                return digests, others
    return None


def is_same_person(one: PersonDigests, other: PersonDigests) -> bool:
    """Whether name and id number are equal, under the key of one year."""
    return (one.person_name, one.person_id) == (other.person_name, other.person_id)


def is_same_receiver(one: tuple[PersonDigests, ...], other: tuple[PersonDigests, ...]) -> bool:
    """Whether the receiver's name, phone and address are equal, under the key of one year."""
    pair = common_year(one, other)
    return pair is not None and _receiver(pair[0]) == _receiver(pair[1])


def _receiver(digests: PersonDigests) -> tuple[bytes | None, bytes | None, bytes | None]:
    return digests.consignee_name, digests.consignee_phone, digests.consignee_address
