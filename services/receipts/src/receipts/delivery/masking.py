"""
What of a receipt its reader sees, by the table of sight. Pure.

A courier, for one, is told how the parcel of its waybill stands, but neither why nor by whom it was declared.
"""

from collections.abc import Collection

import msgspec

from contracts.common import DocumentRef
from contracts.gateway import ReceiptIssued
from edge.access.visibility import OF_DOCUMENT, Part, Party, parts_of
from receipts.fold.wording import standing

HIDDEN_FIELDS = (
    *("verdict", "platform_code", "merchant_code", "agent_code", "customs_code"),
    *("revision", "batch_id", "batch_index", "tax_bill", "consolidation", "repeated"),
)
"""Fields that are left out for those who see only how the parcel stands."""


def shown_to(receipt: ReceiptIssued, codes: Collection[str]) -> ReceiptIssued:
    """Return a receipt as the holder of these codes sees it; the audience lets it see that there is one."""
    ref = receipt.document
    if receipt.tax_bill is not None or OF_DOCUMENT.get(ref.document_type) is not Part.LIST:
        return receipt
    named: dict[Party, Collection[str]] = {
        Party.PLATFORM: _code(receipt.platform_code),
        Party.MERCHANT: _code(receipt.merchant_code),
        Party.AGENT: _code(receipt.agent_code),
    }
    if Part.LIST in parts_of(codes, named, {ref.document_type: _code(ref.sender_code)}):
        return receipt
    return msgspec.structs.replace(
        receipt,
        document=DocumentRef(
            document_type=ref.document_type,
            document_id=ref.document_id,
            issuer_code="",
            number=ref.number,
            sender_code="",
        ),
        return_info=standing(receipt.return_status),
        reasons=(),
        **dict.fromkeys(HIDDEN_FIELDS),
    )


def _code(code: str | None) -> tuple[str, ...]:
    return (code,) if code else ()
