"""
The page of a buyer's year: what is used, the newest reservations, and older ones each in a record of its own.

Few buyers have more than a handful of parcels a year, so a request reads one record and changes one; and no page grows
without end, however many parcels somebody orders.
"""

from msgspec.structs import replace

from contracts.customs_allowance import Balance, Reservation, Reserved
from mesh.declared.processor import Record, State

NEWEST_MOST = 8
EMPTY = Balance(used_cny_e5=0, newest=(), has_older=False)


class Page:
    """What is kept under one pseudonym and year. Read `held` and `used_cny_e5`; `turned` gives what changes."""

    __slots__ = ("_at", "_balance", "_state")

    def __init__(self, state: State, at: str) -> None:
        self._state, self._at = state, at
        self._balance = state.get(Balance, at) or EMPTY

    @property
    def used_cny_e5(self) -> int:
        """Reserved and kept."""
        return self._balance.used_cny_e5

    def held(self, declaration_id: str) -> Reservation | None:
        """Return the reservation of a declaration, or None."""
        for part in self._balance.newest:
            if part.declaration_id == declaration_id:
                return part.reservation
        return self._state.get(Reservation, self._older(declaration_id)) if self._balance.has_older else None

    def turned(
        self, used_cny_e5: int, declaration_id: str, reservation: Reservation | None
    ) -> list[tuple[str, Record]]:
        """Return the records to put, once so much is used and a declaration has this reservation."""
        balance = replace(self._balance, used_cny_e5=used_cny_e5)
        puts: list[tuple[str, Record]] = []
        former = self.held(declaration_id)
        if reservation is not None and reservation != former:
            part = Reserved(declaration_id=declaration_id, reservation=reservation)
            names = [each.declaration_id for each in balance.newest]
            if declaration_id in names:
                at = names.index(declaration_id)
                balance = replace(balance, newest=(*balance.newest[:at], part, *balance.newest[at + 1 :]))
            elif former is not None:
                puts.append((self._older(declaration_id), reservation))
            else:
                balance = replace(balance, newest=(*balance.newest, part))
        while len(balance.newest) > NEWEST_MOST:
            oldest = balance.newest[0]
            puts.append((self._older(oldest.declaration_id), oldest.reservation))
            balance = replace(balance, newest=balance.newest[1:], has_older=True)
        if balance != self._balance:
            puts.append((self._at, balance))
        return puts

    def _older(self, declaration_id: str) -> str:
        return f"{self._at}|{declaration_id}"
