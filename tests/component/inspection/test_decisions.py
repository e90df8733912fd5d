"""The processor `inspection.decisions` in memory: bytes in, decisions out."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import topics
from contracts.common import Effect, FindingAction, RuleResult
from contracts.customs import EnterpriseRegistered
from contracts.inspection import InspectionDecided
from contracts.inspection_decisions import Case
from inspection.decisions.processor import DECISIONS, decisions_processor
from mesh.testing.bench import Bench
from tests.support.agency.declarations import (
    AT_MS,
    KEY,
    MERCHANT,
    a_declaration_accepted,
    a_declaration_amended,
    a_declaration_refused,
    a_declaration_withdrawn,
    a_finding,
    a_line,
    a_subject,
    an_entry,
    register_file,
)

SHIPPED = (*register_file("inspection.parameters.v1"), *register_file("inspection.risks.v1"))
ALERTED = a_line(origin_country_code="303", commodity_code="2309101000")
NEVER = tuple(an_entry(type(SHIPPED[0]), f"sampling.rate.{grade}", version=9, value="0") for grade in "ABC")
ALWAYS = tuple(an_entry(type(SHIPPED[0]), f"sampling.rate.{grade}", version=9, value="1") for grade in "ABC")


def a_bench(*entries: Any) -> Bench:
    return Bench(DECISIONS, registers=(*SHIPPED, *entries))


def decided(bench: Bench, event: Any) -> list[InspectionDecided]:
    topic = topics.INSPECTION_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_DECLARATIONS
    emitted = bench.send(topic, event, key=KEY, at_ms=AT_MS)
    assert bench.parked() == []
    assert all(emit.topic == topics.INSPECTION_DECISIONS and emit.key == KEY for emit in emitted)
    return [emit.record for emit in emitted if isinstance(emit.record, InspectionDecided)]


def test_ordinary_goods_pass_with_every_rule_and_register_named() -> None:
    bench = a_bench(*NEVER, an_entry(EnterpriseRegistered, MERCHANT, credit_grade="ADVANCED_CERTIFIED"))
    (decision,) = decided(bench, a_declaration_accepted())
    assert (decision.decision.effect, decision.grade, decision.release_mode) == (
        Effect.PASS,
        "A",
        "no_inspection_release",
    )
    assert (decision.decision.reasons, decision.decision.hold_id, decision.sampled) == ((), None, False)
    assert [rule.rule_id for rule in decision.decision.rules] == ["INS-01", "CR-01", "INS-02", "INS-05", "INS-08"]
    assert {(used.register, used.code) for used in decision.decision.registers} == {
        ("inspection.risks", "origin/116"),
        ("inspection.risks", "chapter/34"),
        ("customs.enterprises", MERCHANT),
        ("inspection.parameters", "credit.ADVANCED_CERTIFIED"),
        ("inspection.parameters", "release_mode.A"),
        ("inspection.parameters", "sampling.rate.A"),
    }


def test_goods_under_an_alert_are_held_whatever_their_grade() -> None:
    (decision,) = decided(a_bench(*NEVER), a_declaration_accepted(a_line(), ALERTED))
    assert (decision.decision.effect, decision.release_mode) == (Effect.HOLD, "inspect_then_release")
    assert [reason.code for reason in decision.decision.reasons] == ["99601"]
    assert decision.decision.hold_id == f"{decision.decision.declaration_id}-1-inspection"


def test_a_drawn_parcel_is_held() -> None:
    (decision,) = decided(a_bench(*ALWAYS), a_declaration_accepted())
    assert (decision.decision.effect, decision.sampled, [reason.code for reason in decision.decision.reasons]) == (
        Effect.HOLD,
        True,
        ["99602"],
    )


def test_whom_the_draw_hits_depends_on_the_agency_s_key() -> None:
    half = tuple(an_entry(type(SHIPPED[0]), f"sampling.rate.{grade}", version=9, value="0.5") for grade in "ABC")
    events = [a_declaration_accepted(declaration_id=f"{number:032x}") for number in range(40)]
    outcomes = []
    for key in (b"one key", b"another key"):
        bench = Bench(decisions_processor(key), registers=(*SHIPPED, *half))
        outcomes.append([decided(bench, event)[0].sampled for event in events])
    assert outcomes[0] != outcomes[1]
    assert all(0 < sum(sampled) < 40 for sampled in outcomes)


@pytest.mark.parametrize("action", [FindingAction.RELEASE, FindingAction.TREAT])
def test_ins_06_an_inspector_who_releases_or_treats_lets_pass(action: FindingAction) -> None:
    bench = a_bench()
    (hold,) = decided(bench, a_declaration_accepted(ALERTED))
    assert hold.decision.hold_id is not None
    (decision,) = decided(bench, a_finding(hold.decision.hold_id, action))
    assert (decision.decision.effect, decision.decision.hold_id, decision.decision.reasons) == (Effect.PASS, None, ())
    assert [(rule.rule_id, rule.result) for rule in decision.decision.rules] == [("INS-06", RuleResult.PASSED)]
    assert decision.decision.finding is not None
    assert (decision.decision.finding.hold_id, decision.decision.finding.officer, decision.decision.finding.action) == (
        hold.decision.hold_id,
        "officer-7",
        action,
    )
    assert (decision.grade, decision.release_mode) == (hold.grade, hold.release_mode)


@pytest.mark.parametrize("action", [FindingAction.SHIP_BACK, FindingAction.DETAIN, FindingAction.REFUSE])
def test_ins_06_an_inspector_who_does_not_release_refuses(action: FindingAction) -> None:
    bench = a_bench()
    (hold,) = decided(bench, a_declaration_accepted(ALERTED))
    assert hold.decision.hold_id is not None
    (decision,) = decided(bench, a_finding(hold.decision.hold_id, action))
    assert decision.decision.effect is Effect.REFUSE
    assert [(reason.code, reason.rule_id) for reason in decision.decision.reasons] == [("1300", "INS-05")]
    assert [(rule.rule_id, rule.result) for rule in decision.decision.rules] == [("INS-06", RuleResult.FAILED)]


def test_a_repeated_finding_changes_nothing() -> None:
    bench = a_bench()
    (hold,) = decided(bench, a_declaration_accepted(ALERTED))
    assert hold.decision.hold_id is not None
    assert len(decided(bench, a_finding(hold.decision.hold_id))) == 1
    assert decided(bench, a_finding(hold.decision.hold_id)) == []
    assert decided(bench, a_finding(hold.decision.hold_id, FindingAction.REFUSE)) == []


@pytest.mark.parametrize("end", [a_declaration_refused(), a_declaration_withdrawn()])
def test_a_finding_on_an_ended_declaration_changes_nothing(end: Any) -> None:
    bench = a_bench()
    (hold,) = decided(bench, a_declaration_accepted(ALERTED))
    assert hold.decision.hold_id is not None
    assert decided(bench, end) == []
    assert decided(bench, a_finding(hold.decision.hold_id)) == []


def test_an_amended_declaration_is_decided_anew_and_its_old_hold_is_gone() -> None:
    bench = a_bench(*NEVER)
    (hold,) = decided(bench, a_declaration_accepted(ALERTED))
    assert hold.decision.hold_id is not None
    (decision,) = decided(bench, a_declaration_amended(a_line()))
    assert (decision.decision.effect, decision.decision.revision) == (Effect.PASS, 2)
    assert decided(bench, a_finding(hold.decision.hold_id)) == []


def test_a_finding_on_an_unknown_declaration_changes_nothing() -> None:
    assert decided(a_bench(), a_finding("no-hold", declaration_id="unknown")) == []


LIFECYCLE = st.sampled_from(
    [
        a_declaration_accepted(),
        a_declaration_accepted(ALERTED),
        a_declaration_amended(ALERTED),
        a_declaration_refused(),
        a_declaration_withdrawn(revision=2),
        a_finding(f"{a_subject().declaration_id}-1-inspection"),
        a_finding(f"{a_subject().declaration_id}-2-inspection", FindingAction.SHIP_BACK),
        a_finding("other", FindingAction.UNKNOWN),
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(LIFECYCLE, max_size=8))
def test_the_same_event_twice_gives_nothing_new(events: list[Any]) -> None:
    bench = a_bench()
    for event in events:
        decided(bench, event)
        before = bench.get(Case, a_subject().declaration_id)
        assert decided(bench, event) == []
        assert bench.get(Case, a_subject().declaration_id) == before
