"""Who must decide is a register by date: looked up once, at acceptance, and kept with the declaration."""

from typing import Any

import pytest

from contracts.agencies import SOURCES
from contracts.common import Effect, Operation, ParameterSet, RegisterVersion
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationHeld,
    DeclarationRefused,
)
from contracts.customs_clearance import Stage
from contracts.mesh import DeadLettered
from customs import reference
from mesh.declared.processor import Emit
from mesh.declared.registers import Registers
from tests.support.customs.builders import a_list, four_documents
from tests.support.customs.outcomes import LATER, stage
from tests.support.customs.world import World, decisions

EVERYONE = "allowance inspection forex assessment guarantee"
WITHOUT_FOREX = "allowance inspection assessment guarantee"
DAY = "2024-11-11"


def deciders(value: str, version: int = 2, **changed: Any) -> ParameterSet:
    usual: dict[str, Any] = {
        "code": reference.DECIDERS,
        "version": version,
        "valid_from": "2016-04-08",
        "source": "invented",
    }
    return ParameterSet(**(usual | {"value": value} | changed))


def all_but_forex(event: Any) -> tuple[Emit, ...]:
    inspected, _, *taxed = decisions(event)
    return (inspected, *taxed)


def undecided(*rows: ParameterSet, agencies: Any = lambda _: ()) -> World:
    world = World(agencies)
    for row in rows:
        world.clearance.registers.add(row)
    world.submit(*four_documents())
    return world


def declared(world: World) -> DeclarationAccepted:
    (accepted,) = world.all(DeclarationAccepted)
    return accepted


def test_an_acceptance_says_who_must_decide_and_on_which_row_that_rests() -> None:
    accepted = declared(undecided())
    assert accepted.content.deciders == tuple(EVERYONE.split())
    assert RegisterVersion(register="customs.parameters", code=reference.DECIDERS, version=1) in accepted.registers


def test_where_foreign_exchange_need_not_decide_nobody_waits_for_it() -> None:
    world = undecided(deciders(WITHOUT_FOREX), agencies=all_but_forex)
    assert declared(world).content.deciders == tuple(WITHOUT_FOREX.split())
    assert stage(world) == (Stage.CLEARED, "800")


def test_where_foreign_exchange_must_decide_everyone_waits_for_it() -> None:
    world = undecided(agencies=all_but_forex)
    assert stage(world) == (Stage.DECIDING, "2")
    world.publish(decisions(declared(world))[1])
    assert stage(world) == (Stage.CLEARED, "800")


@pytest.mark.parametrize("effect", [Effect.HOLD, Effect.REFUSE])
def test_who_need_not_decide_stops_nothing(effect: Effect) -> None:
    world = undecided(deciders(WITHOUT_FOREX))
    accepted = declared(world)
    world.publish(decisions(accepted, forex=effect)[1])
    world.publish(*all_but_forex(accepted))
    assert stage(world) == (Stage.CLEARED, "800")


@pytest.mark.parametrize(("row", "status"), [(EVERYONE, "100"), ("forex assessment guarantee inspection", "100")])
def test_refusals_are_told_in_the_order_of_the_row(row: str, status: str) -> None:
    world = undecided(deciders(row))
    accepted = declared(world)
    world.publish(*decisions(accepted, inspection=Effect.REFUSE, forex=Effect.REFUSE))
    (refused,) = world.all(DeclarationRefused)
    assert refused.return_status == status
    assert [why.rule_id for why in refused.reasons] == [
        f"TEST-{source}" for source in row.split() if source in ("inspection", "forex")
    ]


def test_a_row_that_comes_later_and_is_dated_back_changes_no_open_case() -> None:
    world = undecided()
    accepted = declared(world)
    world.clearance.registers.add(deciders(WITHOUT_FOREX))
    world.publish(*all_but_forex(accepted))
    assert stage(world) == (Stage.DECIDING, "2"), "it waits for whom it waited"
    world.publish(decisions(accepted, forex=Effect.HOLD)[1])
    (held,) = world.all(DeclarationHeld)
    assert [hold.agency for hold in held.holds] == ["forex"]


def test_a_row_that_adds_a_decider_later_does_not_stop_an_open_case() -> None:
    world = undecided(deciders(WITHOUT_FOREX))
    world.clearance.registers.add(deciders(EVERYONE, version=3))
    world.publish(*all_but_forex(declared(world)))
    assert len(world.all(DeclarationCleared)) == 1


def test_another_worker_with_other_rows_waits_for_whom_the_declaration_names() -> None:
    """What was looked up stands in state: a replay, or a restart, needs no row to know whom it waited for."""
    world = undecided(deciders(WITHOUT_FOREX))
    accepted = declared(world)
    world.clearance = world.clearance.under(world.clearance.processor)
    world.clearance.registers = Registers()
    inspected, assessed, guaranteed = all_but_forex(accepted)
    world.publish(inspected, assessed)
    declaration = world.declaration()
    assert declaration is not None
    assert declaration.deciders == tuple(WITHOUT_FOREX.split())
    world.publish(guaranteed)
    assert stage(world) == (Stage.CLEARED, "800")


def test_an_amended_declaration_asks_anew() -> None:
    world = undecided()
    world.clearance.registers.add(deciders(WITHOUT_FOREX))
    world.submit(a_list(app_time=LATER, operation=Operation.CHANGE))
    (amended,) = world.all(DeclarationAmended)
    assert amended.content.deciders == tuple(WITHOUT_FOREX.split())
    world.publish(*all_but_forex(amended))
    assert stage(world) == (Stage.CLEARED, "800")


@pytest.mark.parametrize(("day", "named"), [("2024-11-11", EVERYONE), ("2024-11-12", WITHOUT_FOREX)])
def test_the_day_of_acceptance_decides_which_row_is_in_force(day: str, named: str) -> None:
    registers = Registers([deciders(EVERYONE, 1), deciders(WITHOUT_FOREX, valid_from="2024-11-12")])
    assert reference.deciders(registers, day) == tuple(named.split())


def test_a_decider_to_whom_this_version_has_no_route_parks_the_key_and_nobody_waits_for_ever() -> None:
    world = undecided(deciders("allowance veterinary"))
    (letter,) = world.all(DeadLettered)
    assert letter.code == "configuration"
    assert "veterinary" in letter.reason
    assert not world.all(DeclarationAccepted)


def test_who_can_only_pass_or_note_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Registers([deciders("inspection forex allowance")])
    noting = SOURCES["forex"]._replace(effects=(Effect.PASS, Effect.NOTE), held="")
    monkeypatch.setattr("customs.reference.SOURCES", {**SOURCES, "forex": noting})
    assert reference.deciders(row, DAY) == ("inspection", "allowance")
