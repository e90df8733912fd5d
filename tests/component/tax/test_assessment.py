"""The processor `tax.assessment` in memory: lifecycle in, assessments and requests to the ledger out."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import topics
from contracts.common import Effect, FindingAction, LedgerAction
from contracts.mesh import DeadLettered
from contracts.tax import DutyAssessed, GuaranteeRequested, RateSet
from contracts.tax_assessment import Case, Stage
from mesh.declared.processor import Emit
from mesh.testing.bench import Bench
from tax.assessment.processor import ASSESSMENT
from tests.support.agency.declarations import (
    AT_MS,
    CNY,
    GUARANTOR,
    KEY,
    a_declaration_accepted,
    a_declaration_amended,
    a_declaration_cleared,
    a_declaration_held,
    a_declaration_refused,
    a_declaration_withdrawn,
    a_finding,
    a_line,
    a_subject,
    an_entry,
    register_file,
)

SHIPPED = (*register_file("tax.rates.v1"), *register_file("tax.parameters.v1"))
UNKNOWN_GOODS = a_line(commodity_code="9999999900")
ID = a_subject().declaration_id
GUARANTEE_HOLD = f"{ID}-1-tax-guarantee"


@pytest.mark.parametrize(
    ("field", "value"), [("consumption_pct", "100"), ("consumption_pct", "1e400"), ("mfn_pct", "-1"), ("mfn_pct", "x")]
)
def test_a_rate_out_of_bounds_parks_what_needs_it_and_names_the_entry(field: str, value: str) -> None:
    """Somebody else's record may be in force; everything else goes on."""
    rates = [entry for entry in SHIPPED if isinstance(entry, RateSet) and entry.code == a_line().commodity_code[:8]]
    newest = max(rates, key=lambda entry: entry.version)
    bench = a_bench()
    bench.registers.add(msgspec.structs.replace(newest, version=newest.version + 1, **{field: value}))
    emitted = bench.send(topics.CUSTOMS_DECLARATIONS, a_declaration_accepted(), key=KEY, at_ms=AT_MS)
    (letter,) = [emit.record for emit in emitted if isinstance(emit.record, DeadLettered)]
    assert letter.code == "configuration"
    assert f"{newest.code}@{newest.version + 1}: {field} is {value!r}" in letter.reason


def a_bench() -> Bench:
    return Bench(ASSESSMENT, registers=SHIPPED)


def sent(bench: Bench, event: Any) -> list[Emit]:
    topic = topics.TAX_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_DECLARATIONS
    emitted = bench.send(topic, event, key=KEY, at_ms=AT_MS)
    assert bench.parked() == []
    return emitted


def decision(emitted: list[Emit]) -> DutyAssessed:
    (found,) = [emit.record for emit in emitted if isinstance(emit.record, DutyAssessed)]
    return found


def requests(emitted: list[Emit]) -> list[tuple[LedgerAction, str, int, int]]:
    found = [emit for emit in emitted if emit.topic == topics.TAX_GUARANTEE_REQUESTS]
    asked = [(emit.key, emit.record) for emit in found if isinstance(emit.record, GuaranteeRequested)]
    assert all(key == record.guarantor_code.encode() and record.answer_key == "GW1" for key, record in asked)
    return [(each.action, each.guarantor_code, each.revision, each.amount_cny_e5) for _, each in asked]


def test_a_declaration_is_assessed_and_its_guarantee_asked_for() -> None:
    lines = (a_line(), a_line(2, commodity_code="4901990000", total_price_cny_e5=100 * CNY))
    emitted = sent(a_bench(), a_declaration_accepted(*lines))
    found = decision(emitted)
    assert (found.decision.effect, found.decision.hold_id, found.guarantor_code) == (Effect.PASS, None, GUARANTOR)
    assert [line.vat_cny_e5 for line in found.lines] == [18_20000, 6_30000]
    assert (found.duty_cny_e5, found.consumption_tax_cny_e5, found.vat_cny_e5, found.total_cny_e5) == (
        0,
        0,
        24_50000,
        24_50000,
    )
    assert {(used.register, used.code) for used in found.decision.registers} >= {
        ("tax.rates", "34011100"),
        ("tax.rates", "49019900"),
        ("tax.parameters", "vat.standard_pct"),
        ("tax.parameters", "vat.reduced_pct"),
    }
    assert requests(emitted) == [(LedgerAction.RESERVE, GUARANTOR, 1, 24_50000)]


