"""Exports at the processor `inspection.decisions` in memory: bytes in, decisions out."""

from typing import Any

import pytest

from contracts import topics
from contracts.common import Effect, FindingAction, ParameterSet, RuleResult
from contracts.customs import EnterpriseRegistered
from contracts.inspection import ConformityCertified, InspectionDecided
from inspection.decisions.processor import DECISIONS, decisions_processor
from mesh.testing.bench import Bench
from tests.support.agency.declarations import (
    KEY,
    MERCHANT,
    a_declaration_accepted,
    a_declaration_refused,
    a_declaration_withdrawn,
    a_finding,
    a_subject,
    an_entry,
    register_file,
)
from tests.support.agency.exports import EXPORTED_AT_MS, an_export_accepted, an_exported_line

SHIPPED = (*register_file("inspection.parameters.v1"), *register_file("inspection.risks.v1"))
PLANTS = an_exported_line("0602909999")
TRUSTED = an_entry(EnterpriseRegistered, MERCHANT, credit_grade="ADVANCED_CERTIFIED")
HOLD = f"{a_subject().declaration_id}-1-inspection"


def at_rate(share: str) -> tuple[ParameterSet, ...]:
    return tuple(an_entry(ParameterSet, f"sampling.rate.export.{grade}", version=9, value=share) for grade in "ABC")


NEVER, ALWAYS = at_rate("0"), at_rate("1")


def a_bench(*entries: Any) -> Bench:
    return Bench(DECISIONS, registers=(*SHIPPED, *entries))


def decided(bench: Bench, event: Any) -> list[InspectionDecided]:
    topic = topics.INSPECTION_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_EXPORTS
    emitted = bench.send(topic, event, key=KEY, at_ms=EXPORTED_AT_MS)
    assert bench.parked() == []
    assert all(emit.topic == topics.INSPECTION_DECISIONS and emit.key == KEY for emit in emitted)
    return [emit.record for emit in emitted if isinstance(emit.record, InspectionDecided)]


def test_ordinary_goods_pass_with_every_rule_and_register_named() -> None:
    (decision,) = decided(a_bench(*NEVER, TRUSTED), an_export_accepted())
    assert (decision.decision.effect, decision.grade, decision.release_mode, decision.sampled) == (
        Effect.PASS,
        "B",
        "few_inspected_many_released",
        False,
    )
    assert (decision.decision.reasons, decision.decision.hold_id) == ((), None)
    assert [(rule.rule_id, rule.result) for rule in decision.decision.rules] == [
        (name, RuleResult.PASSED) for name in ("INX-01", "CR-01", "INS-02", "INS-03", "INX-02")
    ]
    assert {(used.register, used.code) for used in decision.decision.registers} == {
        ("customs.enterprises", MERCHANT),
        ("inspection.parameters", "credit.ADVANCED_CERTIFIED"),
        ("inspection.parameters", "release_mode.export.B"),
        ("inspection.parameters", "sampling.rate.export.B"),
    }


def test_goods_under_quarantine_are_held_whatever_their_grade() -> None:
    (decision,) = decided(a_bench(*NEVER, TRUSTED), an_export_accepted(an_exported_line(), PLANTS))
    assert (decision.decision.effect, decision.decision.hold_id) == (Effect.HOLD, HOLD)
    assert [(why.code, why.rule_id) for why in decision.decision.reasons] == [("99604", "INS-03")]
    assert decision.release_mode == "inspect_then_release"
    assert ("inspection.risks", "quarantine/06") in {(used.register, used.code) for used in decision.decision.registers}


def test_a_drawn_export_is_held() -> None:
    (decision,) = decided(a_bench(*ALWAYS), an_export_accepted())
    assert (decision.decision.effect, decision.sampled) == (Effect.HOLD, True)
    assert [(why.code, why.rule_id) for why in decision.decision.reasons] == [("99602", "INX-02")]


