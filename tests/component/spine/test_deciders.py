"""All processors together where foreign exchange must decide, and where it need not: both ways by a row alone."""

from contracts.common import Effect, ParameterSet
from contracts.customs import DeclarationAccepted, DeclarationCleared, DeclarationHeld
from contracts.forex import ForexDecided
from contracts.forex_totals import Total
from customs.reference import DECIDERS
from mesh.testing.world import World
from tests.support.customs.builders import Document, a_payment, an_order, four_documents
from tests.support.customs.registers import UNLICENSED_BANK
from tests.support.spine.world import a_world, submit

CLEARANCE, TOTALS = "customs.clearance", "forex.totals"
WITHOUT_FOREX = ParameterSet(
    code=DECIDERS,
    version=2,
    valid_from="2016-04-08",
    source="invented",
    value="allowance inspection assessment guarantee",
)


def unlicensed(order_no: str) -> tuple[Document, ...]:
    """A parcel whose payment institution has no licence."""
    _, _, waybill, listed = four_documents(order_no)
    payment = a_payment(order_no, payment_institution_code=UNLICENSED_BANK)
    return an_order(order_no, payment_institution_code=None), payment, waybill, listed


def released(world: World) -> set[str]:
    return {event.subject.order_no for event in world.events(DeclarationCleared)}


def test_where_foreign_exchange_must_decide_a_parcel_without_licence_is_held() -> None:
    world = a_world()
    submit(world, unlicensed("BANK"))
    world.run()
    (held,) = world.events(DeclarationHeld)
    assert [(hold.agency, hold.reason.code) for hold in held.holds] == [("forex", "99401")]
    assert released(world) == set()


def test_where_foreign_exchange_need_not_decide_it_is_released_and_its_opinion_is_told() -> None:
    world = a_world()
    world.register(CLEARANCE, WITHOUT_FOREX)
    submit(world, unlicensed("BANK"))
    world.run()
    assert released(world) == {"BANK"}
    assert world.events(DeclarationHeld) == []
    assert [event.decision.effect for event in world.events(ForexDecided)] == [Effect.HOLD]
    assert {total.entries for _, total in world.state_of(TOTALS, Total)} == {1}, "what was paid is counted all the same"


def test_a_row_dated_back_is_for_those_who_come_after_it() -> None:
    """One parcel is held before the row comes, one is accepted after it, by the same day."""
    world = a_world()
    submit(world, unlicensed("OLD"))
    world.run()
    world.register(CLEARANCE, WITHOUT_FOREX)
    submit(world, unlicensed("NEW"))
    world.run()
    assert released(world) == {"NEW"}
    named = {event.subject.order_no: event.content.deciders for event in world.events(DeclarationAccepted)}
    assert "forex" in named["OLD"]
    assert "forex" not in named["NEW"]
