"""What becomes of declarations by themselves: released and closed, refused by the match or at the deadline."""

from typing import Any

import pytest

from contracts.common import DocumentType, LedgerAction, Operation, RuleResult
from contracts.customs import (
    AllowanceRequested,
    ClaimAction,
    DeclarationAccepted,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationRefused,
    DocumentJudged,
    NumberClaimRequested,
)
from contracts.customs_clearance import Stage
from mesh.declared.dates import DAY_MS
from tests.support.customs.builders import (
    CNY,
    PLATFORM,
    TEN_O_CLOCK,
    Document,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
    four_documents,
)
from tests.support.customs.outcomes import LATER, MIDNIGHT, TOMORROW, codes, replaced, stage, statuses, used
from tests.support.customs.registers import OTHER_MERCHANT, OTHER_PLATFORM, UNLICENSED_BANK
from tests.support.customs.world import World


def test_a_matching_declaration_is_released_and_closed_at_midnight() -> None:
    world = World()
    world.submit(*four_documents())
    (accepted,) = world.all(DeclarationAccepted)
    (cleared,) = world.all(DeclarationCleared)
    assert accepted.subject == cleared.subject
    assert accepted.subject.documents[0].document_type is DocumentType.IMPORT_LIST
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
    other: dict[str, Any] = {"platform_code": OTHER_PLATFORM}
    world.submit(
        *four_documents(),
        an_order(**other),
        a_payment(**other, payment_no="P-2"),
        a_waybill(waybill_no="W-2"),
        a_list(**other, waybill_no="W-2", guarantor_code="4401960M01"),
    )
    for platform in (PLATFORM, OTHER_PLATFORM):
        declaration = world.declaration(platform=platform)
        assert declaration is not None
        assert declaration.stage is Stage.CLEARED


MISMATCHES: list[tuple[Document, str, dict[str, str]]] = [
    (a_payment(amount_paid_cny_e5=200 * CNY + 1_000), "99102", {"IMPORT_PAYMENT": "100"}),
    (a_list(lines=(a_list_line(quantity=3),)), "1322", {}),
    (a_list(lines=(a_list_line(item_name="智能手机", goods_name="智能手机"),)), "1322", {}),
    (a_waybill(receiver=("王芳", "13800000001", "广州市天河区示例路1号")), "99104", {"IMPORT_WAYBILL": "100"}),
    (a_list(buyer="别人"), "13127", {}),
    (a_payment(payer="别人"), "1327", {"IMPORT_PAYMENT": "100"}),
    (an_order(payment_institution_code=UNLICENSED_BANK), "13035", {"IMPORT_PAYMENT": "100"}),
    (a_list(merchant_code=OTHER_MERCHANT), "99109", {}),
    (a_waybill(freight_cny_e5=CNY), "99110", {}),
]


@pytest.mark.parametrize(("document", "code", "at_fault"), MISMATCHES)
def test_a_mismatch_is_refused_and_only_what_is_at_fault_gets_100(
    document: Document, code: str, at_fault: dict[str, str]
) -> None:
    world = World()
    world.submit(*replaced(document))
    assert codes(world) == [code]
    (refused,) = world.all(DeclarationRefused)
    assert refused.return_status == "100"
    expected = {"IMPORT_LIST": "100", "IMPORT_ORDER": "2", "IMPORT_PAYMENT": "2", "IMPORT_WAYBILL": "2"} | at_fault
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
    wrong, also_wrong = a_list(merchant_code=OTHER_MERCHANT), a_list(buyer="别人")
    world.submit(*replaced(wrong), also_wrong, wrong)
    assert world.verdicts()[-1] == ("IMPORT_LIST", "REJECTED", "-621004")


def test_several_payments_of_which_the_order_names_none_are_refused() -> None:
    world = World()
    world.submit(a_payment(), a_payment(payment_no="P-2"), a_waybill(), a_list(), an_order())
    assert codes(world) == ["-401003"]


@pytest.mark.parametrize("last", ["order", "payment", "list"])
def test_mat_08_a_single_payment_of_another_number_than_the_order_names_is_refused_at_the_match(last: str) -> None:
    world = World()
    documents: list[Document] = [an_order(payment_no="P-1"), a_payment(payment_no="P-2"), a_waybill(), a_list()]
    kinds = ("order", "payment", "waybill", "list")
    world.submit(*(document for kind, document in zip(kinds, documents, strict=True) if kind != last))
    assert not world.all(DeclarationRefused)
    world.submit(documents[kinds.index(last)])
    assert codes(world) == ["13035"]
    assert statuses(world.all(DeclarationRefused)[0])["IMPORT_PAYMENT"] == "100"


def test_mat_08_with_several_other_payments_the_named_one_is_waited_for_and_accepted() -> None:
    world = World()
    others = [a_payment(payment_no=number) for number in ("P-2", "P-3")]
    world.submit(*others, an_order(payment_no="P-1"), a_waybill(), a_list())
    assert stage(world) == (Stage.WAITING, "2")
    world.submit(a_payment(payment_no="P-1"))
    assert stage(world) == (Stage.CLEARED, "800")


@pytest.mark.parametrize("absent", [type(document) for document in four_documents()[:3]])
def test_a_list_whose_document_never_comes_is_refused_at_the_deadline(absent: type) -> None:
    world = World()
    world.submit(*(document for document in four_documents() if type(document) is not absent))
    assert not world.tick(TOMORROW - 1)
    world.tick(TOMORROW)
    assert codes(world) == ["99001"]
    (refused,) = world.all(DeclarationRefused)
    name = {"ImportOrderSubmitted": "order", "ImportPaymentSubmitted": "payment", "ImportWaybillSubmitted": "waybill"}[
        absent.__name__
    ]
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


@pytest.mark.parametrize(
    "rejected",
    [an_order(currency_code="502"), a_payment(currency_code="502"), a_waybill(currency_code="502")],
    ids=["order", "payment", "waybill"],
)
def test_the_reason_names_the_rejection_of_a_document_that_came(rejected: Document) -> None:
    world = World()
    world.submit(*replaced(rejected))
    world.tick(TOMORROW)
    (judged,) = [each for each in world.judged() if each.document.document_id == rejected.document_id]
    (refused,) = world.all(DeclarationRefused)
    assert f"rejected: {judged.reasons[0].code}" in refused.reasons[0].text_en
    assert judged.reasons[0].code in refused.reasons[0].text_zh


def test_a_rejection_of_another_waybill_is_not_named() -> None:
    world = World()
    order, payment, _, listed = four_documents()
    world.submit(order, payment, a_waybill(waybill_no="W-OTHER", currency_code="502"), listed)
    world.tick(TOMORROW)
    (refused,) = world.all(DeclarationRefused)
    assert "rejected" not in refused.reasons[0].text_en


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
    assert world.verdicts()[-1] == ("IMPORT_LIST", "REJECTED", "-621004")
    assert stage(world) == (Stage.CLEARED, "800")
