"""The step for cancellations (CEB623): at 2, 120 or 300 a list is taken back and what was reserved is free."""

from msgspec.structs import replace

from agency.rules import Evaluated, failed, passed
from contracts.codes import reason
from contracts.common import RuleEvaluated, RuleResult, Verdict
from contracts.customs import WithdrawalCause
from contracts.customs_clearance import Declaration, ListOnFile
from contracts.trade import ImportCancellationSubmitted
from customs import reference
from customs.clearance import declaring, parties, recording, sweeping, verdicts
from customs.clearance.desk import Desk
from customs.clearance.documents import cancellation as cancellation_rules
from customs.clearance.gathering import gather
from customs.clearance.matching import common_year, is_same_person
from customs.clearance.recording import Ruling
from mesh.keys import order_key

FAILED_CHECK = "-623001"
"""The published code of a cancellation that fails a check."""

AGREES = Evaluated(passed("STA-06"))
BUYER_UNKNOWN = Evaluated(
    (RuleEvaluated(rule_id="STA-06", result=RuleResult.NOTED, note="buyer not compared: no common year of digests"),)
)


def cancellation(desk: Desk, document: ImportCancellationSubmitted) -> None:
    """Cancel a list (CEB623) at 2, 120 or 300; code -623003 if it is unknown, -623005 if its state forbids it."""
    case = desk.case(document.platform_code)
    declaration = desk.declaration(case.declaration_id)
    pre_entry_no = declaration.pre_entry_no if declaration else None
    if verdicts.repeat(desk, document, case.cancellation, pre_entry_no=pre_entry_no):
        return
    papers = gather(desk.folder, case, declaration)
    listed = papers.list if papers else None
    named = declaration is not None and _names(document, declaration, listed)
    named = named and (listed is None or parties.is_of_party(document, listed))
    ahead_ms = reference.ahead_ms(desk.registers, reference.date_of(document.accepted_at_ms))
    ruling = _rule_on_cancellation(document, declaration if named else None, listed, ahead_ms)
    verdicts.judge(desk, document, ruling, pre_entry_no=pre_entry_no if named else None)
    if ruling.recorded and declaration is not None and papers is not None:
        ref = verdicts.ref(document)
        declaring.cancel(desk, case, declaration, papers, WithdrawalCause.CANCELLED, ref)
    case = desk.case(document.platform_code)
    names = {"issuer_code": document.merchant_code, "number": document.cop_no or ""}
    desk.put_case(replace(case, cancellation=recording.answered(None, document, ruling, **names)))
    sweeping.arm(desk, document.accepted_at_ms)


def _rule_on_cancellation(
    document: ImportCancellationSubmitted, declaration: Declaration | None, listed: ListOnFile | None, ahead_ms: int
) -> Ruling:
    """declaration: the one that is named, if any; listed: its list, unless that was deleted."""
    if document.draft:
        return Ruling(Verdict.ACCEPTED, recording.DRAFT)
    checked = cancellation_rules.PARAMETERS.evaluate(document)
    if not checked.reasons:
        checked += recording.check_clock(document, FAILED_CHECK, ahead_ms)
    if not checked.reasons and declaration is not None and listed is not None:
        checked += check_agreement(document, listed)
    if not checked.reasons:
        checked += check_cancellable(declaration, document.list_no)
    if checked.reasons:
        return Ruling(Verdict.REJECTED, checked.reasons[0].code, checked.reasons, checked.rules)
    return Ruling(Verdict.ACCEPTED, recording.RECORDED, rules=checked.rules, recorded=True)


def check_agreement(document: ImportCancellationSubmitted, listed: ListOnFile) -> Evaluated:
    """
    STA-06: what a cancellation repeats of its list is the list's (CEB623; own decision, code -623001).

    A merchant may cancel without the agent of its list. A buyer whose digests share no year with the list's cannot be
    compared: that is noted, or such a list could never be cancelled.
    """
    persons = common_year(document.person_digests, listed.persons)
    is_buyer = persons is None or is_same_person(*persons)
    repeated = (
        ("ebcCode", document.merchant_code == listed.merchant_code),
        ("agentCode", document.agent_code in (listed.agent_code, listed.merchant_code)),
        ("customsCode", document.customs_code == listed.customs_code),
        ("logisticsCode", document.carrier_code == listed.carrier_code),
        ("logisticsNo", order_key(document.waybill_no) == order_key(listed.waybill_no)),
        ("buyerName/buyerIdNumber", is_buyer),
    )
    differing = [name for name, is_so in repeated if not is_so]
    if differing:
        said = f"{'、'.join(differing)} 与清单不一致", f"not as on the list: {', '.join(differing)}"
        return failed(reason("STA-06", FAILED_CHECK, *said))
    return AGREES if persons else BUYER_UNKNOWN


def check_cancellable(declaration: Declaration | None, list_no: str) -> Evaluated:
    """STA-03: a cancellation names a list that exists (-623003) and is at 2, 120 or 300 (-623005)."""
    if declaration is None:
        return failed(reason("STA-03", "-623003", list_no))
    return (
        Evaluated(passed("STA-03")) if declaring.is_open(declaration) else failed(reason("STA-03", "-623005", list_no))
    )


def _names(document: ImportCancellationSubmitted, declaration: Declaration, listed: ListOnFile | None) -> bool:
    """
    STA-03: whether the cancellation means this list, by all the numbers that it gives.

    invtNo is the list's or, where only preNo is known, that; before the list has an invtNo, its copNo does too.
    """
    if document.pre_entry_no and document.pre_entry_no != declaration.pre_entry_no:
        return False
    if document.list_no in (declaration.list_no, declaration.pre_entry_no):
        return True
    return declaration.list_no is None and listed is not None and document.list_no == listed.cop_no
