"""Where parcels stand on their bills, kept for the list that claims their number. Pure."""

from msgspec.structs import replace

from contracts.customs import Movement, ParcelMoved
from contracts.customs_parcels import Transit
from customs.reference import date_of, months_later

NOWHERE = Transit(moved=None, departed=None)


def with_movement(transit: Transit | None, event: ParcelMoved) -> Transit:
    """Return what is kept after a movement: the newest word of a bill, and a departure until it is taken back."""
    transit = transit or NOWHERE
    match event.movement:
        case Movement.DEPARTED:
            return replace(transit, departed=event)
        case Movement.DEPARTURE_WITHDRAWN:
            return replace(transit, departed=None)
        case _:
            return replace(transit, moved=event)


def is_fresh(transit: Transit, at_ms: int, months: int) -> bool:
    """Whether what is kept is of the parcel that has the number now: it moved less than so many months ago."""
    newest = max((each.moved_at_ms for each in (transit.moved, transit.departed) if each is not None), default=0)
    return date_of(at_ms) < months_later(date_of(newest), months)