def test_a_certificate_in_force_is_accepted_and_named() -> None:
    row = an_entry(
        ConformityCertified, f"{MERCHANT}/6109", institution_zh="示例检测认证有限公司", certificate_no="CC-1"
    )
    (decision,) = decided(a_bench(*ALWAYS, row), an_export_accepted())
    assert (decision.decision.effect, decision.release_mode, decision.sampled) == (
        Effect.PASS,
        "inspected_by_others_released_by_us",
        False,
    )
    assert [rule.rule_id for rule in decision.decision.rules][-1] == "INX-03"
    assert ("inspection.conformity", f"{MERCHANT}/6109") in {
        (used.register, used.code) for used in decision.decision.registers
    }


def test_whom_the_draw_hits_repeats_by_the_key_and_depends_on_it() -> None:
    events = [an_export_accepted(declaration_id=f"{number:032x}") for number in range(40)]
    outcomes = []
    for key in (b"one key", b"one key", b"another key"):
        bench = Bench(decisions_processor(key), registers=(*SHIPPED, *at_rate("0.5")))
        outcomes.append([decided(bench, event)[0].sampled for event in events])
    assert outcomes[0] == outcomes[1]
    assert outcomes[0] != outcomes[2]
    assert all(0 < sum(sampled) < 40 for sampled in outcomes)


def test_a_changed_list_is_decided_anew_and_its_old_hold_is_gone() -> None:
    bench = a_bench(*NEVER)
    assert decided(bench, an_export_accepted(PLANTS))[0].decision.hold_id == HOLD
    assert decided(bench, a_declaration_withdrawn()) == []
    (decision,) = decided(bench, an_export_accepted(revision=2))
    assert (decision.decision.effect, decision.decision.revision) == (Effect.PASS, 2)
    assert decided(bench, a_finding(HOLD)) == []


@pytest.mark.parametrize("end", [a_declaration_refused(), a_declaration_withdrawn()])
def test_a_finding_on_an_ended_export_changes_nothing(end: Any) -> None:
    bench = a_bench()
    decided(bench, an_export_accepted(PLANTS))
    assert decided(bench, end) == []
    assert decided(bench, a_finding(HOLD)) == []


@pytest.mark.parametrize(
    ("action", "effect", "result"),
    [
        (FindingAction.RELEASE, Effect.PASS, RuleResult.PASSED),
        (FindingAction.TREAT, Effect.PASS, RuleResult.PASSED),
        (FindingAction.SHIP_BACK, Effect.REFUSE, RuleResult.FAILED),
        (FindingAction.DETAIN, Effect.REFUSE, RuleResult.FAILED),
        (FindingAction.REFUSE, Effect.REFUSE, RuleResult.FAILED),
    ],
)
def test_ins_06_an_inspector_s_finding_ends_the_hold_once(
    action: FindingAction, effect: Effect, result: RuleResult
) -> None:
    bench = a_bench()
    (hold,) = decided(bench, an_export_accepted(PLANTS))
    (decision,) = decided(bench, a_finding(HOLD, action))
    assert (decision.decision.effect, decision.decision.hold_id) == (effect, None)
    assert [(rule.rule_id, rule.result) for rule in decision.decision.rules] == [("INS-06", result)]
    assert [why.rule_id for why in decision.decision.reasons] == (["INS-03"] if effect is Effect.REFUSE else [])
    assert (decision.grade, decision.release_mode) == (hold.grade, hold.release_mode)
    assert decided(bench, a_finding(HOLD, action)) == []


def test_the_rates_of_imports_are_not_those_of_exports() -> None:
    bench = a_bench(
        *ALWAYS, *[an_entry(ParameterSet, f"sampling.rate.{grade}", version=9, value="0") for grade in "ABC"]
    )
    (of_import,) = bench.send(topics.CUSTOMS_DECLARATIONS, a_declaration_accepted(), key=KEY)
    assert isinstance(of_import.record, InspectionDecided)
    assert of_import.record.decision.effect is Effect.PASS
    (of_export,) = decided(bench, an_export_accepted(declaration_id="e1" * 16))
    assert of_export.decision.effect is Effect.HOLD