def test_goods_without_a_rate_are_held_and_ask_for_nothing() -> None:
    emitted = sent(a_bench(), a_declaration_accepted(UNKNOWN_GOODS))
    found = decision(emitted)
    assert (found.decision.effect, found.decision.hold_id, found.total_cny_e5) == (
        Effect.HOLD,
        f"{ID}-1-tax-assessment",
        0,
    )
    assert [reason.code for reason in found.decision.reasons] == ["99501"]
    assert requests(emitted) == []


def test_the_guarantee_is_kept_when_cleared() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    assert requests(sent(bench, a_declaration_cleared())) == [(LedgerAction.KEEP, GUARANTOR, 1, 0)]
    assert sent(bench, a_declaration_refused()) == []


@pytest.mark.parametrize("end", [a_declaration_refused(), a_declaration_withdrawn()])
def test_the_guarantee_is_freed_when_refused_or_withdrawn(end: Any) -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    assert requests(sent(bench, end)) == [(LedgerAction.FREE, GUARANTOR, 1, 0)]
    assert sent(bench, end) == []


def test_what_was_never_asked_for_is_not_freed() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted(UNKNOWN_GOODS))
    assert sent(bench, a_declaration_refused()) == []


def test_a_new_revision_asks_for_its_own_amount() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    emitted = sent(bench, a_declaration_amended(a_line(total_price_cny_e5=100 * CNY)))
    assert decision(emitted).decision.revision == 2
    assert requests(emitted) == [(LedgerAction.RESERVE, GUARANTOR, 2, 9_10000)]


def test_another_guarantor_lets_the_first_go() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    assert requests(sent(bench, a_declaration_amended(guarantor_code="other"))) == [
        (LedgerAction.FREE, GUARANTOR, 1, 0),
        (LedgerAction.RESERVE, "other", 2, 18_20000),
    ]


def test_a_revision_without_a_rate_frees_what_the_former_had() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    assert requests(sent(bench, a_declaration_amended(UNKNOWN_GOODS))) == [(LedgerAction.FREE, GUARANTOR, 1, 0)]


def test_a_declaration_that_comes_back_after_withdrawal_asks_anew() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    sent(bench, a_declaration_withdrawn())
    assert requests(sent(bench, a_declaration_accepted(revision=2))) == [(LedgerAction.RESERVE, GUARANTOR, 2, 18_20000)]


def test_releasing_a_hold_does_not_let_goods_through_untaxed() -> None:
    bench = a_bench()
    hold = decision(sent(bench, a_declaration_accepted(UNKNOWN_GOODS)))
    assert hold.decision.hold_id is not None
    still = decision(sent(bench, a_finding(hold.decision.hold_id)))
    assert (still.decision.effect, still.decision.hold_id, still.decision.reasons) == (
        Effect.HOLD,
        hold.decision.hold_id,
        hold.decision.reasons,
    )
    assert still.decision.finding is not None
    assert sent(bench, a_finding(hold.decision.hold_id)) == []
    bench.registers.add(an_entry(RateSet, "99999999"))
    emitted = sent(bench, a_finding(hold.decision.hold_id))
    found = decision(emitted)
    assert (found.decision.effect, found.total_cny_e5) == (Effect.PASS, 18_20000)
    assert found.decision.finding is not None
    assert found.decision.finding.hold_id == hold.decision.hold_id
    assert requests(emitted) == [(LedgerAction.RESERVE, GUARANTOR, 1, 18_20000)]
    assert sent(bench, a_finding(hold.decision.hold_id)) == []


def test_an_officer_refuses_what_nobody_can_tax() -> None:
    bench = a_bench()
    hold = decision(sent(bench, a_declaration_accepted(UNKNOWN_GOODS)))
    assert hold.decision.hold_id is not None
    found = decision(sent(bench, a_finding(hold.decision.hold_id, FindingAction.REFUSE)))
    assert (found.decision.effect, [reason.code for reason in found.decision.reasons]) == (Effect.REFUSE, ["1300"])
    assert sent(bench, a_finding(hold.decision.hold_id, FindingAction.REFUSE)) == []


