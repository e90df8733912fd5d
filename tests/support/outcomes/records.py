"""
What a record says, in the table's own words: the one place that knows how the records of outcomes are laid out.

Records nest what several of them share; `Fields` sees through that. A fact is a line of text in which figures stand as
``{}``, and the figures; so parcels that differ in amounts only have equal lines.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from contracts import codec
from contracts.agencies import SOURCES
from contracts.common import FindingAction, FindingRecorded
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationReviewed,
    DeclarationWithdrawn,
    DocumentConcluded,
    DocumentJudged,
    ExportAccepted,
)
from contracts.forex import TotalEntered
from contracts.gateway import ReceiptIssued
from contracts.tax import DutyAssessed, TaxBillIssued, TaxBillStatusChanged
from mesh.declared.processor import Record

NESTED = ("decision", "judgement")
"""Fields that hold what several records share."""

LIFECYCLE: dict[type[Record], str] = {
    DeclarationAccepted: "accepted",
    ExportAccepted: "accepted",
    DeclarationReviewed: "reviewed",
    DeclarationAmended: "amended",
    DeclarationHeld: "held",
    DeclarationCleared: "cleared",
    DeclarationClosed: "closed",
    DeclarationRefused: "refused",
    DeclarationWithdrawn: "withdrawn",
}
DECISIONS: dict[type[Record], tuple[str, tuple[str, ...]]] = {
    one.record: (one.source, tuple(name for name in one.record.__struct_fields__ if name not in NESTED))
    for one in SOURCES.values()
} | {
    DutyAssessed: (
        "assessment",
        ("tax_regime", "guarantor_code", "duty_cny_e5", "consumption_tax_cny_e5", "vat_cny_e5", "total_cny_e5"),
    ),
}
"""Each source's name, and the fields of its event that are told: all beside the decision, where none are chosen."""
BILLS = (TaxBillIssued, TaxBillStatusChanged)
JUDGEMENTS = (DocumentJudged, DocumentConcluded)
KINDS: tuple[type[Record], ...] = (*JUDGEMENTS, *LIFECYCLE, *DECISIONS, *BILLS, TotalEntered, ReceiptIssued)
TOLD = frozenset(map(codec.id_of, KINDS))
"""The records that the table is made of, by schema id."""

AMOUNTS = ("duty_cny_e5", "consumption_tax_cny_e5", "vat_cny_e5")


class Fact(NamedTuple):
    """
    What a record says. Of a submission (`batch`: id and index), a document or a declaration: the others are empty.

    part: under which heading; facts of a part stay in their order. line: with ``{}`` for each of `figures`.
    """

    part: str
    line: str
    figures: tuple[str, ...] = ()
    batch: tuple[str, int] | None = None
    document_id: str = ""
    declaration_id: str = ""


class Fields:
    """A record's fields, those of what it nests among them."""

    def __init__(self, record: Record) -> None:
        nested = (getattr(record, name, None) for name in NESTED)
        self._layers = (record, *(layer for layer in nested if layer is not None))

    def __getattr__(self, name: str) -> Any:
        for layer in self._layers:
            if hasattr(layer, name):
                return getattr(layer, name)
        raise AttributeError(name)


class Named(NamedTuple):
    """A declaration by its id and that of its list, and the numbers that it has."""

    declaration_id: str
    document_id: str
    pre_entry_no: str
    list_no: str | None


def declaration_named(record: Record) -> Named | None:
    """Return the declaration that a lifecycle event is about; None of any other record."""
    if type(record) not in LIFECYCLE:
        return None
    subject = Fields(record).subject
    return Named(subject.declaration_id, subject.documents[0].document_id, subject.pre_entry_no, subject.list_no)


class OpenHold(NamedTuple):
    """A hold that an officer may decide."""

    agency: str
    code: str
    hold_id: str
    declaration_id: str
    revision: int
    order_no: str


def holds(record: Record) -> Iterator[OpenHold]:
    """Yield the holds that a lifecycle event tells of."""
    if isinstance(record, DeclarationHeld):
        subject = record.subject
        for hold in record.holds:
            yield OpenHold(
                hold.agency,
                hold.reason.code,
                hold.hold_id,
                subject.declaration_id,
                subject.revision,
                subject.order_no,
            )


