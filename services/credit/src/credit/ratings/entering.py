"""Taking entries in: each counts once, in the window of its own day."""

from typing import Any

from msgspec.structs import replace

from agency.deciders import names_of
from contracts import topics
from contracts.common import ParameterSet
from contracts.credit import ConductEntered, Ground, PointsSet
from contracts.credit_ratings import Entry, Rating, Tally
from credit.points import count
from credit.ratings.rating import add, rate
from credit.ratings.windows import window_of
from mesh.declared.lookup import Lookup
from mesh.declared.processor import NOTHING, Context, Effects, Emit, State

REGISTERS: dict[type[Any], str] = {ParameterSet: topics.CREDIT_PARAMETERS, PointsSet: topics.CREDIT_POINTS}
NAMES = names_of(REGISTERS)
UNRATED = Rating(newest_day="", version=0)


def entered(state: State, event: ConductEntered, context: Context) -> Effects:
    """
    Count an entry, once, and publish a row if the grade changes from the next day.

    An entry that comes late counts in the window of its day. A row begins after the newest day of all entries, so none
    is for a day that is over; which grade is in force after that day does not depend on the order of entries.
    """
    merchant = event.merchant_code
    entry_at = f"{merchant}/{event.entry_id}"
    if state.get(Entry, entry_at) is not None:
        return NOTHING
    lookup = Lookup(context.registers, event.day, NAMES)
    counted = count(lookup, event.codes)
    window = window_of(event.day, int(lookup.need(ParameterSet, "window.months").value))
    tally_at = f"{merchant}/{window.first_day}"
    ground = Ground(**counted._asdict(), declaration_id=event.declaration_id, day=event.day)
    tally = add(state.get(Tally, tally_at), window, ground)
    before = state.get(Rating, merchant) or UNRATED
    rating = replace(before, newest_day=max(before.newest_day, event.day))
    on_newest = Lookup(context.registers, rating.newest_day, NAMES)
    row = rate(merchant, rating, tally, on_newest, lookup.used())
    if row is not None:
        rating = replace(rating, version=row.version, grade=row.grade, valid_to=row.valid_to)
    puts = (
        (entry_at, Entry(day=event.day, code=counted.code, points=counted.points)),
        (tally_at, tally),
        (merchant, rating),
    )
    if row is None:
        return Effects(puts=puts)
    return Effects(puts=puts, outputs=(Emit(topics.CREDIT_RATINGS, f"{merchant}@{row.version}".encode(), row),))
