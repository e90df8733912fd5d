"""What becomes of documents: recorded, draft, repeated, stale, changed, deleted, each with its published code."""

from typing import Any

import pytest

from contracts import topics
from contracts.common import DocumentType, Effect, Operation, Verdict
from contracts.customs import DocumentJudged, NumberClaimRequested
from customs.import_retail.order import ORDER
from customs.rules import state
from customs.rules.state import OnRecord
from tests.support.customs.builders import (
    TEN_O_CLOCK,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
    four_documents,
)
from tests.support.customs.filed_documents import slots_of
from tests.support.customs.world import World, decisions, key_of

LATER = "20241111095901"
EARLIER = "20241111095800"


def last(world: World, document: Any) -> tuple[str, str]:
    """Submit a document and return the last verdict and status."""
    judged = [record.judgement for record in world.submit(document) if isinstance(record, DocumentJudged)]
    assert len(judged) == 1, "exactly one verdict"
    return judged[0].verdict.value, judged[0].return_status


@pytest.mark.parametrize("document", four_documents())
def test_a_document_in_order_is_recorded(document: Any) -> None:
    assert last(World(), document) == ("ACCEPTED", "2")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (an_order(buyer_id_possible=False), "-301008"),
        (a_payment(currency_code="502"), "-401009"),
        (a_waybill(pack_count=2), "-504011"),
        (a_list(pack_count=2), "-621001"),
    ],
)
def test_a_document_with_a_wrong_parameter_is_rejected_and_claims_no_number(document: Any, code: str) -> None:
    world = World()
    assert last(world, document) == ("REJECTED", code)
    assert not world.all(NumberClaimRequested)


@pytest.mark.parametrize("document", [*four_documents(), an_order(lines=()), a_payment(currency_code="502")])
def test_rep_01_a_repeated_document_is_a_duplicate_with_the_same_answer(document: Any) -> None:
    world = World()
    _, status = last(world, document)
    assert last(world, document) == ("DUPLICATE", status)
    assert len(world.all(NumberClaimRequested)) <= 1


def test_rep_01_the_same_guid_on_another_document_is_no_repetition_and_accepted() -> None:
    world = World()
    assert last(world, an_order("GW1", guid="G")) == ("ACCEPTED", "2")
    assert last(world, an_order("GW2", guid="G")) == ("ACCEPTED", "2")


def test_rep_01_the_document_that_counts_repeated_after_a_rejected_one_is_a_duplicate() -> None:
    world = World()
    assert last(world, an_order()) == ("ACCEPTED", "2")
    assert last(world, an_order(lines=(an_order_line(quantity=3),))) == ("REJECTED", "-301010")
    assert last(world, an_order()) == ("DUPLICATE", "2")


def test_rep_01_a_repetition_waits_with_its_original_for_the_number() -> None:
    world = World()
    payment = a_payment()
    first = world.clearance.send(topics.TRADE_IMPORTS, payment, key=b"GW1")
    assert not world.clearance.send(topics.TRADE_IMPORTS, payment, key=b"GW1")
    world.publish(*first)
    assert world.verdicts() == [("IMPORT_PAYMENT", "ACCEPTED", "2"), ("IMPORT_PAYMENT", "DUPLICATE", "2")]


@pytest.mark.parametrize("build", [an_order, a_payment, a_waybill, a_list])
def test_a_draft_is_answered_with_1_and_replaced_by_any_other(build: Any) -> None:
    world = World()
    assert last(world, build(draft=True)) == ("ACCEPTED", "1")
    assert last(world, build(draft=True)) == ("DUPLICATE", "1")
    assert last(world, build()) == ("ACCEPTED", "2")


def test_a_draft_is_not_matched() -> None:
    world = World()
    order, payment, waybill, _ = four_documents()
    world.submit(order, payment, waybill, a_list(draft=True))
    assert world.declaration() is None


STATES = [
    (an_order, "-301010", "-301009", "-301014"),
    (a_payment, "-401007", "-401006", "-401012"),
    (a_waybill, "-504015", "-504014", "-504016"),
    (a_list, "-621004", "-621011", "-621012"),
]


OWN_NUMBERS = ("pre_entry_no", "list_no")


@pytest.mark.parametrize("name", OWN_NUMBERS)
@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.DELETE])
def test_sta_02_a_change_of_a_list_that_gives_the_number_of_another_is_rejected(
    name: str, operation: Operation
) -> None:
    world = World()
    last(world, a_list())
    given: dict[str, Any] = {name: "51412024I999999999"}
    assert last(world, a_list(operation=operation, app_time=LATER, **given)) == ("REJECTED", "-621011")


