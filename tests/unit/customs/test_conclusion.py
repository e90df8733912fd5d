"""What decisions amount to, asked of the pure function: who is waited for, and what a hold says."""

import pytest
from msgspec.structs import replace

from contracts.agencies import SOURCES
from contracts.common import Effect, FindingAction, Reason
from contracts.customs_clearance import Declaration, Stage, Standing
from customs.declaration.joining import Clears, Holds, Refuses, Waits, conclude

WHY = Reason(code="99301", rule_id="TAX-12", text_zh="担保额度不足", text_en="short")


def a_declaration(
    effects: dict[str, Effect],
    *,
    deciders: tuple[str, ...] = tuple(SOURCES),
    payment_won: bool = True,
    waybill_won: bool = True,
) -> Declaration:
    """Revision 3 of a declaration on which these have decided."""
    standings = tuple(Standing(source=source, effect=effect, reasons=()) for source, effect in effects.items())
    return Declaration(
        declaration_id="d1",
        platform_code="4401960P01",
        revision=3,
        stage=Stage.DECIDING,
        return_status="120",
        pre_entry_no="B1",
        deadline_at_ms=0,
        closes_at_ms=0,
        buyer_pseudonym=b"buyer",
        quota_year=2024,
        payment_won=payment_won,
        waybill_won=waybill_won,
        deciders=deciders,
        standings=standings,
        holds=(),
        sought=(),
        found_elsewhere=(),
    )


def passing(**changed: Effect) -> dict[str, Effect]:
    """All let it pass, but for those named."""
    return dict.fromkeys(SOURCES, Effect.PASS) | changed


def test_what_everyone_lets_pass_is_released() -> None:
    assert isinstance(conclude(a_declaration(passing())), Clears)


@pytest.mark.parametrize("source", list(SOURCES))
def test_a_note_keeps_nothing_from_release(source: str) -> None:
    assert isinstance(conclude(a_declaration(passing(**{source: Effect.NOTE}))), Clears)
    decided = passing(assessment=Effect.NOTE)
    del decided["guarantee"]
    assert isinstance(conclude(a_declaration(decided)), Waits), "a noted assessment asks for its guarantee"


def test_a_number_that_is_not_yet_known_to_be_its_own_is_waited_for() -> None:
    assert isinstance(conclude(a_declaration(passing(), payment_won=False)), Waits)
    assert isinstance(conclude(a_declaration(passing(), waybill_won=False)), Waits)


@pytest.mark.parametrize("absent", list(SOURCES))
def test_everyone_is_waited_for(absent: str) -> None:
    decided = {source: effect for source, effect in passing().items() if source != absent}
    assert isinstance(conclude(a_declaration(decided)), Waits)


@pytest.mark.parametrize("assessed", [Effect.HOLD, Effect.UNKNOWN, Effect.REFUSE])
def test_nobody_waits_for_a_guarantee_that_an_unfinished_assessment_does_not_ask_for(assessed: Effect) -> None:
    decided = passing(assessment=assessed)
    del decided["guarantee"]
    assert isinstance(conclude(a_declaration(decided)), Holds | Refuses)
    del decided["forex"]
    assert isinstance(conclude(a_declaration(decided)), Waits), "but for everyone else"


@pytest.mark.parametrize("unknown", [Effect.HOLD, Effect.UNKNOWN])
def test_a_hold_without_words_of_its_own_waits_for_review_under_a_name_that_no_other_has(unknown: Effect) -> None:
    found = conclude(a_declaration(passing(forex=unknown)))
    assert isinstance(found, Holds)
    (hold,) = found.holds
    assert (found.return_status, hold.agency, hold.hold_id) == ("300", "forex", "d1/3/forex")
    assert hold.reason == Reason(code="1200", rule_id="", text_zh="等待人工审核", text_en="waiting for review")


def test_a_hold_keeps_the_name_and_the_first_reason_that_its_agency_gave() -> None:
    named = Standing(source="guarantee", effect=Effect.HOLD, reasons=(WHY,), hold_id="h-7")
    others = a_declaration(passing())
    standings = tuple(named if one.source == "guarantee" else one for one in others.standings)
    found = conclude(replace(others, standings=standings))
    assert isinstance(found, Holds)
    assert [(hold.hold_id, hold.agency, hold.reason) for hold in found.holds] == [("h-7", "tax", WHY)]


def test_who_need_not_decide_is_not_waited_for() -> None:
    others = tuple(source for source in SOURCES if source != "forex")
    decided = passing()
    del decided["forex"]
    assert isinstance(conclude(a_declaration(decided, deciders=others)), Clears)
    assert isinstance(conclude(a_declaration(decided)), Waits)


def test_the_order_of_the_deciders_ranks_refusals() -> None:
    def refusing(code: str) -> Standing:
        source = {"-621018": "allowance", "99401": "forex"}[code]
        return Standing(source=source, effect=Effect.REFUSE, reasons=(replace(WHY, code=code),))

    standings = refusing("-621018"), refusing("99401")
    for deciders, status in ((("allowance", "forex"), "-621018"), (("forex", "allowance"), "100")):
        found = conclude(replace(a_declaration({}, deciders=deciders), standings=standings))
        assert isinstance(found, Refuses)
        assert found.return_status == status


@pytest.mark.parametrize("source", list(SOURCES))
def test_a_hold_and_an_officers_refusal_have_the_status_that_the_contract_gives_them(source: str) -> None:
    found = conclude(a_declaration(passing(**{source: Effect.HOLD})))
    assert isinstance(found, Holds)
    assert found.return_status == (SOURCES[source].held or "300")
    refusal = Standing(source=source, effect=Effect.REFUSE, reasons=(WHY,), action=FindingAction.REFUSE)
    refused = conclude(replace(a_declaration({}, deciders=(source,)), standings=(refusal,)))
    assert isinstance(refused, Refuses)
    assert refused.return_status == (SOURCES[source].refused_by_officer or "100")
