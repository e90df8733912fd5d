"""By which fields a document is referred to: who gave its number, and the number. The same on file as submitted."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final, NamedTuple

from contracts.common import DocumentRef, DocumentType

ORDER: Final = DocumentType.IMPORT_ORDER
PAYMENT: Final = DocumentType.IMPORT_PAYMENT
WAYBILL: Final = DocumentType.IMPORT_WAYBILL
LIST: Final = DocumentType.IMPORT_LIST
CANCELLATION: Final = DocumentType.IMPORT_CANCELLATION
"""Named once: a member costs its enumeration a look-up at every use."""


class Number(NamedTuple):
    """How to read who issued a document's number, and the number as sent, which may be absent."""

    issuer: Callable[[Any], str]
    number: Callable[[Any], str | None]


NUMBERS: Final[dict[DocumentType, Number]] = {
    ORDER: Number(attrgetter("platform_code"), attrgetter("order_no")),
    PAYMENT: Number(attrgetter("payment_institution_code"), attrgetter("payment_no")),
    WAYBILL: Number(attrgetter("carrier_code"), attrgetter("waybill_no")),
    LIST: Number(attrgetter("merchant_code"), attrgetter("cop_no")),
    CANCELLATION: Number(attrgetter("merchant_code"), attrgetter("cop_no")),
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
