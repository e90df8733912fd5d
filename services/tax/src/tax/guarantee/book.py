"""
The book of one guarantor during one step: the records read from state, and the changes of the step.

Invariant: the balance is the sum of all reservations that are reserved or kept. State holds one small record per
reservation and one per place in line, so no record grows with the number of parcels.
"""

from msgspec.structs import replace

from contracts.tax_guarantee import Balance, Place, Reservation, ReservationStatus
from mesh.declared.processor import Effects, Output, State

BLOCKED = (ReservationStatus.RESERVED, ReservationStatus.KEPT)


class Book:
    """Reservations of one guarantor, changed together."""

    def __init__(self, state: State, guarantor_code: str) -> None:
        self._state, self._guarantor = state, guarantor_code
        self._stored = state.get(Balance, guarantor_code)
        self.balance = self._stored or Balance(
            guarantor_code=guarantor_code,
            reserved_cny_e5=0,
            waiting=0,
            first_position=0,
            next_position=0,
            least_waiting_cny_e5=0,
        )
        self._reservations: dict[str, Reservation] = {}
        self._places: dict[int, Place | None] = {}

    def reservation(self, declaration_id: str) -> Reservation | None:
        """Return a declaration's reservation as it is now, or None."""
        changed = self._reservations.get(declaration_id)
        return changed or self._state.get(Reservation, self._at(declaration_id))

    def place(self, position: int) -> Place | None:
        """Return the declaration at a position of the queue, or None for one that has left."""
        if position in self._places:
            return self._places[position]
        return self._state.get(Place, self._at(str(position)))

    def put(self, new: Reservation) -> None:
        """Record a reservation in its new status; balance and line follow."""
        old = self.reservation(new.declaration_id)
        if old is not None and old.position is not None:
            self._places[old.position] = None
            self.balance = replace(self.balance, waiting=self.balance.waiting - 1)
        new = self._join_line(new) if new.status is ReservationStatus.WAITING else replace(new, position=None)
        difference = _blocked(new) - (_blocked(old) if old else 0)
        self.balance = replace(self.balance, reserved_cny_e5=self.balance.reserved_cny_e5 + difference)
        self._reservations[new.declaration_id] = new

    def effects(self, outputs: tuple[Output, ...]) -> Effects:
        """Return all changes of the step with its outputs."""
        puts: list[tuple[str, Balance | Reservation | Place]] = [
            (self._at(declaration_id), reservation) for declaration_id, reservation in self._reservations.items()
        ]
        puts += [(self._at(str(position)), place) for position, place in self._places.items() if place is not None]
        if self.balance != self._stored:
            puts.append((self._guarantor, self.balance))
        gone = tuple((Place, self._at(str(position))) for position, place in self._places.items() if place is None)
        return Effects(puts=tuple(puts), deletes=gone, outputs=outputs)

    def _join_line(self, reservation: Reservation) -> Reservation:
        balance, amount = self.balance, reservation.amount_cny_e5
        self._places[balance.next_position] = Place(declaration_id=reservation.declaration_id)
        self.balance = replace(
            balance,
            waiting=balance.waiting + 1,
            first_position=balance.first_position if balance.waiting else balance.next_position,
            next_position=balance.next_position + 1,
            least_waiting_cny_e5=min(balance.least_waiting_cny_e5, amount) if balance.waiting else amount,
        )
        return replace(reservation, position=balance.next_position)

    def _at(self, part: str) -> str:
        return f"{self._guarantor}/{part}"


def _blocked(reservation: Reservation) -> int:
    return reservation.amount_cny_e5 if reservation.status in BLOCKED else 0
