"""All processors together, from the day on which customs asks credit: grades fall, hold from the next day, and end."""

import random
from typing import Any

import pytest
from msgspec.structs import replace

from contracts import topics
from contracts.common import Effect, FindingAction, FindingRecorded, ParameterSet
from contracts.credit import ConductEntered, CreditDecided, EnterpriseGraded
from contracts.credit_decisions import Case
from contracts.customs import DeclarationAccepted, DeclarationCleared, DeclarationHeld, DeclarationRefused
from customs.reference import DECIDERS
from mesh.testing.world import Hand, World
from tests.support.credit.conduct import DAY_MS, hold_grades
from tests.support.customs.builders import MERCHANT, TEN_O_CLOCK, Document, a_payment, an_order, four_documents
from tests.support.customs.registers import UNLICENSED_BANK
from tests.support.spine.world import a_world, submit

CLEARANCE, DECISIONS, RATINGS = "customs.clearance", "credit.decisions", "credit.ratings"
WITHOUT_DRAW = "allowance forex assessment guarantee"
"""Who else decides: not inspection, which draws by lot."""


def deciders(value: str, valid_from: str = "2016-04-08") -> ParameterSet:
    return ParameterSet(code=DECIDERS, version=2, valid_from=valid_from, source="invented", value=value)


def asking(valid_from: str = "2016-04-08", *held: str) -> World:
    """A world in which customs asks credit from a day on, and these grades are held."""
    world = a_world()
    world.register(CLEARANCE, deciders(f"{WITHOUT_DRAW} credit", valid_from))
    if held:
        world.register(DECISIONS, hold_grades(*held))
    return world


def a_parcel(order_no: str, day: int = 0) -> tuple[Document, ...]:
    """Four documents accepted so many days after 2024-11-11."""
    return tuple(replace(document, accepted_at_ms=TEN_O_CLOCK + day * DAY_MS) for document in four_documents(order_no))


def unlicensed(order_no: str) -> tuple[Document, ...]:
    """A parcel that foreign exchange holds."""
    _, _, waybill, listed = four_documents(order_no)
    payment = a_payment(order_no, payment_institution_code=UNLICENSED_BANK)
    return an_order(order_no, payment_institution_code=None), payment, waybill, listed


def find(world: World, order_no: str, action: FindingAction, *, agency: str, day: int = 0) -> None:
    """Let an officer decide about the hold of a parcel."""
    held = next(event for event in reversed(world.events(DeclarationHeld)) if event.subject.order_no == order_no)
    (hold,) = held.holds
    assert hold.agency == agency
    at_ms = TEN_O_CLOCK + day * DAY_MS + 60_000
    finding = FindingRecorded(
        finding_id=f"on-{hold.hold_id}",
        agency=agency,
        declaration_id=held.subject.declaration_id,
        revision=held.subject.revision,
        hold_id=hold.hold_id,
        action=action,
        officer="officer-1",
        authority="order 1",
        reason="seen",
        found_at_ms=at_ms,
    )
    topic = {"forex": topics.FOREX_FINDINGS, "credit": topics.CREDIT_FINDINGS}[agency]
    world.publish(topic, finding, key=order_no.encode(), at_ms=at_ms, event_id=finding.finding_id)
    world.run()


def refuse_one(world: World, order_no: str = "BAD") -> None:
    """Let an officer of foreign exchange refuse a parcel: ten points."""
    submit(world, unlicensed(order_no))
    world.run()
    find(world, order_no, FindingAction.REFUSE, agency="forex")


def grades(world: World) -> dict[str, list[tuple[str, Effect]]]:
    """Return what credit decided about each parcel."""
    numbers = {event.subject.declaration_id: event.subject.order_no for event in world.events(DeclarationAccepted)}
    found: dict[str, list[tuple[str, Effect]]] = {}
    for told in world.events(CreditDecided):
        found.setdefault(numbers[told.decision.declaration_id], []).append((told.grade, told.decision.effect))
    return found


def order_numbers(world: World, kind: type[Any]) -> list[str]:
    return [event.subject.order_no for event in world.events(kind)]


def test_a_grade_falls_with_a_refusal_and_counts_from_the_next_day() -> None:
    world = asking()
    refuse_one(world)
    submit(world, (*a_parcel("TODAY"), *a_parcel("TOMORROW", 1)))
    world.run()
    (row,) = world.events(EnterpriseGraded)
    assert (row.code, row.version, row.grade, row.points, row.valid_from) == (MERCHANT, 1, "C", -10, "2024-11-12")
    assert grades(world)["TODAY"] == [("B", Effect.PASS)]
    assert grades(world)["TOMORROW"] == [("C", Effect.PASS)]
    assert sorted(order_numbers(world, DeclarationCleared)) == ["TODAY", "TOMORROW"], "nothing is held for a grade"


