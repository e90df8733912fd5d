"""Effects of officers' findings: pass or stop, their name in a decision, and the reasons of a refusal."""

from agency.reasons import Particular, particular, reason
from contracts.agencies import AGENCIES
from contracts.common import Effect, FindingAction, FindingRecorded, FindingRef, Reason

REFUSED_BY_OFFICER = "1300"
EFFECTS = {
    FindingAction.RELEASE: Effect.PASS,
    FindingAction.TREAT: Effect.PASS,
    FindingAction.SHIP_BACK: Effect.REFUSE,
    FindingAction.DETAIN: Effect.REFUSE,
    FindingAction.REFUSE: Effect.REFUSE,
}
"""Effect of a finding on a hold. An unknown finding has none."""
_SAID = {
    FindingAction.SHIP_BACK: "found-ship-back",
    FindingAction.DETAIN: "found-detain",
    FindingAction.REFUSE: "found-refuse",
}


def hold_id(declaration_id: str, revision: int, name: str) -> str:
    """Return the id of a hold on a revision, the same for the same revision. name: of the agency, or of its ledger."""
    return f"{declaration_id}-{revision}-{name}"


def reference(finding: FindingRecorded) -> FindingRef:
    """Return how a decision names the finding that it rests on: the hold, the person and the authority."""
    return FindingRef(
        finding_id=finding.finding_id,
        hold_id=finding.hold_id,
        action=finding.action,
        officer=finding.officer,
        authority=finding.authority,
    )


def refusal(agency: str, action: FindingAction, rule_id: str) -> Reason:
    """Return why an officer's finding refuses: the rule is the one that had held. Raises KeyError if it lets pass."""
    names = AGENCIES[agency]
    return reason(REFUSED_BY_OFFICER, rule_id, particular(_SAID[action], Particular(names.zh, names.en)))
