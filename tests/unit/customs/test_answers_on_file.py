"""What a slot remembers of a submission: the newest answer always, what counts only where it takes effect."""

from typing import Any

from agency.judging import Ruling
from contracts.common import DocumentType, Verdict
from contracts.customs_clearance import Claim, Slot
from customs.filing.recording import answered, awaiting, recorded
from customs.filing.submission import Filing
from customs.import_retail.payment import PAYMENT
from tests.support.customs.builders import Document, a_payment
from tests.support.customs.reasons import reason

FIRST = a_payment(document_id="first", content_digest=b"1", accepted_at_ms=1, app_time="20241111095900")
SECOND = a_payment(document_id="second", content_digest=b"2", accepted_at_ms=2, app_time="20241111095901")
REJECTED = Ruling(Verdict.REJECTED, "-401007", (reason("STA-02", "-401007", "GW1"),))
KEY: dict[str, Any] = {
    "document_type": DocumentType.IMPORT_PAYMENT,
    "issuer_code": "4401960B01",
    "number": "P-GW1",
}


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


def submitted(document: Document, slot: Slot | None, **changes: Any) -> Filing:
    """A payment on the desk, over what lies in its slot."""
    desk: Any = None
    fields: dict[str, Any] = {"platform_code": "4401960P01", **KEY, "date": "2024-11-11", "has_room": True, **changes}
    return Filing(desk=desk, kind=PAYMENT, document=document, slot=slot, **fields)


ANSWER = {
    "document_id": "second",
    "content_digest": b"2",
    "return_status": "-401007",
    "reasons": REJECTED.reasons,
    "accepted_at_ms": 2,
}


def test_a_rejection_is_remembered_beside_the_document_that_counts() -> None:
    assert answered(submitted(SECOND, a_slot()), REJECTED) == a_slot(**ANSWER)


def test_a_rejection_where_nothing_is_on_file_leaves_nothing_that_counts() -> None:
    nothing = {"app_time": "", "recorded_at_ms": 0, "on_file": None, "claim": Claim.NONE}
    assert answered(submitted(SECOND, None), REJECTED) == a_slot(**ANSWER | nothing)


def test_what_takes_effect_replaces_what_was_on_file() -> None:
    former = a_slot(at_fault=True, reasons=REJECTED.reasons)
    expected = a_slot(claim=Claim.NONE)
    assert recorded(submitted(FIRST, former), b"payment", waits=False) == expected
    assert recorded(submitted(FIRST, None), b"payment", waits=False) == expected


def test_what_takes_effect_and_claims_a_number_waits_behind_what_waited_before() -> None:
    waits = awaiting(FIRST, repeated=False)
    expected: dict[str, Any] = {"claim": Claim.PENDING, "return_status": ""}
    assert recorded(submitted(FIRST, None), b"payment", waits=True) == a_slot(**expected, awaiting=(waits,))
    before = (awaiting(SECOND, repeated=False), awaiting(SECOND, repeated=True))
    former = a_slot(awaiting=before)
    assert recorded(submitted(FIRST, former), b"payment", waits=True) == a_slot(**expected, awaiting=(*before, waits))
    assert recorded(submitted(FIRST, former), None, waits=False).awaiting == before


def test_the_only_document_of_its_type_is_on_file_under_the_number_of_the_newest() -> None:
    slot = answered(submitted(SECOND, a_slot(), issuer_code="4401960B02", number="P-2"), REJECTED)
    assert (slot.issuer_code, slot.number, slot.on_file) == ("4401960B02", "P-2", b"payment")
