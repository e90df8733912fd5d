"""
The step for import lists (CEB621), and what a change of one does to its declaration.

A list gets its preNo with its first answer. It lives until 100, a negative end, a cancellation or its deletion.
"""

from typing import Final

from msgspec.structs import replace

from agency.rules import Evaluated
from contracts.common import Operation
from contracts.customs import WithdrawalCause
from contracts.customs_clearance import Claim, Declaration, Slot, Stage
from contracts.trade import ImportListSubmitted
from customs import reference
from customs.clearance import (
    declaring,
    lifecycle,
    limits,
    on_file,
    parties,
    recording,
    registration,
    sweeping,
    verdicts,
)
from customs.clearance.desk import Desk
from customs.clearance.documents import list as list_rules
from customs.clearance.gathering import Papers, gather
from customs.clearance.recording import DELETE, NOTHING, OnRecord

NO_CLAIM: Final = Claim.NONE
WAITING: Final = Stage.WAITING


def import_list(desk: Desk, document: ImportListSubmitted) -> None:
    """Record an import list (CEB621), give it its preNo, and match it; a change of an accepted one amends it."""
    case = desk.case(document.platform_code)
    former = desk.declaration(case.declaration_id)
    given = case.pre_entry_no or (former.pre_entry_no if former else None)
    if verdicts.repeat(desk, document, case.list, pre_entry_no=given):
        return
    date = reference.date_of(document.accepted_at_ms)
    declaration_id = lifecycle.declaration_id(document.platform_code, desk.key, document.document_id)
    known = former is not None and desk.declaration(declaration_id) is not None
    ruling = recording.rule_on(
        document,
        codes=recording.LIST,
        slot=case.list,
        on_record=parties.own(document, case.list, _list_on_record(former, document, known=known)),
        ahead_ms=reference.ahead_ms(desk.registers, date),
        parameters=lambda: list_rules.PARAMETERS.evaluate(document),
        registered=lambda: registration.enterprises_are_registered(document, desk.registers, date),
        limit=lambda: _check_limit(desk, document, date),
    )
    living = former if former is not None and not _is_ended(former) else None
    pre_entry_no = living.pre_entry_no if living else case.pre_entry_no or desk.draw(f"B{date.replace('-', '')}")
    verdicts.judge(desk, document, ruling, pre_entry_no=pre_entry_no)
    issuer, number = document.merchant_code, document.cop_no or ""
    if not ruling.recorded:
        kept_no = case.pre_entry_no if living else pre_entry_no
        slot = recording.answered(case.list, document, ruling, issuer_code=issuer, number=number)
        desk.put_case(replace(case, list=slot, pre_entry_no=kept_no))
    elif document.operation is DELETE:
        papers = gather(desk.folder, case, former)
        if former is not None and papers is not None:
            declaring.cancel(desk, case, former, papers, WithdrawalCause.DELETED)
        slot = recording.recorded(case.list, document, None, issuer_code=issuer, number=number, claim=NO_CLAIM)
        desk.put_case(replace(desk.case(case.platform_code), list=slot))
    else:
        kept = on_file.encode(on_file.of_list(document))
        slot = recording.recorded(case.list, document, kept, issuer_code=issuer, number=number, claim=NO_CLAIM)
        deadline = document.accepted_at_ms + reference.match_deadline_ms(desk.registers, date)
        if living is None:
            declaration = _new(declaration_id, document.platform_code, pre_entry_no, deadline)
            desk.put_case(replace(case, list=slot, pre_entry_no=None, declaration_id=declaration_id))
            _declare(desk, document.platform_code, declaration)
        else:
            papers = gather(desk.folder, case, former)
            _change(desk, document.platform_code, slot, living, papers, deadline)
    sweeping.arm(desk, document.accepted_at_ms)


def _declare(desk: Desk, platform: str, declaration: Declaration) -> None:
    """Match a declaration or let it wait until its deadline."""
    desk.put_declaration(declaration)
    if not declaring.attempt(desk, desk.case(platform)):
        desk.wake(declaration.deadline_at_ms)


def _change(desk: Desk, platform: str, slot: Slot, former: Declaration, papers: Papers | None, deadline: int) -> None:
    """Replace the list: a new revision, which amends an accepted one, or takes it back if documents are missing now."""
    changed = replace(
        former,
        revision=former.revision + 1,
        stage=Stage.WAITING,
        return_status=declaring.WAITING,
        deadline_at_ms=deadline,
        sought=(),
        found_elsewhere=(),
    )
    was_accepted = former.stage is not Stage.WAITING
    if was_accepted and papers is not None:
        declaring.release(desk, desk.case(platform), papers, frozenset())
    desk.put_case(replace(desk.case(platform), list=slot, pre_entry_no=None))
    desk.put_declaration(changed)
    if declaring.attempt(desk, desk.case(platform), amends=was_accepted):
        return
    if was_accepted and papers is not None:
        taken_back = replace(former, deadline_at_ms=deadline)
        declaring.wait_again(desk, desk.case(platform), taken_back, papers, WithdrawalCause.LIST_CHANGED)
    else:
        desk.wake(deadline)


def _new(declaration_id: str, platform: str, pre_entry_no: str, deadline_at_ms: int) -> Declaration:
    return Declaration(
        declaration_id=declaration_id,
        platform_code=platform,
        revision=1,
        stage=WAITING,
        return_status=declaring.WAITING,
        pre_entry_no=pre_entry_no,
        deadline_at_ms=deadline_at_ms,
        closes_at_ms=0,
        **declaring.UNDECIDED,
    )


def _check_limit(desk: Desk, document: ImportListSubmitted, date: str) -> Evaluated:
    """LIM-02 to LIM-06 on a list that is otherwise in order."""
    purchase = limits.Purchase(
        document.lines, document.freight_cny_e5, document.insurance_cny_e5, document.cop_no or document.order_no
    )
    return limits.evaluate(purchase, reference.single_limit(desk.registers, date)).evaluated


def _is_ended(declaration: Declaration) -> bool:
    """Whether another list may take its place: after 100, a negative end, a cancellation or a deletion."""
    return declaration.stage is Stage.WITHDRAWN or declaration.return_status in declaring.SUBMITTED_AGAIN


def _list_on_record(declaration: Declaration | None, document: ImportListSubmitted, *, known: bool) -> OnRecord:
    """
    Return what is on file as a list. It lives until 100, a negative end, a cancellation or its deletion.

    known: this very document was declared before under this case; it is not declared again.
    """
    if declaration is None or _means_another(document, declaration):
        return NOTHING
    match document.operation:
        case Operation.ADD:
            return OnRecord.NOTHING if _is_ended(declaration) and not known else OnRecord.FREE
        case Operation.CHANGE:
            return OnRecord.FREE if declaring.is_open(declaration) else OnRecord.ENGAGED
        case _:
            return OnRecord.FREE if declaration.stage is Stage.WAITING else OnRecord.ENGAGED


def _means_another(document: ImportListSubmitted, declaration: Declaration) -> bool:
    """STA-02: whether a change or deletion gives another preNo or invtNo than the list has; a new list has none."""
    if document.operation is Operation.ADD:
        return False
    numbers = ((document.pre_entry_no, declaration.pre_entry_no), (document.list_no, declaration.list_no))
    return any(given and given != own for given, own in numbers)
