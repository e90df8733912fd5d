"""The processor `forex.decisions` in memory: bytes in, decisions and entries out."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import topics
from contracts.common import Effect, FindingAction, RuleResult
from contracts.forex import ForexDecided, LicenceIssued
from contracts.forex_decisions import Case
from forex.decisions.processor import DECISIONS
from mesh.declared.processor import Emit
from mesh.testing.bench import Bench
from tests.support.agency.declarations import (
    AT_MS,
    CNY,
    INSTITUTION,
    KEY,
    a_declaration_accepted,
    a_declaration_amended,
    a_declaration_cleared,
    a_declaration_refused,
    a_declaration_withdrawn,
    a_finding,
    a_subject,
    an_entry,
    register_file,
)

LICENCE = an_entry(LicenceIssued, INSTITUTION)


def a_bench(*entries: Any) -> Bench:
    return Bench(DECISIONS, registers=entries or (LICENCE,))


def sent(bench: Bench, event: Any) -> list[Emit]:
    topic = topics.FOREX_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_DECLARATIONS
    emitted = bench.send(topic, event, key=KEY, at_ms=AT_MS)
    assert bench.parked() == []
    return emitted


def decided(bench: Bench, event: Any) -> ForexDecided:
    (emit,) = sent(bench, event)
    assert (emit.topic, emit.key) == (topics.FOREX_DECISIONS, KEY)
    assert isinstance(emit.record, ForexDecided)
    return emit.record


def test_a_licensed_payment_passes_and_the_licence_is_named() -> None:
    decision = decided(a_bench(), a_declaration_accepted())
    assert (decision.decision.effect, decision.decision.hold_id, decision.decision.reasons) == (Effect.PASS, None, ())
    assert (decision.payment_institution_code, decision.licence_no) == (INSTITUTION, LICENCE.licence_no)
    assert [rule.rule_id for rule in decision.decision.rules] == ["FX-12", "FX-13"]
    assert [(used.register, used.code, used.version) for used in decision.decision.registers] == [
        ("forex.licences", INSTITUTION, 1)
    ]


@pytest.mark.parametrize(("institution", "is_licensed"), [("9901160021", True), ("9903160024", False)])
def test_fx_14_of_the_institutions_on_file_one_licence_has_run_out(institution: str, is_licensed: bool) -> None:
    bench = a_bench(*register_file("forex.licences.v1"))
    decision = decided(bench, a_declaration_accepted(payment_institution_code=institution))
    assert (decision.decision.effect, decision.licence_no is not None) == (
        Effect.PASS if is_licensed else Effect.HOLD,
        is_licensed,
    )


def test_an_expired_licence_holds() -> None:
    bench = a_bench(an_entry(LicenceIssued, INSTITUTION, valid_to="2024-06-30"))
    decision = decided(bench, a_declaration_accepted())
    assert (decision.decision.effect, decision.licence_no) == (Effect.HOLD, None)
    assert [reason.code for reason in decision.decision.reasons] == ["99401"]
    assert decision.decision.hold_id == f"{decision.decision.declaration_id}-1-forex"


def test_a_payment_above_the_licence_s_limit_holds() -> None:
    decision = decided(a_bench(), a_declaration_accepted(amount_paid_cny_e5=350_001 * CNY))
    assert (decision.decision.effect, [reason.code for reason in decision.decision.reasons]) == (Effect.HOLD, ["99402"])


@pytest.mark.parametrize(
    ("action", "effect", "codes", "result"),
    [
        (FindingAction.RELEASE, Effect.PASS, [], RuleResult.NOTED),
        (FindingAction.TREAT, Effect.PASS, [], RuleResult.NOTED),
        (FindingAction.SHIP_BACK, Effect.REFUSE, ["1300"], RuleResult.FAILED),
        (FindingAction.DETAIN, Effect.REFUSE, ["1300"], RuleResult.FAILED),
        (FindingAction.REFUSE, Effect.REFUSE, ["1300"], RuleResult.FAILED),
    ],
)
def test_an_officer_ends_the_hold_once(
    action: FindingAction, effect: Effect, codes: list[str], result: RuleResult
) -> None:
    bench = a_bench(an_entry(LicenceIssued, "somebody else"))
    hold = decided(bench, a_declaration_accepted())
    assert hold.decision.hold_id is not None
    decision = decided(bench, a_finding(hold.decision.hold_id, action))
    assert (decision.decision.effect, [reason.code for reason in decision.decision.reasons]) == (effect, codes)
    assert [(rule.rule_id, rule.result) for rule in decision.decision.rules] == [("FX-12", result)]
    assert decision.decision.finding is not None
    assert decision.decision.finding.authority == "order 249"
    assert sent(bench, a_finding(hold.decision.hold_id, action)) == []


def test_clearance_enters_the_totals_once() -> None:
    bench = a_bench()
    decided(bench, a_declaration_accepted())
    entries = sent(bench, a_declaration_cleared())
    assert [emit.topic for emit in entries] == [topics.FOREX_TOTAL_ENTRIES] * 2
    assert sent(bench, a_declaration_cleared()) == []


def test_what_was_paid_is_that_of_the_revision_cleared() -> None:
    bench = a_bench()
    decided(bench, a_declaration_accepted())
    decided(bench, a_declaration_amended(amount_paid_cny_e5=77 * CNY))
    assert sent(bench, a_declaration_cleared(revision=1)) == []
    entries = sent(bench, a_declaration_cleared(revision=2))
    assert [emit.record.amount_cny_e5 for emit in entries] == [77 * CNY, 77 * CNY]  # type: ignore[attr-defined]


def test_a_refused_declaration_enters_no_total() -> None:
    bench = a_bench()
    decided(bench, a_declaration_accepted())
    assert sent(bench, a_declaration_refused()) == []


LIFECYCLE = st.sampled_from(
    [
        a_declaration_accepted(),
        a_declaration_accepted(payment_institution_code=""),
        a_declaration_amended(payment_institution_code="unlicensed"),
        a_declaration_cleared(),
        a_declaration_cleared(revision=2),
        a_declaration_refused(),
        a_declaration_withdrawn(revision=2),
        a_finding(f"{a_subject().declaration_id}-1-forex"),
        a_finding(f"{a_subject().declaration_id}-2-forex", FindingAction.DETAIN),
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(LIFECYCLE, max_size=8))
def test_the_same_event_twice_gives_nothing_new_and_totals_are_entered_at_most_once(events: list[Any]) -> None:
    bench = a_bench()
    entered = 0
    for event in events:
        entered += sum(emit.topic == topics.FOREX_TOTAL_ENTRIES for emit in sent(bench, event))
        before = bench.get(Case, a_subject().declaration_id)
        assert sent(bench, event) == []
        assert bench.get(Case, a_subject().declaration_id) == before
    assert entered in (0, 2)
