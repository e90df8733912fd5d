"""What one enterprise declared, no other changes, deletes or cancels by naming its number."""

from typing import Any

import pytest

from contracts.common import Effect, Operation
from contracts.customs import DeclarationRefused, DeclarationWithdrawn
from contracts.customs_clearance import Stage
from tests.support.customs.builders import (
    AGENT,
    MERCHANT,
    PLATFORM,
    a_cancellation,
    a_list,
    a_payment,
    a_waybill,
    an_order,
    four_documents,
)
from tests.support.customs.outcomes import LATER, decided, list_no, stage
from tests.support.customs.registers import OTHER_MERCHANT
from tests.support.customs.world import World

FOREIGN: dict[str, Any] = {"sender_code": OTHER_MERCHANT, "merchant_code": OTHER_MERCHANT, "app_time": LATER}
CHANGES = (Operation.CHANGE, Operation.DELETE)


@pytest.mark.parametrize("operation", CHANGES)
def test_an_order_is_not_changed_by_another_merchant(operation: Operation) -> None:
    world = World()
    world.submit(an_order(), an_order(operation=operation, **FOREIGN))
    assert world.verdicts()[-1] == ("IMPORT_ORDER", "REJECTED", "-301009")
    world.submit(*four_documents()[1:])
    assert stage(world) == (Stage.CLEARED, "800")


@pytest.mark.parametrize("operation", CHANGES)
def test_a_list_is_not_changed_by_another_merchant(operation: Operation) -> None:
    world = decided(forex=Effect.HOLD) if operation is Operation.CHANGE else World()
    world.submit(a_list(), a_list(operation=operation, **FOREIGN))
    assert world.verdicts()[-1] == ("IMPORT_LIST", "REJECTED", "-621011")
    assert not world.all(DeclarationRefused)
    assert not world.all(DeclarationWithdrawn)


def test_a_list_is_not_changed_by_an_agent_whom_it_does_not_name() -> None:
    world = decided(forex=Effect.HOLD)
    changed = a_list(app_time=LATER, operation=Operation.CHANGE, sender_code="4401960A02", agent_code=OTHER_MERCHANT)
    world.submit(changed)
    assert world.verdicts()[-1][1] == "REJECTED"
    assert stage(world) == (Stage.HELD, "300")


def test_a_list_is_not_cancelled_by_another_merchant_who_knows_its_number() -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_cancellation(list_no=list_no(world), **FOREIGN))
    assert world.verdicts()[-1] == ("IMPORT_CANCELLATION", "REJECTED", "-623003")
    assert stage(world) == (Stage.HELD, "300")


@pytest.mark.parametrize("sender", [MERCHANT, PLATFORM, AGENT])
def test_whoever_the_list_names_may_cancel_it(sender: str) -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_cancellation(list_no=list_no(world), sender_code=sender))
    assert stage(world) == (Stage.WITHDRAWN, "399")


@pytest.mark.parametrize("sender", [MERCHANT, PLATFORM, "a courier"])
def test_an_order_that_names_the_same_merchant_is_changed_whoever_hands_it_over(sender: str) -> None:
    """Who may hand over in the place of others the gateway knows, by the written commitment."""
    world = World()
    world.submit(an_order(), an_order(operation=Operation.CHANGE, sender_code=sender, app_time=LATER))
    assert world.verdicts()[-1] == ("IMPORT_ORDER", "ACCEPTED", "2")


def test_a_list_that_names_the_same_parties_is_changed_whoever_hands_it_over() -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_list(operation=Operation.CHANGE, sender_code="a courier", app_time=LATER))
    assert world.verdicts()[-1] == ("IMPORT_LIST", "ACCEPTED", "2")


@pytest.mark.parametrize("build", [a_payment, a_waybill])
@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.DELETE])
def test_payments_and_waybills_need_no_look_at_their_parties(build: Any, operation: Operation) -> None:
    world = World()
    world.submit(build(), build(operation=operation, sender_code="a courier", app_time=LATER))
    assert world.verdicts()[-1][1:] == ("ACCEPTED", "2")


def test_a_wrong_merchant_is_corrected_by_whoever_handed_the_order_over() -> None:
    world = World()
    world.submit(an_order(merchant_code=OTHER_MERCHANT), an_order(operation=Operation.CHANGE, app_time=LATER))
    assert world.verdicts()[-1] == ("IMPORT_ORDER", "ACCEPTED", "2")
