"""
What the order of a list hears after the list closed: its declaration, the number of that, its certificate.

A declaration may have any number of lists, so orders are told record by record of 500 lists, by timers of their own. A
declaration that changes while its lists are told is told again afterwards: an order hears of what lasts, and once. A
list that was reopened hears at once that it is taken off, and of that declaration nothing more.
"""

from typing import Final

from msgspec.structs import replace

from contracts import topics
from contracts.common import DocumentType
from contracts.customs import (
    DeclarationSubject,
    ListCertificateWithdrawn,
    ListCertified,
    ListClosed,
    ListConsolidated,
    ListDeclared,
    ListTakenOff,
)
from contracts.customs_consolidation import Draft, Entry, Heard, Hearing, Member, Members, Place
from customs.consolidation import certificates
from customs.consolidation.desk import Desk, named
from mesh.declared.keys import order_key
from mesh.declared.processor import Record

HEAR: Final = "HEAR"
MEMBERS = 500
"""Lists in one record, and to which a step tells, about; each of them hears of one or two things."""
DRAFTS_MOST = 200
"""Declarations that a step tells, about."""
NOTHING_HEARD: Final = Heard(
    waits=False,
    page=0,
    is_told=False,
    told_entry_no=None,
    told_certificate_no=None,
    entry_no=None,
    certificate_no=None,
    at_ms=0,
    changed_at_ms=0,
    again=False,
)


def member(entry: Entry, month: str, place: int) -> Member:
    """Return what is kept of a list to tell its order."""
    subject = entry.subject
    return Member(
        order_no=order_key(subject.order_no),
        declaration_id=subject.declaration_id,
        list_no=subject.list_no or "",
        platform_code=subject.platform_code,
        sender_code=sender_of(subject),
        month=month,
        place=place,
    )


def sender_of(subject: DeclarationSubject) -> str | None:
    """Return who handed a list over, if its declaration says so."""
    lists = (ref for ref in subject.documents if ref.document_type is DocumentType.EXPORT_LIST)
    return next((ref.sender_code for ref in lists), None)


def changed(desk: Desk, turn: int, draft: int) -> None:
    """Note that a declaration has changed since its lists were told, or that they were never told."""
    heard = desk.get(Heard, turn, draft) or NOTHING_HEARD
    if not heard.waits:
        _append(desk, turn, draft)
    begun = heard.page > 0
    desk.put(replace(heard, waits=True, again=heard.again or begun, changed_at_ms=desk.context.at_ms), turn, draft)


def step(desk: Desk, number: int) -> None:
    """Tell the next lists. number: of the steps since one was asked for."""
    desk.put(replace(desk.book, hears=False))
    lists = drafts = 0
    while desk.book.hearing < desk.book.next_hearing and lists < MEMBERS and drafts < DRAFTS_MOST:
        hearing = desk.need(Hearing, desk.book.hearing)
        lists += _tell_some(desk, hearing)
        drafts += 1
    if desk.book.hearing < desk.book.next_hearing:
        _awaken(desk, number + 1)


def _tell_some(desk: Desk, hearing: Hearing) -> int:
    """Tell the next record of a declaration's lists; return how many that were."""
    turn, at = hearing.turn, hearing.draft
    draft, heard = desk.need(Draft, turn, at), desk.need(Heard, turn, at)
    if heard.page == 0:
        heard = replace(
            heard,
            page=1,
            entry_no=draft.entry_no,
            certificate_no=draft.certificate_no,
            at_ms=heard.changed_at_ms,
        )
    members = desk.need(Members, turn, at, heard.page).lists
    for one in members:
        if _stands(desk, one):
            _tell(desk, draft, heard, one)
    if heard.page * MEMBERS < draft.list_count:
        desk.put(replace(heard, page=heard.page + 1), turn, at)
        return len(members)
    desk.delete(Hearing, desk.book.hearing)
    desk.put(replace(desk.book, hearing=desk.book.hearing + 1))
    heard = replace(
        heard,
        waits=heard.again,
        page=0,
        is_told=True,
        told_entry_no=heard.entry_no,
        told_certificate_no=heard.certificate_no,
        again=False,
    )
    desk.put(heard, turn, at)
    if heard.waits:
        _append(desk, turn, at)
    return len(members)


def _stands(desk: Desk, one: Member) -> bool:
    """Whether a list still stands in the declaration: it was not reopened, nor closed anew."""
    place = desk.get(Place, named(one.list_no))
    return place is not None and place.closed and (place.month, place.place) == (one.month, one.place)


