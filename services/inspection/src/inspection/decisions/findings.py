"""What an inspector's finding does to a hold."""

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
from contracts.inspection import InspectionDecided
from contracts.inspection_decisions import Case
from inspection.reference import RULES_VERSION
from mesh.processor import Context, Emit, Output

OFFICER = "1300"
RULE = "INS-06"

EFFECTS = {
    FindingAction.RELEASE: Effect.PASS,
    FindingAction.TREAT: Effect.PASS,
    FindingAction.SHIP_BACK: Effect.REFUSE,
    FindingAction.DETAIN: Effect.REFUSE,
    FindingAction.REFUSE: Effect.REFUSE,
}

TEXTS = {
    FindingAction.SHIP_BACK: ("查验不合格，退运", "Found unfit by an inspector: ship back"),
    FindingAction.DETAIN: ("查验不合格，扣留", "Found unfit by an inspector: detained"),
    FindingAction.REFUSE: ("查验不合格，不予放行", "Found unfit by an inspector: refused"),
}


def found(case: Case | None, finding: FindingRecorded, context: Context) -> tuple[Case | None, tuple[Output, ...]]:
    """
    End the open hold as the inspector decided.

    Goods released or treated pass, all others are refused (INS-06). A finding on a hold that is not open changes
    nothing: so a repeated one is harmless.
    """
    if case is None or case.hold_id is None or case.hold_id != finding.hold_id or finding.action not in EFFECTS:
        return case, ()
    decision = act_on(case, finding, EFFECTS[finding.action])
    return replace(case, hold_id=None, held_by=None), (Emit(topics.INSPECTION_DECISIONS, context.key, decision),)


def act_on(case: Case, finding: FindingRecorded, effect: Effect) -> InspectionDecided:
    """
    Return the decision that rests on a finding; it names the hold, the person and the authority.

    INS-06 (what is unqualified is treated, shipped back or destroyed) is the rule that an inspector's finding answers;
    the reason of a refusal names the rule that had held the goods.
    """
    rule_id = case.held_by or RULE
    text = TEXTS.get(finding.action)
    result = RuleResult.PASSED if effect is Effect.PASS else RuleResult.FAILED
    return InspectionDecided(
        decision=Decision(
            declaration_id=case.declaration_id,
            revision=case.revision,
            effect=effect,
            reasons=() if text is None else (Reason(code=OFFICER, rule_id=rule_id, text_zh=text[0], text_en=text[1]),),
            rules=(RuleEvaluated(rule_id=RULE, result=result),),
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
        grade=case.grade,
        release_mode=case.release_mode,
        sampled=case.sampled,
    )
