"""The page of a buyer's year: each declaration's reservation is found, and no record grows endlessly."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contracts.customs_allowance import Balance, Reservation, ReservationState
from customs.allowance.page import NEWEST_MOST, Page
from mesh.declared.processor import Record

YEAR = "00ff|2024"
TURNS = st.lists(st.tuples(st.integers(0, 12), st.none() | st.integers(1, 3), st.integers(0, 5)), max_size=60)


@dataclass(slots=True)
class Kept:
    """A state, and how often it was asked."""

    records: dict[tuple[type[Record], str], Record] = field(default_factory=dict)
    asked: int = 0

    def get(self, kind: Any, key: str) -> Any:
        self.asked += 1
        return self.records.get((kind, key))

    def put(self, puts: list[tuple[str, Record]]) -> None:
        self.records |= {(type(record), key): record for key, record in puts}


def a_reservation(revision: int) -> Reservation:
    return Reservation(revision=revision, amount_cny_e5=1, state=ReservationState.RESERVED, quantities=())


def test_a_request_of_a_buyer_with_few_parcels_reads_one_record_and_changes_one() -> None:
    state = Kept()
    for number in range(NEWEST_MOST):
        puts = Page(state, YEAR).turned(number, f"D{number}", a_reservation(1))
        assert [key for key, _ in puts] == [YEAR]
        state.put(puts)
    state.asked = 0
    page = Page(state, YEAR)
    assert (page.held("D0"), page.held("new")) == (a_reservation(1), None)
    assert state.asked == 1


def test_beyond_the_newest_the_oldest_gets_a_record_of_its_own_and_is_changed_there() -> None:
    state = Kept()
    for number in range(NEWEST_MOST + 1):
        state.put(Page(state, YEAR).turned(0, f"D{number}", a_reservation(1)))
    assert state.records[Reservation, f"{YEAR}|D0"] == a_reservation(1)
    puts = Page(state, YEAR).turned(0, "D0", a_reservation(2))
    assert puts == [(f"{YEAR}|D0", a_reservation(2))]


def test_what_changes_nothing_puts_nothing() -> None:
    state = Kept()
    state.put(Page(state, YEAR).turned(5, "D", a_reservation(1)))
    assert Page(state, YEAR).turned(5, "D", a_reservation(1)) == []
    assert Page(state, YEAR).turned(5, "D", None) == []
    assert Page(Kept(), YEAR).turned(0, "D", None) == []


@given(TURNS)
def test_every_reservation_is_found_and_every_record_bounded(turns: list[tuple[int, int | None, int]]) -> None:
    state, model, used = Kept(), dict[str, Reservation](), 0
    for number, revision, used in turns:
        reservation = None if revision is None else a_reservation(revision)
        state.put(Page(state, YEAR).turned(used, f"D{number}", reservation))
        if reservation is not None:
            model[f"D{number}"] = reservation
        page = Page(state, YEAR)
        assert page.used_cny_e5 == used
        assert {name: page.held(name) for name in model} == model
        assert page.held("nobody") is None
        assert all(len(record.newest) <= NEWEST_MOST for record in state.records.values() if type(record) is Balance)