def _tell(desk: Desk, draft: Draft, heard: Heard, one: Member) -> None:
    """Tell the order of a list what it does not know yet."""
    seq_no, head = draft.declaration_seq_no, draft.head
    if not heard.is_told:
        consolidated = ListConsolidated(
            declaration_id=one.declaration_id,
            list_no=one.list_no,
            platform_code=one.platform_code,
            merchant_code=head.merchant_code,
            agent_code=head.agent_code,
            sender_code=one.sender_code,
            consolidation_no=draft.consolidation_no,
            declaration_seq_no=seq_no,
            consolidated_at_ms=heard.at_ms,
        )
        _emit(desk, one.order_no, consolidated)
    if heard.entry_no is not None and heard.entry_no != heard.told_entry_no:
        declared = ListDeclared(
            declaration_id=one.declaration_id,
            list_no=one.list_no,
            platform_code=one.platform_code,
            merchant_code=head.merchant_code,
            agent_code=head.agent_code,
            sender_code=one.sender_code,
            declaration_seq_no=seq_no,
            entry_no=heard.entry_no,
            declared_at_ms=heard.at_ms,
        )
        _emit(desk, one.order_no, declared)
    if heard.certificate_no == heard.told_certificate_no:
        return
    if heard.certificate_no is None:
        _withdrawn(desk, one.order_no, one.declaration_id, one.list_no, heard.told_certificate_no or "", heard.at_ms)
        return
    certified = ListCertified(
        declaration_id=one.declaration_id,
        list_no=one.list_no,
        platform_code=one.platform_code,
        merchant_code=head.merchant_code,
        agent_code=head.agent_code,
        sender_code=one.sender_code,
        declaration_seq_no=seq_no,
        certificate_no=heard.certificate_no,
        replaces=heard.told_certificate_no,
        uses=certificates.uses_of(head.trade_mode),
        certified_at_ms=heard.at_ms,
    )
    _emit(desk, one.order_no, certified)


def certified(desk: Desk, event: ListClosed, place: Place) -> None:
    """Tell the order of a list with simplified classification of its certificate, if there is one."""
    if place.certificate_no is None:
        return
    subject = event.subject
    told = ListCertified(
        declaration_id=subject.declaration_id,
        list_no=subject.list_no or "",
        platform_code=subject.platform_code,
        merchant_code=subject.merchant_code,
        agent_code=subject.agent_code,
        sender_code=sender_of(subject),
        declaration_seq_no=None,
        certificate_no=place.certificate_no,
        replaces=None,
        uses=certificates.OF_SIMPLIFIED,
        certified_at_ms=desk.context.at_ms,
    )
    _emit(desk, order_key(subject.order_no), told)


def withdrawn(desk: Desk, subject: DeclarationSubject, certificate_no: str) -> None:
    """Tell the order of a list that was reopened that its certificate is withdrawn."""
    key = order_key(subject.order_no)
    _withdrawn(desk, key, subject.declaration_id, subject.list_no or "", certificate_no, desk.context.at_ms)


def taken_off(desk: Desk, subject: DeclarationSubject, draft: Draft, certificate_no: str | None) -> None:
    """Tell the order of a list that was reopened that it left a declaration, and the certificate of that."""
    if certificate_no is not None:
        withdrawn(desk, subject, certificate_no)
    off = ListTakenOff(
        declaration_id=subject.declaration_id,
        list_no=subject.list_no or "",
        declaration_seq_no=draft.declaration_seq_no,
        entry_no=draft.entry_no,
        taken_off_at_ms=desk.context.at_ms,
    )
    _emit(desk, order_key(subject.order_no), off)


def _withdrawn(desk: Desk, order: str, declaration_id: str, list_no: str, certificate_no: str, at_ms: int) -> None:
    event = ListCertificateWithdrawn(
        declaration_id=declaration_id, list_no=list_no, certificate_no=certificate_no, withdrawn_at_ms=at_ms
    )
    _emit(desk, order, event)


def _emit(desk: Desk, order: str, event: Record) -> None:
    desk.emit(topics.CUSTOMS_LIST_ENDS, event, order)


def _append(desk: Desk, turn: int, draft: int) -> None:
    book = desk.book
    desk.put(Hearing(turn=turn, draft=draft), book.next_hearing)
    desk.put(replace(book, next_hearing=book.next_hearing + 1))
    _awaken(desk)


def _awaken(desk: Desk, number: int = 0) -> None:
    """See to it that the next step tells, once; its timer is no other's, as those of `queue.awaken`."""
    book = desk.book
    if not book.hears:
        desk.put(replace(book, hears=True))
        desk.wake(desk.context.at_ms, f"{HEAR}|{desk.merchant}|{book.hearing}.{number}")
