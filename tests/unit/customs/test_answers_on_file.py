"""What a slot remembers of a submission: the newest answer always, what counts only where it takes effect."""

from typing import Any

import pytest

from contracts.codes import reason
from contracts.common import Verdict
from contracts.customs_clearance import Claim, Slot
from customs.clearance.recording import Ruling, answered, recorded
from tests.support.builders import a_payment

FIRST = a_payment(document_id="first", content_digest=b"1", accepted_at_ms=1, app_time="20241111095900")
SECOND = a_payment(document_id="second", content_digest=b"2", accepted_at_ms=2, app_time="20241111095901")
REJECTED = Ruling(Verdict.REJECTED, "-401007", (reason("STA-02", "-401007", "GW1"),))
KEY: dict[str, Any] = {"issuer_code": "4401960B01", "number": "P-GW1"}


def a_slot(**changes: Any) -> Slot:
    """What is on file once the first payment counts."""
    fields: dict[str, Any] = {
        **KEY,
        "document_id": "first",
        "content_digest": b"1",
        "return_status": "2",
        "reasons": (),
        "accepted_at_ms": 1,
        "app_time": "20241111095900",
        "recorded_at_ms": 1,
        "on_file": b"payment",
        "at_fault": False,
        "claim": Claim.WON,
        "awaiting": (),
    }
    return Slot(**fields | changes)


ANSWER = {
    "document_id": "second",
    "content_digest": b"2",
    "return_status": "-401007",
    "reasons": REJECTED.reasons,
    "accepted_at_ms": 2,
}


def test_a_rejection_is_remembered_beside_the_document_that_counts() -> None:
    assert answered(a_slot(), SECOND, REJECTED, **KEY) == a_slot(**ANSWER)


def test_a_rejection_where_nothing_is_on_file_leaves_nothing_that_counts() -> None:
    nothing = {"app_time": "", "recorded_at_ms": 0, "on_file": None, "claim": Claim.NONE}
    assert answered(None, SECOND, REJECTED, **KEY) == a_slot(**ANSWER | nothing)


@pytest.mark.parametrize(("claim", "status"), [(Claim.WON, "2"), (Claim.NONE, "2"), (Claim.PENDING, "")])
def test_what_takes_effect_replaces_what_was_on_file(claim: Claim, status: str) -> None:
    former = a_slot(at_fault=True, reasons=REJECTED.reasons)
    expected = a_slot(claim=claim, return_status=status)
    assert recorded(former, FIRST, b"payment", **KEY, claim=claim) == expected
    assert recorded(None, FIRST, b"payment", **KEY, claim=claim) == expected
