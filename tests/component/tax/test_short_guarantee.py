"""TAX-12 through the whole spine: a parcel whose guarantee is short, an officer, a top-up, a bill."""

import pytest

from contracts import topics
from contracts.common import Effect, FindingAction, FindingRecorded
from contracts.customs import DeclarationCleared, DeclarationHeld, DeclarationRefused
from contracts.tax import DutyAssessed, GuaranteeRegistered, TaxBillIssued
from mesh.testing.world import World
from tax.guarantee.processor import GUARANTEE
from tests.support.customs.builders import CNY, PLATFORM, TEN_O_CLOCK, a_list, four_documents
from tests.support.spine.world import SMALL_GUARANTEE_CNY, YEAR, a_world, submit

MINUTE_MS, DAY_MS = 60_000, 86_400_000


def a_world_short_of_guarantee() -> tuple[World, DeclarationHeld]:
    """Parcels of one guarantor until one does not fit any more; that one is held."""
    world = a_world()
    for number in range(1, 20):
        order, payment, waybill, _ = four_documents(f"GW{number}")
        submit(world, (order, payment, waybill, a_list(f"GW{number}", guarantor_code=PLATFORM)))
        world.run()
        if held := world.events(DeclarationHeld):
            return world, held[0]
    raise AssertionError("the guarantee was never short")


def find(world: World, held: DeclarationHeld, action: FindingAction) -> None:
    finding = FindingRecorded(
        finding_id=f"F-{action}",
        agency="tax",
        declaration_id=held.subject.declaration_id,
        revision=held.subject.revision,
        hold_id=held.holds[0].hold_id,
        action=action,
        officer="officer-7",
        authority="order 1",
        reason="seen",
        found_at_ms=TEN_O_CLOCK + MINUTE_MS,
    )
    key = held.subject.order_no.encode()
    world.publish(topics.TAX_FINDINGS, finding, key=key, at_ms=TEN_O_CLOCK + MINUTE_MS, event_id=finding.finding_id)
    world.run()


def cleared(world: World, held: DeclarationHeld) -> bool:
    ids = {event.subject.declaration_id for event in world.events(DeclarationCleared)}
    return held.subject.declaration_id in ids


def test_tax_12_a_short_guarantee_is_held_and_released_by_a_top_up_with_its_bill() -> None:
    world, held = a_world_short_of_guarantee()
    assert (held.return_status, [hold.reason.code for hold in held.holds]) == ("300", ["99301"])
    topped_up = GuaranteeRegistered(code=PLATFORM, amount_cny_e5=2 * SMALL_GUARANTEE_CNY * CNY, **YEAR | {"version": 2})
    world.register(GUARANTEE.name, topped_up)
    world.tick(TEN_O_CLOCK + 2 * MINUTE_MS)
    world.run()
    assert cleared(world, held)
    (bill,) = [b for b in world.events(TaxBillIssued) if b.declaration_id == held.subject.declaration_id]
    (assessed,) = [a for a in world.events(DutyAssessed) if a.decision.declaration_id == held.subject.declaration_id]
    assert (bill.bill.list_no, bill.bill.lines) == (held.subject.list_no, assessed.lines)


@pytest.mark.parametrize("action", [FindingAction.RELEASE, FindingAction.TREAT])
def test_tax_12_no_officer_lets_it_pass_but_is_answered(action: FindingAction) -> None:
    world, held = a_world_short_of_guarantee()
    find(world, held, action)
    assert not cleared(world, held)
    assert len(world.events(DeclarationHeld)) == 1
    (answer,) = [found for found in world.events(DutyAssessed) if found.decision.finding is not None]
    assert (answer.decision.effect, [reason.code for reason in answer.decision.reasons]) == (Effect.NOTE, ["99301"])


def test_tax_12_an_officer_refuses_what_nobody_guarantees() -> None:
    world, held = a_world_short_of_guarantee()
    find(world, held, FindingAction.REFUSE)
    (refused,) = world.events(DeclarationRefused)
    assert (refused.return_status, [reason.code for reason in refused.reasons]) == ("100", ["1300"])


def test_tax_12_after_a_day_without_guarantee_it_is_refused() -> None:
    world, held = a_world_short_of_guarantee()
    world.tick(TEN_O_CLOCK + DAY_MS - 1)
    world.run()
    assert world.events(DeclarationRefused) == []
    world.tick(TEN_O_CLOCK + DAY_MS + 10 * MINUTE_MS)
    world.run()
    (refused,) = world.events(DeclarationRefused)
    assert (refused.subject.declaration_id, refused.return_status) == (held.subject.declaration_id, "100")
    assert [reason.code for reason in refused.reasons] == ["99301"]


def test_tax_13_every_released_list_has_one_bill_whose_number_is_its_own() -> None:
    world, _ = a_world_short_of_guarantee()
    released = {event.subject.list_no for event in world.events(DeclarationCleared)}
    bills = world.events(TaxBillIssued)
    assert {bill.bill.list_no for bill in bills} == released
    assert len({bill.bill.bill_no for bill in bills}) == len(bills) == len(released) > 1
