"""
Reserving on a guarantee, and the line of those for whom it is short.

Whoever waits is tried again, first come first served, when something is freed or the guarantee grows; one who asks for
more than is left does not stop those behind. A newcomer is tried after them.
"""

from msgspec.structs import replace

from contracts.common import Effect
from contracts.tax import GuaranteeRegistered
from contracts.tax_guarantee import Reservation, ReservationStatus
from mesh.declared.lookup import Lookup
from mesh.declared.processor import Context, Emit, Output, WakeAt
from tax.guarantee.answers import answer
from tax.guarantee.book import Book
from tax.reference import number


def guarantee_limit(lookup: Lookup, guarantor_code: str) -> int:
    """Return the size of a guarantee on the lookup's day; 0 for a guarantor without one."""
    account = lookup.find(GuaranteeRegistered, guarantor_code)
    return 0 if account is None else account.amount_cny_e5


def is_sufficient(limit: int, reserved: int, amount: int) -> bool:
    """Say whether an amount still fits: the guarantee is sufficient and given first (TAX-12). All of it may be used."""
    return reserved + amount <= limit


def reserve(book: Book, reservation: Reservation, limit: int, lookup: Lookup, context: Context) -> tuple[Output, ...]:
    """Reserve and answer PASS, or let wait and answer HOLD, with the timers that end the waiting."""
    if is_sufficient(limit, book.balance.reserved_cny_e5, reservation.amount_cny_e5):
        book.put(replace(reservation, status=ReservationStatus.RESERVED))
        return (answer(Effect.PASS, reservation, book.balance, limit, lookup),)
    book.put(replace(reservation, status=ReservationStatus.WAITING))
    give_up_at = context.at_ms + 1000 * number(lookup, "guarantee.hold_seconds")
    outputs = (
        WakeAt(give_up_at, deadline_key(book.balance.guarantor_code, reservation)),
        *arm_retry(book, lookup, context.at_ms),
    )
    return (answer(Effect.HOLD, reservation, book.balance, limit, lookup), *outputs)


def serve_line(book: Book, limit: int, lookup: Lookup) -> tuple[Emit, ...]:
    """Reserve, in order, for all who wait and fit by now. Nothing is read unless the least of them may fit."""
    line = book.balance
    if not line.waiting or not is_sufficient(limit, line.reserved_cny_e5, line.least_waiting_cny_e5):
        return ()
    served: list[Emit] = []
    left: list[tuple[int, int]] = []
    for position in range(line.first_position, line.next_position):
        place = book.place(position)
        waiting = None if place is None else book.reservation(place.declaration_id)
        if waiting is None:
            continue
        if is_sufficient(limit, book.balance.reserved_cny_e5, waiting.amount_cny_e5):
            book.put(replace(waiting, status=ReservationStatus.RESERVED))
            served.append(answer(Effect.PASS, waiting, book.balance, limit, lookup))
        else:
            left.append((position, waiting.amount_cny_e5))
    book.balance = replace(
        book.balance,
        first_position=left[0][0] if left else book.balance.next_position,
        least_waiting_cny_e5=min((amount for _, amount in left), default=0),
    )
    return tuple(served)


def arm_retry(book: Book, lookup: Lookup, at_ms: int) -> tuple[WakeAt, ...]:
    """Ask to be woken while somebody waits, by one timer at a time: a top-up is not an event that would do it."""
    if book.balance.retry_at_ms is not None or not book.balance.waiting:
        return ()
    retry_at = at_ms + 1000 * number(lookup, "guarantee.retry_seconds")
    book.balance = replace(book.balance, retry_at_ms=retry_at)
    return (WakeAt(retry_at, retry_key(book.balance.guarantor_code)),)


def retry_key(guarantor_code: str) -> str:
    """Return the key of the timer that tries all who wait again."""
    return f"retry/{guarantor_code}"


def deadline_key(guarantor_code: str, reservation: Reservation) -> str:
    """Return the key of the timer that gives one reservation up."""
    return f"deadline/{guarantor_code}/{reservation.declaration_id}/{reservation.revision}"