def test_sta_02_a_change_of_a_list_that_gives_its_own_numbers_is_accepted_and_a_new_one_may_give_any() -> None:
    world = World(lambda event: decisions(event, forex=Effect.HOLD))
    world.submit(*four_documents()[:3], a_list(pre_entry_no="B1", list_no="L1"))
    declaration = world.declaration()
    assert declaration is not None
    own: dict[str, Any] = {name: getattr(declaration, name) for name in OWN_NUMBERS}
    assert last(world, a_list(operation=Operation.CHANGE, app_time=LATER, **own)) == ("ACCEPTED", "2")


FAILED_CHECKS = [(an_order, "-301008"), (a_payment, "-401009"), (a_waybill, "-504011"), (a_list, "-621001")]


@pytest.mark.parametrize(("build", "exists", "_unknown", "_stale"), STATES)
def test_sta_02_a_second_document_with_the_number_of_a_living_one_is_rejected(
    build: Any, exists: str, _unknown: str, _stale: str
) -> None:
    world = World()
    last(world, build())
    assert last(world, build(app_time=LATER)) == ("REJECTED", exists)


@pytest.mark.parametrize(("build", "_exists", "unknown", "_stale"), STATES)
@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.DELETE])
def test_sta_02_a_change_of_what_is_not_on_file_is_rejected(
    build: Any, _exists: str, unknown: str, _stale: str, operation: Operation
) -> None:
    assert last(World(), build(operation=operation)) == ("REJECTED", unknown)


@pytest.mark.parametrize(("build", "_exists", "_unknown", "stale"), STATES)
def test_sta_01_an_older_change_is_rejected(build: Any, _exists: str, _unknown: str, stale: str) -> None:
    world = World()
    last(world, build())
    assert last(world, build(operation=Operation.CHANGE, app_time=EARLIER)) == ("REJECTED", stale)


@pytest.mark.parametrize("build", [an_order, a_payment, a_waybill, a_list])
def test_sta_01_a_newer_change_is_accepted(build: Any) -> None:
    world = World()
    last(world, build())
    assert last(world, build(operation=Operation.CHANGE, app_time=LATER)) == ("ACCEPTED", "2")


@pytest.mark.parametrize(("build", "code"), FAILED_CHECKS)
@pytest.mark.parametrize("operation", [Operation.ADD, Operation.CHANGE, Operation.DELETE])
def test_sta_05_a_time_of_the_future_is_rejected_and_blocks_nothing(
    build: Any, code: str, operation: Operation
) -> None:
    world = World()
    last(world, build())
    assert last(world, build(operation=operation, app_time="20990101000000")) == ("REJECTED", code)
    assert last(world, build(operation=Operation.CHANGE, app_time=LATER)) == ("ACCEPTED", "2")


@pytest.mark.parametrize("build", [an_order, a_payment, a_waybill, a_list])
@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.DELETE])
def test_sta_05_a_clock_that_is_some_hours_ahead_is_accepted_and_blocks_nothing_once_it_is_put_right(
    build: Any, operation: Operation
) -> None:
    world = World()
    last(world, build(app_time="20241111150000"))
    assert last(world, build(operation=operation, app_time="20241111150001")) == ("ACCEPTED", "2")
    right = build(
        operation=Operation.CHANGE if operation is Operation.CHANGE else Operation.ADD,
        app_time="20241111100100",
        accepted_at_ms=TEN_O_CLOCK + 60_000,
    )
    assert last(world, right) == ("ACCEPTED", "2")


@pytest.mark.parametrize(("build", "_exists", "unknown", "_stale"), STATES)
def test_a_deleted_document_is_gone_and_may_be_sent_again(build: Any, _exists: str, unknown: str, _stale: str) -> None:
    world = World()
    last(world, build())
    assert last(world, build(operation=Operation.DELETE, app_time=LATER)) == ("ACCEPTED", "2")
    gone = "-621012" if build is a_list else unknown
    assert last(world, build(operation=Operation.DELETE, app_time="20241111095902")) == ("REJECTED", gone)
    assert last(world, build(app_time="20241111095903")) == ("ACCEPTED", "2")


@pytest.mark.parametrize(
    ("build", "engaged"),
    [(an_order, "-301011"), (a_payment, "-401008"), (a_waybill, "-504016")],
)
@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.DELETE])
def test_sta_02_a_change_after_the_match_is_rejected(build: Any, engaged: str, operation: Operation) -> None:
    world = World()
    world.submit(*four_documents())
    assert last(world, build(operation=operation, app_time=LATER)) == ("REJECTED", engaged)


