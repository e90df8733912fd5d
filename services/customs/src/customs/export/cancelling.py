"""
Requests to cancel an export list (CEB605), which `customs.numbers` forwards under the list's order.

Free until the review is concluded (399), also of a list that waits or is held before it; refused while inspection holds
(500) and once the goods have left (899); of a released list an officer decides on site (export path, "Cancellation").
One request is decided on at a time.
"""

from typing import Any, Final

from msgspec.structs import replace

from agency.judging import Judge, Ruling, judgement, recordable
from agency.reasons import listed, particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Reason, Submission, Verdict
from contracts.customs import CancellationForwarded, DocumentJudged, WithdrawalCause
from contracts.customs_export import Case, Stage
from contracts.documents import EXPORT_CANCELLATION
from contracts.topics import CUSTOMS_EXPORT_DOCUMENTS
from contracts.trade import ExportCancellationSubmitted
from customs import reference
from customs.export import declaring, receipts
from customs.export.case import CaseDesk
from customs.export.judging import REPEATED, Around, is_newer, is_timely, parties_are_registered
from customs.rules import RULES_VERSION
from customs.rules.documents import export_cancellation
from customs.rules.parties import OF_LIST, is_of_party
from customs.rules.state import Codes
from mesh.declared.processor import NOTHING, Context, Effects, State

CANCELLED, REFUSED = "399", "100"
CODES: Final = Codes(
    exists="-608001",
    unknown="-607003",
    engaged="-607002",
    stale="-607004",
    no_operation="-606001",
    parameters="-606001",
)
FREE: Final = (Stage.WAITING, Stage.DECIDING, Stage.REVIEWED)
ENDED: Final = (Stage.REFUSED, Stage.WITHDRAWN, Stage.CLOSED)
CANCELLABLE, AGREES, ALONE = (Evaluated(passed(rule)) for rule in ("EXC-01", "EXC-02", "STA-02"))


def is_cancellable(document: ExportCancellationSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """EXC-01: it names a list that is there (-607003), not inspected (-607001), whose goods have not left (-607002)."""
    case = around.case
    if case.list_on_file is None or case.list_no != document.list_no:
        return failed(reason("-607003", "EXC-01", document.list_no))
    if not is_of_party(document, case.list_on_file, OF_LIST):
        return failed(reason("-607003", "EXC-01", document.list_no))
    if case.stage is Stage.HELD and case.return_status == "500":
        return failed(reason("-607001", "EXC-01", document.list_no))
    is_over = case.stage in ENDED or case.departed_at_ms is not None
    return failed(reason("-607002", "EXC-01", document.list_no)) if is_over else CANCELLABLE


def is_alone(_: ExportCancellationSubmitted, __: Submission | None, around: Around) -> Evaluated:
    """STA-02: no other request to cancel the list waits for an officer (code -608001)."""
    return ALONE if around.case.cancelled_by is None else failed(reason(CODES.exists, "STA-02"))


def agrees(document: ExportCancellationSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """EXC-02: what it repeats of its list is the list's: merchant, declaring enterprise, customs (code -606001)."""
    declared = around.case.list_on_file
    if declared is None:
        return Evaluated()
    repeated = (
        ("ebcCode", document.merchant_code == declared.merchant_code),
        ("agentCode", document.agent_code in (declared.agent_code, declared.merchant_code)),
        ("customsCode", document.customs_code == declared.customs_code),
    )
    differing = [name for name, is_so in repeated if not is_so]
    if differing:
        return failed(reason("-606001", "EXC-02", particular("not-as-on-the-list", listed(differing))))
    return AGREES


def by_itself(document: Any, _: Submission | None, __: Around) -> Evaluated:
    """DOC-10: it is added, never changed or deleted."""
    return export_cancellation.PARAMETERS.evaluate(document)


_CHECKS = (by_itself, parties_are_registered, is_timely(CODES), is_newer(CODES), is_cancellable, is_alone, agrees)
JUDGE: Final = Judge(REPEATED, checks=_CHECKS, of_deletion=(by_itself,))


def forwarded(state: State, event: CancellationForwarded, context: Context) -> Effects:
    """Judge a request; cancel the list, or hold it for an officer if it is released or held after its review."""
    document = event.submitted
    if event.platform_code is None:
        return NOTHING
    desk = CaseDesk(state, context, context.key.decode(), event.platform_code)
    date = reference.date_of(document.accepted_at_ms)
    around = Around(desk.case, desk.registers, date)
    judged = JUDGE.rule_on(document, desk.case.cancellation, context.cause_id, around)
    if judged is None:
        return NOTHING
    declared = desk.case.list_on_file
    told = judgement(EXPORT_CANCELLATION, document, judged.ruling, RULES_VERSION)
    if declared is not None and is_of_party(document, declared, OF_LIST):  # a stranger hears nothing of the list
        numbers = {"order_no": declared.order_no, "platform_code": declared.platform_code}
        told = replace(told, pre_entry_no=desk.case.pre_entry_no, **numbers)
    desk.emit(CUSTOMS_EXPORT_DOCUMENTS, DocumentJudged(judgement=told))
    desk.put(cancellation=judged.kept)
    if judged.ruling.recorded:
        desk.put(cancelled_by=told)
        if is_free(desk.case):
            approve(desk)
        else:
            declaring.settle(desk)
    return desk.effects()


def is_free(case: Case) -> bool:
    """Whether a list is cancelled without an officer: until its review is concluded, and until it is released."""
    return case.stage in FREE or (case.stage is Stage.HELD and not case.is_reviewed)


def approve(desk: CaseDesk) -> None:
    """Cancel the list, and tell who asked for it (399)."""
    told = desk.case.cancelled_by
    assert told is not None, "a request is approved that was recorded"
    declaring.take_back(desk, WithdrawalCause.CANCELLED)
    receipts.publish(desk, told, recordable(passed("EXC-01"))._replace(return_status=CANCELLED))


def too_late(list_no: str | None) -> Reason:
    """EXC-01: say that a list is not cancelled any more: its goods have left, or it has ended (-607002)."""
    return reason("-607002", "EXC-01", list_no or "")


def decline(desk: CaseDesk, why: Reason) -> None:
    """Tell who asked that an officer refused it (100); the list stands as it did."""
    told = desk.case.cancelled_by
    assert told is not None, "a request is declined that was recorded"
    evaluated = failed(why)
    receipts.publish(desk, told, Ruling(Verdict.REJECTED, REFUSED, evaluated.reasons, evaluated.rules))
    desk.put(cancelled_by=None)
