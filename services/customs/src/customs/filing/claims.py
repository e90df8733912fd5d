"""What is asked of `numbers`: to claim a number for a document, to free it, or to look up who has it."""

from typing import Final

from agency.judging import DELETE, NUMBERS
from contracts.customs import ClaimAction, NumberClaimRequested, NumberKind
from contracts.topics import CUSTOMS_NUMBER_CLAIMS
from customs.filing.desk import Desk
from customs.filing.submission import Filing
from mesh.declared.keys import number_key

CLAIM: Final = ClaimAction.CLAIM


def claim(filing: Filing) -> bool:
    """Claim the number of a recorded document, or free it after a deletion. Return whether an answer will come."""
    kind, document = filing.kind.number, filing.document
    if kind is None:
        return False
    deletes = document.operation is DELETE
    request(
        filing.desk,
        ClaimAction.FREE if deletes else CLAIM,
        kind,
        filing.issuer_code,
        NUMBERS[filing.document_type].number(document) or "",
        document_id=document.document_id,
        platform_code=filing.platform_code,
        at_ms=document.accepted_at_ms,
    )
    return not deletes


def request(
    desk: Desk,
    action: ClaimAction,
    kind: NumberKind,
    issuer_code: str,
    number: str,
    *,
    document_id: str,
    platform_code: str | None,
    at_ms: int,
) -> None:
    """Claim, free or look up a number, which is given as sent."""
    claim = NumberClaimRequested(
        kind=kind,
        issuer_code=issuer_code,
        number=number,
        action=action,
        document_id=document_id,
        platform_code=platform_code,
        answer_key=desk.key,
        claimed_at_ms=at_ms,
    )
    desk.emit(CUSTOMS_NUMBER_CLAIMS, claim, number_key(kind, issuer_code, number).encode())
