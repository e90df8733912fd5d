"""
The annual allowance of one buyer: reserve, keep, free (LIM-04; quantities by LIST-02). Pure.

A declaration has one reservation; a newer revision replaces it. Amount and quantities are reserved all or nothing.
Every request is idempotent, and one about an older revision changes nothing. What is used is the sum of what is
reserved and kept, and never exceeds a limit by a reservation of ours.
"""

from typing import NamedTuple, assert_never

from contracts.common import LedgerAction
from contracts.customs import AllowanceRequested
from contracts.customs_allowance import QuantityReserved, Reservation, ReservationState
from customs.allowance import quantities
from customs.allowance.quantities import Exceeded, Quantities

COUNTED = (ReservationState.RESERVED, ReservationState.KEPT)


class Account(NamedTuple):
    """What a buyer has used in a calendar year, reserved and kept: the amount, and quantities by group."""

    used_cny_e5: int
    used_e5: Quantities


NOTHING_USED = Account(0, {})


class Answer(NamedTuple):
    """Whether a reservation is granted, what was used without it, and which limits have no room for it."""

    granted: bool
    used_before_cny_e5: int
    over_amount: bool = False
    over_quantities: tuple[Exceeded, ...] = ()


class Booked(NamedTuple):
    """Account and reservation after a request; the answer, if one is due."""

    account: Account
    reservation: Reservation | None
    answer: Answer | None = None


def book(account: Account, former: Reservation | None, request: AllowanceRequested, limit_cny_e5: int) -> Booked:
    """Apply a request to the account of its buyer and year."""
    match request.action:
        case LedgerAction.RESERVE:
            if former is not None and former.revision >= request.revision:
                return Booked(account, former)
            return reserve(account, former, request, limit_cny_e5)
        case LedgerAction.KEEP:
            if former is None or former.revision != request.revision or former.state is not ReservationState.RESERVED:
                return Booked(account, former)
            return Booked(account, _reservation(former.revision, ReservationState.KEPT, former))
        case LedgerAction.FREE:
            if former is not None and former.revision > request.revision:
                return Booked(account, former)
            return _free(account, former, request)
        case LedgerAction.UNKNOWN:
            return Booked(account, former)
        case _:
            assert_never(request.action)


def reserve(account: Account, former: Reservation | None, request: AllowanceRequested, limit_cny_e5: int) -> Booked:
    """LIM-04, LIST-02: reserve what keeps amount and quantities of the year within their limits, all or nothing."""
    before = _without(account, former)
    amount = max(request.amount_cny_e5, 0)
    claimed = quantities.reserved(request.quantities)
    over_amount = before.used_cny_e5 + amount > limit_cny_e5
    over_quantities = quantities.exceeded(before.used_e5, request.quantities)
    granted = not (over_amount or over_quantities)
    reservation = Reservation(
        revision=request.revision,
        amount_cny_e5=amount,
        state=ReservationState.RESERVED if granted else ReservationState.REFUSED,
        quantities=claimed,
    )
    answer = Answer(granted, before.used_cny_e5, over_amount, over_quantities)
    return Booked(_with(before, amount, claimed) if granted else before, reservation, answer)


def _free(account: Account, former: Reservation | None, request: AllowanceRequested) -> Booked:
    """LIM-04: give back what is refused or taken back. Remembered, so that the same revision is not reserved again."""
    return Booked(_without(account, former), _reservation(request.revision, ReservationState.FREED, former))


def _reservation(revision: int, state: ReservationState, former: Reservation | None) -> Reservation:
    return Reservation(
        revision=revision,
        amount_cny_e5=former.amount_cny_e5 if former else 0,
        state=state,
        quantities=former.quantities if former else (),
    )


def _with(account: Account, amount_cny_e5: int, claimed: tuple[QuantityReserved, ...]) -> Account:
    return Account(account.used_cny_e5 + amount_cny_e5, quantities.more(account.used_e5, claimed))


def _without(account: Account, former: Reservation | None) -> Account:
    """Return the account without a reservation that counts."""
    if former is None or former.state not in COUNTED:
        return account
    return Account(account.used_cny_e5 - former.amount_cny_e5, quantities.less(account.used_e5, former.quantities))
