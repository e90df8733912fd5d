"""
Who sees which part of a parcel, and which field belongs to which part. One table; pure.

An enterprise sees what it handed over and what names it, by field: a payment institution its payment, a courier its
waybill and how the parcel stands, platform, merchant and agent the order, the list and every reason. Receipts
(`edge.access.audience`, `receipts.delivery`) and the case view (`caseview`) both ask here.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cache

from contracts import documents
from contracts.common import DocumentType


class Party(StrEnum):
    """How an enterprise is named by a parcel. The transmitter of a document is asked for with `handed_over`."""

    PLATFORM = "platform"
    MERCHANT = "merchant"
    AGENT = "agent"
    PAYMENT = "payment"
    CARRIER = "carrier"
    GUARANTOR = "guarantor"
    ENTERPRISE = "enterprise"
    SITE_OPERATOR = "site-operator"
    DECLARANT = "declarant"

    __hash__ = str.__hash__  # Enum's own goes through Python


class Part(StrEnum):
    """What there is to see of a parcel; ``document``: one that is no part of a parcel."""

    ORDER = "order"
    PAYMENT = "payment"
    WAYBILL = "waybill"
    LIST = "list"
    STATUS = "status"
    REASONS = "reasons"
    TAX_BILL = "tax_bill"
    DOCUMENT = "document"

    __hash__ = str.__hash__  # Enum's own goes through Python


_WHOLE_LIST = frozenset({Part.LIST, Part.STATUS, Part.REASONS, Part.TAX_BILL})
_OF_PARCELS: Mapping[Party, frozenset[Part]] = {
    Party.PLATFORM: _WHOLE_LIST | {Part.ORDER},
    Party.MERCHANT: _WHOLE_LIST | {Part.ORDER},
    Party.AGENT: _WHOLE_LIST | {Part.ORDER},
    Party.PAYMENT: frozenset({Part.PAYMENT}),
    Party.CARRIER: frozenset({Part.WAYBILL, Part.STATUS}),
    Party.GUARANTOR: frozenset({Part.TAX_BILL}),
    Party.ENTERPRISE: frozenset(),
    Party.SITE_OPERATOR: frozenset(),
    Party.DECLARANT: frozenset(),
}

SEEN: Mapping[Party, frozenset[Part]] = {party: parts | {Part.DOCUMENT} for party, parts in _OF_PARCELS.items()}
"""Which parts a named enterprise sees."""

OF_DOCUMENT: Mapping[DocumentType, Part] = {
    document.document_type: Part(document.seen_as or Part.DOCUMENT) for document in documents.DOCUMENTS
}
"""To which part a document and its receipts belong."""

HANDED_OVER: Mapping[DocumentType, frozenset[Part]] = {
    DocumentType.UNKNOWN: frozenset(),
    **{kind: _WHOLE_LIST if part is Part.LIST else frozenset({part}) for kind, part in OF_DOCUMENT.items()},
}
"""Which parts the transmitter of a document sees."""


class Number(StrEnum):
    """The kinds of numbers by which someone may ask what became of a parcel."""

    ORDER = "order"
    PAYMENT = "payment"
    WAYBILL = "waybill"
    COP = "cop"
    PRE_ENTRY = "pre_entry"
    LIST = "list"
    DECLARATION = "declaration"
    TAX_BILL = "tax_bill"
    BILL = "bill"
    DECLARATION_SEQ = "declaration_seq"
    ENTRY = "entry"
    CERTIFICATE = "certificate"

    __hash__ = str.__hash__  # Enum's own goes through Python


BORNE: Mapping[Part, frozenset[Number]] = {
    Part.ORDER: frozenset({Number.ORDER, Number.PAYMENT}),
    Part.PAYMENT: frozenset({Number.PAYMENT, Number.ORDER}),
    Part.WAYBILL: frozenset({Number.WAYBILL, Number.ORDER}),
    Part.LIST: frozenset({Number.ORDER, Number.WAYBILL, Number.COP, Number.PRE_ENTRY, Number.LIST, Number.BILL}),
    Part.STATUS: frozenset({Number.ORDER, Number.COP, Number.PRE_ENTRY, Number.LIST, Number.DECLARATION, Number.BILL}),
    Part.REASONS: frozenset(
        {*(Number.PAYMENT, Number.WAYBILL, Number.BILL), *(Number.DECLARATION_SEQ, Number.ENTRY, Number.CERTIFICATE)}
    ),
    Part.TAX_BILL: frozenset({Number.TAX_BILL, Number.LIST, Number.ORDER, Number.WAYBILL}),
    Part.DOCUMENT: frozenset({Number.ORDER, Number.COP, Number.BILL, Number.ENTRY}),
}
"""
Which numbers a part bears, ``order`` for the message key.

Whoever sees a part may ask by these and by no others: numbers can be guessed, and that one
leads somewhere would tell which payment, waybill, list and bill are one parcel's.
"""

STATUS_FIELDS = frozenset(
    {
        *("receipt_id", "document", "return_status", "return_info", "return_at_ms", "reasons", "message_type"),
        *("order_no", "cop_no", "pre_entry_no", "list_no", "declaration_id"),
    }
)
"""Fields of a list's receipt for those who see only how the parcel stands; the text is the status', without reasons."""


def parts_of(
    codes: Collection[str],
    named: Mapping[Party, Collection[str]],
    handed_over: Mapping[DocumentType, Collection[str]] | None = None,
) -> frozenset[Part]:
    """
    Return what the holder of these enterprise codes sees of a parcel.

    named: the codes that the parcel names, by party. handed_over: the transmitters' codes, by document type.
    """
    seen: frozenset[Part] = frozenset()
    for party, theirs in named.items():
        if not set(codes).isdisjoint(theirs):
            seen |= SEEN[party]
    for document_type, transmitters in (handed_over or {}).items():
        if not set(codes).isdisjoint(transmitters):
            seen |= HANDED_OVER[document_type]
    return seen


@cache
def parties_seeing(part: Part) -> tuple[Party, ...]:
    """Return who sees a part, of those whom a parcel names."""
    return tuple(party for party, parts in SEEN.items() if part in parts)
