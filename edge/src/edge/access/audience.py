"""
Who may see a receipt: the parties that the table of sight (`edge.access.visibility`) lets see what it is about, and
whoever transmitted the document.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import msgspec

from contracts.codes import CODES
from contracts.common import DocumentRef, DocumentType, Judgement, Reason
from contracts.customs import ConsolidationResult, DeclarationSubject
from contracts.documents import DOCUMENTS
from contracts.tax import TaxBill
from contracts.topics import TOPICS
from edge.access.visibility import OF_DOCUMENT, SEEN, Part, Party, parties_seeing

REMEMBERED = 16_384
"""Combinations of a document's parties: the same few enterprises trade all day."""
ISSUER = {
    document.document_type: Party(role)
    for document in DOCUMENTS
    for role, _, field, _ in document.parties
    if field == document.reference.issuer
}
"""Who numbers a document, by its type."""
DECLARING = frozenset(document.document_type for document in DOCUMENTS if document.declaration == "itself")
"""The documents that are the declaration itself."""
_DECLARANTS = (Party.PLATFORM, Party.MERCHANT, Party.AGENT)


class Judged(Protocol):
    """A record of whoever judges documents, as far as receipts and the view go by it."""

    @property
    def judgement(self) -> Judgement: ...


JUDGED: tuple[type[msgspec.Struct], ...] = tuple(
    dict.fromkeys(kind for topic in TOPICS.values() for kind in topic.records if "judgement" in kind.__struct_fields__)
)
"""Records of verdicts on documents, whoever judges them: each nests a `Judgement`."""


@lru_cache(maxsize=REMEMBERED)
def codes(*named: str | None) -> tuple[str, ...]:
    """Return the enterprises named, each once, sorted: equal inputs give equal bytes."""
    return tuple(sorted({code for code in named if code}))


def of_judged(judged: Judgement) -> tuple[str, ...]:
    """Return who may see what was made of a submitted document."""
    ref = judged.document
    named = (judged.platform_code, judged.merchant_code, judged.agent_code)
    return _audience(ref.document_type, ref.sender_code, ref.issuer_code, named, of_parcel=False)


def of_document(ref: DocumentRef, subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see how one document of a declaration stands; of the list, how the parcel stands."""
    named = (subject.platform_code, subject.merchant_code, subject.agent_code, *_carriers(subject))
    return _audience(ref.document_type, ref.sender_code, ref.issuer_code, named, of_parcel=True)


def of_status(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see how a declaration stands: its parties, the transmitter of its list, the carrier."""
    return codes(*of_decisions(subject), *_carriers(subject))


def of_decisions(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who may see every decision on a declaration: its parties and the transmitter of its list."""
    lists = (ref.sender_code for ref in subject.documents if ref.document_type in DECLARING)
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


def of_consolidation(result: ConsolidationResult) -> tuple[str, ...]:
    """Return who may see a result: the merchant, and who declared its lists, asked for it or files the declaration."""
    head = result.head
    return codes(head.merchant_code, head.agent_code, result.agent_code, result.declarant_code)


def parties(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return platform, merchant and agent."""
    return codes(subject.platform_code, subject.merchant_code, subject.agent_code)


def reasons_for(ref: DocumentRef, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return of a refusal's reasons those that are this document's: a payment institution sees no goods."""
    issuer = ISSUER.get(ref.document_type)
    if issuer is None or Part.REASONS in SEEN[issuer]:
        return tuple(reasons)
    return tuple(
        reason for reason in reasons if reason.code in CODES and ref.document_type in CODES[reason.code].documents
    )


@lru_cache(maxsize=REMEMBERED)
def _audience(
    document_type: DocumentType, sender: str, issuer: str, named: tuple[str | None, ...], *, of_parcel: bool
) -> tuple[str, ...]:
    """
    Return the transmitter and every party that sees the document's part.

    of_parcel: of the list, also who sees how the parcel stands.

    named: platform, merchant, agent, then carriers.
    """
    platform, merchant, agent, *carriers = named
    parties = {
        Party.PLATFORM: codes(platform),
        Party.MERCHANT: codes(merchant),
        Party.AGENT: codes(agent),
        Party.CARRIER: codes(*carriers),
    }
    part = OF_DOCUMENT.get(document_type)
    if part is None:
        return codes(sender)
    numbering = ISSUER[document_type]
    parties[numbering] = codes(issuer, *(parties[numbering] if numbering in _DECLARANTS else ()))
    seeing = {*parties_seeing(part), *(parties_seeing(Part.STATUS) if of_parcel and part is Part.LIST else ())}
    return codes(sender, *(code for party in seeing for code in parties.get(party, ())))


def _carriers(subject: DeclarationSubject) -> tuple[str, ...]:
    """Return who numbered and who transmitted the waybills of a declaration."""
    waybills = [ref for ref in subject.documents if OF_DOCUMENT.get(ref.document_type) is Part.WAYBILL]
    return codes(*(ref.issuer_code for ref in waybills), *(ref.sender_code for ref in waybills))
