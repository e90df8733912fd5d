# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.export.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.export."""

import enum

import msgspec

from contracts.common import DocumentRef, Judgement, Repeated, Submission
from contracts.customs import ExportContent, Hold, Movement
from contracts.customs_clearance import Standing

__all__ = [
    "Case",
    "Folder",
    "ListOnFile",
    "OrderOnFile",
    "OrderedLine",
    "ReceiptOnFile",
    "Stage",
    "Waybill",
]


class Stage(enum.StrEnum):
    """How far an export list has come."""

    WAITING = "WAITING"
    DECIDING = "DECIDING"
    REVIEWED = "REVIEWED"
    HELD = "HELD"
    CLEARED = "CLEARED"
    CLOSED = "CLOSED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class OrderedLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of an order on file."""

    gnum: int
    """line number"""
    item_no: str
    """article number"""
    quantity_e5: int
    """quantity, in 1/100,000"""
    unit_code: str
    """unit"""
    unit_price_e5: int
    """unit price, in 1/100,000"""
    total_price_e5: int
    """line total, in 1/100,000"""
    currency_code: str
    """currency"""


class OrderOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is kept of an export order."""

    document_id: str
    """id of the document"""
    content_digest: bytes
    """its digest"""
    sender_code: str
    """who transmitted it"""
    accepted_at_ms: int
    """acceptance: milliseconds UTC"""
    order_no: str
    """as sent"""
    platform_code: str
    """platform, or 无"""
    merchant_code: str
    """merchant"""
    order_type: str
    """E, B or W"""
    currency_code: str
    """currency"""
    goods_value_e5: int
    """goods value, in 1/100,000"""
    freight_e5: int
    """shipping and other charges, in 1/100,000"""
    lines: tuple[OrderedLine, ...]
    """goods lines"""


class ReceiptOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is kept of a receipt of payment."""

    judgement: Judgement | None = None
    """as it was judged, until it is concluded"""
    received_e5: int
    """amount received, in 1/100,000"""
    currency_code: str
    """currency"""


class ListOnFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is kept of an export list."""

    document_id: str
    """id of the document"""
    content_digest: bytes
    """its digest"""
    sender_code: str
    """who transmitted it"""
    accepted_at_ms: int
    """acceptance: milliseconds UTC"""
    order_no: str
    """as sent"""
    platform_code: str
    """platform, or 无"""
    merchant_code: str
    """merchant, the consignor"""
    agent_code: str
    """declaring enterprise"""
    customs_code: str
    """customs that accepts the declaration"""
    cop_no: str
    """the declarant's own number"""
    content: ExportContent
    """what is declared; its order type and deciders are those of the match"""
    repeated: tuple[Repeated, ...]
    """what its answers repeat"""


class Waybill(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of the waybill that a list names."""

    waybill: DocumentRef
    """the waybill"""
    merchant_code: str | None = None
    """merchant, where it names one"""
    gross_weight_kg_e5: int
    """gross weight, kg, in 1/100,000"""
    pack_count: int
    """parcels"""


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One export: the documents under an order number and platform, and how its list stands. Key: order number, platform, and without a platform the merchant."""

    order: Submission | None = None
    """newest order"""
    order_on_file: OrderOnFile | None = None
    """the order that counts"""
    receipt: Submission | None = None
    """newest receipt of payment"""
    receipt_on_file: ReceiptOnFile | None = None
    """the receipt of payment that counts"""
    list: Submission | None = None
    """newest list"""
    list_on_file: ListOnFile | None = None
    """the list that is declared, until its end lets another take its place"""
    cancellation: Submission | None = None
    """newest request to cancel"""
    cancelled_by: Judgement | None = None
    """a request to cancel on which an officer decides, as it was judged"""
    waybill: Waybill | None = None
    """the waybill that the list names, once it is on file"""
    declaration_id: str | None = None
    """declaration of the list"""
    revision: int
    """its revision, from 1; 0 before a list"""
    stage: Stage
    """how far it has come"""
    return_status: str
    """CEB returnStatus of the list; empty before one"""
    pre_entry_no: str | None = None
    """preNo"""
    list_no: str | None = None
    """invtNo"""
    deadline_at_ms: int
    """when a list that waits is refused: milliseconds UTC; 0 if none waits"""
    deciders: tuple[str, ...]
    """sources of decisions that are waited for"""
    standings: tuple[Standing, ...]
    """newest decision of each"""
    holds: tuple[Hold, ...]
    """open holds as they were told"""
    is_reviewed: bool
    """whether everyone has decided (399)"""
    movement: Movement | None = None
    """READY or DIFFERING: how the parcel stands on its bill"""
    bill_no: str | None = None
    """its bill"""
    bill_hold: Hold | None = None
    """hold of the bill, if that differs"""
    moved_at_ms: int
    """when the parcel moved last: milliseconds UTC"""
    departed_at_ms: int | None = None
    """when it left: milliseconds UTC"""
    closed_at_ms: int | None = None
    """the departure that those who consolidate and certify were told: milliseconds UTC"""
    left_unreleased: bool
    """it left before it was released, and no officer has decided on that"""
    reopening: bool
    """the carrier took the departure back, and no officer has decided on that"""
    departs_again_at_ms: int | None = None
    """when it left by what the carrier reported since, which counts once an officer approves: milliseconds UTC"""


class Folder(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where the cases of an order number lie. Key: order number."""

    places: tuple[str, ...]
    """platforms; of a foreign one, 无 and the merchant"""
