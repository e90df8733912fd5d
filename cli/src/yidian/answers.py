"""What the gateway answers to submissions, and receipts. Times are ms UTC on the mesh's own clock."""

from typing import Any

import msgspec


class Item(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The gateway's answer about one record: received, malformed, refused or repeated."""

    row: int
    outcome: str
    type: str | None = None
    document_id: str | None = None
    order_no: str | None = None
    return_status: str | None = None
    return_info: str | None = None
    errors: tuple[dict[str, Any], ...] = ()


class Submitted(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The gateway's answer to a batch, given once Kafka has acknowledged it."""

    batch_id: str
    items: tuple[Item, ...]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a document or declaration was not simply let through."""

    code: str
    rule_id: str = ""
    text_zh: str = ""
    text_en: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a receipt is about."""

    document_type: str
    document_id: str
    issuer_code: str = ""
    number: str = ""
    sender_code: str = ""

    @property
    def tag(self) -> str:
        """Its type as a submitted document names it (`import-list`)."""
        return self.document_type.lower().replace("_", "-")


class TaxBill(msgspec.Struct, frozen=True, kw_only=True):
    """The electronic tax bill that a receipt is about (CEB816, CEB818). Amounts in 1/100,000 yuan."""

    bill_no: str
    status: str
    duty_cny_e5: int
    consumption_tax_cny_e5: int
    vat_cny_e5: int


class Consolidated(msgspec.Struct, frozen=True, kw_only=True):
    """A list in a declaration."""

    list_no: str


class Consolidation(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what came of a consolidation (CEB792): the lists of a declaration, or its numbers."""

    declaration_seq_no: str
    part_no: int
    entry_no: str | None = None
    lists: tuple[Consolidated, ...] = ()


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """
    A receipt. `verdict` is set on the first receipt of a submitted document, with its place in the batch.

    A receipt with a `tax_bill` is about that bill only; its status is the bill's. One with a `consolidation` is about
    that, whichever documents asked for it.
    """

    receipt_id: str
    document: Document
    return_status: str
    return_info: str = ""
    return_at_ms: int = 0
    verdict: str | None = None
    reasons: tuple[Reason, ...] = ()
    order_no: str = ""
    platform_code: str | None = None
    merchant_code: str | None = None
    agent_code: str | None = None
    customs_code: str | None = None
    cop_no: str | None = None
    pre_entry_no: str | None = None
    list_no: str | None = None
    declaration_id: str | None = None
    revision: int | None = None
    batch_id: str | None = None
    batch_index: int | None = None
    message_type: str | None = None
    tax_bill: TaxBill | None = None
    consolidation: Consolidation | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its reasons."""
        return tuple(reason.code for reason in self.reasons)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Receipts after a cursor, and where to go on."""

    receipts: tuple[Receipt, ...]
    next: str
    caught_up: bool
