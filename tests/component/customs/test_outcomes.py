"""What becomes of declarations: released, held, refused, withdrawn, amended, closed; faults and traps of a day."""

from typing import Any

import pytest

from contracts import topics
from contracts.common import DocumentType, Effect, FindingAction, FindingRef, LedgerAction, Operation, RuleResult
from contracts.customs import (
    AllowanceRequested,
    ClaimAction,
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationWithdrawn,
    DocumentJudged,
    NumberClaimRequested,
    WithdrawalCause,
)
from contracts.customs_allowance import Balance
from contracts.customs_clearance import Stage
from customs.reference import DAY_MS
from tests.support.builders import (
    CNY,
    PLATFORM,
    TEN_O_CLOCK,
    Document,
    a_cancellation,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
    four_documents,
)
from tests.support.customs_world import World, decisions

LATER = "20241111100001"
TOMORROW = TEN_O_CLOCK + DAY_MS
MIDNIGHT = TEN_O_CLOCK + 14 * 3_600_000


def replaced(*given: Document, order_no: str = "GW1") -> list[Document]:
    """Four matching documents, but for those given."""
    kinds = {type(document) for document in given}
    return [document for document in four_documents(order_no) if type(document) not in kinds] + list(given)


def codes(world: World) -> list[str]:
    """Codes of the only refusal."""
    (refused,) = world.all(DeclarationRefused)
    return [reason.code for reason in refused.reasons]


def statuses(refused: DeclarationRefused) -> dict[str, str]:
    return {outcome.document.document_type.value: outcome.return_status for outcome in refused.documents}


def stage(world: World, order_no: str = "GW1") -> tuple[Stage, str] | None:
    declaration = world.declaration(order_no)
    return None if declaration is None else (declaration.stage, declaration.return_status)


def used(world: World) -> int:
    """What is used of all allowances, in yuan."""
    keys = {f"{r.buyer_pseudonym.hex()}|{r.quota_year}" for r in world.all(AllowanceRequested)}
    balances = [world.allowance.get(Balance, key) for key in keys]
    return sum(balance.used_cny_e5 for balance in balances if balance) // CNY


def test_a_matching_declaration_is_released_and_closed_at_midnight() -> None:
    world = World()
    world.submit(*four_documents())
    (accepted,) = world.all(DeclarationAccepted)
    (cleared,) = world.all(DeclarationCleared)
    assert accepted.subject == cleared.subject
    assert accepted.subject.documents[0].document_type is DocumentType.LIST
    assert len(accepted.subject.documents) == 4
    assert accepted.content.dutiable_cny_e5 == accepted.content.goods_value_cny_e5 == 200 * CNY
    assert accepted.content.acceptance_date == "2024-11-11"
    assert {version.code for version in accepted.registers} >= {"limits.single_cny"}
    assert ("LIM-02", RuleResult.PASSED) in {(rule.rule_id, rule.result) for rule in accepted.rules}
    assert [request.action for request in world.all(AllowanceRequested)] == [LedgerAction.RESERVE, LedgerAction.KEEP]
    assert used(world) == 200
    assert not world.tick(MIDNIGHT - 1)
    (closed,) = world.tick(MIDNIGHT)
    assert isinstance(closed, DeclarationClosed)
    assert not world.tick(MIDNIGHT + DAY_MS)
    assert stage(world) == (Stage.CLOSED, "899")


TRAPS: dict[str, list[Document]] = {
    "list first": [*reversed(four_documents())],
    "every document repeated": [document for document in four_documents() for _ in range(2)],
    "same guid on all": replaced(an_order(guid="G"), a_payment(guid="G"), a_waybill(guid="G"), a_list(guid="G")),
    "two waybills": [a_waybill(waybill_no="W-other"), *four_documents()],
    "another payment that the order does not name": [
        a_payment(payment_no="P-other"),
        *replaced(an_order(payment_no="P-GW1")),
    ],
    "payment deleted and sent again": [
        a_payment(),
        a_payment(operation=Operation.DELETE, app_time=LATER),
        *replaced(a_payment(app_time="20241111100002")),
    ],
    "full-width blank in the order number": replaced(a_payment("GW　1", payment_no="P-GW1")),
    "exactly 5,000.00": replaced(
        an_order(lines=(an_order_line(price_cny=2_500),)),
        a_payment(amount_paid_cny_e5=5_000 * CNY),
        a_list(lines=(a_list_line(price_cny=2_500),)),
    ),
    "one item over 5,000": replaced(
        an_order(lines=(an_order_line(quantity=1, price_cny=6_000),)),
        a_payment(amount_paid_cny_e5=6_000 * CNY),
        a_list(lines=(a_list_line(quantity=1, price_cny=6_000),)),
    ),
    "exactly 26,000.00": replaced(
        an_order(lines=(an_order_line(quantity=1, price_cny=26_000),)),
        a_payment(amount_paid_cny_e5=26_000 * CNY),
        a_list(lines=(a_list_line(quantity=1, price_cny=26_000),)),
    ),
}