@pytest.mark.parametrize("action", [FindingAction.RELEASE, FindingAction.TREAT])
def test_tax_12_an_officer_cannot_release_a_short_guarantee_and_is_told_once(action: FindingAction) -> None:
    bench = a_bench()
    assessed = decision(sent(bench, a_declaration_accepted()))
    sent(bench, a_declaration_held(GUARANTEE_HOLD))
    emitted = sent(bench, a_finding(GUARANTEE_HOLD, action))
    told = decision(emitted)
    assert (told.decision.effect, told.decision.hold_id, told.lines) == (Effect.NOTE, None, assessed.lines)
    assert [(reason.code, reason.rule_id) for reason in told.decision.reasons] == [("99301", "TAX-12")]
    assert told.decision.finding is not None
    assert (told.decision.finding.action, requests(emitted)) == (action, [])
    assert sent(bench, a_finding(GUARANTEE_HOLD, action)) == []
    assert len(sent(bench, a_finding(GUARANTEE_HOLD, action, finding_id="another officer's"))) == 1


def test_an_officer_refuses_what_nobody_guarantees() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    assert sent(bench, a_finding(GUARANTEE_HOLD, FindingAction.REFUSE)) == []
    sent(bench, a_declaration_held(GUARANTEE_HOLD))
    found = decision(sent(bench, a_finding(GUARANTEE_HOLD, FindingAction.REFUSE)))
    assert (found.decision.effect, found.total_cny_e5) == (Effect.REFUSE, 18_20000)
    assert requests(sent(bench, a_declaration_refused())) == [(LedgerAction.FREE, GUARANTOR, 1, 0)]


def test_a_guarantee_that_no_longer_holds_is_not_refused_by_an_old_finding() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    sent(bench, a_declaration_held(GUARANTEE_HOLD))
    sent(bench, a_declaration_held("d1-inspection", agency="inspection"))
    assert sent(bench, a_finding(GUARANTEE_HOLD, FindingAction.REFUSE)) == []


LIFECYCLE = st.sampled_from(
    [
        a_declaration_accepted(),
        a_declaration_accepted(UNKNOWN_GOODS),
        a_declaration_amended(guarantor_code="other"),
        a_declaration_amended(UNKNOWN_GOODS),
        a_declaration_amended(revision=3),
        a_declaration_held(GUARANTEE_HOLD),
        a_declaration_held(f"{ID}-2-tax-guarantee", revision=2),
        a_declaration_cleared(),
        a_declaration_cleared(revision=2),
        a_declaration_refused(),
        a_declaration_withdrawn(revision=2),
        a_finding(GUARANTEE_HOLD, FindingAction.REFUSE),
        a_finding(GUARANTEE_HOLD),
        a_finding(f"{ID}-1-tax-assessment"),
        a_finding(f"{ID}-2-tax-assessment", FindingAction.REFUSE),
        a_finding("other", FindingAction.UNKNOWN),
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LIFECYCLE, max_size=8))
def test_the_same_event_twice_gives_nothing_new_and_requests_follow_one_another(events: list[Any]) -> None:
    bench = a_bench()
    open_at: set[tuple[str, int]] = set()
    for event in events:
        emitted = sent(bench, event)
        for action, guarantor, revision, _ in requests(emitted):
            if action is LedgerAction.RESERVE:
                open_at = {(who, which) for who, which in open_at if who != guarantor} | {(guarantor, revision)}
            else:
                assert (guarantor, revision) in open_at
                open_at.discard((guarantor, revision))
        for emit in emitted:
            if isinstance(emit.record, DutyAssessed) and emit.record.lines:
                lines = emit.record.lines
                assert emit.record.total_cny_e5 == sum(
                    line.duty_cny_e5 + line.consumption_tax_cny_e5 + line.vat_cny_e5 for line in lines
                )
        before = bench.get(Case, ID)
        assert sent(bench, event) == []
        assert bench.get(Case, ID) == before
        assert len(open_at) <= 1
        if before is not None and before.stage is not Stage.OPEN:
            assert not open_at
