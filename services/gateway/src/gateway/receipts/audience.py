"""
Who may see a receipt: the parties that the table of sight (`gateway.access.visibility`) lets see what it is about, and
whoever transmitted the document.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from contracts.codes import CODES
from contracts.common import DocumentRef, DocumentType, Reason
from contracts.customs import DeclarationSubject, DocumentJudged
from contracts.tax import TaxBill
from gateway.access.visibility import OF_DOCUMENT, Part, Party, parties_seeing

_ISSUER = {DocumentType.PAYMENT: Party.PAYMENT, DocumentType.WAYBILL: Party.CARRIER}


def codes(*named: str | None) -> tuple[str, ...]:
    """Return the enterprises named, each once, sorted: equal inputs give equal bytes."""
    return tuple(sorted({code for code in named if code}))


def of_judged(judged: DocumentJudged) -> tuple[str, ...]:
    """Return who may see what customs made of a submitted document."""
    ref = judged.document
    named = {
        Party.PLATFORM: codes(judged.platform_code),
        Party.MERCHANT: codes(judged.merchant_code),
        Party.AGENT: codes(judged.agent_code),
    }
    if ref.document_type is DocumentType.ORDER:
        named[Party.PLATFORM] = codes(judged.platform_code, ref.issuer_code)
    return _of(ref, named)


def of_document(ref: DocumentRef, subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see how one document of a declaration stands; of the list, how the parcel stands."""
    waybills = (known for known in subject.documents if known.document_type is DocumentType.WAYBILL)
    named = {
        Party.PLATFORM: codes(subject.platform_code),
        Party.MERCHANT: codes(subject.merchant_code),
        Party.AGENT: codes(subject.agent_code),
        Party.CARRIER: _carriers(waybills),
    }
    return _of(ref, named, Part.STATUS if OF_DOCUMENT.get(ref.document_type) is Part.LIST else None)


def of_status(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see how a declaration stands: its parties, the transmitter of its list, the carrier."""
    waybills = (ref for ref in subject.documents if ref.document_type is DocumentType.WAYBILL)
    return codes(*of_decisions(subject), *_carriers(waybills))


def of_decisions(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see every decision on a declaration: its parties and the transmitter of its list."""
    lists = (ref.sender_code for ref in subject.documents if ref.document_type is DocumentType.LIST)
    return codes(*parties(subject), *lists)


def of_bill(bill: TaxBill) -> tuple[str, ...]:
    """Return who may see a tax bill: platform, merchant, agent, the guarantor, and who handed over the list."""
    named = {
        Party.PLATFORM: bill.platform_code,
        Party.MERCHANT: bill.merchant_code,
        Party.AGENT: bill.agent_code,
        Party.GUARANTOR: bill.guarantor_code,
    }
    return codes(*(named[party] for party in parties_seeing(Part.TAX_BILL)), bill.sender_code)


def parties(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return platform, merchant and agent."""
    return codes(subject.platform_code, subject.merchant_code, subject.agent_code)


def reasons_for(ref: DocumentRef, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return of a refusal's reasons those that are this document's: a payment institution sees no goods."""
    if ref.document_type not in _ISSUER:
        return tuple(reasons)
    return tuple(
        reason for reason in reasons if reason.code in CODES and ref.document_type in CODES[reason.code].documents
    )


def _of(ref: DocumentRef, named: Mapping[Party, Collection[str]], also: Part | None = None) -> tuple[str, ...]:
    """Return the transmitter and every party that sees the document's part, or the part `also`."""
    part = OF_DOCUMENT.get(ref.document_type)
    if part is None:
        return codes(ref.sender_code)
    if ref.document_type in _ISSUER:
        named = {**named, _ISSUER[ref.document_type]: codes(ref.issuer_code)}
    seeing = {*parties_seeing(part), *(parties_seeing(also) if also else ())}
    return codes(ref.sender_code, *(code for party in seeing for code in named.get(party, ())))


def _carriers(waybills: Iterable[DocumentRef]) -> tuple[str, ...]:
    found = list(waybills)
    return codes(*(ref.issuer_code for ref in found), *(ref.sender_code for ref in found))