def test_a_held_grade_waits_and_an_officer_lets_it_pass() -> None:
    world = asking("2016-04-08", "C", "D")
    refuse_one(world)
    submit(world, (*a_parcel("TODAY"), *a_parcel("TOMORROW", 1)))
    world.run()
    held = world.events(DeclarationHeld)[-1]
    assert (held.subject.order_no, held.return_status) == ("TOMORROW", "300")
    assert [(hold.agency, hold.reason.code) for hold in held.holds] == [("credit", "99701")]
    assert order_numbers(world, DeclarationCleared) == ["TODAY"]
    find(world, "TOMORROW", FindingAction.RELEASE, agency="credit", day=1)
    assert sorted(order_numbers(world, DeclarationCleared)) == ["TODAY", "TOMORROW"]
    assert [row.points for row in world.events(EnterpriseGraded)] == [-10]


def test_a_held_grade_that_its_officer_refuses_costs_no_points() -> None:
    world = asking("2016-04-08", "C", "D")
    refuse_one(world)
    submit(world, a_parcel("TOMORROW", 1))
    world.run()
    find(world, "TOMORROW", FindingAction.REFUSE, agency="credit", day=1)
    assert order_numbers(world, DeclarationRefused) == ["BAD", "TOMORROW"]
    refused = world.events(DeclarationRefused)[-1]
    assert [(why.code, why.rule_id) for why in refused.reasons] == [("1300", "CRD-02")]
    assert len(world.events(ConductEntered)) == len(world.events(EnterpriseGraded)) == 1


def test_before_the_day_of_the_row_credit_is_not_asked_and_keeps_nothing_but_entries() -> None:
    world = asking("2024-11-12", "B", "C", "D")
    refuse_one(world)
    submit(world, (*a_parcel("TODAY"), *a_parcel("TOMORROW", 1)))
    world.run()
    assert set(grades(world)) == {"TOMORROW"}
    assert len(world.state_of(DECISIONS, Case)) == 1
    assert order_numbers(world, DeclarationCleared) == ["TODAY"]
    assert [(entry.codes, entry.day) for entry in world.events(ConductEntered)] == [(("1300",), "2024-11-11")]


def test_by_the_registers_as_shipped_credit_decides_nothing_and_rates_all_the_same() -> None:
    world = a_world()
    world.register(CLEARANCE, deciders(WITHOUT_DRAW))
    refuse_one(world)
    submit(world, a_parcel("TOMORROW", 1))
    world.run()
    assert world.events(CreditDecided) == []
    assert [row.grade for row in world.events(EnterpriseGraded)] == ["C"]
    assert order_numbers(world, DeclarationCleared) == ["TOMORROW"]


def test_a_row_that_is_not_read_yet_is_not_looked_up_and_the_decision_names_what_was() -> None:
    """The register moves when its reader takes it in, as on Kafka; the refusal itself is a day old by then."""
    world = asking()
    waits = Hand(DECISIONS, topics.CREDIT_RATINGS, 0)
    refuse_one(world, "BAD")
    refuse_one(world, "WORSE")
    refuse_one(world, "WORST")
    unread = asking()
    for order_no in ("BAD", "WORSE", "WORST"):
        submit(unread, unlicensed(order_no))
    unread.run()
    for record in world.log[topics.CREDIT_RATINGS, 0]:
        unread.log.setdefault((topics.CREDIT_RATINGS, 0), []).append(record)
    submit(unread, a_parcel("TOMORROW", 1))
    while hands := [hand for hand in unread.open_hands() if hand != waits]:
        unread.deliver(hands[0])
    assert grades(unread)["TOMORROW"] == [("B", Effect.PASS)]
    used = unread.events(CreditDecided)[-1].decision.registers
    assert [entry.code for entry in used] == ["grade.initial", "hold.grades"]
    unread.deliver(waits, 1)
    submit(unread, a_parcel("AFTER", 1))
    while hands := [hand for hand in unread.open_hands() if hand != waits]:
        unread.deliver(hands[0])
    assert grades(unread)["AFTER"] == [("C", Effect.PASS)], "the first row, and not the second"


@pytest.mark.parametrize("seed", range(10))
def test_in_any_order_of_deliveries_the_points_are_the_same(seed: int) -> None:
    chance = random.Random(seed)
    world = asking()
    for number in range(3):
        submit(world, unlicensed(f"BAD{number}"))
    world.run(chance.choice)
    for number in range(3):
        find(world, f"BAD{number}", FindingAction.REFUSE, agency="forex")
    rows = world.events(EnterpriseGraded)
    assert [(row.version, row.grade, row.points) for row in rows] == [(1, "C", -10), (2, "D", -30)]


def test_the_same_deliveries_again_give_the_same_bytes() -> None:
    logs = []
    for _ in range(2):
        world = asking("2016-04-08", "C")
        refuse_one(world)
        submit(world, a_parcel("TOMORROW", 1))
        world.run()
        find(world, "TOMORROW", FindingAction.RELEASE, agency="credit", day=1)
        logs.append({at: [(one.key, one.value, one.headers) for one in records] for at, records in world.log.items()})
    assert logs[0] == logs[1]
    assert (topics.CREDIT_RATINGS, 0) in logs[0]
