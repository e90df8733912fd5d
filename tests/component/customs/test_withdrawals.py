"""What becomes of an accepted declaration when a number is lost, its list changed, deleted or cancelled."""

from typing import Any

import pytest

from contracts import topics
from contracts.common import Effect, Operation
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationRefused,
    DeclarationWithdrawn,
    WithdrawalCause,
)
from contracts.customs_clearance import Stage
from tests.support.customs.builders import a_cancellation, a_list, a_payment, a_waybill, an_order, four_documents
from tests.support.customs.outcomes import LATER, TOMORROW, codes, decided, list_no, replaced, stage, used
from tests.support.customs.registers import OTHER_MERCHANT
from tests.support.customs.world import World, decisions


def freed(withdrawn: DeclarationWithdrawn) -> dict[str, str]:
    """What the withdrawal means for each document."""
    return {outcome.document.document_type.value: outcome.return_status for outcome in withdrawn.documents}


@pytest.mark.parametrize("build", [a_payment, a_waybill])
def test_a_lost_number_withdraws_the_declaration_whose_list_waits_again(build: Any) -> None:
    world = World()
    name = "payment_no" if build is a_payment else "waybill_no"
    listed = a_list(waybill_no="N") if build is a_waybill else a_list()
    world.submit(build("GW2", **{name: "N"}), *replaced(listed, build(**{name: "N"})))
    (withdrawn,) = world.all(DeclarationWithdrawn)
    assert withdrawn.cause is WithdrawalCause.NUMBER_LOST
    assert len(withdrawn.subject.documents) == 4
    lost = "IMPORT_PAYMENT" if build is a_payment else "IMPORT_WAYBILL"
    assert freed(withdrawn) == {
        kind: "2" for kind in ("IMPORT_LIST", "IMPORT_ORDER", "IMPORT_PAYMENT", "IMPORT_WAYBILL") if kind != lost
    }
    assert stage(world) == (Stage.WAITING, "2")
    assert used(world) == 0
    world.tick(TOMORROW)
    assert codes(world) == ["99001"]


def test_after_a_lost_number_another_payment_is_accepted_under_a_new_revision() -> None:
    world = World()
    world.submit(a_payment("GW2", payment_no="N"), *replaced(a_payment(payment_no="N")))
    world.submit(a_payment(payment_no="M", app_time=LATER))
    assert [accepted.subject.revision for accepted in world.all(DeclarationAccepted)] == [1, 2]
    assert stage(world) == (Stage.CLEARED, "800")
    assert used(world) == 200


def test_a_changed_list_amends_the_declaration_under_a_new_revision() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, gross_weight_kg_e5=170_000))
    (amended,) = world.all(DeclarationAmended)
    (accepted,) = world.all(DeclarationAccepted)
    assert amended.subject.revision == 2
    assert amended.subject.declaration_id == accepted.subject.declaration_id
    assert amended.subject.list_no == accepted.subject.list_no
    assert amended.content.gross_weight_kg_e5 == 170_000
    assert stage(world) == (Stage.CLEARED, "800")
    assert used(world) == 200


def test_a_list_at_2_is_changed_and_matched_as_changed() -> None:
    world = World()
    world.submit(a_list(), a_list(app_time=LATER, operation=Operation.CHANGE, gross_weight_kg_e5=170_000))
    assert world.verdicts() == [("IMPORT_LIST", "ACCEPTED", "2")] * 2
    world.submit(*four_documents()[:3])
    (accepted,) = world.all(DeclarationAccepted)
    assert (accepted.subject.revision, accepted.content.gross_weight_kg_e5) == (2, 170_000)
    assert not world.all(DeclarationWithdrawn)


def test_a_list_at_120_is_changed_while_the_agencies_decide() -> None:
    world = World(lambda _: ())
    world.submit(*four_documents(), a_list(app_time=LATER, operation=Operation.CHANGE, gross_weight_kg_e5=170_000))
    (accepted,), (amended,) = world.all(DeclarationAccepted), world.all(DeclarationAmended)
    world.publish(*decisions(accepted))
    assert stage(world) == (Stage.DECIDING, "2"), "decisions on the former revision do not count"
    world.publish(*decisions(amended))
    assert stage(world) == (Stage.CLEARED, "800")
    assert used(world) == 200


def test_a_changed_list_that_no_longer_matches_is_refused() -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, merchant_code=OTHER_MERCHANT))
    assert codes(world) == ["99109"]
    assert used(world) == 0


def test_a_changed_list_that_names_a_missing_waybill_waits_for_it() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"))
    (withdrawn,) = world.all(DeclarationWithdrawn)
    assert withdrawn.cause is WithdrawalCause.LIST_CHANGED, "it is not deleted: it waits"
    assert freed(withdrawn) == {"IMPORT_ORDER": "2", "IMPORT_PAYMENT": "2", "IMPORT_WAYBILL": "2"}, (
        "the change itself is answered"
    )
    assert stage(world) == (Stage.WAITING, "2")
    assert used(world) == 0
    world.submit(a_waybill(waybill_no="W-2"))
    assert stage(world) == (Stage.CLEARED, "800")
    assert used(world) == 200