@pytest.mark.parametrize("documents", TRAPS.values(), ids=TRAPS)
def test_a_trap_is_released(documents: list[Document]) -> None:
    world = World()
    world.submit(*documents)
    assert stage(world) == (Stage.CLEARED, "800")
    assert len(world.all(DocumentJudged)) == len(documents)


def test_the_same_order_number_on_two_platforms_is_two_cases() -> None:
    world = World()
    other: dict[str, Any] = {"platform_code": "4401960P02"}
    world.submit(
        *four_documents(),
        an_order(**other),
        a_payment(**other, payment_no="P-2"),
        a_waybill(waybill_no="W-2"),
        a_list(**other, waybill_no="W-2", guarantor_code="4401960M01"),
    )
    for platform in (PLATFORM, "4401960P02"):
        declaration = world.declaration(platform=platform)
        assert declaration is not None
        assert declaration.stage is Stage.CLEARED


MISMATCHES: list[tuple[Document, str, dict[str, str]]] = [
    (a_payment(amount_paid_cny_e5=200 * CNY + 1_000), "99102", {"PAYMENT": "100"}),
    (a_list(lines=(a_list_line(quantity=3),)), "1322", {}),
    (a_waybill(receiver=("王芳", "13800000001", "广州市天河区示例路1号")), "99104", {"WAYBILL": "100"}),
    (a_list(buyer="别人"), "13127", {}),
    (a_payment(payer="别人"), "1327", {"PAYMENT": "100"}),
    (an_order(payment_institution_code="other"), "13035", {"PAYMENT": "100"}),
    (a_list(merchant_code="other"), "99109", {}),
    (a_waybill(freight_cny_e5=CNY), "99110", {}),
]


@pytest.mark.parametrize(("document", "code", "at_fault"), MISMATCHES, ids=[code for _, code, _ in MISMATCHES])
def test_a_mismatch_is_refused_and_only_what_is_at_fault_gets_100(
    document: Document, code: str, at_fault: dict[str, str]
) -> None:
    world = World()
    world.submit(*replaced(document))
    assert codes(world) == [code]
    (refused,) = world.all(DeclarationRefused)
    assert refused.return_status == "100"
    expected = {"LIST": "100", "ORDER": "2", "PAYMENT": "2", "WAYBILL": "2"} | at_fault
    assert statuses(refused) == expected
    assert RuleResult.FAILED in {rule.result for rule in refused.rules}
    assert not world.all(AllowanceRequested)


def test_after_100_a_newer_list_and_the_corrected_document_are_released() -> None:
    world = World()
    world.submit(*replaced(a_payment(amount_paid_cny_e5=CNY)))
    world.submit(a_payment(app_time=LATER), a_list(app_time=LATER))
    assert stage(world) == (Stage.CLEARED, "800")
    refused, cleared = world.all(DeclarationRefused)[0], world.all(DeclarationCleared)[0]
    assert refused.subject.declaration_id != cleared.subject.declaration_id


def test_after_100_a_document_at_fault_may_be_changed() -> None:
    world = World()
    world.submit(*replaced(a_payment(amount_paid_cny_e5=CNY)))
    world.submit(a_payment(app_time=LATER, operation=Operation.CHANGE), a_list(app_time=LATER))
    assert stage(world) == (Stage.CLEARED, "800")


def test_after_100_a_list_decided_before_is_not_decided_again() -> None:
    world = World()
    wrong, also_wrong = a_list(merchant_code="x"), a_list(merchant_code="y")
    world.submit(*replaced(wrong), also_wrong, wrong)
    assert world.verdicts()[-1] == ("LIST", "REJECTED", "-621004")


