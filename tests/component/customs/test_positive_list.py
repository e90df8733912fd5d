"""The positive list at work: after the match, before acceptance; what is listed comes from the register alone."""

from typing import Any

import pytest

from contracts.common import Effect, Operation, RuleResult
from contracts.customs import AllowanceRequested, DeclarationAccepted, DeclarationRefused
from contracts.customs_allowance import QuantityBalance
from contracts.customs_clearance import Stage
from tests.support.customs.builders import (
    CNY,
    TEN_O_CLOCK,
    Document,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
)
from tests.support.customs.outcomes import LATER, codes, decided, replaced, stage, statuses, used
from tests.support.customs.registers import a_listed_code
from tests.support.customs.world import World, decisions

SUGAR, YEAST, PROTEIN = "1702200000", "2102100000", "2106100000"
KG = 100_000


def a_parcel(order_no: str, commodity_code: str, grams: int) -> tuple[Document, ...]:
    """Four matching documents about one article of so many grams."""
    line = a_list_line(
        commodity_code=commodity_code, statutory_quantity_e5=grams * KG // 1_000, statutory_unit_code="035"
    )
    return an_order(order_no), a_payment(order_no), a_waybill(order_no), a_list(order_no, lines=(line,))


def test_list_04_goods_off_the_list_are_refused_with_100_after_the_match() -> None:
    world = World()
    world.submit(*replaced(a_list(lines=(a_list_line(commodity_code="2402200000"),))))
    assert codes(world) == ["99204"]
    (refused,) = world.all(DeclarationRefused)
    assert refused.return_status == "100"
    assert statuses(refused) == {
        "IMPORT_LIST": "100",
        "IMPORT_ORDER": "2",
        "IMPORT_PAYMENT": "2",
        "IMPORT_WAYBILL": "2",
    }
    results = {rule.rule_id: rule.result for rule in refused.rules}
    assert results["MAT-03"] is RuleResult.PASSED
    assert (results["LIST-04"], results["IMP-01"]) == (RuleResult.FAILED, RuleResult.FAILED)
    assert not world.all(AllowanceRequested)


def test_list_04_goods_off_the_list_that_do_not_match_either_are_refused_for_the_match_alone() -> None:
    world = World()
    world.submit(*replaced(a_list(lines=(a_list_line(commodity_code="2402200000", quantity=3),))))
    assert codes(world) == ["1322"]


def test_list_04_after_a_refusal_the_right_code_is_accepted() -> None:
    world = World()
    world.submit(*replaced(a_list(lines=(a_list_line(commodity_code="2402200000"),))), a_list(app_time=LATER))
    assert stage(world) == (Stage.CLEARED, "800")


@pytest.mark.parametrize(("rows", "status"), [((), "100"), ((a_listed_code("24022000"),), "800")])
def test_list_01_another_list_is_another_register_and_no_code(rows: Any, status: str) -> None:
    """What if: the same documents under a list that has the code."""
    world = World()
    for row in rows:
        world.clearance.registers.add(row)
    world.submit(*replaced(a_list(lines=(a_list_line(commodity_code="2402200000"),))))
    assert stage(world) == (Stage.CLEARED if status == "800" else Stage.REFUSED, status)


def test_a_decision_names_the_rows_and_rules_that_it_rests_on() -> None:
    world = World()
    world.submit(*replaced())
    (accepted,) = world.all(DeclarationAccepted)
    assert ("customs.positive-list", "96190011", 1) in {
        (used.register, used.code, used.version) for used in accepted.registers
    }
    results = {rule.rule_id: rule.result for rule in accepted.rules}
    assert {results[rule] for rule in ("LIST-04", "LIST-02", "LIST-03", "IMP-01", "IMP-03", "IMP-04", "LIM-02")} == {
        RuleResult.PASSED
    }


def test_a_refusal_names_the_register_entries_that_it_rests_on() -> None:
    """Of the match the parameters, of the list the rows that were found, at the deadline the deadline."""
    world = World()
    lines = (a_list_line(commodity_code="2402200000"), a_list_line(2, commodity_code=SUGAR, statutory_unit_code="007"))
    ordered = an_order(lines=(an_order_line(), an_order_line(2)))
    world.submit(*replaced(ordered, a_payment(amount_paid_cny_e5=ordered.actual_paid_cny_e5), a_list(lines=lines)))
    world.submit(a_list("GW2"))
    world.tick(TEN_O_CLOCK + 2 * 86_400_000)
    named = [{(used.register, used.code) for used in refused.registers} for refused in world.all(DeclarationRefused)]
    match = {("customs.parameters", "match.tolerance_cny"), ("customs.parameters", "match.rules_off")}
    assert named == [
        match | {("customs.positive-list", SUGAR[:8])},
        {("customs.parameters", "clearance.match_deadline_seconds")},
    ]


def test_list_02_the_quantity_of_a_year_is_accepted_up_to_its_limit_and_refused_above() -> None:
    world = World()
    world.submit(*a_parcel("GW1", SUGAR, 1_500), *a_parcel("GW2", SUGAR, 501), *a_parcel("GW3", SUGAR, 500))
    assert [stage(world, number) for number in ("GW1", "GW2", "GW3")] == [
        (Stage.CLEARED, "800"),
        (Stage.REFUSED, "100"),
        (Stage.CLEARED, "800"),
    ]
    assert codes(world) == ["99204"]
    assert used(world) == 400, "the amount of the refused one was not reserved either"


def test_list_02_codes_with_a_common_limit_are_refused_together() -> None:
    world = World()
    world.submit(*a_parcel("GW1", YEAST, 3_000), *a_parcel("GW2", PROTEIN, 2_500))
    assert [stage(world, number) for number in ("GW1", "GW2")] == [(Stage.CLEARED, "800"), (Stage.REFUSED, "100")]


def test_lim_09_a_quantity_is_free_again_and_accepted_when_its_declaration_was_refused() -> None:
    world = World(
        lambda event: decisions(event, forex=Effect.REFUSE if event.subject.order_no == "GW1" else Effect.PASS)
    )
    world.submit(*a_parcel("GW1", SUGAR, 2_000), *a_parcel("GW2", SUGAR, 2_000))
    assert stage(world, "GW2") == (Stage.CLEARED, "800")


def test_a_changed_quantity_replaces_the_one_reserved() -> None:
    world = decided(forex=Effect.HOLD)
    change: dict[str, Any] = {"operation": Operation.CHANGE}
    for number, grams in enumerate((1_000, 2_000)):
        line = a_list_line(commodity_code=SUGAR, statutory_quantity_e5=grams * KG // 1_000)
        world.submit(a_list(app_time=f"2024111110000{number}", lines=(line,), **change))
    (balance,) = (
        world.allowance.get(QuantityBalance, f"{request.buyer_pseudonym.hex()}|2024|17022000")
        for request in world.all(AllowanceRequested)[-1:]
    )
    assert balance == QuantityBalance(used_e5=2 * KG)
    assert used(world) * CNY == 200 * CNY
