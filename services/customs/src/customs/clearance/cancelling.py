"""The step for cancellations (CEB623): at 2, 120 or 300 a list is taken back and what was reserved is free."""

from msgspec.structs import replace

from contracts.codes import reason
from contracts.customs import Verdict, WithdrawalCause
from contracts.customs_clearance import Declaration, Slot
from contracts.trade import CancellationSubmitted
from customs import reference
from customs.clearance import declaring, parties, recording, sweeping, verdicts
from customs.clearance.desk import Desk
from customs.clearance.documents import cancellation as cancellation_rules
from customs.clearance.gathering import gather
from customs.clearance.recording import Ruling
from customs.rules import Evaluated, failed, passed

FAILED_CHECK = "-623001"
"""The published code of a cancellation that fails a check."""


def cancellation(desk: Desk, document: CancellationSubmitted) -> None:
    """Cancel a list (CEB623) at 2, 120 or 300; code -623003 if it is unknown, -623005 if its state forbids it."""
    case = desk.case(document.platform_code)
    declaration = desk.declaration(case.declaration_id)
    pre_entry_no = declaration.pre_entry_no if declaration else None
    if verdicts.repeat(desk, document, case.cancellation, pre_entry_no=pre_entry_no):
        return
    papers = gather(desk.folder, case, declaration)
    named = declaration is not None and _names(document, declaration, case.list)
    named = named and (papers is None or parties.is_of_party(document, papers.list))
    ahead_ms = reference.ahead_ms(desk.registers, reference.date_of(document.accepted_at_ms))
    ruling = _rule_on_cancellation(document, declaration if named else None, ahead_ms)
    verdicts.judge(desk, document, ruling, pre_entry_no=pre_entry_no if named else None)
    if ruling.recorded and declaration is not None and papers is not None:
        ref = verdicts.ref(document)
        declaring.cancel(desk, case, declaration, papers, WithdrawalCause.CANCELLED, ref)
    case = desk.case(document.platform_code)
    names = {"issuer_code": document.merchant_code, "number": document.cop_no or ""}
    desk.put_case(replace(case, cancellation=recording.answered(None, document, ruling, **names)))
    sweeping.arm(desk, document.accepted_at_ms)


def _rule_on_cancellation(document: CancellationSubmitted, declaration: Declaration | None, ahead_ms: int) -> Ruling:
    if document.draft:
        return Ruling(Verdict.ACCEPTED, recording.DRAFT)
    checked = cancellation_rules.PARAMETERS.evaluate(document)
    if not checked.reasons:
        checked += recording.check_clock(document, FAILED_CHECK, ahead_ms)
    if not checked.reasons:
        checked += check_cancellable(declaration, document.list_no)
    if checked.reasons:
        return Ruling(Verdict.REJECTED, checked.reasons[0].code, checked.reasons, checked.rules)
    return Ruling(Verdict.ACCEPTED, recording.RECORDED, rules=checked.rules, recorded=True)


def check_cancellable(declaration: Declaration | None, list_no: str) -> Evaluated:
    """STA-03: a cancellation names a list that exists (-623003) and is at 2, 120 or 300 (-623005)."""
    if declaration is None:
        return failed(reason("STA-03", "-623003", list_no))
    return (
        Evaluated(passed("STA-03")) if declaring.is_open(declaration) else failed(reason("STA-03", "-623005", list_no))
    )


def _names(document: CancellationSubmitted, declaration: Declaration, listed: Slot | None) -> bool:
    """Whether the cancellation means this list: by invtNo or, before it has one, by preNo or copNo."""
    if document.list_no in (declaration.list_no, declaration.pre_entry_no):
        return True
    if declaration.list_no is not None:
        return False
    same_cop_no = listed is not None and listed.number != "" and listed.number == document.cop_no
    return document.pre_entry_no == declaration.pre_entry_no or same_cop_no
