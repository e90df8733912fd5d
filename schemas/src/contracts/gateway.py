# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.gateway.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.gateway."""

import msgspec

from contracts.common import DocumentRef, Reason
from contracts.customs import Verdict

__all__ = [
    "ReceiptIssued",
]


class ReceiptIssued(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A receipt for a document or declaration, as the enterprise gets it (CEB 312, 412, 512, 622, 624)."""

    receipt_id: str
    """derived from the event and the document"""
    document: DocumentRef
    """what it is about"""
    return_status: str
    """CEB returnStatus"""
    return_info: str
    """CEB returnInfo: text, or [Code:nnnn;Desc:text]"""
    return_at_ms: int
    """time of the decision"""
    verdict: Verdict | None = None
    """set on the first receipt of a submitted document"""
    reasons: tuple[Reason, ...]
    """the same, structured"""
    order_no: str
    """as sent"""
    platform_code: str | None = None
    """ebpCode"""
    merchant_code: str | None = None
    """ebcCode"""
    agent_code: str | None = None
    """agentCode"""
    customs_code: str | None = None
    """customsCode"""
    cop_no: str | None = None
    """copNo"""
    pre_entry_no: str | None = None
    """preNo"""
    list_no: str | None = None
    """invtNo"""
    declaration_id: str | None = None
    """of a list"""
    revision: int | None = None
    """of a list"""
    batch_id: str | None = None
    """batch of the document, on its first receipt"""
    batch_index: int | None = None
    """place in it"""
    audience: tuple[str, ...]
    """codes of the enterprises that may see it"""
