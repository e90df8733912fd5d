"""How a list moves: matched when its documents are there, decided on, and where its parcel is; refused, taken back."""

from msgspec.structs import replace

from agency.judging import Ruling, rejected
from agency.reasons import reason
from agency.rules import Evaluated, failed
from contracts.common import DocumentType, RegisterVersion
from contracts.customs import ClaimAction, WithdrawalCause
from contracts.customs_export import Stage
from contracts.modes import MODES
from customs import reference
from customs.declaration.lifecycle import declaration_id
from customs.export import lifecycle, receipts, sweeping
from customs.export.case import EMPTY, STANDING, CaseDesk
from customs.export.lifecycle import listed
from customs.export.standing import due
from customs.rules.export import classification
from customs.rules.export.matching import RECEIPT_MISSING, Matched, book_of, match
from customs.rules.export.registers import on_date

REFUSED, WAITING, CANCELLED = "100", "2", "399"
UNDECIDED = {name: getattr(EMPTY, name) for name in ("deciders", "standings", "holds", "is_reviewed")}
UNMOVED = {
    name: getattr(EMPTY, name)
    for name in (
        "movement",
        "bill_no",
        "bill_hold",
        "moved_at_ms",
        "departed_at_ms",
        "closed_at_ms",
        "left_unreleased",
        "reopening",
        "departs_again_at_ms",
    )
}


def declare(desk: CaseDesk, document_id: str) -> None:
    """Begin the declaration of the list that has just been laid on file, or its next revision."""
    case, declared = desk.case, listed(desk.case)
    date = reference.date_of(declared.accepted_at_ms)
    deadline_ms = declared.accepted_at_ms + reference.export_deadline_ms(desk.registers, date)
    is_new = case.declaration_id is None or case.stage in (Stage.REFUSED, Stage.WITHDRAWN)
    if is_new:
        case = desk.put(
            declaration_id=declaration_id(desk.place, desk.order_key, document_id),
            revision=1,
            list_no=None,
            waybill=None,
            cancelled_by=None,
            **UNMOVED,
        )
    else:
        case = desk.put(revision=case.revision + 1)
    desk.put(stage=Stage.WAITING, return_status=WAITING, deadline_at_ms=deadline_ms, **UNDECIDED)
    attempt(desk)
    if desk.case.stage is Stage.WAITING:
        desk.wake(deadline_ms)


def missing(desk: CaseDesk) -> tuple[DocumentType, ...]:
    """Return what a list still waits for; the receipt of payment where the law's order is asked for (EXM-06)."""
    case, declared = desk.case, listed(desk.case)
    there = {
        DocumentType.EXPORT_LIST: case.list_on_file,
        DocumentType.EXPORT_ORDER: case.order_on_file,
        DocumentType.EXPORT_WAYBILL: case.waybill,
        DocumentType.EXPORT_RECEIPT: case.receipt_on_file,
    }
    mode = MODES[declared.content.trade_mode]
    date = reference.date_of(declared.accepted_at_ms)
    first = mode.beside if reference.receipt_comes_first(desk.registers, date) else ()
    return tuple(kind for kind in (*mode.match, *first) if there[kind] is None)