def test_several_payments_of_which_the_order_names_none_are_refused() -> None:
    world = World()
    world.submit(a_payment(), a_payment(payment_no="P-2"), a_waybill(), a_list(), an_order())
    assert codes(world) == ["-401003"]


@pytest.mark.parametrize("absent", [type(document) for document in four_documents()[:3]])
def test_a_list_whose_document_never_comes_is_refused_at_the_deadline(absent: type) -> None:
    world = World()
    world.submit(*(document for document in four_documents() if type(document) is not absent))
    assert not world.tick(TOMORROW - 1)
    world.tick(TOMORROW)
    assert codes(world) == ["99001"]
    (refused,) = world.all(DeclarationRefused)
    name = {"OrderSubmitted": "order", "PaymentSubmitted": "payment", "WaybillSubmitted": "waybill"}[absent.__name__]
    assert name in refused.reasons[0].text_en
    assert set(statuses(refused).values()) == {"100", "2"}
    assert refused.subject.list_no is None
    assert not world.tick(TOMORROW + DAY_MS)


def test_the_reason_names_every_missing_document_and_says_when_a_number_is_another_orders() -> None:
    world = World()
    world.submit(a_payment("GW2", payment_no="P"), a_waybill("GW2", waybill_no="W"))
    world.submit(
        an_order(payment_no="P", payment_institution_code="4401960B01"),
        a_waybill("GW1", waybill_no="W"),
        a_list(waybill_no="W"),
    )
    world.tick(TOMORROW)
    (refused,) = world.all(DeclarationRefused)
    assert [reason.rule_id for reason in refused.reasons] == ["MAT-01", "MAT-07"]
    assert all("another order" in reason.text_en for reason in refused.reasons)
    assert not any("GW2" in reason.text_en + reason.text_zh for reason in refused.reasons), "not whose it is"
    assert {r.action for r in world.all(NumberClaimRequested)} == {ClaimAction.CLAIM, ClaimAction.LOCATE}


def test_a_document_that_comes_during_the_look_up_is_still_matched() -> None:
    world = World()
    order, payment, waybill, listed = four_documents()
    world.submit(order, payment, listed)
    look_up = world.clearance.tick(TOMORROW)
    world.submit(waybill)
    world.publish(*look_up)
    assert stage(world) == (Stage.CLEARED, "800")


def test_loose_documents_leave_after_thirty_days_and_are_never_refused() -> None:
    world = World()
    world.submit(*four_documents()[:3])
    world.tick(TEN_O_CLOCK + 30 * DAY_MS - 1)
    assert world.folder() is not None
    assert not world.tick(TEN_O_CLOCK + 30 * DAY_MS)
    assert world.folder() is None


def test_a_second_list_while_the_first_lives_is_rejected() -> None:
    world = World()
    world.submit(*four_documents(), a_list(app_time=LATER))
    assert world.verdicts()[-1] == ("LIST", "REJECTED", "-621004")
    assert stage(world) == (Stage.CLEARED, "800")


# --- what others decide ---


def decided(**effects: Any) -> World:
    """A declaration on which the agencies decided so."""
    world = World(lambda event: decisions(event, **effects))
    world.submit(*four_documents())
    return world


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
    assert statuses(refused) == {"LIST": "100", "ORDER": "2", "PAYMENT": "2", "WAYBILL": "2"}
    assert used(world) == 0


@pytest.mark.parametrize(
    ("action", "status"),
    [(FindingAction.SHIP_BACK, "700"), (FindingAction.DETAIN, "599"), (FindingAction.REFUSE, "100")],
)
def test_a_finding_decides_the_status_of_a_refusal(action: FindingAction, status: str) -> None:
    world = decided(inspection=Effect.HOLD)
    (accepted,) = world.all(DeclarationAccepted)
    finding = FindingRef(finding_id="f", hold_id="h", action=action, officer="o", authority="a")
    world.publish(decisions(accepted, inspection=Effect.REFUSE, finding=finding)[0])
    assert stage(world) == (Stage.REFUSED, status)
    assert used(world) == 0
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


# --- numbers lost, changes, cancellation ---


