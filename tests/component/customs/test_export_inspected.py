"""
C04: one bad item of a batch is split out. Customs' export with the inspection that there is, on the parcels of a bill.

Every list of a bill is decided on by itself: what inspection holds waits alone, and the rest of the bill goes on.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import topics
from contracts.common import FindingAction, FindingRecorded, ParameterSet
from contracts.customs import DeclarationHeld, DeclarationRefused, ExportAccepted, ListClosed
from contracts.inspection import InspectionDecided
from contracts.trade import ExportListLine
from customs.manifests.processor import MANIFESTS
from inspection.decisions.holding import is_drawn
from inspection.decisions.processor import decisions_processor
from mesh.declared.dates import china_time
from mesh.declared.keys import order_key
from mesh.declared.processor import Emit
from tests.support.agency.declarations import an_entry, register_file
from tests.support.customs.exports import (
    HOUR_MS,
    NOON,
    PROCESSORS,
    ExportWorld,
    a_line,
    a_list,
    a_waybill,
    an_order,
)
from tests.support.customs.manifests import a_departure, a_master_list, an_arrival

KEY = b"a key of the agency"
SHIPPED = (*register_file("inspection.parameters.v1"), *register_file("inspection.risks.v1"))
PLANTS = (a_line(ExportListLine, commodity_code="0602909999", goods_name="盆栽植物"),)
ARRIVED, FOUND, LEFT = NOON + HOUR_MS, NOON + 2 * HOUR_MS, NOON + 3 * HOUR_MS
ACTIONS = {
    FindingAction.RELEASE: "800",
    FindingAction.TREAT: "800",
    FindingAction.SHIP_BACK: "700",
    FindingAction.REFUSE: "700",
    FindingAction.DETAIN: "599",
}
STATUSES = {
    "ExportAccepted": "120",
    "DeclarationReviewed": "399",
    "DeclarationCleared": "800",
    "DeclarationClosed": "899",
}


def a_world(rate: str = "0") -> ExportWorld:
    """Export, bills and inspection, at a rate of spot checks."""
    rates = [an_entry(ParameterSet, f"sampling.rate.export.{grade}", version=9, value=rate) for grade in "ABC"]
    return ExportWorld(lambda _: (), (*PROCESSORS, MANIFESTS, decisions_processor(KEY)), (*SHIPPED, *rates))


def a_bill(world: ExportWorld, orders: Iterable[str], bad: Collection[str] = ()) -> None:
    """Export an order each, those that are bad with goods under quarantine, on one bill that arrives."""
    names = list(orders)
    for name in names:
        changes = {"lines": PLANTS} if name in bad else {}
        world.submit(an_order(name), a_waybill(name), a_list(name, **changes))
    parts: dict[str, Any] = {"accepted_at_ms": ARRIVED, "app_time": china_time(ARRIVED - 60_000)}
    waybills = [f"W-{name}" for name in names]
    world.submit(a_master_list(waybills, **parts), an_arrival(waybills, **parts))
    world.tick(ARRIVED + 1)


def departs(world: ExportWorld, orders: Iterable[str]) -> None:
    """Let parcels of the bill leave."""
    parts: dict[str, Any] = {"accepted_at_ms": LEFT, "app_time": china_time(LEFT - 60_000)}
    world.submit(a_departure([f"W-{name}" for name in orders], **parts))
    world.tick(LEFT + 1)


def find(world: ExportWorld, order_no: str, action: FindingAction) -> None:
    """Let an inspector decide on what inspection holds of an export, as its decision names the hold."""
    decided = next(
        each.decision
        for each in world.all(InspectionDecided)
        if each.decision.declaration_id == world.case(order_no).declaration_id
    )
    finding = FindingRecorded(
        finding_id=f"finding on {order_no}",
        agency="inspection",
        declaration_id=decided.declaration_id,
        revision=decided.revision,
        hold_id=decided.hold_id or "",
        action=action,
        officer="查验员01",
        authority="查验",
        reason="现场查验",
        found_at_ms=FOUND,
    )
    world.now_ms = max(world.now_ms, FOUND)
    world.publish(Emit(topics.INSPECTION_FINDINGS, order_key(order_no).encode(), finding))


def course(world: ExportWorld, order_no: str) -> list[str]:
    """Return how the list of an order stood, in order."""
    return [
        getattr(event.record, "return_status", None) or STATUSES[type(event.record).__name__]
        for event in world.seen
        if event.topic == topics.CUSTOMS_EXPORTS and event.record.subject.order_no == order_no  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(("action", "status"), ACTIONS.items())
def test_c04_the_parcel_that_inspection_holds_waits_alone(action: FindingAction, status: str) -> None:
    world = a_world()
    a_bill(world, ["EX1", "EX2", "EX3", "EX4"], bad={"EX2"})
    for good in ("EX1", "EX3", "EX4"):
        assert course(world, good) == ["120", "399", "800"]
    assert course(world, "EX2") == ["120", "399", "500"]
    (held,) = world.all(DeclarationHeld)
    assert [(hold.agency, hold.reason.code) for hold in held.holds] == [("inspection", "99604")]

    departs(world, ["EX1", "EX3", "EX4"])
    assert {closed.subject.order_no for closed in world.all(ListClosed)} == {"EX1", "EX3", "EX4"}
    assert course(world, "EX2") == ["120", "399", "500"], "the others have left, it waits"

    find(world, "EX2", action)
    assert course(world, "EX2") == ["120", "399", "500", status]
    for good in ("EX1", "EX3", "EX4"):
        assert course(world, good) == ["120", "399", "800", "899"]


@pytest.mark.parametrize("action", [FindingAction.SHIP_BACK, FindingAction.DETAIN])
def test_c04_what_fails_bears_the_finding_and_touches_no_other_list(action: FindingAction) -> None:
    world = a_world()
    a_bill(world, ["EX1", "EX2"], bad={"EX2"})
    find(world, "EX2", action)
    (refused,) = world.all(DeclarationRefused)
    assert (refused.subject.order_no, [why.code for why in refused.reasons]) == ("EX2", ["1300"])
    assert [why.rule_id for why in refused.reasons] == ["INS-03"]
    assert [each.document.number for each in refused.documents] == ["C-EX2"]


def test_c04_a_finding_before_the_parcel_arrives_leaves_nothing_to_hold() -> None:
    world = a_world()
    world.submit(an_order("EX2"), a_waybill("EX2"), a_list("EX2", lines=PLANTS))
    find(world, "EX2", FindingAction.RELEASE)
    a_bill(world, ["EX1"])
    assert course(world, "EX2") == ["120", "399"]
    parts: dict[str, Any] = {"bill_no": "B-OTHER", "accepted_at_ms": FOUND, "app_time": china_time(FOUND - 60_000)}
    world.submit(a_master_list(["W-EX2"], cop_no="M-other", **parts), an_arrival(["W-EX2"], cop_no="A-other", **parts))
    world.tick(FOUND + 1)
    assert course(world, "EX2") == ["120", "399", "800"]


def test_c13_of_a_bill_exactly_those_drawn_are_looked_at_and_the_key_says_which() -> None:
    orders = [f"EX{number}" for number in range(24)]
    world = a_world(rate="0.25")
    a_bill(world, orders)
    ids = {each.subject.order_no: each.subject.declaration_id for each in world.all(ExportAccepted)}
    drawn = {name for name in orders if is_drawn(ids[name], Decimal("0.25"), KEY)}
    assert 0 < len(drawn) < len(orders)
    assert {held.subject.order_no for held in world.all(DeclarationHeld)} == drawn
    assert {name for name in orders if course(world, name) == ["120", "399", "800"]} == set(orders) - drawn


ORDERS = ("EX1", "EX2", "EX3")


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(ORDERS), st.sampled_from(list(ACTIONS))))
def test_c04_whatever_is_held_and_found_each_list_ends_by_its_own(found: Mapping[str, FindingAction]) -> None:
    world = a_world()
    a_bill(world, ORDERS, bad=found)
    for order_no, action in found.items():
        find(world, order_no, action)
    for order_no in ORDERS:
        own = found.get(order_no)
        assert course(world, order_no) == ["120", "399", *(["500", ACTIONS[own]] if own else ["800"])]
