"""What the decisions of all who decide make of a declaration: held, refused, released; nobody overspends."""

import pytest

from contracts.common import Effect, FindingAction, FindingRef, Operation
from contracts.customs import DeclarationAccepted, DeclarationCleared, DeclarationHeld, DeclarationRefused
from contracts.customs_clearance import Stage
from tests.support.customs.builders import (
    CNY,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
    four_documents,
)
from tests.support.customs.outcomes import LATER, codes, decided, stage, statuses, used
from tests.support.customs.world import World, decisions


@pytest.mark.parametrize(
    ("agency", "status"), [("inspection", "500"), ("forex", "300"), ("assessment", "300"), ("guarantee", "300")]
)
def test_a_hold_is_published_once_with_its_reason(agency: str, status: str) -> None:
    world = decided(**{agency: Effect.HOLD})
    (held,) = world.all(DeclarationHeld)
    assert held.return_status == status
    assert len(held.holds) == 1
    assert held.subject.list_no is not None


def test_a_hold_is_published_again_when_the_set_changes_and_released_when_it_is_empty() -> None:
    world = decided(inspection=Effect.HOLD, forex=Effect.HOLD)
    (accepted,) = world.all(DeclarationAccepted)
    inspected, exchanged, _, _ = decisions(accepted)
    world.publish(inspected, inspected)
    assert [held.return_status for held in world.all(DeclarationHeld)] == ["500", "300"]
    world.publish(exchanged, exchanged)
    assert stage(world) == (Stage.CLEARED, "800")
    assert len(world.all(DeclarationCleared)) == 1


def test_an_assessment_on_hold_is_not_kept_from_officers_by_a_guarantee_that_nobody_asked_for() -> None:
    world = World(lambda event: decisions(event, assessment=Effect.HOLD)[:3])
    world.submit(*four_documents())
    assert stage(world) == (Stage.HELD, "300")


@pytest.mark.parametrize("agency", ["inspection", "forex", "assessment", "guarantee"])
def test_a_refusal_by_an_agency_is_100_and_frees_the_allowance(agency: str) -> None:
    world = decided(**{agency: Effect.REFUSE})
    (refused,) = world.all(DeclarationRefused)
    assert refused.return_status == "100"
    assert statuses(refused) == {
        "IMPORT_LIST": "100",
        "IMPORT_ORDER": "2",
        "IMPORT_PAYMENT": "2",
        "IMPORT_WAYBILL": "2",
    }
    assert used(world) == 0


@pytest.mark.parametrize(
    ("action", "status"),
    [(FindingAction.SHIP_BACK, "700"), (FindingAction.DETAIN, "599"), (FindingAction.REFUSE, "700")],
)
def test_a_finding_decides_the_status_of_a_refusal(action: FindingAction, status: str) -> None:
    world = decided(inspection=Effect.HOLD)
    (accepted,) = world.all(DeclarationAccepted)
    finding = FindingRef(finding_id="f", hold_id="h", action=action, officer="o", authority="a")
    world.publish(decisions(accepted, inspection=Effect.REFUSE, finding=finding)[0])
    assert stage(world) == (Stage.REFUSED, status)
    assert used(world) == 0
    (refused,) = world.all(DeclarationRefused)
    assert statuses(refused) == {"IMPORT_LIST": status}, "the others stay where they are"
    world.submit(a_list(app_time=LATER))
    assert world.verdicts()[-1][1:] == (("ACCEPTED", "2") if status == "100" else ("REJECTED", "-621004"))


def test_a_decision_on_an_older_revision_or_another_declaration_is_ignored() -> None:
    world = World(lambda _: ())
    world.submit(*four_documents())
    (accepted,) = world.all(DeclarationAccepted)
    old = decisions(accepted)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE))
    assert not world.publish(*old)
    assert stage(world) == (Stage.DECIDING, "2")


def test_two_orders_of_one_buyer_never_overspend_and_exactly_one_is_released() -> None:
    world = World()
    for order_no in ("GW1", "GW2"):
        world.submit(
            an_order(order_no, lines=(an_order_line(quantity=1, price_cny=20_000),)),
            a_payment(order_no, amount_paid_cny_e5=20_000 * CNY),
            a_waybill(order_no),
            a_list(order_no, lines=(a_list_line(quantity=1, price_cny=20_000),)),
        )
    assert [declaration.subject.order_no for declaration in world.all(DeclarationCleared)] == ["GW1"]
    assert codes(world) == ["-621018"]
    assert used(world) == 20_000
