# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.clearance.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.clearance."""

import enum

import msgspec

from contracts.common import DocumentType, Effect, FindingAction, Operation, PersonDigests, Reason
from contracts.customs import DeclaredLine, Hold, NumberKind

__all__ = [
    "Awaiting",
    "Case",
    "Claim",
    "Declaration",
    "Folder",
    "ItemOffered",
    "ListOnFile",
    "OrderOnFile",
    "OrderedLine",
    "PaymentOnFile",
    "Serial",
    "Slot",
    "Stage",
    "Standing",
    "WaybillOnFile",
]


class Claim(enum.StrEnum):
    """State of the claim of a slot's number."""

    NONE = "NONE"
    PENDING = "PENDING"
    WON = "WON"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Stage(enum.StrEnum):
    """Stage of a declaration: WAITING for documents (2), DECIDING (accepted), HELD (300, 500), CLEARED (800), CLOSED (899), REFUSED (100, 599, 700), WITHDRAWN (cancelled or deleted)."""

    WAITING = "WAITING"
    DECIDING = "DECIDING"
    HELD = "HELD"
    CLEARED = "CLEARED"
    CLOSED = "CLOSED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Awaiting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A submission that is judged when the answer about its number arrives."""

    document_id: str
    """the document"""
    sender_code: str
    """who transmitted it"""
    order_no: str
    """as sent"""
    operation: Operation
    """operation of the submission"""
    repeated: bool
    """a repetition of the document before it: it gets the same answer as DUPLICATE"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch"""


