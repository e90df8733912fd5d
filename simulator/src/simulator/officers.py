"""What the officers of the demonstration decide."""

from simulator.case import Case
from simulator.sampling import ALERTED


def action_on(case: Case, agency: str, code: str) -> str | None:
    """Return what the officer of an agency decides: as planned, and every mere sample is released."""
    if case.finding and case.finding[0] == agency and (agency != "inspection" or code == ALERTED):
        return case.finding[1]
    if agency == "inspection" and code != ALERTED:
        return "RELEASE"
    return None
