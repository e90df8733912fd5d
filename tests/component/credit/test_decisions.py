"""The processor `credit.decisions` in memory: bytes in, decisions and entries out."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import topics
from contracts.common import Effect, FindingAction, RuleResult
from contracts.credit import ConductEntered, CreditDecided
from contracts.credit_decisions import Case
from credit.decisions.processor import DECISIONS
from mesh.declared.processor import Emit
from mesh.testing.bench import Bench
from tests.support.agency.declarations import (
    AT_MS,
    KEY,
    MERCHANT,
    a_declaration_accepted,
    a_declaration_amended,
    a_declaration_cleared,
    a_declaration_withdrawn,
    a_finding,
    a_subject,
)
from tests.support.credit import conduct
from tests.support.credit.conduct import ASKED, NOT_ASKED, RELEASES_COUNT, a_grade, a_refusal, hold_grades

ID = a_subject().declaration_id
HOLD = f"{ID}-1-credit"
ACCEPTED, AMENDED = a_declaration_accepted(**ASKED), a_declaration_amended(**ASKED)


def a_bench(*entries: Any) -> Bench:
    return Bench(DECISIONS, registers=(*conduct.REGISTERS, *entries))


def sent(bench: Bench, event: Any) -> list[Emit]:
    topic = topics.CREDIT_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_DECLARATIONS
    emitted = bench.send(topic, event, key=KEY, at_ms=AT_MS)
    assert bench.parked() == []
    return emitted


def decided(bench: Bench, event: Any) -> CreditDecided:
    (emit,) = sent(bench, event)
    assert (emit.topic, emit.key) == (topics.CREDIT_DECISIONS, KEY)
    assert isinstance(emit.record, CreditDecided)
    return emit.record


def entered(emits: list[Emit]) -> list[ConductEntered]:
    return [emit.record for emit in emits if isinstance(emit.record, ConductEntered)]


def held(*grades: str) -> Bench:
    bench = a_bench(a_grade("C"), hold_grades(*(grades or ("C", "D"))))
    decision = decided(bench, ACCEPTED).decision
    assert (decision.effect, decision.hold_id) == (Effect.HOLD, HOLD)
    assert [(why.code, why.rule_id) for why in decision.reasons] == [("99701", "CRD-02")]
    return bench


def test_a_rated_merchant_passes_while_its_grade_is_not_held_and_the_row_is_named() -> None:
    told = decided(a_bench(a_grade("C")), ACCEPTED)
    assert (told.merchant_code, told.grade) == (MERCHANT, "C")
    assert (told.decision.effect, told.decision.hold_id, told.decision.reasons) == (Effect.PASS, None, ())
    assert [(rule.rule_id, rule.result) for rule in told.decision.rules] == [
        ("CRD-01", RuleResult.PASSED),
        ("CRD-02", RuleResult.PASSED),
    ]
    assert [(used.register, used.code) for used in told.decision.registers] == [
        ("credit.ratings", MERCHANT),
        ("credit.parameters", "hold.grades"),
    ]


def test_a_merchant_without_a_rating_passes_with_the_initial_grade() -> None:
    told = decided(a_bench(hold_grades("C", "D")), ACCEPTED)
    assert (told.grade, told.decision.effect) == ("B", Effect.PASS)
    assert told.decision.rules[0].result is RuleResult.NOTED


def test_a_held_grade_waits_for_an_officer() -> None:
    held()


@pytest.mark.parametrize(
    ("action", "effect", "codes", "result"),
    [
        (FindingAction.RELEASE, Effect.PASS, [], RuleResult.NOTED),
        (FindingAction.REFUSE, Effect.REFUSE, ["1300"], RuleResult.FAILED),
    ],
)
def test_an_officer_ends_the_hold_once(
    action: FindingAction, effect: Effect, codes: list[str], result: RuleResult
) -> None:
    bench = held()
    told = decided(bench, a_finding(HOLD, action))
    assert (told.decision.effect, [why.code for why in told.decision.reasons]) == (effect, codes)
    assert [(rule.rule_id, rule.result) for rule in told.decision.rules] == [("CRD-02", result)]
    assert told.grade == "C"
    assert sent(bench, a_finding(HOLD, action)) == []


def test_what_its_own_officer_refused_costs_the_merchant_nothing() -> None:
    bench = held()
    refused = decided(bench, a_finding(HOLD, FindingAction.REFUSE)).decision
    assert sent(bench, a_refusal(*((why.code, why.rule_id) for why in refused.reasons))) == []


def test_an_amended_declaration_is_decided_anew_by_the_grade_of_its_day() -> None:
    bench = held()
    assert decided(bench, AMENDED).decision.hold_id == f"{ID}-2-credit"
    later = a_declaration_amended(revision=3, acceptance_date="2025-01-01", **ASKED)
    told = decided(bench, later)
    assert (told.grade, told.decision.effect) == ("B", Effect.PASS), "the row has ended with its year"
    assert sent(bench, a_finding(f"{ID}-2-credit")) == []


def test_who_is_not_asked_says_and_keeps_nothing_but_sees_the_end() -> None:
    bench = a_bench(a_grade("D"), hold_grades("D"))
    assert sent(bench, a_declaration_accepted(**NOT_ASKED)) == []
    assert bench.get(Case, ID) is None
    (emit,) = sent(bench, a_refusal())
    assert (emit.topic, emit.key) == (topics.CREDIT_ENTRIES, MERCHANT.encode())
    assert bench.get(Case, ID) is None


def test_a_refusal_is_entered_and_ends_the_hold() -> None:
    bench = held()
    (entry,) = entered(sent(bench, a_refusal(("99102", "MAT-02"), ("1322", "MAT-04"))))
    assert (entry.codes, entry.day) == (("99102", "1322"), "2024-11-11")
    assert sent(bench, a_finding(HOLD)) == []


def test_a_release_is_entered_only_where_it_counts() -> None:
    assert sent(a_bench(), a_declaration_cleared()) == []
    (entry,) = entered(sent(a_bench(RELEASES_COUNT), a_declaration_cleared()))
    assert (entry.codes, entry.entry_id) == (("cleared",), f"{ID}-1-cleared")


def test_a_withdrawn_declaration_enters_nothing_and_drops_the_hold() -> None:
    bench = held()
    assert sent(bench, a_declaration_withdrawn()) == []
    assert sent(bench, a_finding(HOLD)) == []


EVENTS = st.sampled_from(
    [
        ACCEPTED,
        AMENDED,
        a_declaration_accepted(**NOT_ASKED),
        a_declaration_amended(**NOT_ASKED),
        a_declaration_cleared(),
        a_refusal(),
        a_refusal(revision=2),
        a_declaration_withdrawn(),
        a_finding(HOLD),
        a_finding(f"{ID}-2-credit", FindingAction.DETAIN),
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(EVENTS, max_size=8))
def test_the_same_event_twice_decides_nothing_new_and_makes_the_same_entry(events: list[Any]) -> None:
    """An entry that comes twice is the same one: its id says so, and ratings count it once."""
    bench = a_bench(a_grade("C"), hold_grades("C"), RELEASES_COUNT)
    for event in events:
        first = sent(bench, event)
        before = bench.get(Case, ID)
        again = sent(bench, event)
        assert entered(again) == entered(first)
        assert len(again) == len(entered(again)), "no decision"
        assert bench.get(Case, ID) == before
