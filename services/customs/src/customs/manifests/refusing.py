"""
BIL-06: parts that wait too long for the others of their issuer are refused with 100, and count no more.

At the deadline the series begins a new round, in which only its concluded parts count. The parts of the former round
are then taken off the bill a page at a time; one that is submitted again before its turn is refused at that moment.
"""

from typing import Final

from msgspec.structs import replace

from agency.judging import RECORDED
from agency.reasons import reason
from agency.rules import failed
from contracts.common import DocumentType, Verdict
from contracts.customs_manifests import Part, Task, Work
from customs.manifests import standing
from customs.manifests.desk import Desk
from customs.manifests.recording import REFUSED, take_back, unname

MISSING: Final = "99611"


def overdue(desk: Desk, at_ms: int) -> tuple[Work, ...]:
    """Begin a new round of every series that should have been complete by now; return what is to be refused."""
    due: list[Work] = []
    for series in desk.bill.series:
        if not 0 < series.deadline_at_ms <= at_ms:
            continue
        if standing.is_complete(series) or series.on_file == series.concluded:
            desk.put_series(replace(series, deadline_at_ms=0))
            continue
        due.append(
            Work(
                task=Task.REFUSE,
                document_type=series.document_type,
                issuer_code=series.issuer_code,
                round=series.round,
                part_count=series.part_count,
                on_file=series.on_file,
                part_no=1,
                page_no=0,
            )
        )
        desk.put_series(replace(series, deadline_at_ms=0, round=series.round + 1, on_file=series.concluded))
    return tuple(due)


def refuse(desk: Desk, work: Work) -> tuple[Work | None, int]:
    """Take a page of a part off the bill, and refuse the part with its last; return what is left, and what it took."""
    part = desk.part(work.document_type, work.issuer_code, work.part_no)
    if part is None or not _is_of(part, work):
        return _next_part(work), 1
    taken = _take_off(desk, work, work.page_no)
    if work.page_no + 1 < part.pages:
        return replace(work, page_no=work.page_no + 1), taken
    _conclude(desk, part, work)
    return _next_part(work), taken


def refuse_now(desk: Desk, document_type: DocumentType, issuer_code: str, part_no: int) -> None:
    """Refuse a part of a former round, if it is one, before another takes its place."""
    for work in desk.bill.work:
        if work.task is not Task.REFUSE or work.document_type is not document_type or work.issuer_code != issuer_code:
            continue
        part = desk.part(document_type, issuer_code, part_no)
        if part is not None and _is_of(part, work):
            at = replace(work, part_no=part_no)
            for page_no in range(part.pages):
                _take_off(desk, at, page_no)
            _conclude(desk, part, at)


def _is_of(part: Part, work: Work) -> bool:
    return part.return_status == RECORDED and part.round == work.round


def _take_off(desk: Desk, work: Work, page_no: int) -> int:
    """Let the parcels of a page be named by one part less; return how many they are."""
    at = work.document_type, work.issuer_code, work.part_no
    waybills = desk.page(*at, page_no)
    part = desk.part(*at)
    document_id = part.judgement.document.document_id if part is not None and part.judgement is not None else ""
    for waybill_no in waybills:
        unname(desk, work.document_type, waybill_no)
        take_back(desk, waybill_no, document_id, desk.context.at_ms)
    if waybills:
        desk.put_page(*at, page_no, ())
    return max(1, len(waybills))


def _conclude(desk: Desk, part: Part, work: Work) -> None:
    """Refuse a part: its answer is 100 from now on, whoever repeats it."""
    evaluated = failed(reason(MISSING, "BIL-06", work.part_count, work.on_file))
    submission, judgement = replace(part.submission, counts=False), part.judgement
    if judgement is not None:
        refused = replace(
            judgement,
            verdict=Verdict.REJECTED,
            return_status=REFUSED,
            reasons=evaluated.reasons,
            rules=evaluated.rules,
        )
        desk.conclude(refused)
        if submission.document_id == judgement.document.document_id:
            submission = replace(submission, return_status=REFUSED, reasons=evaluated.reasons)
    of_kind, issuer = work.document_type, work.issuer_code
    desk.put_part(
        of_kind, issuer, work.part_no, replace(part, submission=submission, return_status=REFUSED, lines=0, pages=0)
    )
    series = desk.series(of_kind, issuer)
    if series is not None:
        desk.put_series(replace(series, lines=series.lines - part.lines))


def _next_part(work: Work) -> Work | None:
    return replace(work, part_no=work.part_no + 1, page_no=0) if work.part_no < work.part_count else None