@pytest.mark.parametrize("operation", list(Operation))
@pytest.mark.parametrize("on_record", list(OnRecord))
def test_every_operation_on_every_state_has_an_answer(operation: Operation, on_record: OnRecord) -> None:
    allowed = state.forbidden(operation, on_record, ORDER.codes) is None
    assert allowed is (
        {
            Operation.ADD: on_record in (OnRecord.NOTHING, OnRecord.AT_FAULT),
            Operation.CHANGE: on_record in (OnRecord.FREE, OnRecord.AT_FAULT),
            Operation.DELETE: on_record in (OnRecord.FREE, OnRecord.AT_FAULT),
        }.get(operation, False)
    )


def test_sta_02_an_order_changed_before_the_list_is_accepted_and_matched_as_changed() -> None:
    world = World()
    lines = (an_order_line(quantity=3),)
    world.submit(an_order(), a_waybill(), a_payment(amount_paid_cny_e5=300_00000))
    world.submit(an_order(lines=lines, operation=Operation.CHANGE, app_time=LATER))
    world.submit(a_list(lines=(a_list_line(quantity=3),)))
    declaration = world.declaration()
    assert declaration is not None
    assert declaration.return_status == "800"


def test_lim_05_a_list_above_the_single_limit_is_rejected() -> None:
    lines = (a_list_line(1, quantity=1, price_cny=3_000), a_list_line(2, quantity=1, price_cny=2_001))
    assert last(World(), a_list(lines=lines)) == ("REJECTED", "-621005")


def test_a_waybill_without_order_number_is_rejected_under_its_own_key() -> None:
    world = World()
    waybill = a_waybill("", waybill_no="W-9")
    assert key_of(waybill) == f"{waybill.carrier_code}/W-9".encode()
    assert last(world, waybill) == ("REJECTED", "-504011")
    assert last(world, waybill) == ("DUPLICATE", "-504011")


def test_a_payment_number_of_another_order_is_rejected_and_no_longer_counts() -> None:
    world = World()
    world.submit(a_payment("GW1", payment_no="P"))
    assert last(world, a_payment("GW2", payment_no="P")) == ("REJECTED", "-401007")
    folder = world.folder("GW2")
    assert folder is not None
    assert [slot.on_file for slot in slots_of(folder, DocumentType.IMPORT_PAYMENT)] == [None]


def test_a_waybill_number_of_another_order_is_rejected() -> None:
    world = World()
    world.submit(a_waybill("GW1", waybill_no="W"))
    assert last(world, a_waybill("GW2", waybill_no="W")) == ("REJECTED", "-504015")


def test_a_deleted_payment_frees_its_number() -> None:
    world = World()
    world.submit(a_payment("GW1", payment_no="P"))
    world.submit(a_payment("GW1", payment_no="P", operation=Operation.DELETE, app_time=LATER))
    assert last(world, a_payment("GW2", payment_no="P")) == ("ACCEPTED", "2")


def test_every_verdict_lists_the_rules_evaluated() -> None:
    world = World()
    world.submit(*four_documents())
    for judged in world.judged():
        assert judged.verdict is Verdict.ACCEPTED
        assert {"MAT-10", "STA-01", "STA-02"} <= {rule.rule_id for rule in judged.rules}


def test_numbers_of_lists_carry_day_district_and_task() -> None:
    world = World()
    world.submit(*four_documents("GW1"), *four_documents("GW2"))
    first, second = world.declaration("GW1"), world.declaration("GW2")
    assert first is not None
    assert second is not None
    for declaration in (first, second):
        assert declaration.pre_entry_no.startswith("B20241111")
        assert declaration.list_no is not None
        assert declaration.list_no.startswith("51412024I")
        assert len(declaration.pre_entry_no) == len(declaration.list_no) == 18
    assert first.pre_entry_no != second.pre_entry_no


def test_the_same_event_twice_gives_nothing_new() -> None:
    world = World()
    world.submit(*four_documents())
    before = world.cases()
    for event in [event for event in world.seen if event.topic.startswith("customs.number-answers")]:
        assert not world.clearance.send(event.topic, event.record, key=event.key, at_ms=TEN_O_CLOCK)
    for event in [event for event in world.seen if event.topic == topics.CUSTOMS_ALLOWANCES]:
        assert not world.clearance.send(event.topic, event.record, key=event.key, at_ms=TEN_O_CLOCK)
    for event in [event for event in world.seen if event.topic == topics.CUSTOMS_ALLOWANCE_REQUESTS]:
        assert not world.allowance.send(event.topic, event.record, key=event.key)
    assert world.cases() == before
