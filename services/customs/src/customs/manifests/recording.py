"""
What a part that takes effect does to its bill: its lines name parcels, and its series grows, shrinks or stays.

A step writes the lines of one message, and reads those of the part before a change.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from msgspec.structs import replace

from agency.judging import DELETE, RECORDED
from contracts.common import DocumentType, Judgement, Submission
from contracts.customs import Movement
from contracts.customs_manifests import Part, Series
from customs.manifests import standing
from customs.manifests.desk import PAGE, Desk
from customs.manifests.kinds import ARRIVED, LISTED, Kind
from mesh.declared.keys import order_key

CONCLUDED: Final = "399"
REFUSED: Final = "100"
ON_FILE: Final = (RECORDED, CONCLUDED)


def begun(document_type: DocumentType, issuer_code: str) -> Series:
    """Return a series without parts."""
    return Series(
        document_type=document_type,
        issuer_code=issuer_code,
        part_count=0,
        on_file=0,
        concluded=0,
        lines=0,
        round=0,
        deadline_at_ms=0,
    )


def is_on_file(part: Part | None) -> bool:
    """Whether a part counts."""
    return part is not None and part.return_status in ON_FILE


def lines_of(desk: Desk, document_type: DocumentType, issuer_code: str, part_no: int) -> list[str]:
    """Return the waybill numbers of a part on file, as sent."""
    part = desk.part(document_type, issuer_code, part_no)
    pages = range(part.pages) if part is not None else ()
    return [one for page_no in pages for one in desk.page(document_type, issuer_code, part_no, page_no)]


def record(desk: Desk, event: Any, kind: Kind, kept: Submission, judgement: Judgement) -> None:
    """Lay a part that takes effect on file in place of the former, or take a deleted one off it."""
    of_kind, issuer, part_no = kind.document_type, kind.issuer(event), event.part_no
    series = desk.series(of_kind, issuer) or begun(of_kind, issuer)
    former = desk.part(of_kind, issuer, part_no)
    before = former if is_on_file(former) else None
    is_deleted = event.operation is DELETE
    lines = [] if is_deleted else unique(line.waybill_no for line in event.lines)
    old = lines_of(desk, of_kind, issuer, part_no) if before is not None else []
    moved_at_ms = event.accepted_at_ms if is_deleted else kind.moved_at_ms(event)
    named, were_named = {order_key(one) for one in lines}, {order_key(one) for one in old}
    for waybill_no in old:
        if order_key(waybill_no) not in named:
            unname(desk, of_kind, waybill_no)
            take_back(desk, waybill_no, event.document_id, event.accepted_at_ms)
    for waybill_no in lines:
        more = order_key(waybill_no) not in were_named
        _name(desk, of_kind, waybill_no, event.document_id, moved_at_ms, more=more)
    pages = _write(desk, of_kind, issuer, part_no, lines, former.pages if former is not None else 0)
    part = Part(
        submission=kept,
        judgement=None if is_deleted else judgement,
        return_status="" if is_deleted else RECORDED,
        round=series.round,
        lines=len(lines),
        pages=pages,
        moved_at_ms=moved_at_ms,
    )
    desk.put_part(of_kind, issuer, part_no, part)
    desk.put_series(
        replace(
            series,
            part_count=series.part_count if is_deleted else event.part_count,
            on_file=series.on_file + (not is_deleted) - (before is not None),
            concluded=series.concluded - (before is not None and before.return_status == CONCLUDED),
            lines=series.lines + len(lines) - len(old),
        )
    )


def answered(part: Part | None, kept: Submission) -> Part:
    """Return a part with the answer to a submission that has no further effect."""
    if part is not None:
        return replace(part, submission=kept)
    return Part(submission=kept, judgement=None, return_status="", round=0, lines=0, pages=0, moved_at_ms=0)


def unique(waybills: Iterable[str]) -> list[str]:
    """Return waybill numbers each once, the same number written otherwise too."""
    return list({order_key(one): one for one in waybills}.values())


def unname(desk: Desk, document_type: DocumentType, waybill_no: str) -> None:
    """Let a parcel be named by one part less."""
    parcel = desk.parcel(waybill_no)
    if document_type is LISTED:
        parcel = replace(parcel, listed=parcel.listed - 1)
    elif document_type is ARRIVED:
        parcel = replace(parcel, arrived=parcel.arrived - 1)
    else:
        parcel = replace(parcel, departing=parcel.departing - 1)
    desk.put_parcel(waybill_no, parcel)


def take_back(desk: Desk, waybill_no: str, document_id: str, at_ms: int) -> None:
    """Tell a parcel whose departure was told, and that no departure names any more, that it has not left."""
    parcel = desk.parcel(waybill_no)
    if not parcel.departing and parcel.departed_at_ms:
        desk.put_parcel(waybill_no, replace(parcel, departed_at_ms=0))
        desk.move(waybill_no, Movement.DEPARTURE_WITHDRAWN, document_id, at_ms)


def frees_released(desk: Desk, kind: Kind, event: Any) -> bool:
    """STA-02: whether a change or deletion takes off a parcel that was told to be ready."""
    of_kind, issuer = kind.document_type, kind.issuer(event)
    kept = set() if event.operation is DELETE else {order_key(line.waybill_no) for line in event.lines}
    old = lines_of(desk, of_kind, issuer, event.part_no)
    if not old:
        return of_kind is ARRIVED and standing.all_arrived(desk.bill) and standing.is_compared(desk.bill)
    return any(
        desk.parcel(waybill_no).told is Movement.READY for waybill_no in old if order_key(waybill_no) not in kept
    )


def _name(
    desk: Desk, document_type: DocumentType, waybill_no: str, document_id: str, moved_at_ms: int, *, more: bool
) -> None:
    """Let a parcel be named by a part. more: by one part more than before."""
    parcel = desk.parcel(waybill_no)
    if document_type is LISTED:
        parcel = replace(parcel, listed=parcel.listed + more, listed_in=document_id)
    elif document_type is ARRIVED:
        parcel = replace(parcel, arrived=parcel.arrived + more, arrived_in=document_id)
    else:
        departing = parcel.departing + more
        parcel = replace(parcel, departing=departing, departs_in=document_id, departs_at_ms=moved_at_ms)
    desk.put_parcel(waybill_no, parcel)


def _write(
    desk: Desk, document_type: DocumentType, issuer_code: str, part_no: int, lines: Sequence[str], before: int
) -> int:
    """Write the pages of a part, and take those away that it had before and needs no more; return how many it has."""
    pages = [tuple(lines[at : at + PAGE]) for at in range(0, len(lines), PAGE)]
    for page_no, waybills in enumerate(pages):
        desk.put_page(document_type, issuer_code, part_no, page_no, waybills)
    for page_no in range(len(pages), before):
        desk.put_page(document_type, issuer_code, part_no, page_no, ())
    return len(pages)
