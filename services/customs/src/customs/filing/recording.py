"""What a slot remembers of a submission: the newest answer always, what counts only if it takes effect."""

from typing import Final

from msgspec.structs import replace

from agency.judging import RECORDED, Ruling
from contracts.customs_clearance import Awaiting, Claim, Slot
from customs.filing.submission import Filing
from customs.rules.document import Document

NO_CLAIM: Final = Claim.NONE
PENDING: Final = Claim.PENDING
"""Named once: a member costs its enumeration a look-up at every use."""


def answered(filing: Filing, ruling: Ruling) -> Slot:
    """Return the slot with the answer to a submission that has no further effect: a rejection or a draft."""
    slot, document = filing.slot, filing.document
    if slot is None:
        return Slot(
            document_type=filing.document_type,
            issuer_code=filing.issuer_code,
            number=filing.number,
            document_id=document.document_id,
            content_digest=document.content_digest,
            return_status=ruling.return_status,
            reasons=ruling.reasons,
            accepted_at_ms=document.accepted_at_ms,
            app_time="",
            recorded_at_ms=0,
            at_fault=False,
            claim=NO_CLAIM,
            awaiting=(),
        )
    return replace(
        slot,
        issuer_code=filing.issuer_code,
        number=filing.number,
        document_id=document.document_id,
        content_digest=document.content_digest,
        return_status=ruling.return_status,
        reasons=ruling.reasons,
        accepted_at_ms=document.accepted_at_ms,
    )


def recorded(filing: Filing, on_file: bytes | None, *, waits: bool) -> Slot:
    """
    Return the slot with a submission that took effect; `on_file` None if nothing is kept, as after a deletion.

    waits: for the answer about its number, after which it is judged.
    """
    document = filing.document
    awaited = filing.slot.awaiting if filing.slot else ()
    return Slot(
        document_type=filing.document_type,
        issuer_code=filing.issuer_code,
        number=filing.number,
        document_id=document.document_id,
        content_digest=document.content_digest,
        return_status="" if waits else RECORDED,
        reasons=(),
        accepted_at_ms=document.accepted_at_ms,
        app_time=document.app_time,
        recorded_at_ms=document.accepted_at_ms,
        on_file=on_file,
        at_fault=False,
        claim=PENDING if waits else NO_CLAIM,
        awaiting=(*awaited, awaiting(document, repeated=False)) if waits else awaited,
    )


def waiting_too(slot: Slot, document: Document) -> Slot:
    """Return the slot with a repetition whose original has no answer yet: it waits with it."""
    return replace(slot, awaiting=(*slot.awaiting, awaiting(document, repeated=True)))


def awaiting(document: Document, *, repeated: bool) -> Awaiting:
    """Return what is needed to answer a document later. repeated: like the one before it, as its repetition."""
    return Awaiting(
        document_id=document.document_id,
        sender_code=document.sender_code,
        order_no=document.order_no,
        operation=document.operation,
        repeated=repeated,
        batch_id=document.batch_id,
        batch_index=document.batch_index,
    )
