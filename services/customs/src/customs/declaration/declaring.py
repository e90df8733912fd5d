"""
How a declaration moves: matched, accepted, refused, withdrawn (status machine of the import path).

Every function takes the desk, changes what lies on it and publishes the event. What is decided is decided elsewhere, in
pure functions: `matching`, `limits`, `joining`.
"""

from typing import Any

from msgspec.structs import replace

from contracts.common import DocumentRef, DocumentType, LedgerAction, Reason, RegisterVersion, RuleEvaluated
from contracts.customs import WithdrawalCause
from contracts.customs_clearance import Case, Claim, Declaration, Slot, Stage
from customs import reference
from customs.declaration import lifecycle, outcomes
from customs.declaration.gathering import Papers, gather
from customs.declaration.joining import OVER_ANNUAL
from customs.filing.desk import Desk
from customs.filing.document_types import LIST
from customs.filing.submission import Filing
from customs.rules import eligibility, limits
from customs.rules.eligibility import Eligibility
from customs.rules.matching import Documents, Match, match, several_payments

WAITING, REFUSED, CANCELLED, RELEASED = "2", "100", "399", "800"
SUBMITTED_AGAIN = (REFUSED, OVER_ANNUAL)
"""Statuses of a refusal after which the list, changed or not, may be submitted again."""
UNDECIDED: dict[str, Any] = {
    "buyer_pseudonym": b"",
    "quota_year": 0,
    "payment_won": False,
    "waybill_won": False,
    "deciders": (),
    "standings": (),
    "holds": (),
    "sought": (),
    "found_elsewhere": (),
}
"""A declaration on which nobody has decided and for which nothing is reserved."""


def attempt(desk: Desk, case: Case, *, amends: bool = False) -> bool:
    """
    Match a waiting list if its documents are there, and accept or refuse it. Return False if it goes on waiting.

    amends: an accepted revision is still published and reserved; it is replaced, refused or withdrawn.
    """
    declaration = desk.declaration(case.declaration_id)
    if declaration is None or declaration.stage is not Stage.WAITING:
        return False
    papers = gather(desk.folder, case, declaration)
    if papers is None or papers.missing():
        return False
    date = reference.date_of(papers.list.accepted_at_ms)
    policy = reference.match_policy(desk.registers, date)
    used = reference.versions_used(desk.registers, date, reference.TOLERANCE, reference.RULES_OFF)
    if papers.order is None or papers.payment is None or papers.waybill is None:
        refuse(desk, case, declaration, papers, several_payments(papers.list.order_no))
        return True
    documents = Documents(papers.order, papers.payment, papers.waybill, papers.list, policy.tolerance_cny_e5)
    result = match(documents, policy)
    if result.reasons:
        refuse(desk, case, declaration, papers, result._replace(registers=used))
        return True
    eligible = eligibility.assess(papers.list, desk.registers, date)
    rules = result.rules + eligible.evaluated.rules
    if eligible.evaluated.reasons:
        refuse(
            desk,
            case,
            declaration,
            papers,
            Match(rules, eligible.evaluated.reasons, registers=used + eligible.registers),
        )
    else:
        _accept(desk, case, declaration, papers, documents, eligible, rules, used, amends=amends)
    return True


def _accept(
    desk: Desk,
    case: Case,
    declaration: Declaration,
    papers: Papers,
    documents: Documents,
    eligible: Eligibility,
    rules: tuple[RuleEvaluated, ...],
    used: tuple[RegisterVersion, ...],
    *,
    amends: bool,
) -> None:
    declared = papers.list
    date = reference.date_of(declared.accepted_at_ms)
    purchase = limits.Purchase(declared.lines, declared.freight_cny_e5, declared.insurance_cny_e5)
    taxed = limits.evaluate(purchase, reference.single_limit(desk.registers, date))
    deciders = reference.deciders(desk.registers, date)
    content = lifecycle.content(documents, taxed.regime, deciders)
    buyer = (content.buyer_pseudonym, content.quota_year)
    if declaration.buyer_pseudonym and buyer != (declaration.buyer_pseudonym, declaration.quota_year):
        lifecycle.request_allowance(desk, declaration, LedgerAction.FREE, date)
    declaration = replace(
        declaration,
        stage=Stage.DECIDING,
        list_no=declaration.list_no or desk.draw(f"{declared.customs_code}{date[:4]}I"),
        buyer_pseudonym=buyer[0],
        quota_year=buyer[1],
        payment_won=papers.payment_slot is not None and papers.payment_slot.claim is Claim.WON,
        waybill_won=papers.waybill_slot is not None and papers.waybill_slot.claim is Claim.WON,
        payment_institution_code=papers.payment_slot.issuer_code if papers.payment_slot else None,
        payment_no=papers.payment_slot.number if papers.payment_slot else None,
        deciders=deciders,
        standings=(),
        holds=(),
        sought=(),
        found_elsewhere=(),
    )
    desk.put_declaration(declaration)
    engage(desk, case, papers)
    used += reference.versions_used(
        desk.registers, date, reference.SINGLE_LIMIT, reference.OVER_SINGLE, reference.DECIDERS
    )
    rules += taxed.evaluated.rules
    lifecycle.accepted(desk, declaration, papers, content, rules, used + eligible.registers, amends=amends)
    lifecycle.request_allowance(
        desk,
        declaration,
        LedgerAction.RESERVE,
        date,
        amount_cny_e5=content.dutiable_cny_e5,
        quantities=eligible.claims,
    )