class Slot(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The place of one business key: the newest submission, and the document on file."""

    document_type: DocumentType
    """of which type its documents are"""
    issuer_code: str
    """who gives its number: platform, payment institution, carrier or merchant"""
    number: str
    """the document's own number, normalised where it is the key of its slot"""
    document_id: str
    """newest submission"""
    content_digest: bytes
    """of the newest submission; an equal one is a repetition"""
    return_status: str
    """answer to the newest submission; empty while it waits for its number"""
    reasons: tuple[Reason, ...]
    """of that answer"""
    accepted_at_ms: int
    """when the newest submission was accepted by the gateway"""
    app_time: str
    """appTime of the newest submission that was recorded; an older one is stale. Empty if none was"""
    recorded_at_ms: int
    """when that submission was accepted by the gateway: the time that counts if its appTime was ahead. 0 if none was recorded"""
    on_file: bytes | None = None
    """the document on file, encoded once: a record of this state by itself, such as OrderOnFile; absent if there is none"""
    at_fault: bool
    """the recorded document was refused with 100: it no longer counts, but may be changed"""
    claim: Claim
    """claim of its number"""
    engaged_by: str | None = None
    """platform of the accepted declaration that uses the document"""
    awaiting: tuple[Awaiting, ...]
    """submissions not yet judged"""


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One order on one platform."""

    platform_code: str
    """ebpCode"""
    slots: tuple[Slot, ...]
    """documents that name this platform, by document type, issuer and number"""
    pre_entry_no: str | None = None
    """preNo given to a list that was rejected or saved as draft; the next list takes it"""
    declaration_id: str | None = None
    """the newest declaration"""


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The decision of one source on the current revision."""

    source: str
    """whose, as the agencies of the contract name it"""
    effect: Effect
    """effect of the decision"""
    reasons: tuple[Reason, ...]
    """why"""
    hold_id: str | None = None
    """when it holds"""
    action: FindingAction | None = None
    """when an officer decided"""


class Declaration(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of a declaration of one list. Key: normalised order number and declaration id."""

    declaration_id: str
    """first 16 bytes of SHA-256 over platform code, order number and list document id, in hex"""
    platform_code: str
    """the case it belongs to"""
    revision: int
    """raised by every change of the list and every return to waiting"""
    stage: Stage
    """stage"""
    return_status: str
    """2, 300, 500, 800, 899, 100, -621018, 599, 700 or 399 (cancelled)"""
    pre_entry_no: str
    """preNo"""
    list_no: str | None = None
    """invtNo, once accepted"""
    deadline_at_ms: int
    """when a waiting list is refused"""
    closes_at_ms: int
    """when a released one is closed; 0 before"""
    buyer_pseudonym: bytes
    """whose allowance is reserved; empty if none"""
    quota_year: int
    """in which year; 0 if none"""
    payment_won: bool
    """the payment's number is this order's"""
    waybill_won: bool
    """the waybill's number is this order's"""
    deciders: tuple[str, ...]
    """sources that must decide on the current revision, in the rank of their refusals; empty before it is accepted"""
    standings: tuple[Standing, ...]
    """decisions on the current revision, by source"""
    holds: tuple[Hold, ...]
    """as last published"""
    sought: tuple[NumberKind, ...]
    """look-ups under way before a refusal at the deadline"""
    found_elsewhere: tuple[NumberKind, ...]
    """numbers that another order holds"""
    payment_institution_code: str | None = None
    """institution of the payment that it was accepted with, which stays chosen while it counts"""
    payment_no: str | None = None
    """normalised number of that payment"""


class Folder(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Everything under one normalised order number: a case per platform, and the documents that name no platform, such as waybills."""

    cases: tuple[Case, ...]
    """by platform"""
    slots: tuple[Slot, ...]
    """documents that name no platform, by document type, issuer and number"""
    sweep_at_ms: int
    """when loose documents are looked through again; 0 if no timer runs"""
    heard: tuple[bytes, ...]
    """marks of the last document events processed, the newest last: an event that comes again is not processed again"""


class ItemOffered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the goods of a list's line are called where they were sold, as the match needs it."""

    item_no: str | None = None
    """itemNo, the merchant's own article number"""
    item_name: str | None = None
    """itemName"""


class ListOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The fields of a list that the match and the lifecycle's events need."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """equal digests mean equal content"""
    sender_code: str
    """who transmitted it"""
    accepted_at_ms: int
    """when the gateway accepted it"""
    order_no: str
    """as sent"""
    platform_code: str
    """ebpCode"""
    merchant_code: str
    """ebcCode"""
    agent_code: str
    """agentCode"""
    customs_code: str
    """customsCode"""
    cop_no: str | None = None
    """copNo"""
    carrier_code: str
    """logisticsCode"""
    waybill_no: str
    """logisticsNo"""
    guarantor_code: str
    """assureCode"""
    bonded_enterprise_code: str | None = None
    """areaCode"""
    trade_mode: str
    """tradeMode"""
    port_code: str
    """portCode"""
    departure_country_code: str
    """country of departure"""
    freight_cny_e5: int
    """freight"""
    insurance_cny_e5: int
    """insuredFee"""
    gross_weight_kg_e5: int
    """gross weight"""
    net_weight_kg_e5: int
    """net weight"""
    persons: tuple[PersonDigests, ...]
    """buyer"""
    lines: tuple[DeclaredLine, ...]
    """goods lines"""
    items: tuple[ItemOffered, ...]
    """of each goods line, what it was sold as"""
    licence_no: str | None = None
    """licenseNo, which mode 1239 may need"""


class OrderedLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of an order as the match needs it."""

    gnum: int
    """line number"""
    quantity_e5: int
    """quantity"""
    unit_price_cny_e5: int
    """unit price"""
    total_price_cny_e5: int
    """line total"""
    item_no: str | None = None
    """itemNo, the merchant's own article number"""
    item_name: str
    """itemName"""
    unit_code: str
    """unit"""
    origin_country_code: str
    """country of origin"""


class OrderOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The fields of an order that the match needs."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """equal digests mean equal content"""
    sender_code: str
    """who transmitted it"""
    accepted_at_ms: int
    """when the gateway accepted it"""
    order_no: str
    """as sent"""
    platform_code: str
    """ebpCode"""
    merchant_code: str
    """ebcCode"""
    actual_paid_cny_e5: int
    """acturalPaid"""
    payment_institution_code: str | None = None
    """payCode"""
    payment_no: str | None = None
    """payTransactionId"""
    persons: tuple[PersonDigests, ...]
    """buyer and receiver"""
    lines: tuple[OrderedLine, ...]
    """goods lines"""


class PaymentOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The fields of a payment that the match needs."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """equal digests mean equal content"""
    sender_code: str
    """who transmitted it"""
    accepted_at_ms: int
    """when the gateway accepted it"""
    order_no: str
    """as sent"""
    platform_code: str
    """ebpCode"""
    payment_institution_code: str
    """payCode"""
    payment_no: str
    """payTransactionId"""
    amount_paid_cny_e5: int
    """amountPaid"""
    pay_time: str
    """payTime"""
    persons: tuple[PersonDigests, ...]
    """payer"""


class Serial(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Counter of the task for one prefix of numbers."""

    next: int
    """next value"""


class WaybillOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The fields of a waybill that the match needs."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """equal digests mean equal content"""
    sender_code: str
    """who transmitted it"""
    accepted_at_ms: int
    """when the gateway accepted it"""
    order_no: str
    """as sent"""
    carrier_code: str
    """logisticsCode"""
    waybill_no: str
    """logisticsNo"""
    freight_cny_e5: int | None = None
    """freight"""
    insurance_cny_e5: int | None = None
    """insuredFee"""
    persons: tuple[PersonDigests, ...]
    """receiver"""
