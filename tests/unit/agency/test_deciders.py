"""The kit of a decider, by an agency that holds whatever weighs more than a kilogram."""

from typing import Any

import pytest

from agency.deciders import Decider, decider
from agency.reasons import reason
from agency.rules import Evaluated, failed, passed
from contracts import topics
from contracts.common import Decision, Effect, FindingAction, RuleResult
from contracts.customs import (
    DeclarationCleared,
    DeclarationContent,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
    ExportAccepted,
    ExportContent,
)
from contracts.forex import ForexDecided, LicenceIssued, TotalEntered
from contracts.forex_decisions import Case
from mesh.declared.lookup import Lookup
from mesh.declared.processor import Context, Emit, Output, Processor
from mesh.testing.bench import Bench
from tests.support.agency.declarations import (
    INSTITUTION,
    a_declaration_accepted,
    a_declaration_amended,
    a_declaration_cleared,
    a_declaration_refused,
    a_declaration_withdrawn,
    a_finding,
    a_subject,
    an_entry,
)
from tests.support.agency.exports import an_export_accepted

KILOGRAM = 100_000
HEAVY = {"gross_weight_kg_e5": KILOGRAM + 1}
REGISTERS: dict[type[Any], str] = {LicenceIssued: topics.FOREX_LICENCES}
HOLD = f"{a_subject().declaration_id}-1-forex"


def judge(subject: DeclarationSubject, content: DeclarationContent, lookup: Lookup) -> tuple[Case, Evaluated]:
    lookup.find(LicenceIssued, content.payment_institution_code)
    case = Case(
        declaration_id=subject.declaration_id,
        revision=subject.revision,
        payment_institution_code=content.payment_institution_code,
        merchant_code=subject.merchant_code,
        amount_paid_cny_e5=content.gross_weight_kg_e5,
        entered=False,
    )
    if content.gross_weight_kg_e5 <= KILOGRAM:
        return case, Evaluated(passed("FX-13"))
    return case, failed(reason("99402", "FX-13"))


def judge_export(subject: DeclarationSubject, content: ExportContent, lookup: Lookup) -> tuple[Case, Evaluated]:
    """An export has no payment institution: its carrier stands for it, and the limit is two kilograms."""
    lookup.find(LicenceIssued, INSTITUTION)
    case = Case(
        declaration_id=subject.declaration_id,
        revision=subject.revision,
        payment_institution_code=content.carrier_code,
        merchant_code=subject.merchant_code,
        amount_paid_cny_e5=content.gross_weight_kg_e5,
        entered=False,
    )
    if content.gross_weight_kg_e5 <= 2 * KILOGRAM:
        return case, Evaluated(passed("FX-13"))
    return case, failed(reason("99402", "FX-13"))


def tell(case: Case, decision: Decision) -> ForexDecided:
    return ForexDecided(decision=decision, payment_institution_code=case.payment_institution_code)