def refuse(
    desk: Desk, case: Case, declaration: Declaration, papers: Papers, why: Match, return_status: str = REFUSED
) -> None:
    """
    Refuse a declaration and give back what was reserved.

    With 100, or negative above the annual limit, the list and the documents at fault no longer count and the others may
    be used again. After an inspector's finding (700, 599) the case is at its end and nothing of it may be used again.
    """
    _free(desk, declaration, papers)
    declaration = replace(declaration, stage=Stage.REFUSED, return_status=return_status, sought=(), found_elsewhere=())
    desk.put_declaration(declaration)
    at_fault = why.at_fault | {LIST}
    if return_status in SUBMITTED_AGAIN:
        documents = outcomes.of_refusal(papers, at_fault, return_status)
        release(desk, case, papers, at_fault)
    else:
        documents = outcomes.of_finding(papers, return_status)
    lifecycle.refused(desk, declaration, papers, why, documents)


def cancel(
    desk: Desk,
    case: Case,
    declaration: Declaration,
    papers: Papers,
    cause: WithdrawalCause,
    asked_by: DocumentRef | None = None,
) -> None:
    """End a declaration that was cancelled (CEB623) or whose list was deleted; its documents may be used again."""
    _free(desk, declaration, papers)
    lifecycle.withdrawn(desk, declaration, papers, cause, asked_by, outcomes.of_withdrawal(papers, cause))
    desk.put_declaration(replace(declaration, **UNDECIDED, stage=Stage.WITHDRAWN, return_status=CANCELLED))
    release(desk, case, papers, frozenset())


def wait_again(
    desk: Desk,
    case: Case,
    declaration: Declaration,
    papers: Papers,
    cause: WithdrawalCause,
    lost: frozenset[DocumentType] = frozenset(),
) -> Declaration:
    """
    Take an accepted declaration back and return it: its list waits under a new revision, until its deadline.

    lost: documents whose number is another order's; they were answered so, and are not free again.
    """
    _free(desk, declaration, papers)
    lifecycle.withdrawn(desk, declaration, papers, cause, None, outcomes.of_withdrawal(papers, cause, lost))
    waiting = replace(
        declaration, **UNDECIDED, revision=declaration.revision + 1, stage=Stage.WAITING, return_status=WAITING
    )
    desk.put_declaration(waiting)
    release(desk, case, papers, frozenset())
    desk.wake(waiting.deadline_at_ms)
    return waiting


def is_open(declaration: Declaration) -> bool:
    """Whether a list may be changed: at 2, 120 and 300 (import path)."""
    if declaration.stage is Stage.HELD:
        return declaration.return_status == "300"
    return declaration.stage in (Stage.WAITING, Stage.DECIDING)


def lay_and_match(filing: Filing, slot: Slot) -> None:
    """Lay a document where it belongs and match every case that may use it."""
    desk, platform = filing.desk, filing.platform_code
    filing.lay(slot)
    for case in desk.folder.cases:
        if platform is None or case.platform_code == platform:
            attempt(desk, case)


def engage(desk: Desk, case: Case, papers: Papers) -> None:
    """Mark the documents that an accepted declaration uses, its list aside."""
    platform = case.platform_code
    for place in (platform, None):
        marked = [
            replace(slot, engaged_by=platform) if slot.document_type is not LIST and papers.uses(slot) else slot
            for slot in desk.slots_of(place)
        ]
        desk.put_slots(place, tuple(marked))


def release(desk: Desk, case: Case, papers: Papers, at_fault: frozenset[DocumentType]) -> None:
    """Let the documents of a declaration go: those at fault no longer count, the others may be used again."""
    platform = case.platform_code
    for place in (platform, None):
        released = [
            replace(slot, engaged_by=None, at_fault=slot.at_fault or slot.document_type in at_fault)
            if slot.engaged_by == platform or (slot.engaged_by is None and papers.uses(slot))
            else slot
            for slot in desk.slots_of(place)
        ]
        desk.put_slots(place, tuple(released))


def reasons_only(reasons: tuple[Reason, ...]) -> Match:
    """Return a refusal that others decided: no rule of clearance itself failed."""
    return Match((), reasons)


def _free(desk: Desk, declaration: Declaration, papers: Papers) -> None:
    """LIM-04: give the allowance back on refusal, withdrawal and return to waiting."""
    if declaration.buyer_pseudonym:
        date = reference.date_of(papers.list.accepted_at_ms)
        lifecycle.request_allowance(desk, declaration, LedgerAction.FREE, date)
