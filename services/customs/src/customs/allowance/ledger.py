"""
The annual allowance of one buyer: reserve, keep, free (LIM-04, LIM-08, LIM-09). Pure.

A declaration has one reservation; a newer revision replaces it. Every request is idempotent, and one about an older
revision changes nothing. The balance is the sum of what is reserved and kept, and never exceeds the limit by a
reservation of ours.
"""

from typing import NamedTuple, assert_never

from contracts.common import LedgerAction
from contracts.customs import AllowanceRequested
from contracts.customs_allowance import Balance, Reservation, ReservationState

COUNTED = (ReservationState.RESERVED, ReservationState.KEPT)
NOTHING_USED = Balance(used_cny_e5=0)


class Answer(NamedTuple):
    """Whether a reservation is granted, and what was used without it."""

    granted: bool
    used_before_cny_e5: int


class Booked(NamedTuple):
    """Balance and reservation after a request; the answer, if one is due."""

    balance: Balance
    reservation: Reservation | None
    answer: Answer | None = None


def book(balance: Balance, held: Reservation | None, request: AllowanceRequested, limit_cny_e5: int) -> Booked:
    """Apply a request to the balance of its buyer and year."""
    unchanged = Booked(balance, held)
    match request.action:
        case LedgerAction.RESERVE:
            if held is not None and held.revision >= request.revision:
                return unchanged
            return reserve(balance, held, request, limit_cny_e5)
        case LedgerAction.KEEP:
            if held is None or held.revision != request.revision or held.state is not ReservationState.RESERVED:
                return unchanged
            return Booked(balance, _with_state(held, ReservationState.KEPT))
        case LedgerAction.FREE:
            if held is not None and held.revision > request.revision:
                return unchanged
            return _free(balance, held, request)
        case LedgerAction.UNKNOWN:
            return unchanged
        case _:
            assert_never(request.action)


def reserve(balance: Balance, held: Reservation | None, request: AllowanceRequested, limit_cny_e5: int) -> Booked:
    """LIM-04: reserve what keeps the annual total within the limit, counting everything reserved and kept."""
    before = balance.used_cny_e5 - _counted(held)
    amount = max(request.amount_cny_e5, 0)
    granted = before + amount <= limit_cny_e5
    state = ReservationState.RESERVED if granted else ReservationState.REFUSED
    reservation = Reservation(revision=request.revision, amount_cny_e5=amount, state=state, quantities=())
    used = before + amount if granted else before
    return Booked(Balance(used_cny_e5=used), reservation, Answer(granted, before))


def _free(balance: Balance, held: Reservation | None, request: AllowanceRequested) -> Booked:
    """LIM-09: give back on refusal and cancellation. Remembered, so that the same revision is not reserved again."""
    amount = held.amount_cny_e5 if held else 0
    freed = Reservation(revision=request.revision, amount_cny_e5=amount, state=ReservationState.FREED, quantities=())
    return Booked(Balance(used_cny_e5=balance.used_cny_e5 - _counted(held)), freed)


def _counted(held: Reservation | None) -> int:
    return held.amount_cny_e5 if held is not None and held.state in COUNTED else 0


def _with_state(held: Reservation, state: ReservationState) -> Reservation:
    return Reservation(
        revision=held.revision, amount_cny_e5=held.amount_cny_e5, state=state, quantities=held.quantities
    )
