"""No step grows with the bill: 100,000 parcels in twenty parts, complete, or refused at the deadline."""

from collections.abc import Iterator
from typing import Any

from contracts.customs import BillState, Movement
from contracts.customs_clearance import Serial
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.customs.manifests import DAY_MS, Steps, a_departure, a_master_list, an_arrival

LINES, PARTS = 5_000, 20
OF_A_MESSAGE = LINES + 2_100
"""Changes and events of a step at most: those of each line of a message, and the work beside."""
OF_A_TURN = 2_100
"""The same of a step that goes on: a thousand parcels, each changed and told, and what stands around them."""


def parts(make: Any, *, of: int = PARTS) -> Iterator[Any]:
    """Yield the parts of a bill, all but those from `of` on."""
    for number in range(of):
        waybills = (f"EX{number * LINES + line:09}" for line in range(LINES))
        yield make(waybills, number + 1, part_count=PARTS)


def test_a_bill_of_a_hundred_thousand_parcels_is_worked_a_thousand_a_step() -> None:
    bills = Steps()
    for make in (a_master_list, an_arrival, a_departure):
        for part in parts(make):
            bills.take(part)
        before = len(bills.sizes)
        bills.tick(TEN_O_CLOCK)
        assert max(bills.sizes[before:], default=0) <= OF_A_TURN
    assert max(bills.sizes) <= OF_A_MESSAGE
    moved = [one.movement for one in bills.movements()]
    assert (moved.count(Movement.READY), moved.count(Movement.DEPARTED)) == (PARTS * LINES, PARTS * LINES)
    assert len(moved) == 2 * PARTS * LINES
    standing = bills.standing()
    assert (standing.state, standing.listed, standing.departed) == (BillState.DEPARTED, PARTS * LINES, PARTS * LINES)
    before = len(bills.sizes)
    bills.tick(TEN_O_CLOCK + 200 * DAY_MS)
    assert max(bills.sizes[before:]) <= OF_A_TURN
    assert {type(record) for record in bills.records.values()} == {Serial}, "the bill is forgotten"


def test_a_large_bill_that_lacks_a_part_is_refused_a_thousand_parcels_a_step() -> None:
    bills = Steps()
    for part in parts(a_master_list, of=PARTS - 1):
        bills.take(part)
    before = len(bills.sizes)
    bills.tick(TEN_O_CLOCK + DAY_MS)
    assert len(bills.sizes) - before >= (PARTS - 1) * LINES // 1_000
    assert max(bills.sizes[before:]) <= OF_A_TURN
    assert (bills.bill().listed, bills.bill().series) == (0, ())
    assert bills.movements() == []
