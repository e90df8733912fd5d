"""What receipts go by of each document type, from the contract."""

from typing import NamedTuple

from contracts.common import DocumentType
from contracts.documents import DOCUMENTS, Document


class Kind(NamedTuple):
    """
    A document type as receipts know it.

    message_type: of the message that tells its receipts. declares: it is the declaration itself. matched: it belongs to
    a declaration, as that or beside it. platform, merchant, agent, customs, numbers: what its receipts repeat of the
    declaration; numbers: all that the declaration has.
    """

    zh: str
    message_type: str | None
    declares: bool
    matched: bool
    platform: bool
    merchant: bool
    agent: bool
    customs: bool
    numbers: bool


def _kind(document: Document) -> Kind:
    return Kind(
        zh=document.zh,
        message_type=document.answer.message_type if document.answer is not None else None,
        declares=document.declaration == "itself",
        matched=document.declaration != "",
        platform="platform_code" in document.told,
        merchant="merchant_code" in document.told,
        agent="agent_code" in document.told,
        customs="customs_code" in document.told,
        numbers="cop_no" in document.told,
    )


_UNKNOWN = Kind("单证", None, False, True, True, False, False, False, False)
KINDS = {DocumentType.UNKNOWN: _UNKNOWN, **{document.document_type: _kind(document) for document in DOCUMENTS}}
"""By document type."""