def attempt(desk: CaseDesk) -> None:
    """Match a waiting list if its documents are there, and accept or refuse it."""
    case = desk.case
    if case.stage is not Stage.WAITING or case.list_on_file is None or missing(desk):
        return
    assert case.order_on_file is not None
    assert case.waybill is not None
    declared = case.list_on_file
    date = reference.date_of(declared.accepted_at_ms)
    matched = match(Matched(case.order_on_file, case.waybill, declared))
    lookup = on_date(desk.registers, date)
    if matched.reasons:
        status = matched.reasons[0].code if matched.reasons[0].code.startswith("-") else REFUSED
        refuse(desk, status, matched)
        return
    content = declared.content
    goods = classification.assess(
        classification.Declared(
            content.trade_mode,
            content.statistics_flag,
            declared.customs_code,
            content.goods_value_cny_e5,
            content.lines,
        ),
        lookup,
    )
    paid = () if case.receipt_on_file is not None else RECEIPT_MISSING
    number = case.list_no or desk.draw(f"{declared.customs_code}{date[:4]}E")
    desk.put(
        stage=Stage.DECIDING,
        return_status="120",
        list_no=number,
        deadline_at_ms=0,
        deciders=reference.export_deciders(desk.registers, date),
        list_on_file=replace(declared, content=replace(content, order_type=case.order_on_file.order_type)),
    )
    if case.list_no is None:
        lifecycle.give_number(desk)
    used = (*lookup.used(), *reference.versions_used(desk.registers, date, reference.EXPORT_DECIDERS))
    lifecycle.accepted(desk, Evaluated((*matched.rules, *goods.rules, *book_of(content), *paid)), used)
    receipts.conclude(desk)
    settle(desk)


def settle(desk: CaseDesk) -> None:
    """Let a list that matches stand as its decisions, its parcel and what officers found amount to."""
    before = desk.case
    if before.stage not in STANDING:
        return
    now = due(before)
    if now.stage is Stage.REFUSED:
        refuse(desk, now.return_status, lifecycle.reasons_only(now.reasons))
        return
    if now.stage is Stage.DECIDING:
        return
    reviewed = before.is_reviewed or now.reviewed
    desk.put(stage=now.stage, return_status=now.return_status, holds=now.holds, is_reviewed=reviewed)
    lifecycle.stands(desk, before, now)


def refuse(
    desk: CaseDesk, return_status: str, evaluated: Evaluated, registers: tuple[RegisterVersion, ...] = ()
) -> None:
    """
    Refuse a list. After 100 and a negative end another may take its place, and its waybill number is free again.

    After an inspector's finding (599, 700) the case is at its end, and nothing of it may be used again. A request to
    cancel that waits is told so.
    """
    desk.put(return_status=return_status)
    lifecycle.refused(desk, return_status, evaluated, registers)
    if desk.case.cancelled_by is not None:
        receipts.publish(desk, desk.case.cancelled_by, _too_late(desk))
    desk.put(stage=Stage.REFUSED, deadline_at_ms=0, **UNDECIDED, cancelled_by=None)
    if lifecycle.is_open_to_others(return_status):
        let_go(desk)


def _too_late(desk: CaseDesk) -> Ruling:
    """EXC-01: a request to cancel that waits for an officer ends (100) with the list that is refused (-607002)."""
    ended = failed(reason("-607002", "EXC-01", desk.case.list_no or ""))
    return rejected(ended.reasons, ended.rules)._replace(return_status=REFUSED)


def take_back(desk: CaseDesk, cause: WithdrawalCause) -> None:
    """End the declaration of a list that was cancelled or deleted; its documents may be used again."""
    desk.put(return_status=CANCELLED if cause is WithdrawalCause.CANCELLED else WAITING)
    lifecycle.withdrawn(desk, cause)
    desk.put(stage=Stage.WITHDRAWN, deadline_at_ms=0, **UNDECIDED, **UNMOVED, cancelled_by=None)
    let_go(desk)


def let_go(desk: CaseDesk) -> None:
    """Take the list off the file and free its waybill number; what is left of its documents is loose."""
    lifecycle.claim(desk, ClaimAction.FREE, listed(desk.case))
    former = desk.case.list
    desk.put(list_on_file=None, waybill=None, list=former and replace(former, counts=False))
    sweeping.arm(desk, desk.context.at_ms)


def lose_number(desk: CaseDesk, evaluated: Evaluated) -> None:
    """Refuse a list whose waybill number another order holds."""
    if desk.case.stage in (Stage.WAITING, Stage.DECIDING):
        refuse(desk, REFUSED, evaluated)
