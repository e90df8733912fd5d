# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.gateway.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.gateway."""

import msgspec

from contracts.common import DocumentRef, Reason, Repeated, Verdict
from contracts.customs import ConsolidationResult
from contracts.tax import TaxBill

__all__ = [
    "EvidenceSealed",
    "EvidenceStored",
    "ReceiptIssued",
    "RegisterAmended",
    "RegisterRow",
]


class EvidenceSealed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The manifest of a batch's evidence, written after its pieces: with it the batch can be processed again."""

    batch_id: str
    """the batch"""
    organisation: str
    """connected organisation that sent it"""
    sender_code: str
    """transmitter of records that name none"""
    format: str
    """how the batch is written: json, ndjson or xml"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC"""
    body_bytes: int
    """length of the body as received"""
    body_digest: bytes
    """HMAC-SHA256 over the body under the key of its quota year (32 bytes)"""
    key_id: str
    """key of the day and data class that encrypts the pieces"""
    piece_digests: tuple[bytes, ...]
    """SHA-256 of each piece's data, in order"""


class EvidenceStored(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A piece of a batch's bytes as received, encrypted under the day's evidence key."""

    batch_id: str
    """batch it belongs to"""
    piece: int
    """place among the pieces, from 0"""
    key_id: str
    """key of the day and data class that encrypts it"""
    compression: str
    """how the piece was packed before encryption: zstd or none"""
    data: bytes
    """AES-256-GCM: 12 bytes of nonce (from batch, piece and content), ciphertext and tag"""


class ReceiptIssued(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A receipt for a document, declaration, tax bill or consolidation, as the enterprise gets it: the CEB message that answers the document, or 792, 816, 818."""

    receipt_id: str
    """derived from the event and the document: the same when the same receipt comes again"""
    document: DocumentRef
    """what it is about; of a tax bill its list by number, without an id"""
    return_status: str
    """CEB returnStatus; of a tax bill its status: 1 generated, 2 summarised, 3 void"""
    return_info: str
    """CEB returnInfo: text, or [Code:nnnn;Desc:text]"""
    return_at_ms: int
    """when it was decided, ms UTC; receipts are ordered by it, then by progress of the status"""
    verdict: Verdict | None = None
    """on the first receipt of a submitted document"""
    reasons: tuple[Reason, ...]
    """the same, structured; each code has its page under /errors"""
    order_no: str
    """orderNo, as sent"""
    platform_code: str | None = None
    """ebpCode"""
    merchant_code: str | None = None
    """ebcCode"""
    agent_code: str | None = None
    """agentCode"""
    customs_code: str | None = None
    """customsCode"""
    cop_no: str | None = None
    """copNo; preNo where none was given"""
    pre_entry_no: str | None = None
    """preNo"""
    list_no: str | None = None
    """invtNo, once customs has accepted the list"""
    declaration_id: str | None = None
    """of a list"""
    revision: int | None = None
    """of a list: 1, more by one with every change"""
    batch_id: str | None = None
    """batch of the document, on its first receipt"""
    batch_index: int | None = None
    """place in it, from 0"""
    audience: tuple[str, ...]
    """codes of the enterprises that may see it"""
    message_type: str | None = None
    """the message that it makes, such as CEB622"""
    tax_bill: TaxBill | None = None
    """the electronic tax bill (CEB816), or the one whose state has changed (CEB818)"""
    repeated: tuple[Repeated, ...] | None = None
    """what else of the document its answer repeats, as on the verdict"""
    consolidation: ConsolidationResult | None = None
    """the result of a consolidation (CEB792)"""


class RegisterRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entry that a change added to a register."""

    code: str
    """code of the entry"""
    version: int
    """its version"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code"""
    content_digest: bytes
    """SHA-256 of the entry as published"""


class RegisterAmended(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """New entries of a register are published: one person proposed them, another approved."""

    change_id: str
    """the change"""
    register: str
    """topic of the register, such as tax.rates.v1"""
    rows: tuple[RegisterRow, ...]
    """the entries added, in the order of the proposal"""
    proposed_by: str
    """person who proposed it, as the agency names its staff"""
    proposed_under: str
    """organisation under whose key that was"""
    proposed_at_ms: int
    """when"""
    authority: str
    """legal power or order acted under"""
    reason: str
    """in the words of who proposed it; no personal data"""
    approved_by: str
    """person who approved it: another one"""
    approved_under: str
    """organisation under whose key that was: another one"""
    approved_at_ms: int
    """when"""
