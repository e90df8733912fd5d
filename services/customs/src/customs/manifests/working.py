"""What is left to be done with a bill after an event, and how it goes on: about a thousand entries a step."""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from contracts.common import DocumentType
from contracts.customs_manifests import Series, Task, Work
from customs import reference
from customs.manifests import forgetting, moving, refusing, standing
from customs.manifests.desk import PAGE, Desk
from customs.manifests.kinds import DEPARTED, LISTED

DO: Final[dict[Task, Callable[[Desk, Work], tuple[Work | None, int]]]] = {
    Task.REFUSE: refusing.refuse,
    Task.CONCLUDE: moving.conclude,
    Task.MOVE: moving.move,
    Task.FORGET: forgetting.forget,
}


def recorded(desk: Desk, document_type: DocumentType, issuer_code: str, at_ms: int) -> None:
    """See to what follows from a part that took effect at an instant, ms UTC."""
    forgetting.touched(desk, at_ms)
    series = desk.series(document_type, issuer_code)
    if series is not None:
        _await(desk, series, at_ms)
        if standing.is_complete(series):
            _add(desk, _work(Task.CONCLUDE, document_type, issuer_code))
    if document_type is not DEPARTED:
        compare(desk, at_ms)


def compare(desk: Desk, at_ms: int) -> None:
    """BIL-07: if master lists and arrivals are complete, let the parcels learn how they stand since an instant."""
    bill = desk.bill
    if not standing.is_compared(bill):
        desk.put_bill(settled_at_ms=0)
        return
    is_held = bill.held or (standing.differing(bill) > 0 and not bill.released)
    desk.put_bill(settled_at_ms=at_ms, held=is_held)
    _add(desk, _work(Task.MOVE, LISTED, ""))


def grow_old(desk: Desk, at_ms: int) -> None:
    """Begin to forget the bill, if nothing was heard of it for long."""
    if forgetting.is_old(desk, at_ms):
        _add(desk, forgetting.FORGET)


def overdue(desk: Desk, at_ms: int) -> None:
    """BIL-06: begin to refuse the parts whose time is up."""
    for work in refusing.overdue(desk, at_ms):
        _add(desk, work)


def advance(desk: Desk, at_ms: int) -> None:
    """Work about a thousand entries; ask to be woken for the rest, once. at_ms: of the step's cause, ms UTC."""
    left = PAGE
    while left > 0 and desk.bill.work:
        work, *others = desk.bill.work
        rest, taken = DO[work.task](desk, work)
        desk.put_bill(work=(*(() if rest is None else (rest,)), *others))
        left -= taken
        if rest is None and work.task is Task.REFUSE:
            compare(desk, at_ms)
    if desk.bill.work and not desk.bill.wakes_at_ms:
        desk.put_bill(wakes_at_ms=at_ms)
        desk.wake(at_ms)
    _tidy(desk)


def tell_standing(desk: Desk, at_ms: int) -> None:
    """Publish how the bill stands for each of its enterprises, where that has changed."""
    if desk.is_forgotten or any(work.task is Task.FORGET for work in desk.bill.work):
        return  # what is forgotten keeps its last state
    before = desk.before
    known = standing.tallied(before, at_ms) if before is not None else ()
    enterprises = [series.issuer_code for series in before.series] if before is not None else []
    for tallied in standing.tallied(desk.bill, at_ms, enterprises):
        if tallied not in known:
            key = f"{tallied.carrier_code}/{tallied.bill_no}/{tallied.enterprise_code}"
            desk.emit_standing(key, tallied)


def _await(desk: Desk, series: Series, at_ms: int) -> None:
    """Set the time by which a series has to be complete, from the first of its parts that waits."""
    if standing.is_complete(series) or not series.on_file:
        if series.deadline_at_ms:
            desk.put_series(replace(series, deadline_at_ms=0))
    elif not series.deadline_at_ms:
        deadline_at_ms = at_ms + reference.bill_deadline_ms(desk.registers, reference.date_of(at_ms))
        desk.put_series(replace(series, deadline_at_ms=deadline_at_ms))
        desk.wake(deadline_at_ms)


def _work(task: Task, document_type: DocumentType, issuer_code: str) -> Work:
    return Work(
        task=task,
        document_type=document_type,
        issuer_code=issuer_code,
        round=0,
        part_count=0,
        on_file=0,
        part_no=1,
        page_no=0,
    )


def _rank(work: Work) -> int:
    """Return the place of work: parcels learn that they are ready before they learn that they have left."""
    if work.task is Task.FORGET:
        return 4
    if work.task is Task.CONCLUDE:
        return 3 if work.document_type is DEPARTED else 1
    return 2 if work.task is Task.MOVE else 0


def _is_same(work: Work, other: Work) -> bool:
    if work.task is not other.task or work.task is Task.REFUSE:
        return False
    same_series = work.document_type is other.document_type and work.issuer_code == other.issuer_code
    return work.task in (Task.MOVE, Task.FORGET) or same_series


def _add(desk: Desk, work: Work) -> None:
    """Add work in its place; the same work that had begun begins again."""
    others = [one for one in desk.bill.work if not _is_same(one, work)]
    desk.put_bill(work=tuple(sorted((*others, work), key=_rank)))


def _tidy(desk: Desk) -> None:
    """Forget series that have no part on file and nothing left to be done."""
    at_work = {(work.document_type, work.issuer_code) for work in desk.bill.work}
    left = tuple(one for one in desk.bill.series if one.on_file or (one.document_type, one.issuer_code) in at_work)
    if len(left) < len(desk.bill.series):
        desk.put_bill(series=left)
