"""Ends of exports off the usual way: cancelled before the review, asked twice, refused while asked; what is left."""

from typing import Any

import pytest

from contracts.common import Effect, FindingAction, FindingRef, Operation
from contracts.customs import ExportAccepted, ListClosed, ListReopened, Movement
from contracts.customs_export import Stage
from tests.support.customs.exports import (
    DAY_MS,
    HOUR_MS,
    NOON,
    ExportWorld,
    a_cancellation,
    a_list,
    a_movement,
    a_receipt,
    a_waybill,
    an_order,
    inspected,
)

LATER = NOON + HOUR_MS
CANCELLATION = "EXPORT_CANCELLATION"


def three() -> tuple[Any, ...]:
    """Order, waybill and list of one export."""
    return an_order(), a_waybill(), a_list()


def undecided(_: ExportAccepted) -> tuple[()]:
    """Inspection that has not decided yet."""
    return ()


def asked(world: ExportWorld, **changes: Any) -> list[tuple[str, str, str]]:
    """Ask to cancel the list of a world, and return what was told of that."""
    before = len(world.told())
    world.submit(a_cancellation(world.case().list_no or "", **{"accepted_at_ms": LATER} | changes))
    return [each for each in world.told()[before:] if each[0] == CANCELLATION]


def test_a_list_that_was_changed_and_waits_again_is_cancelled_freely() -> None:
    world = ExportWorld(undecided)
    world.submit(*three(), a_list(operation=Operation.CHANGE, waybill_no="W-other", accepted_at_ms=LATER))
    assert world.case().stage is Stage.WAITING
    assert asked(world) == [(CANCELLATION, "2", ""), (CANCELLATION, "399", "")]
    assert world.case().stage is Stage.WITHDRAWN


def test_a_second_request_waits_for_no_officer_while_the_first_does() -> None:
    world = ExportWorld()
    world.submit(*three())
    world.move(a_movement())
    assert asked(world) == [(CANCELLATION, "2", "")]
    assert asked(world, cop_no="X-2") == [(CANCELLATION, "-608001", "-608001")]
    world.find()
    assert world.told()[-1] == (CANCELLATION, "399", "")


def test_a_request_that_waits_is_told_that_its_list_was_refused() -> None:
    world = ExportWorld()
    world.submit(*three())
    world.move(a_movement())
    asked(world)
    (accepted,) = world.all(ExportAccepted)
    finding = FindingRef(finding_id="f", hold_id="h", action=FindingAction.DETAIN, officer="o", authority="a")
    world.publish(*inspected(accepted, Effect.REFUSE, finding))
    assert world.lifecycle()[-1] == "599"
    assert world.told()[-1] == (CANCELLATION, "100", "-607002")


def test_a_receipt_is_not_told_of_a_match_that_is_undone() -> None:
    world = ExportWorld()
    world.submit(*three())
    asked(world)
    world.submit(a_receipt(accepted_at_ms=LATER))
    assert world.told()[-1] == ("EXPORT_RECEIPT", "2", "")
    world.submit(a_list(cop_no="C-again", accepted_at_ms=LATER))
    assert ("EXPORT_RECEIPT", "120", "") in world.told()


@pytest.mark.parametrize("first", ["list", "order"])
def test_what_a_refused_list_leaves_goes_after_the_days_of_loose_documents(first: str) -> None:
    world = ExportWorld()
    both = (a_list(), an_order())
    world.submit(*(both if first == "list" else both[::-1]))
    world.tick(NOON + DAY_MS)
    assert world.lifecycle() == ["100"]
    assert world.case().order_on_file is not None
    world.tick(NOON + 40 * DAY_MS)
    with pytest.raises(AssertionError, match="no case"):
        world.case()


def test_the_order_of_a_list_that_was_detained_is_not_changed() -> None:
    world = ExportWorld()
    world.submit(*three())
    world.move(a_movement(movement=Movement.DEPARTED))
    world.find(action=FindingAction.DETAIN)
    assert world.lifecycle()[-1] == "599"
    world.submit(an_order(operation=Operation.CHANGE, freight_e5=1, accepted_at_ms=LATER))
    assert world.told()[-1] == ("EXPORT_ORDER", "-303002", "-303002")


def closed_and_taken_back() -> ExportWorld:
    """A list that closed, whose carrier takes the departure back and then reports another."""
    world = ExportWorld()
    world.submit(*three())
    world.move(a_movement(), a_movement(movement=Movement.DEPARTED), a_movement(movement=Movement.DEPARTURE_WITHDRAWN))
    world.move(a_movement(movement=Movement.DEPARTED, moved_at_ms=NOON + 5 * HOUR_MS))
    return world


def test_a_departure_reported_before_the_wrong_one_is_taken_back_counts_once_that_is_approved() -> None:
    world = closed_and_taken_back()
    assert world.lifecycle()[-2:] == ["899", "300"]
    world.find()
    assert world.lifecycle()[-1] == "899"
    assert [closed.closed_at_ms for closed in world.all(ListClosed)] == [NOON + HOUR_MS, NOON + 5 * HOUR_MS]
    assert len(world.all(ListReopened)) == 1


def test_a_departure_reported_meanwhile_is_forgotten_where_the_first_stands_or_it_is_taken_back_too() -> None:
    stays = closed_and_taken_back()
    stays.find(action=FindingAction.REFUSE)
    assert stays.lifecycle()[-1] == "899"
    assert [closed.closed_at_ms for closed in stays.all(ListClosed)] == [NOON + HOUR_MS]
    neither = closed_and_taken_back()
    neither.move(a_movement(movement=Movement.DEPARTURE_WITHDRAWN))
    neither.find()
    assert neither.lifecycle()[-1] == "800"


def test_a_departure_taken_back_twice_stands_where_an_officer_does_not_approve() -> None:
    world = closed_and_taken_back()
    world.move(a_movement(movement=Movement.DEPARTURE_WITHDRAWN), a_movement(movement=Movement.DEPARTURE_WITHDRAWN))
    world.find(action=FindingAction.REFUSE)
    assert world.lifecycle() == ["120", "399", "800", "899", "300", "899"]
    assert (len(world.all(ListClosed)), world.all(ListReopened)) == (1, [])


@pytest.mark.parametrize("movement", [Movement.READY, Movement.DIFFERING])
def test_what_a_bill_says_of_a_parcel_that_has_left_changes_nothing(movement: Movement) -> None:
    world = ExportWorld()
    world.submit(*three())
    world.move(a_movement(), a_movement(movement=Movement.DEPARTED))
    before = world.case()
    world.move(a_movement(movement=movement, bill_no="B2", hold_id="BILL|C|B2"))
    assert world.case() == before
    assert world.lifecycle()[-1] == "899"


def test_a_decision_that_comes_after_the_departure_changes_nothing() -> None:
    world = ExportWorld()
    world.submit(*three())
    world.move(a_movement(), a_movement(movement=Movement.DEPARTED), a_movement(movement=Movement.DEPARTURE_WITHDRAWN))
    (accepted,) = world.all(ExportAccepted)
    world.publish(*inspected(accepted, Effect.REFUSE))
    assert world.lifecycle()[-1] == "300"
    assert world.case().closed_at_ms is not None