def cleared(case: Case | None, event: DeclarationCleared, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    return None, ()


def a_decider(**more: Any) -> Processor:
    return decider(Decider("forex", "7", "weights 7", Case, judge, tell, REGISTERS, **more))


def work(bench: Bench, event: Any) -> list[Decision]:
    topic = topics.FOREX_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_DECLARATIONS
    emitted: list[Emit] = bench.send(topic, event, key=b"GW1")
    return [emit.record.decision for emit in emitted if isinstance(emit.record, ForexDecided)]


def a_bench(**more: Any) -> Bench:
    return Bench(a_decider(**more), registers=[an_entry(LicenceIssued, INSTITUTION)])


def held(**more: Any) -> Bench:
    bench = a_bench(**more)
    (decision,) = work(bench, a_declaration_accepted(**HEAVY))
    assert decision.hold_id == HOLD
    return bench


def case_of(bench: Bench) -> Case:
    case = bench.get(Case, a_subject().declaration_id)
    assert case is not None
    return case


def test_the_processor_is_the_one_of_the_contract() -> None:
    made = a_decider(also={DeclarationCleared: cleared}, emits=(topics.FOREX_TOTAL_ENTRIES,))
    assert (made.name, made.version, made.state) == ("forex.decisions", "7", (Case,))
    assert [route.topic for route in made.routes] == [topics.CUSTOMS_DECLARATIONS, topics.FOREX_FINDINGS]
    assert DeclarationCleared in made.routes[0].steps
    assert made.registers == (topics.FOREX_LICENCES,)
    assert made.emits == (topics.FOREX_DECISIONS, topics.FOREX_TOTAL_ENTRIES)


def test_without_a_reason_it_passes_and_names_rules_and_registers() -> None:
    (decision,) = work(a_bench(), a_declaration_accepted())
    assert (decision.effect, decision.reasons, decision.hold_id) == (Effect.PASS, (), None)
    assert (decision.rules, decision.rules_version) == (passed("FX-13"), "weights 7")
    assert [(used.register, used.code) for used in decision.registers] == [("forex.licences", INSTITUTION)]


def test_with_a_reason_it_holds_under_a_name_that_the_revision_makes() -> None:
    bench = a_bench()
    (decision,) = work(bench, a_declaration_accepted(**HEAVY))
    assert (decision.effect, decision.hold_id) == (Effect.HOLD, HOLD)
    assert [why.code for why in decision.reasons] == ["99402"]
    assert (case_of(bench).hold_id, case_of(bench).held_by) == (HOLD, "FX-13")


def test_each_revision_is_decided_once() -> None:
    bench = held()
    assert work(bench, a_declaration_accepted(**HEAVY)) == []
    (amended,) = work(bench, a_declaration_amended())
    assert (amended.revision, amended.effect) == (2, Effect.PASS)
    assert case_of(bench).hold_id is None
    assert work(bench, a_declaration_accepted(**HEAVY)) == [], "an older one comes late"


def test_a_case_that_is_over_takes_no_further_revision() -> None:
    bench = held(is_over=lambda case: case.hold_id is not None)
    assert work(bench, a_declaration_amended()) == []


@pytest.mark.parametrize("end", [a_declaration_refused, a_declaration_withdrawn])
def test_a_declaration_that_ends_takes_its_hold_with_it(end: Any) -> None:
    bench = held()
    assert work(bench, end(revision=0)) == []
    assert case_of(bench).hold_id == HOLD, "what ended was an older revision"
    assert work(bench, end()) == []
    assert case_of(bench).hold_id is None
    assert work(bench, a_finding(HOLD)) == []


def test_a_step_of_its_own_works_the_case() -> None:
    bench = held(also={DeclarationCleared: cleared})
    assert work(bench, a_declaration_cleared()) == []
    assert bench.get(Case, a_subject().declaration_id) is None


def note_end(case: Case | None, event: Any, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """Say whether a hold was still open when the step of the agency's own was run."""
    entry = TotalEntered(
        enterprise_code="E1",
        entry_id="no case" if case is None else f"hold {case.hold_id}",
        month="2024-11",
        amount_cny_e5=1,
    )
    return case, (Emit(topics.FOREX_TOTAL_ENTRIES, b"E1", entry),)


@pytest.mark.parametrize(
    ("end", "kind"), [(a_declaration_refused, DeclarationRefused), (a_declaration_withdrawn, DeclarationWithdrawn)]
)
def test_a_step_of_its_own_on_an_end_comes_after_the_hold_is_dropped(end: Any, kind: type[Any]) -> None:
    bench = held(also={kind: note_end}, emits=(topics.FOREX_TOTAL_ENTRIES,))
    (noted,) = bench.send(topics.CUSTOMS_DECLARATIONS, end(), key=b"GW1")
    assert isinstance(noted.record, TotalEntered)
    assert noted.record.entry_id == "hold None"
    assert case_of(bench).hold_id is None
    assert work(bench, a_finding(HOLD)) == []


def test_a_step_of_its_own_is_told_of_an_end_of_which_there_is_no_case() -> None:
    bench = a_bench(also={DeclarationRefused: note_end}, emits=(topics.FOREX_TOTAL_ENTRIES,))
    (noted,) = bench.send(topics.CUSTOMS_DECLARATIONS, a_declaration_refused(), key=b"GW1")
    assert isinstance(noted.record, TotalEntered)
    assert noted.record.entry_id == "no case"
    assert bench.get(Case, a_subject().declaration_id) is None


WITHOUT: dict[str, Any] = {"deciders": ("allowance", "inspection")}


def test_who_is_not_asked_tells_its_opinion_unless_it_is_to_speak_only_when_asked() -> None:
    (told,) = work(a_bench(), a_declaration_accepted(**HEAVY, **WITHOUT))
    assert told.effect is Effect.HOLD
    bench = a_bench(only_asked=True)
    assert work(bench, a_declaration_accepted(**HEAVY, **WITHOUT)) == []
    assert bench.get(Case, a_subject().declaration_id) is None, "nothing is kept either"
    (asked,) = work(bench, a_declaration_amended(**HEAVY))
    assert (asked.effect, asked.revision) == (Effect.HOLD, 2)


def test_who_is_no_longer_asked_drops_its_hold_and_takes_no_older_revision() -> None:
    bench = held(only_asked=True)
    assert work(bench, a_declaration_amended(**HEAVY, **WITHOUT)) == []
    assert (case_of(bench).revision, case_of(bench).hold_id) == (2, None)
    assert work(bench, a_finding(HOLD)) == []
    assert work(bench, a_declaration_accepted(**HEAVY)) == [], "an older one comes late"


@pytest.mark.parametrize("action", [FindingAction.RELEASE, FindingAction.TREAT])
@pytest.mark.parametrize(
    ("found_under", "rule"), [(None, ("FX-13", RuleResult.NOTED)), ("FX-12", ("FX-12", RuleResult.PASSED))]
)
def test_an_officer_lets_pass(action: FindingAction, found_under: str | None, rule: tuple[str, RuleResult]) -> None:
    bench = held(found_under=found_under)
    (decision,) = work(bench, a_finding(HOLD, action))
    assert (decision.effect, decision.reasons, decision.hold_id) == (Effect.PASS, (), None)
    assert [(one.rule_id, one.result) for one in decision.rules] == [rule]
    assert decision.finding is not None
    assert (decision.finding.hold_id, decision.finding.officer, decision.finding.action) == (HOLD, "officer-7", action)
    assert work(bench, a_finding(HOLD, action)) == [], "once"


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (FindingAction.SHIP_BACK, "海关退单：外汇审核不合格，退运"),
        (FindingAction.DETAIN, "海关退单：外汇审核不合格，扣留"),
        (FindingAction.REFUSE, "海关退单：外汇审核不予通过"),
    ],
)
@pytest.mark.parametrize("found_under", [None, "FX-12"])
def test_an_officer_refuses_for_the_rule_that_had_held(action: FindingAction, said: str, found_under: str) -> None:
    (decision,) = work(held(found_under=found_under), a_finding(HOLD, action))
    assert decision.effect is Effect.REFUSE
    assert [(why.code, why.rule_id, why.text_zh) for why in decision.reasons] == [("1300", "FX-13", said)]
    assert [(one.rule_id, one.result) for one in decision.rules] == [(found_under or "FX-13", RuleResult.FAILED)]


