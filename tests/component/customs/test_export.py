"""Exports from order to departure: every fault of the plan on its documents, and the order in which they come."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from agency.reasons import reason
from contracts import topics
from contracts.common import Effect, FindingAction, FindingRef, Operation
from contracts.customs import DeclarationRefused, ExportAccepted, ListClosed, Movement
from contracts.customs_export import Stage
from contracts.trade import ExportListLine, ExportOrderLine
from mesh.declared.processor import Emit
from tests.support.customs.exports import (
    DAY_MS,
    HOUR_MS,
    NOON,
    ExportWorld,
    a_cancellation,
    a_finding,
    a_line,
    a_list,
    a_movement,
    a_receipt,
    a_waybill,
    an_order,
    inspected,
)
from tests.support.customs.registers import BONDED, OTHER_MERCHANT

READY, DIFFERING, DEPARTED, TAKEN_BACK = (
    Movement.READY,
    Movement.DIFFERING,
    Movement.DEPARTED,
    Movement.DEPARTURE_WITHDRAWN,
)


def four() -> tuple[Any, ...]:
    """Order, waybill, list and receipt of payment of one export."""
    return an_order(), a_waybill(), a_list(), a_receipt()


def refusal(world: ExportWorld) -> tuple[str, list[str]]:
    """Return status and codes of the one refusal."""
    (refused,) = world.all(DeclarationRefused)
    return refused.return_status, [why.code for why in refused.reasons]


def answer(world: ExportWorld, document: Any) -> tuple[str, str]:
    """Return status and first code of the answer to a document."""
    world.submit(document)
    judged = world.judged()[-1]
    return judged.return_status, judged.reasons[0].code if judged.reasons else ""


@pytest.mark.parametrize("places", list(itertools.permutations(range(4))))
def test_whatever_comes_first_the_list_is_reviewed(places: tuple[int, ...]) -> None:
    world = ExportWorld()
    world.submit(*(four()[place] for place in places))
    assert world.lifecycle() == ["120", "399"]
    assert sorted(world.told()) == [
        ("EXPORT_LIST", "2", ""),
        ("EXPORT_ORDER", "2", ""),
        ("EXPORT_RECEIPT", "120", ""),
        ("EXPORT_RECEIPT", "2", ""),
        ("EXPORT_WAYBILL", "2", ""),
    ]


def test_a_list_is_released_when_its_bill_is_ready_and_closed_when_it_left() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=READY))
    world.move(a_movement(movement=DEPARTED, moved_at_ms=NOON + 3 * HOUR_MS))
    assert world.lifecycle() == ["120", "399", "800", "899"]
    (closed,) = world.all(ListClosed)
    assert (closed.closed_at_ms, closed.content.goods_value_e5) == (NOON + 3 * HOUR_MS, 2_000_000)
    assert (closed.content.order_type, closed.subject.list_no) == ("E", world.case().list_no)


def test_what_a_bill_said_before_the_list_came_counts() -> None:
    world = ExportWorld()
    world.move(a_movement(movement=READY))
    world.submit(*four())
    assert world.lifecycle() == ["120", "399", "800"]


def test_a_list_names_its_number_by_district_and_year() -> None:
    world = ExportWorld()
    world.submit(*four())
    (accepted,) = world.all(ExportAccepted)
    number = accepted.subject.list_no or ""
    assert (number[:9], len(number), number[9:].isdigit()) == ("51412025E", 18, True)
    assert accepted.subject.pre_entry_no.startswith("B20251201")


# --- what never comes ---


def test_an_order_that_never_comes_refuses_the_list_at_its_deadline() -> None:
    world = ExportWorld()
    world.submit(a_waybill(), a_list())
    assert world.lifecycle() == []
    world.tick(NOON + DAY_MS - 1)
    assert world.lifecycle() == []
    world.tick(NOON + DAY_MS)
    assert refusal(world) == ("100", ["99001"])
    (refused,) = world.all(DeclarationRefused)
    assert [(str(each.document.document_type), each.return_status) for each in refused.documents] == [
        ("EXPORT_LIST", "100"),
        ("EXPORT_WAYBILL", "2"),
    ]


def test_a_waybill_that_never_comes_refuses_the_list_and_frees_the_order() -> None:
    world = ExportWorld()
    world.submit(an_order(), a_list())
    world.tick(NOON + DAY_MS)
    assert refusal(world) == ("100", ["99001"])
    again = a_list(cop_no="C-again", accepted_at_ms=NOON + DAY_MS + HOUR_MS)
    world.submit(a_waybill(accepted_at_ms=NOON + DAY_MS + HOUR_MS), again)
    assert world.lifecycle() == ["100", "120", "399"]


def test_documents_without_a_list_leave_after_the_days_of_loose_documents() -> None:
    world = ExportWorld()
    world.submit(an_order())
    assert world.case().order_on_file is not None
    world.tick(NOON + 31 * DAY_MS)
    with pytest.raises(AssertionError, match="no case"):
        world.case()


# --- what does not fit ---

YUAN_LINES = (a_line(ExportListLine, currency_code="142"),)
"""Lines that need no rate of exchange, of which the register has no later ones."""
OTHER_CARRIER_AGENT = "4401960A02"
DEAR_LINES = (a_line(ExportListLine, price_cents=100_000),)
B2B = {"trade_mode": "9710"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"net_weight_kg_e5": 60_001}, "-602001"),
        ({"ie_flag": "I"}, "-602001"),
        ({"trade_mode": "1239"}, "-602001"),
        ({"statistics_flag": "C"}, "-602001"),
        ({"trade_mode": "1210"}, "-602001"),
        ({"arrival_country_code": "142"}, "-602001"),
        ({"pack_count": 0}, "-602001"),
        ({"port_code": "51x1"}, "-602001"),
        ({"lines": (a_line(ExportListLine, destination_country_code="142"),)}, "-602001"),
        ({"lines": (a_line(ExportListLine, total_price_e5=1),)}, "-602001"),
        ({"lines": (a_line(ExportListLine, statutory_quantity_e5=1),)}, "-602001"),
        ({"lines": (a_line(ExportListLine, second_quantity_e5=1),)}, "-602001"),
        ({"lines": (a_line(ExportListLine), a_line(ExportListLine, 2, currency_code="300"))}, "-602001"),
        ({"lines": (a_line(ExportListLine), a_line(ExportListLine, 1))}, "-602001"),
        ({"lines": (a_line(ExportListLine, quantity=0),)}, "-602001"),
        ({"lines": (a_line(ExportListLine, currency_code="999"),)}, "-603008"),
        (B2B | {"lines": DEAR_LINES}, "-603002"),
        ({"lines": (a_line(ExportListLine, commodity_code="9999000000"),)}, "-603004"),
        ({"merchant_code": "4499999999"}, "-10102"),
        ({"app_time": "20261201120000"}, "-602001"),
    ],
)  # fmt: skip
def test_a_list_that_is_wrong_by_itself_is_rejected(changes: dict[str, Any], code: str) -> None:
    world = ExportWorld()
    assert answer(world, a_list(**changes)) == (code, code)
    assert world.lifecycle() == []


def test_an_export_of_a_special_area_names_its_book() -> None:
    world = ExportWorld()
    special: dict[str, Any] = {
        "trade_mode": "1210",
        "bonded_enterprise_code": BONDED,
        "bonded_enterprise_name": "示例区内企业",
        "account_book_no": "T5141W000001",
        "lines": (a_line(ExportListLine, item_record_no="0001"),),
    }
    world.submit(an_order(), a_waybill(), a_list(**special))
    assert world.lifecycle() == ["120", "399"]
    (accepted,) = world.all(ExportAccepted)
    notes = {rule.rule_id: rule.note for rule in accepted.rules if rule.note}
    assert "T5141W000001" in (notes["EXD-07"] or "")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"order_type": "B"}, "-603001", "-603001"),
        ({"lines": (a_line(ExportOrderLine, quantity=3),)}, "100", "1322"),
        ({"lines": (a_line(ExportOrderLine, price_cents=1_001),)}, "100", "1322"),
        ({"lines": (a_line(ExportOrderLine, unit_code="007"),)}, "100", "1322"),
        ({"lines": (a_line(ExportOrderLine), a_line(ExportOrderLine, 2))}, "100", "1322"),
        ({"currency_code": "300", "lines": (a_line(ExportOrderLine, currency_code="300"),)}, "100", "99110"),
    ],
)
def test_an_order_that_does_not_fit_refuses_the_list_alone(changes: dict[str, Any], status: str, code: str) -> None:
    world = ExportWorld()
    world.submit(an_order(**changes), a_waybill(), a_list())
    assert refusal(world) == (status, [code])
    (refused,) = world.all(DeclarationRefused)
    assert {str(each.document.document_type): each.return_status for each in refused.documents} == {
        "EXPORT_LIST": status,
        "EXPORT_ORDER": "2",
        "EXPORT_WAYBILL": "2",
    }
    better = an_order(operation=Operation.CHANGE, accepted_at_ms=NOON + HOUR_MS)
    world.submit(better, a_list(cop_no="C-again", accepted_at_ms=NOON + HOUR_MS))
    assert world.lifecycle() == [status, "120", "399"]


def test_a_waybill_of_another_merchant_refuses_the_list() -> None:
    world = ExportWorld()
    world.submit(an_order(), a_waybill(merchant_code=OTHER_MERCHANT, merchant_name="他人"), a_list())
    assert refusal(world) == ("100", ["99109"])


def test_weight_and_parcels_that_differ_are_noted() -> None:
    world = ExportWorld()
    world.submit(an_order(), a_waybill(gross_weight_kg_e5=61_000, pack_count=2), a_list())
    (accepted,) = world.all(ExportAccepted)
    notes = {rule.rule_id: rule.note for rule in accepted.rules if rule.note}
    assert "grossWeight" in (notes["EXM-05"] or "")
    assert "packNo" in (notes["EXM-05"] or "")
    assert "receipt" in (notes["EXM-06"] or "")


@pytest.mark.parametrize(("mode", "order_type"), [("9610", "E"), ("9710", "B"), ("9810", "W")])
def test_every_mode_has_its_order_type(mode: str, order_type: str) -> None:
    world = ExportWorld()
    world.submit(an_order(order_type=order_type), a_waybill(), a_list(trade_mode=mode))
    assert world.lifecycle() == ["120", "399"]


def test_a_receipt_of_another_amount_is_refused_and_the_list_goes_on() -> None:
    world = ExportWorld()
    world.submit(a_receipt(received_e5=1), an_order(), a_waybill(), a_list())
    assert ("EXPORT_RECEIPT", "100", "99102") in world.told()
    assert world.lifecycle() == ["120", "399"]
    world.submit(a_receipt(accepted_at_ms=NOON + HOUR_MS))
    assert world.told()[-2:] == [("EXPORT_RECEIPT", "2", ""), ("EXPORT_RECEIPT", "120", "")]


# --- numbers ---


def test_the_second_list_of_a_waybill_number_is_refused() -> None:
    world = ExportWorld()
    world.submit(*four(), an_order("EX2"), a_list("EX2", waybill_no="W-EX1"))
    assert refusal(world) == ("100", ["99107"])
    assert world.case().stage is Stage.REVIEWED
    assert answer(world, a_waybill(goods_info="other goods")) == ("-504001", "-504001")


def test_a_waybill_that_a_list_has_is_not_changed() -> None:
    world = ExportWorld()
    world.submit(a_waybill(), an_order())
    changed = a_waybill(operation=Operation.CHANGE, gross_weight_kg_e5=70_000, accepted_at_ms=NOON + HOUR_MS)
    assert answer(world, changed) == ("2", "")
    world.submit(a_list(accepted_at_ms=NOON + HOUR_MS))
    again = replace(changed, gross_weight_kg_e5=80_000, content_digest=b"other", document_id="other")
    assert answer(world, again) == ("-503002", "-503002")


def test_two_merchants_of_a_foreign_platform_may_have_one_order_number() -> None:
    world = ExportWorld()
    foreign = {"platform_code": "无"}
    world.submit(an_order(**foreign), a_waybill(), a_list(**foreign))
    other = foreign | {"merchant_code": OTHER_MERCHANT, "merchant_name": "他人"}
    world.submit(an_order(**other), a_waybill("EX2"), a_list(**other, waybill_no="W-EX2", cop_no="C-2"))
    assert world.lifecycle() == ["120", "399", "120", "399"]
    assert world.case(platform="无").list_no != world.case(platform="无", merchant=OTHER_MERCHANT).list_no


# --- again, changed, deleted ---


def test_a_repeated_document_gets_the_same_answer_and_changes_nothing() -> None:
    world = ExportWorld()
    world.submit(*four(), *four())
    verdicts = [str(judged.verdict) for judged in world.judged()]
    assert verdicts == ["ACCEPTED"] * 4 + ["DUPLICATE"] * 4
    assert world.lifecycle() == ["120", "399"]


def test_a_document_with_a_number_on_file_is_no_new_one() -> None:
    world = ExportWorld()
    world.submit(*four())
    assert answer(world, an_order(freight_e5=1)) == ("-304001", "-304001")
    assert answer(world, a_list(gross_weight_kg_e5=61_000)) == ("-604001", "-604001")
    assert answer(world, a_receipt(received_e5=1)) == ("-404001", "-404001")


def test_a_list_is_changed_until_its_review_is_concluded() -> None:
    world = ExportWorld()
    world.submit(an_order(), a_list())
    changed = a_list(operation=Operation.CHANGE, waybill_no="W-other", accepted_at_ms=NOON + HOUR_MS)
    assert answer(world, changed) == ("2", "")
    world.submit(a_waybill())
    assert world.lifecycle() == []
    world.submit(a_waybill("other"))
    assert world.lifecycle() == ["120", "399"]
    assert world.case().revision == 2
    late = a_list(operation=Operation.CHANGE, accepted_at_ms=NOON + 2 * HOUR_MS)
    assert answer(world, late) == ("-603012", "-603012")


def test_a_list_that_waits_is_deleted_and_its_waybill_free() -> None:
    world = ExportWorld()
    world.submit(an_order(), a_list())
    gone = a_list(operation=Operation.DELETE, accepted_at_ms=NOON + HOUR_MS)
    assert answer(world, gone) == ("2", "")
    assert world.lifecycle() == ["withdrawn"]
    later = NOON + 2 * HOUR_MS
    world.submit(an_order("EX2"), a_waybill(), a_list("EX2", waybill_no="W-EX1", accepted_at_ms=later))
    assert world.lifecycle() == ["withdrawn", "120", "399"]


def test_an_order_is_changed_until_a_list_has_it() -> None:
    world = ExportWorld()
    world.submit(an_order())
    assert answer(world, an_order(operation=Operation.CHANGE, freight_e5=1, accepted_at_ms=NOON + HOUR_MS)) == ("2", "")
    world.submit(a_waybill(), a_list())
    late = an_order(operation=Operation.CHANGE, freight_e5=2, accepted_at_ms=NOON + 2 * HOUR_MS)
    assert answer(world, late) == ("-303002", "-303002")


# --- inspection and officers ---


def test_what_inspection_holds_is_held_once_it_has_arrived() -> None:
    world = ExportWorld(lambda event: inspected(event, Effect.HOLD))
    world.submit(*four())
    assert world.lifecycle() == ["120", "399"]
    world.move(a_movement(movement=READY))
    assert world.lifecycle() == ["120", "399", "500"]
    (accepted,) = world.all(ExportAccepted)
    world.publish(*inspected(accepted))
    assert world.lifecycle() == ["120", "399", "500", "800"]


@pytest.mark.parametrize(("action", "status"), [(FindingAction.SHIP_BACK, "700"), (FindingAction.DETAIN, "599")])
def test_what_inspection_refuses_ends_so(action: FindingAction, status: str) -> None:
    world = ExportWorld(lambda event: inspected(event, Effect.HOLD))
    world.submit(*four())
    world.move(a_movement(movement=READY))
    (accepted,) = world.all(ExportAccepted)
    finding = FindingRef(finding_id="f", hold_id="h", action=action, officer="o", authority="a")
    world.publish(*inspected(accepted, Effect.REFUSE, finding))
    assert world.lifecycle()[-1] == status
    assert answer(world, a_list(cop_no="C-again", accepted_at_ms=NOON + HOUR_MS)) == ("-604001", "-604001")


def test_a_bill_that_differs_holds_the_list_until_it_is_ready() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=DIFFERING, hold_id="BILL|C|B1", reasons=(reason("99126", "EXT-04", "B1", "B2"),)))
    assert world.lifecycle() == ["120", "399", "300"]
    (found,) = [record for record in world.find() if type(record).__name__ == "BillFinding"]
    assert (found.bill_no, found.finding.hold_id) == ("B1", "BILL|C|B1")
    assert world.lifecycle() == ["120", "399", "300"]
    world.move(a_movement(movement=READY))
    assert world.lifecycle() == ["120", "399", "300", "800"]


def test_a_list_that_names_another_bill_is_held_by_itself() -> None:
    world = ExportWorld()
    world.submit(an_order(), a_waybill(), a_list(bill_no="B2"))
    world.move(a_movement(movement=READY))
    assert world.lifecycle() == ["120", "399", "300"]
    assert [hold.reason.code for hold in world.case().holds] == ["99126"]
    world.find()
    assert world.lifecycle() == ["120", "399", "300", "800"]


def test_goods_that_left_unreleased_are_never_closed_by_themselves() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=DEPARTED))
    assert world.lifecycle() == ["120", "399", "300"]
    assert [hold.reason.code for hold in world.case().holds] == ["99123"]
    world.move(a_movement(movement=READY))
    assert world.lifecycle() == ["120", "399", "300"]
    assert world.all(ListClosed) == []
    world.find()
    assert world.lifecycle() == ["120", "399", "300", "899"]
    assert len(world.all(ListClosed)) == 1


def test_goods_that_left_unreleased_may_be_detained() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=DEPARTED))
    world.find(action=FindingAction.DETAIN)
    assert world.lifecycle() == ["120", "399", "300", "599"]
    assert world.all(ListClosed) == []


def test_a_departure_is_taken_back_with_an_officers_approval() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=READY), a_movement(movement=DEPARTED), a_movement(movement=TAKEN_BACK))
    assert world.lifecycle() == ["120", "399", "800", "899", "300"]
    reopened = [type(record).__name__ for record in world.find()]
    assert "ListReopened" in reopened
    assert world.lifecycle()[-1] == "800"
    world.move(a_movement(movement=DEPARTED, moved_at_ms=NOON + 5 * HOUR_MS))
    assert world.lifecycle()[-1] == "899"
    assert len(world.all(ListClosed)) == 2


def test_a_departure_that_an_officer_does_not_take_back_stays() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=READY), a_movement(movement=DEPARTED), a_movement(movement=TAKEN_BACK))
    world.find(action=FindingAction.REFUSE)
    assert world.lifecycle()[-1] == "899"
    assert len(world.all(ListClosed)) == 1


def test_a_finding_on_another_hold_changes_nothing() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=DEPARTED))
    before = world.case()
    elsewhere = replace(a_finding(before), hold_id="another")
    world.publish(Emit(topics.CUSTOMS_FINDINGS, b"EX1", elsewhere))
    assert world.case() == before


# --- cancellation ---


def test_a_reviewed_list_is_cancelled_freely() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.submit(a_cancellation(world.case().list_no or ""))
    assert world.told()[-2:] == [("EXPORT_CANCELLATION", "2", ""), ("EXPORT_CANCELLATION", "399", "")]
    assert world.lifecycle() == ["120", "399", "withdrawn"]
    later = NOON + HOUR_MS
    world.submit(an_order("EX2"), a_list("EX2", waybill_no="W-EX1", accepted_at_ms=later))
    assert world.lifecycle()[-2:] == ["120", "399"]


@pytest.mark.parametrize(("action", "end"), [(FindingAction.RELEASE, "399"), (FindingAction.REFUSE, "100")])
def test_a_released_list_is_cancelled_by_an_officer(action: FindingAction, end: str) -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=READY))
    world.submit(a_cancellation(world.case().list_no or ""))
    assert world.told()[-1] == ("EXPORT_CANCELLATION", "2", "")
    assert world.lifecycle() == ["120", "399", "800", "300"]
    world.find(action=action)
    kind, status, _ = world.told()[-1]
    assert (kind, status) == ("EXPORT_CANCELLATION", end)
    assert world.lifecycle()[-1] == ("withdrawn" if end == "399" else "800")


def test_a_list_whose_goods_left_before_the_officer_decided_is_not_cancelled() -> None:
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=READY))
    world.submit(a_cancellation(world.case().list_no or ""))
    world.move(a_movement(movement=DEPARTED))
    assert [hold.reason.code for hold in world.case().holds] == ["99124"]
    world.find()
    assert world.told()[-1] == ("EXPORT_CANCELLATION", "100", "-607002")
    assert world.lifecycle()[-1] == "899"
    assert len(world.all(ListClosed)) == 1


def test_a_stranger_who_asks_to_cancel_hears_nothing_of_the_list() -> None:
    world = ExportWorld()
    world.submit(*four())
    asked = a_cancellation(
        world.case().list_no or "",
        merchant_code=OTHER_MERCHANT,
        merchant_name="x",
        agent_code=OTHER_CARRIER_AGENT,
        agent_name="x",
        sender_code=OTHER_CARRIER_AGENT,
    )
    world.submit(asked)
    told = world.judged()[-1]
    assert told.return_status in ("-607003", "-10102")
    assert (told.pre_entry_no, told.order_no, told.platform_code) == (None, "", None)


def test_a_waybill_number_serves_another_parcel_after_its_months() -> None:
    """The old waybill is forgotten: a new one is no repetition, and a new list is not handed the old one."""
    world = ExportWorld()
    world.submit(*four())
    world.move(a_movement(movement=READY), a_movement(movement=DEPARTED))
    later = NOON + 200 * DAY_MS
    world.submit(a_list("EX2", waybill_no="W-EX1", lines=YUAN_LINES, accepted_at_ms=later))
    assert world.case("EX2").waybill is None
    assert answer(world, a_waybill(goods_info="other", accepted_at_ms=later + HOUR_MS)) == ("2", "")
    assert world.case("EX2").waybill is not None


def test_a_list_that_is_inspected_or_has_left_is_not_cancelled() -> None:
    held = ExportWorld(lambda event: inspected(event, Effect.HOLD))
    held.submit(*four())
    held.move(a_movement(movement=READY))
    assert answer(held, a_cancellation(held.case().list_no or "")) == ("-607001", "-607001")
    gone = ExportWorld()
    gone.submit(*four())
    gone.move(a_movement(movement=READY), a_movement(movement=DEPARTED))
    assert answer(gone, a_cancellation(gone.case().list_no or "")) == ("-607002", "-607002")


def test_a_cancellation_of_no_list_or_of_anothers_is_refused() -> None:
    world = ExportWorld()
    world.submit(*four())
    number = world.case().list_no or ""
    assert answer(world, a_cancellation("51412025E999999999")) == ("-607003", "-607003")
    stranger = {"agent_code": "4401960A02", "agent_name": "他人", "sender_code": "4401960A02"}
    assert answer(world, a_cancellation(number, **stranger))[0] in ("-607003", "-10102")
    assert answer(world, a_cancellation(number, customs_code="3105")) == ("-606001", "-606001")
    assert world.lifecycle() == ["120", "399"]


# --- whatever the order ---

EVENTS = ("order", "waybill", "list", "ready")


@settings(max_examples=60, deadline=None)
@given(st.permutations(EVENTS), st.booleans())
def test_any_order_of_documents_and_movements_reaches_the_same_end(order: list[str], holds: bool) -> None:
    """The departure comes last: one before the release is an officer's to decide on, whatever follows."""
    world = ExportWorld(lambda event: inspected(event, Effect.HOLD if holds else Effect.PASS))
    does = {
        "order": lambda: world.submit(an_order()),
        "waybill": lambda: world.submit(a_waybill()),
        "list": lambda: world.submit(a_list()),
        "ready": lambda: world.move(a_movement(movement=READY)),
    }
    for name in order:
        does[name]()
    case = world.case()
    assert (case.stage, case.return_status) == ((Stage.HELD, "500") if holds else (Stage.CLEARED, "800"))
    world.move(a_movement(movement=DEPARTED))
    assert world.lifecycle()[-1] == ("500" if holds else "899")
    assert len(world.all(ListClosed)) == (0 if holds else 1)
