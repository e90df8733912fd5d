"""
Closed lists as they come, and lists that are reopened.

Lists of 9610 and 1210 with flag B are entered by the month in China in which they closed, and wait to be
consolidated. Others of these modes are certified at once. Lists of 9710 and 9810 are only known by their number.
"""

from typing import Final

from msgspec.structs import replace

from contracts import topics
from contracts.customs import ConsolidationCorrected, ListClosed, ListReopened
from contracts.customs_consolidation import Draft, Entry, Left, Month, Piece, Place
from contracts.modes import MODES
from customs import reference
from customs.consolidation import certificates, deadlines, hearing, merging, standing
from customs.consolidation.desk import Desk, named
from mesh.declared.processor import NOTHING, Context, Effects, State

NO_MONTH: Final = Month(count=0, first_open=1, waiting=0, due_at_ms=0)


def closed(state: State, event: ListClosed, context: Context) -> Effects:
    """Enter a list that closed; once, however often it is told."""
    list_no = event.subject.list_no
    if list_no is None:
        return NOTHING
    desk = Desk(state, context, context.key.decode())
    former = desk.get(Place, named(list_no))
    if former is not None and former.closed:
        return NOTHING
    place = Place(
        closed=True,
        month="",
        place=0,
        certificates=former.certificates if former is not None else 0,
        certificate_no=None,
    )
    mode = MODES.get(event.content.trade_mode)
    if mode is not None and mode.consolidated:
        if event.content.statistics_flag == mode.consolidated:
            place = _entered(desk, event, place)
        else:
            place = certificates.of_list(desk, event, place)
            hearing.certified(desk, event, place)
    desk.put(place, named(list_no))
    return desk.effects()


def _entered(desk: Desk, event: ListClosed, place: Place) -> Place:
    """Enter a list that waits to be consolidated; see to it that its month is."""
    name, book = reference.date_of(event.closed_at_ms)[:7], desk.book
    month = desk.get(Month, name) or NO_MONTH
    month = replace(month, count=month.count + 1, waiting=month.waiting + 1)
    entry = Entry(
        number=book.entries + 1,
        subject=event.subject,
        content=event.content,
        closed_at_ms=event.closed_at_ms,
        waits=True,
        pieces=(),
    )
    desk.put(entry, name, month.count)
    desk.put(deadlines.armed(desk, name, month), name)
    first, last = book.first_month or name, book.last_month
    desk.put(replace(book, entries=entry.number, first_month=min(first, name), last_month=max(last, name)))
    return replace(place, month=name, place=month.count)


def reopened(state: State, event: ListReopened, context: Context) -> Effects:
    """Take a list out whose departure was taken back: of those that wait, or of what was declared and certified."""
    desk = Desk(state, context, context.key.decode())
    list_no = event.subject.list_no or ""
    place = desk.get(Place, named(list_no))
    if place is None or not place.closed:
        return NOTHING
    if place.certificate_no is not None:
        subject = event.subject
        certificates.withdraw(desk, place.certificate_no, subject.agent_code, list_no, subject.merchant_code)
        hearing.withdrawn(desk, subject, place.certificate_no)
    if place.month:
        entry = desk.need(Entry, place.month, place.place)
        if entry.waits:
            month = desk.need(Month, place.month)
            desk.put(replace(month, waiting=month.waiting - 1), place.month)
        for piece in entry.pieces:
            _correct(desk, entry, piece, event.reopened_at_ms)
        desk.put(replace(entry, waits=False), place.month, place.place)
    desk.put(replace(place, closed=False, certificate_no=None), named(list_no))
    return desk.effects()


def _correct(desk: Desk, entry: Entry, piece: Piece, at_ms: int) -> None:
    """Put a correction beside a declaration in which a list stands, and replace its certificate."""
    draft = desk.need(Draft, piece.turn, piece.draft)
    list_no = entry.subject.list_no or ""
    own = merging.merged([line for line in entry.content.lines if line.gnum in piece.gnums], by_name=draft.by_name)
    places = {merging.merged_key(line, by_name=draft.by_name): line.line_no for line in draft.lines}
    off = tuple(merging.numbered(line, places[merging.merged_key(line, by_name=draft.by_name)]) for line in own)
    former = certificates.left_of(draft)
    left = Left(
        lines=merging.without(former.lines, off),
        gross_weight_kg_e5=former.gross_weight_kg_e5 - piece.gross_weight_kg_e5,
        net_weight_kg_e5=former.net_weight_kg_e5 - piece.net_weight_kg_e5,
    )
    correction = ConsolidationCorrected(
        consolidation_no=draft.consolidation_no,
        declaration_seq_no=draft.declaration_seq_no,
        entry_no=draft.entry_no,
        list_no=list_no,
        corrected_at_ms=at_ms,
        gross_weight_kg_e5=piece.gross_weight_kg_e5,
        net_weight_kg_e5=piece.net_weight_kg_e5,
        lines=off,
    )
    desk.emit(topics.CUSTOMS_CONSOLIDATIONS, correction)
    withdrawn, head = draft.certificate_no, draft.head
    draft = replace(draft, left=left, certificate_no=None)
    if withdrawn is not None:
        certificates.withdraw(desk, withdrawn, head.agent_code, list_no, head.merchant_code)
        draft = certificates.of_declaration(desk, draft, withdrawn)
    hearing.taken_off(desk, entry.subject, draft, withdrawn)
    desk.put(standing.told(desk, draft), piece.turn, piece.draft)
    if draft.standing is not None:
        hearing.changed(desk, piece.turn, piece.draft)