@pytest.mark.parametrize("finding", [a_finding("another"), a_finding(HOLD, FindingAction.UNKNOWN)])
def test_a_finding_on_no_open_hold_or_of_an_unknown_kind_changes_nothing(finding: Any) -> None:
    bench = held()
    before = bench.state()
    assert work(bench, finding) == []
    assert case_of(bench).hold_id == HOLD
    assert {key: value for key, value in bench.state().items() if not key.startswith(b"JournalHead/")} == {
        key: value for key, value in before.items() if not key.startswith(b"JournalHead/")
    }


def test_a_finding_about_nothing_known_changes_nothing() -> None:
    assert work(a_bench(), a_finding(HOLD)) == []


TOO_HEAVY = {"gross_weight_kg_e5": 2 * KILOGRAM + 1}


def work_export(bench: Bench, event: Any) -> list[Decision]:
    topic = topics.FOREX_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_EXPORTS
    emitted: list[Emit] = bench.send(topic, event, key=b"GW1")
    assert bench.parked() == []
    return [emit.record.decision for emit in emitted if isinstance(emit.record, ForexDecided)]


def an_export_held() -> Bench:
    bench = a_bench(judge_export=judge_export)
    (decision,) = work_export(bench, an_export_accepted(**TOO_HEAVY))
    assert (decision.effect, decision.hold_id) == (Effect.HOLD, HOLD)
    return bench


