"""By which fields a document is referred to: who gave its number, and the number. The same on file as submitted."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final, NamedTuple

from contracts.common import DocumentRef, DocumentType
from contracts.documents import DOCUMENTS

ORDER: Final = DocumentType.IMPORT_ORDER
PAYMENT: Final = DocumentType.IMPORT_PAYMENT
WAYBILL: Final = DocumentType.IMPORT_WAYBILL
LIST: Final = DocumentType.IMPORT_LIST
"""Named once: a member costs its enumeration a look-up at every use."""


class Number(NamedTuple):
    """How to read who issued a document's number, and the number as sent, which may be absent."""

    issuer: Callable[[Any], str]
    number: Callable[[Any], str | None]


NUMBERS: Final[dict[DocumentType, Number]] = {
    form.document_type: Number(attrgetter(form.reference.issuer), attrgetter(form.reference.number))
    for form in DOCUMENTS
}


def ref(document_type: DocumentType, document: Any) -> DocumentRef:
    """Return how others speak of a document, submitted or on file."""
    issuer, number = NUMBERS[document_type]
    return DocumentRef(
        document_type=document_type,
        document_id=document.document_id,
        issuer_code=issuer(document),
        number=number(document) or "",
        sender_code=document.sender_code,
    )