@pytest.mark.parametrize("build", [a_payment, a_waybill])
def test_a_lost_number_withdraws_the_declaration_whose_list_waits_again(build: Any) -> None:
    world = World()
    name = "payment_no" if build is a_payment else "waybill_no"
    listed = a_list(waybill_no="N") if build is a_waybill else a_list()
    world.submit(build("GW2", **{name: "N"}), *replaced(listed, build(**{name: "N"})))
    (withdrawn,) = world.all(DeclarationWithdrawn)
    assert withdrawn.cause is WithdrawalCause.NUMBER_LOST
    assert len(withdrawn.subject.documents) == 4
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
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, gross_weight_kg_e5=7))
    (amended,) = world.all(DeclarationAmended)
    (accepted,) = world.all(DeclarationAccepted)
    assert amended.subject.revision == 2
    assert amended.subject.declaration_id == accepted.subject.declaration_id
    assert amended.subject.list_no == accepted.subject.list_no
    assert amended.content.gross_weight_kg_e5 == 7
    assert stage(world) == (Stage.CLEARED, "800")
    assert used(world) == 200


def test_a_changed_list_that_no_longer_matches_is_refused() -> None:
    world = decided(forex=Effect.HOLD)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, merchant_code="other"))
    assert codes(world) == ["99109"]
    assert used(world) == 0


def test_a_changed_list_that_names_a_missing_waybill_waits_for_it() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE, waybill_no="W-2"))
    (withdrawn,) = world.all(DeclarationWithdrawn)
    assert withdrawn.cause is WithdrawalCause.LIST_CHANGED, "it is not deleted: it waits"
    assert stage(world) == (Stage.WAITING, "2")
    assert used(world) == 0
    world.submit(a_waybill(waybill_no="W-2"))
    assert stage(world) == (Stage.CLEARED, "800")
    assert used(world) == 200


@pytest.mark.parametrize("effects", [{"inspection": Effect.HOLD}, {}])
def test_a_list_at_500_or_released_is_not_changed(effects: dict[str, Effect]) -> None:
    world = decided(**effects)
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE))
    assert world.verdicts()[-1] == ("LIST", "REJECTED", "-621012")


def list_no(world: World) -> str:
    declaration = world.declaration()
    assert declaration is not None
    return declaration.list_no or declaration.pre_entry_no


def test_sta_03_a_held_list_is_cancelled_and_its_documents_may_be_used_again() -> None:
    world = decided(forex=Effect.HOLD)
    world.agencies = decisions
    world.submit(a_cancellation(list_no=list_no(world)))
    (withdrawn,) = world.all(DeclarationWithdrawn)
    assert withdrawn.cause is WithdrawalCause.CANCELLED
    assert withdrawn.cancellation is not None
    assert world.verdicts()[-1] == ("CANCELLATION", "ACCEPTED", "2")
    assert used(world) == 0
    world.submit(a_list(app_time=LATER))
    assert stage(world) == (Stage.CLEARED, "800")


def test_sta_03_a_waiting_list_is_cancelled_by_its_pre_entry_number() -> None:
    world = World()
    world.submit(a_list())
    world.submit(a_cancellation(list_no=list_no(world)))
    assert stage(world) == (Stage.WITHDRAWN, "399")
    world.tick(TOMORROW)
    assert not world.all(DeclarationRefused)


@pytest.mark.parametrize("effects", [{"inspection": Effect.HOLD}, {}])
def test_sta_03_a_list_at_500_or_released_is_not_cancelled(effects: dict[str, Effect]) -> None:
    world = decided(**effects)
    cancellation = a_cancellation(list_no=list_no(world))
    world.submit(cancellation, cancellation)
    assert world.verdicts()[-2:] == [
        ("CANCELLATION", "REJECTED", "-623005"),
        ("CANCELLATION", "DUPLICATE", "-623005"),
    ]


def test_sta_03_an_unknown_list_is_not_cancelled() -> None:
    world = World()
    world.submit(*four_documents(), a_cancellation(list_no="51412024I999999999"), a_cancellation("GW9", list_no="X"))
    assert world.verdicts()[-2:] == [("CANCELLATION", "REJECTED", "-623003")] * 2
    assert stage(world) == (Stage.CLEARED, "800")


def test_a_list_deleted_before_the_match_is_gone() -> None:
    world = World()
    world.submit(a_list(), a_list(operation=Operation.DELETE, app_time=LATER), *four_documents()[:3])
    assert stage(world) == (Stage.WITHDRAWN, "399")
    assert [withdrawn.cause for withdrawn in world.all(DeclarationWithdrawn)] == [WithdrawalCause.DELETED]
    assert not world.all(DeclarationAccepted)
    assert topics.CUSTOMS_DECLARATIONS in {event.topic for event in world.seen}