def test_who_judges_exports_reads_their_lifecycle_and_who_does_not_reads_nothing_more() -> None:
    both, imports = a_decider(judge_export=judge_export), a_decider()
    assert [route.topic for route in both.routes] == [
        topics.CUSTOMS_DECLARATIONS,
        topics.CUSTOMS_EXPORTS,
        topics.FOREX_FINDINGS,
    ]
    assert set(both.routes[1].steps) == {ExportAccepted, DeclarationRefused, DeclarationWithdrawn}
    assert topics.CUSTOMS_EXPORTS not in {route.topic for route in imports.routes}
    assert set(both.routes[0].steps) == set(imports.routes[0].steps)


def test_a_step_of_its_own_is_one_of_imports() -> None:
    made = a_decider(judge_export=judge_export, also={DeclarationCleared: cleared})
    assert DeclarationCleared in made.routes[0].steps
    assert DeclarationCleared not in made.routes[1].steps


def test_an_export_is_judged_as_such_by_the_day_of_its_acceptance() -> None:
    bench = Bench(
        a_decider(judge_export=judge_export), registers=[an_entry(LicenceIssued, INSTITUTION, valid_from="2025-12-02")]
    )
    (early,) = work_export(bench, an_export_accepted(gross_weight_kg_e5=2 * KILOGRAM))
    assert (early.effect, early.rules, early.rules_version, early.registers) == (
        Effect.PASS,
        passed("FX-13"),
        "weights 7",
        (),
    )
    (late,) = work_export(bench, an_export_accepted(revision=2, acceptance_date="2025-12-02"))
    assert [(used.register, used.code) for used in late.registers] == [("forex.licences", INSTITUTION)]


def test_each_revision_of_an_export_is_decided_once() -> None:
    bench = an_export_held()
    assert work_export(bench, an_export_accepted(**TOO_HEAVY)) == []
    (changed,) = work_export(bench, an_export_accepted(revision=2))
    assert (changed.revision, changed.effect) == (2, Effect.PASS)
    assert case_of(bench).hold_id is None
    assert work_export(bench, an_export_accepted(**TOO_HEAVY)) == [], "an older one comes late"


@pytest.mark.parametrize("end", [a_declaration_refused, a_declaration_withdrawn])
def test_an_export_that_ends_takes_its_hold_with_it(end: Any) -> None:
    bench = an_export_held()
    assert work_export(bench, end(revision=0)) == []
    assert case_of(bench).hold_id == HOLD, "what ended was an older revision"
    assert work_export(bench, end()) == []
    assert case_of(bench).hold_id is None
    assert work_export(bench, a_finding(HOLD)) == []


@pytest.mark.parametrize(
    ("action", "effect"), [(FindingAction.RELEASE, Effect.PASS), (FindingAction.DETAIN, Effect.REFUSE)]
)
def test_an_officer_ends_the_hold_of_an_export_once(action: FindingAction, effect: Effect) -> None:
    bench = an_export_held()
    (decision,) = work_export(bench, a_finding(HOLD, action))
    assert (decision.effect, decision.hold_id) == (effect, None)
    assert work_export(bench, a_finding(HOLD, action)) == []


def test_who_speaks_only_when_asked_is_silent_on_an_export_that_asks_others() -> None:
    bench = a_bench(judge_export=judge_export, only_asked=True)
    assert work_export(bench, an_export_accepted(**TOO_HEAVY, deciders=("inspection",))) == []
    assert bench.get(Case, a_subject().declaration_id) is None
    (asked,) = work_export(bench, an_export_accepted(revision=2, deciders=("inspection", "forex")))
    assert asked.effect is Effect.PASS


def test_imports_and_exports_lie_side_by_side() -> None:
    bench = an_export_held()
    (decision,) = work(bench, a_declaration_accepted(declaration_id="d2" * 16, **HEAVY))
    assert (decision.declaration_id, decision.effect) == ("d2" * 16, Effect.HOLD)
    assert case_of(bench).hold_id == HOLD
