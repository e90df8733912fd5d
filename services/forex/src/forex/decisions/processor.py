"""The processor `forex.decisions`: the decision of forex on each declaration, and the entries of a cleared one."""

from typing import Any

from msgspec.structs import replace

from agency.deciders import Decider, decider
from agency.rules import Evaluated
from contracts import topics
from contracts.common import Decision
from contracts.customs import DeclarationCleared, DeclarationContent, DeclarationSubject
from contracts.forex import ForexDecided, LicenceIssued
from contracts.forex_decisions import Case
from forex.decisions.licences import verify_payment
from forex.decisions.total_entries import total_entries
from mesh.declared.lookup import Lookup
from mesh.declared.processor import Context, Output

REGISTERS: dict[type[Any], str] = {LicenceIssued: topics.FOREX_LICENCES}


def judge(subject: DeclarationSubject, content: DeclarationContent, lookup: Lookup) -> tuple[Case, Evaluated]:
    """Hold a declaration whose payment no licence covers."""
    licence = lookup.find(LicenceIssued, content.payment_institution_code)
    case = Case(
        declaration_id=subject.declaration_id,
        revision=subject.revision,
        payment_institution_code=content.payment_institution_code,
        merchant_code=subject.merchant_code,
        amount_paid_cny_e5=content.amount_paid_cny_e5,
        licence_no=None if licence is None else licence.licence_no,
        entered=False,
    )
    return case, verify_payment(licence, content.amount_paid_cny_e5)


def tell(case: Case, decision: Decision) -> ForexDecided:
    """Tell institution and licence with the decision."""
    return ForexDecided(
        decision=decision, payment_institution_code=case.payment_institution_code, licence_no=case.licence_no
    )


def cleared(case: Case | None, event: DeclarationCleared, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """Enter the amount paid into the totals, once."""
    if case is None or case.entered or event.subject.revision != case.revision:
        return case, ()
    return replace(case, entered=True, hold_id=None, held_by=None), total_entries(case, event.cleared_at_ms)


DECISIONS = decider(
    Decider(
        *("forex", "3", "forex 3", Case, judge, tell, REGISTERS),
        is_over=lambda case: case.entered,
        also={DeclarationCleared: cleared},
        emits=(topics.FOREX_TOTAL_ENTRIES,),
    )
)
