"""
Who may see what of a declaration, by the field that names them.

A payment institution sees its payments, a carrier its waybills and the status of the parcel (the list),
platform, merchant and agent see orders and lists; whoever transmitted a document sees what became of it.
"""

from collections.abc import Iterable

from contracts.common import DocumentRef, DocumentType
from contracts.customs import DeclarationSubject, DocumentJudged


def codes(*named: str | None) -> tuple[str, ...]:
    """Return the enterprises named, each once, sorted: equal inputs give equal bytes."""
    return tuple(sorted({code for code in named if code}))


def of_judged(judged: DocumentJudged) -> tuple[str, ...]:
    """Return who may see what customs made of a submitted document."""
    ref = judged.document
    match ref.document_type:
        case DocumentType.PAYMENT | DocumentType.WAYBILL:
            return codes(ref.issuer_code, ref.sender_code)
        case DocumentType.ORDER:
            return codes(ref.issuer_code, ref.sender_code, judged.platform_code, judged.merchant_code)
        case DocumentType.LIST | DocumentType.CANCELLATION:
            return codes(ref.sender_code, judged.platform_code, judged.merchant_code, judged.agent_code)
        case DocumentType.UNKNOWN:
            return codes(ref.sender_code)


def of_document(ref: DocumentRef, subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see the status of one document of a declaration."""
    match ref.document_type:
        case DocumentType.PAYMENT | DocumentType.WAYBILL:
            return codes(ref.issuer_code, ref.sender_code)
        case DocumentType.ORDER:
            return codes(ref.sender_code, *parties(subject))
        case DocumentType.LIST | DocumentType.CANCELLATION:
            return codes(ref.sender_code, *parties(subject), *_carriers(subject.documents))
        case DocumentType.UNKNOWN:
            return codes(ref.sender_code)


def of_status(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see how a declaration stands: its parties, the transmitter of its list, the carrier."""
    return codes(*of_decisions(subject), *_carriers(subject.documents))


def of_decisions(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see every decision on a declaration: its parties and the transmitter of its list."""
    lists = (ref.sender_code for ref in subject.documents if ref.document_type is DocumentType.LIST)
    return codes(*parties(subject), *lists)


def parties(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return platform, merchant and agent."""
    return codes(subject.platform_code, subject.merchant_code, subject.agent_code)


def _carriers(documents: Iterable[DocumentRef]) -> tuple[str, ...]:
    waybills = [ref for ref in documents if ref.document_type is DocumentType.WAYBILL]
    return codes(*(ref.issuer_code for ref in waybills), *(ref.sender_code for ref in waybills))