def finding(hold: OpenHold, action: str, at_ms: int) -> FindingRecorded:
    """Return an officer's decision."""
    return FindingRecorded(
        finding_id=f"finding on {hold.hold_id}",
        agency=hold.agency,
        declaration_id=hold.declaration_id,
        revision=hold.revision,
        hold_id=hold.hold_id,
        action=FindingAction[action],
        officer="officer-1",
        authority="order 1",
        reason="seen",
        found_at_ms=at_ms,
    )


def fact(record: Record) -> Fact:
    """Return what a record says."""
    values = Fields(record)
    if isinstance(record, DocumentJudged):
        line = f"{values.verdict.lower()} {values.return_status}{_why(values.reasons)}"
        return Fact("verdict", line, batch=(values.batch_id, values.batch_index))
    if isinstance(record, DocumentConcluded):
        line = f"{values.return_status}{_why(values.reasons)}"
        return Fact("conclusion", line, document_id=values.document.document_id)
    if isinstance(record, ReceiptIssued):
        return _receipt(values)
    if isinstance(record, TotalEntered):
        figures = tuple(map(_figure, (record.enterprise_code, record.month, record.amount_cny_e5)))
        return Fact("total", "{} {} {}", figures, declaration_id=record.entry_id.rsplit("-", 1)[0])
    if isinstance(record, BILLS):
        return _bill(record)
    if type(record) in DECISIONS:
        part, fields = DECISIONS[type(record)]
        figures = tuple(_figure(getattr(values, name)) for name in fields)
        places = "".join(f" {name.removesuffix('_cny_e5')} {{}}" for name in fields)
        if isinstance(record, DutyAssessed):
            places, figures = f"{places} lines {{}}", (*figures, _lines(record.lines))
        line = f"{values.revision} {values.effect.lower()}{places}{_why(values.reasons)}"
        return Fact(part, line, figures, declaration_id=values.declaration_id)
    return _lifecycle(record)


def _lifecycle(record: Record) -> Fact:
    fields, subject = Fields(record), Fields(record).subject
    more = ""
    if isinstance(record, DeclarationHeld):
        each = (f"{hold.agency} {hold.reason.code}/{hold.reason.rule_id}" for hold in record.holds)
        more = f" {fields.return_status} by {', '.join(each)}"
    if isinstance(record, DeclarationRefused):
        more = f" {fields.return_status}{_why(fields.reasons)}"
    if isinstance(record, DeclarationWithdrawn):
        more = f" {fields.cause.lower()}"
    ends = (f"{kind_of(each.document)} {each.return_status}" for each in getattr(record, "documents", ()))
    line = f"{subject.revision} {LIFECYCLE[type(record)]}{more} list {{}}" + "".join(f"; {end}" for end in sorted(ends))
    return Fact("declaration", line, (_figure(subject.list_no),), declaration_id=subject.declaration_id)


def _receipt(fields: Fields) -> Fact:
    codes = "".join(f" {reason.code}" for reason in fields.reasons)
    verdict = f" {fields.verdict.lower()}" if fields.verdict else ""
    line = f"{fields.message_type} {fields.return_status}{verdict}{codes}"
    if fields.tax_bill is None:
        return Fact("receipts", line, document_id=fields.document.document_id)
    return Fact("receipts of the bill", line, declaration_id=fields.declaration_id)


def _bill(record: Any) -> Fact:
    bill = record.bill
    figures = (bill.bill_no, bill.payment_book_no, *_amounts(bill), _lines(bill.lines))
    line = f"{bill.status.lower()} {{}} book {{}} duty {{}} consumption_tax {{}} vat {{}} lines {{}}"
    return Fact("bill", line, tuple(map(_figure, figures)), declaration_id=record.declaration_id)


def _amounts(line: Any) -> tuple[int, ...]:
    return tuple(getattr(line, name) for name in AMOUNTS)


def _lines(lines: Iterable[Any]) -> str:
    """Return duty, consumption tax and VAT of each line."""
    return ";".join("/".join(map(str, _amounts(line))) for line in lines) or "-"


def kind_of(document: Any) -> str:
    """Return the kind of a document that is referred to: order, payment, receipt, waybill, list or cancellation."""
    return str(document.document_type).removeprefix("IMPORT_").removeprefix("EXPORT_").lower()


def _why(reasons: Iterable[Any]) -> str:
    return "".join(f" {reason.code}/{reason.rule_id}" for reason in reasons)


def _figure(value: object) -> str:
    return "-" if value is None else str(value).replace(" ", "_")
