"""The steps of a consolidation that look at lists: of a period month by month, of a request by lists part by part."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec.structs import replace

from contracts.customs_consolidation import Entry, Month, Part, Place, Request, Turn, TurnKind, TurnPhase
from customs import reference
from customs.consolidation import fitting, hearing, requests
from customs.consolidation.desk import Desk, named
from customs.consolidation.packing import Packing

LISTS_MOST = 1_000
"""Lists that a step looks at."""
LINES_MOST: Final = 5_000
"""Goods lines that a step merges, about."""
DRAFTS_MOST: Final = 200
"""Declarations to which a step adds lists, about."""


def check(desk: Desk, turn: Turn) -> Turn:
    """CON-04: look once more at the lists that a request names; the first that is unfit refuses the request."""
    some = list(islice(_named(desk, turn), LISTS_MOST))
    found = fitting.lists_fit((list_no for list_no, _ in some), lambda list_no: requests.unfit(desk, list_no))
    if found is not None:
        return replace(turn, phase=TurnPhase.CONCLUDE, reasons=(found,), part=1, place=1)
    then = some[-1][1] if some else turn
    return then if len(some) == LISTS_MOST else replace(then, phase=TurnPhase.TAKE, part=1, place=1)


def take(desk: Desk, number: int, turn: Turn) -> Turn:
    """Take the next lists into declarations."""
    packing = Packing(desk, number, turn)
    then = _take_named(desk, turn, packing) if turn.kind is TurnKind.LISTS else _take_period(desk, turn, packing)
    packing.lay()
    return replace(then, drafts=packing.drafts)


def _take_named(desk: Desk, turn: Turn, packing: Packing) -> Turn:
    lines = 0
    for looked, (list_no, then) in enumerate(_named(desk, turn)):
        if looked == LISTS_MOST or _is_enough(lines, packing):
            return turn
        place = desk.get(Place, named(list_no))
        if place is not None and place.closed and place.month:
            entry = desk.need(Entry, place.month, place.place)
            lines += _take(desk, place.month, place.place, entry, packing)
        turn = then
    return _taken(turn)


def _take_period(desk: Desk, turn: Turn, packing: Packing) -> Turn:
    looked = lines = 0
    while turn.month <= turn.last_month and looked < LISTS_MOST and not _is_enough(lines, packing):
        month = desk.get(Month, turn.month)
        looked += 1
        if month is None or not month.waiting:
            if month is not None:
                desk.put(replace(month, first_open=month.count + 1), turn.month)
            turn = _next_month(turn)
            continue
        at, open_at, is_over = max(turn.place, month.first_open), turn.open_at, False
        while at <= month.count and looked < LISTS_MOST and not _is_enough(lines, packing):
            entry = desk.need(Entry, turn.month, at)
            if entry.number > turn.last_entry:
                is_over = True
                break
            if entry.waits and turn.from_ms <= entry.closed_at_ms < turn.until_ms:
                lines += _take(desk, turn.month, at, entry, packing)
            elif entry.waits:
                open_at = open_at or at
            at, looked = at + 1, looked + 1
        turn = replace(turn, place=at, open_at=open_at)
        if is_over or at > month.count:
            month = desk.need(Month, turn.month)
            desk.put(replace(month, first_open=open_at or at), turn.month)
            turn = _next_month(turn)
    return turn if turn.month <= turn.last_month else _taken(turn)


def _is_enough(lines: int, packing: Packing) -> bool:
    """Whether a step has merged as many goods lines, or filled as many declarations, as one should."""
    return lines >= LINES_MOST or packing.filled >= DRAFTS_MOST


def _take(desk: Desk, name: str, at: int, entry: Entry, packing: Packing) -> int:
    """Take a list, if it waits; return how many goods lines it has."""
    if not entry.waits:
        return 0
    pieces = packing.add(entry, hearing.member(entry, name, at))
    desk.put(replace(entry, waits=False, pieces=pieces), name, at)
    month = desk.need(Month, name)
    desk.put(replace(month, waiting=month.waiting - 1), name)
    return len(entry.content.lines)


def _named(desk: Desk, turn: Turn) -> Iterator[tuple[str, Turn]]:
    """Yield the lists that a request names from where its consolidation stands, each with where it stands then."""
    request = turn.request or ""
    for part in range(turn.part, desk.need(Request, request).part_count + 1):
        list_nos = desk.need(Part, request, part).list_nos
        for place in range(turn.place if part == turn.part else 1, len(list_nos) + 1):
            yield list_nos[place - 1], replace(turn, part=part, place=place + 1)


def _next_month(turn: Turn) -> Turn:
    return replace(turn, month=reference.months_later(f"{turn.month}-01", 1)[:7], place=1, open_at=0)


def _taken(turn: Turn) -> Turn:
    phase = TurnPhase.TELL if turn.request is None else TurnPhase.CONCLUDE
    return replace(turn, phase=phase, part=1, place=1)