def test_mat_08_a_changed_list_keeps_its_payment_and_is_accepted_though_a_second_one_came() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_payment(payment_no="P-2"))
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, gross_weight_kg_e5=170_000))
    (amended,) = world.all(DeclarationAmended)
    assert amended.content.payment_no == "P-GW1"
    assert stage(world) == (Stage.CLEARED, "800")


def test_mat_08_a_list_that_waits_again_keeps_its_payment_and_is_accepted_though_a_second_one_came() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"))
    world.submit(a_payment(payment_no="P-2"), a_waybill(waybill_no="W-2"))
    assert stage(world) == (Stage.CLEARED, "800")
    assert world.all(DeclarationAccepted)[-1].content.payment_no == "P-GW1"


def test_mat_08_a_payment_deleted_while_its_list_waits_is_not_kept() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"))
    world.submit(a_payment(operation=Operation.DELETE, app_time=LATER), a_payment(payment_no="P-2"))
    world.submit(a_waybill(waybill_no="W-2"))
    assert world.all(DeclarationAccepted)[-1].content.payment_no == "P-2"


def test_mat_08_an_order_that_names_another_payment_meanwhile_is_followed() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"))
    world.submit(a_payment(payment_no="P-2"), an_order(operation=Operation.CHANGE, app_time=LATER, payment_no="P-2"))
    world.submit(a_waybill(waybill_no="W-2"))
    assert world.all(DeclarationAccepted)[-1].content.payment_no == "P-2"


@pytest.mark.parametrize("effects", [{"inspection": Effect.HOLD}, {}])
def test_a_list_at_500_or_released_is_not_changed(effects: dict[str, Effect]) -> None:
    world = decided(**effects)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE))
    assert world.verdicts()[-1] == ("IMPORT_LIST", "REJECTED", "-621012")


def test_sta_03_the_cancellation_of_a_held_list_is_accepted_and_its_documents_may_be_used_again() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_cancellation(list_no=list_no(world)))
    (withdrawn,) = world.all(DeclarationWithdrawn)
    assert withdrawn.cause is WithdrawalCause.CANCELLED
    assert withdrawn.cancellation is not None
    assert freed(withdrawn) == {"IMPORT_LIST": "399", "IMPORT_ORDER": "2", "IMPORT_PAYMENT": "2", "IMPORT_WAYBILL": "2"}
    assert world.verdicts()[-1] == ("IMPORT_CANCELLATION", "ACCEPTED", "2")
    assert used(world) == 0
    world.submit(a_list(app_time=LATER))
    assert stage(world) == (Stage.CLEARED, "800")


def test_sta_03_the_cancellation_of_a_list_at_120_is_accepted() -> None:
    world = World(lambda _: ())
    world.submit(*four_documents())
    world.submit(a_cancellation(list_no=list_no(world)))
    assert world.verdicts()[-1] == ("IMPORT_CANCELLATION", "ACCEPTED", "2")
    assert stage(world) == (Stage.WITHDRAWN, "399")
    assert used(world) == 0


def test_sta_03_the_cancellation_of_a_waiting_list_by_its_pre_entry_number_is_accepted() -> None:
    world = World()
    world.submit(a_list())
    world.submit(a_cancellation(list_no=list_no(world)))
    assert stage(world) == (Stage.WITHDRAWN, "399")
    world.tick(TOMORROW)
    assert not world.all(DeclarationRefused)


@pytest.mark.parametrize("effects", [{"inspection": Effect.HOLD}, {}])
def test_sta_03_the_cancellation_of_a_list_at_500_or_released_is_rejected(effects: dict[str, Effect]) -> None:
    world = decided(**effects)
    cancellation = a_cancellation(list_no=list_no(world))
    world.submit(cancellation, cancellation)
    assert world.verdicts()[-2:] == [
        ("IMPORT_CANCELLATION", "REJECTED", "-623005"),
        ("IMPORT_CANCELLATION", "DUPLICATE", "-623005"),
    ]


def test_sta_03_the_cancellation_of_an_unknown_list_is_rejected() -> None:
    world = World()
    world.submit(*four_documents(), a_cancellation(list_no="51412024I999999999"), a_cancellation("GW9", list_no="X"))
    assert world.verdicts()[-2:] == [("IMPORT_CANCELLATION", "REJECTED", "-623003")] * 2
    assert stage(world) == (Stage.CLEARED, "800")


def test_a_list_deleted_before_the_match_is_gone() -> None:
    world = World()
    world.submit(a_list(), a_list(operation=Operation.DELETE, app_time=LATER), *four_documents()[:3])
    assert stage(world) == (Stage.WITHDRAWN, "399")
    assert [withdrawn.cause for withdrawn in world.all(DeclarationWithdrawn)] == [WithdrawalCause.DELETED]
    (withdrawn,) = world.all(DeclarationWithdrawn)
    assert freed(withdrawn) == {}
    assert not world.all(DeclarationAccepted)
    assert topics.CUSTOMS_DECLARATIONS in {event.topic for event in world.seen}
