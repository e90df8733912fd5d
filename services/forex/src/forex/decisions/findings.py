"""What a forex officer's finding does to a hold."""

from msgspec.structs import replace

from contracts import topics
from contracts.common import (
    Decision,
    Effect,
    FindingAction,
    FindingRecorded,
    FindingRef,
    Reason,
    RuleEvaluated,
    RuleResult,
)
from contracts.forex import ForexDecided
from contracts.forex_decisions import Case
from forex.decisions.licences import LICENSED
from forex.reference import RULES_VERSION
from mesh.processor import Context, Emit, Output

OFFICER = "1300"

EFFECTS = {
    FindingAction.RELEASE: Effect.PASS,
    FindingAction.TREAT: Effect.PASS,
    FindingAction.SHIP_BACK: Effect.REFUSE,
    FindingAction.DETAIN: Effect.REFUSE,
    FindingAction.REFUSE: Effect.REFUSE,
}


def found(case: Case | None, finding: FindingRecorded, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """
    End the open hold as the officer decided.

    A finding on a hold that is not open changes nothing: so a repeated one is harmless.
    """
    if case is None or case.hold_id is None or case.hold_id != finding.hold_id or finding.action not in EFFECTS:
        return case, ()
    decision = act_on(case, finding, EFFECTS[finding.action])
    return replace(case, hold_id=None, held_by=None), (Emit(topics.FOREX_DECISIONS, context.key, decision),)


def act_on(case: Case, finding: FindingRecorded, effect: Effect) -> ForexDecided:
    """
    Return the decision that rests on a finding; it names the hold, the person and the authority.

    Who is let pass by an officer still has no licence that covers the payment: that is noted, not passed.
    """
    rule_id = case.held_by or LICENSED
    refused = Reason(
        code=OFFICER,
        rule_id=rule_id,
        text_zh="外汇人工审核不予通过",
        text_en="Refused by an officer of foreign exchange",
    )
    return ForexDecided(
        decision=Decision(
            declaration_id=case.declaration_id,
            revision=case.revision,
            effect=effect,
            reasons=() if effect is Effect.PASS else (refused,),
            rules=(
                RuleEvaluated(rule_id=rule_id, result=RuleResult.NOTED if effect is Effect.PASS else RuleResult.FAILED),
            ),
            rules_version=RULES_VERSION,
            registers=(),
            finding=FindingRef(
                finding_id=finding.finding_id,
                hold_id=finding.hold_id,
                action=finding.action,
                officer=finding.officer,
                authority=finding.authority,
            ),
        ),
        payment_institution_code=case.payment_institution_code,
        licence_no=case.licence_no,
    )
