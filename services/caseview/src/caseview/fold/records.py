"""
What each record says to the view. Pure: records in, rows out.

Nothing personal is taken: of a document its numbers and parties, of a decision its effect, reasons and rules.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from caseview.fold import contents, lifecycle, parked, tax_bills, timeline
from caseview.fold import register_changes as changes
from caseview.fold.documents import DOCUMENTS, sketch
from caseview.fold.rows import LIFECYCLE, Happened, Rows, listed
from contracts import codec
from contracts.common import FindingRecorded
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DocumentConcluded,
    ExportAccepted,
    ListCertified,
    ListConsolidated,
    ListDeclared,
    NumberClaimAnswered,
    ParcelMoved,
    WaybillFound,
)
from contracts.gateway import ReceiptIssued, RegisterAmended
from contracts.mesh import CommandAnswered, DeadLettered, DiscardRequested, RedriveRequested
from contracts.tax import TaxBillIssued, TaxBillStatusChanged
from edge.access import audience
from edge.access.audience import JUDGED, Judged
from edge.access.visibility import BORNE, OF_DOCUMENT, Number, Part
from mesh.declared.keys import order_key
from mesh.wire import headers
from mesh.wire.records import Inbound

LIST_ENDS: tuple[type[msgspec.Struct], ...] = (ListConsolidated, ListDeclared, ListCertified)
_BEARING: tuple[type[msgspec.Struct], ...] = (*LIST_ENDS, ParcelMoved, WaybillFound)
"""Events that stand in the timeline by the contract alone, and bear numbers by which one may ask."""
UNREAD: tuple[type[msgspec.Struct], ...] = (
    ReceiptIssued,
    NumberClaimAnswered,
    *timeline.DECISIONS,
    *(kind for kind in timeline.OTHERS if kind not in _BEARING),
)
"""Events that stand in the timeline and nowhere else: they need not even be decoded."""
_UNREAD = {codec.id_of(kind) for kind in UNREAD}


def is_unread(value: bytes) -> bool:
    """Whether a record is taken as it stands, because its schema is our own of a kind of `UNREAD`."""
    return codec.schema_id(value) in _UNREAD


def fold(rows: Rows, record: Any, source: Inbound) -> None:
    """Add to `rows` what one record says: decoded, or a kind of `UNREAD` for one that was left as it stands."""
    take = _TAKES.get(record if isinstance(record, type) else type(record))
    if take is not None:
        take(rows, record, source)


def _kept(rows: Rows, record: Any, source: Inbound) -> None:
    if not isinstance(record, type) and not is_unread(source.value or b""):
        source = source._replace(value=codec.encode(record))  # of a newer schema: kept as everyone here can read it
    timeline.keep(rows, source)


def _document(rows: Rows, record: Any, source: Inbound) -> None:
    known = sketch(record)
    order = timeline.order_of(source)
    _bear(rows, source, known.part, known.audience, known.numbers)
    seen, digest, operation = listed(known.audience), record.content_digest.hex(), str(record.operation)
    rows.documents.setdefault(
        (record.batch_id, record.batch_index),
        {
            "batch_id": record.batch_id,
            "batch_index": record.batch_index,
            "document_id": record.document_id,
            "document_type": str(known.document_type),
            "order_key": order,
            "platform": known.platform,
            "issuer": known.issuer,
            "number": known.number,
            "sender": record.sender_code,
            "operation": operation,
            "draft": int(record.draft),
            "content_digest": digest,
            "licence_no": known.licence_no,
            "accepted_at_ms": record.accepted_at_ms,
            "recorded_ms": source.timestamp_ms,
            "audience": seen,
        },
    )
    details = {
        "document_type": str(known.document_type),
        "issuer_code": known.issuer,
        "number": known.number,
        "operation": operation,
        "batch_id": record.batch_id,
        "batch_index": record.batch_index,
        "content_digest": digest,
    }
    timeline.tell(rows, record, source, {"document_id": record.document_id, "audience": seen, "details": details})


def _judged(rows: Rows, record: Judged, source: Inbound) -> None:
    _kept(rows, record, source)
    order, judgement = timeline.order_of(source), record.judgement
    part = OF_DOCUMENT.get(judgement.document.document_type)
    if part is not None:
        _bear(rows, source, part, audience.of_judged(judgement), {Number.PRE_ENTRY: judgement.pre_entry_no})
    at = judgement.batch_id, judgement.batch_index
    row = {
        "batch_id": judgement.batch_id,
        "batch_index": judgement.batch_index,
        "order_key": order,
        "document_type": str(judgement.document.document_type),
        "verdict": str(judgement.verdict),
        "status": judgement.return_status,
        "reasons": msgspec.to_builtins(judgement.reasons),
    }
    if isinstance(record, DocumentConcluded):
        rows.conclusions[at] = row
    else:
        rows.judgements.setdefault(at, row)


def _lifecycle(rows: Rows, record: Any, source: Inbound) -> None:
    order, subject = timeline.order_of(source), record.subject
    at_ms = headers.parse(source.headers, source.timestamp_ms).time_ms
    happened = Happened(record, order, at_ms, source.timestamp_ms, source.offset)
    rows.lifecycle.append(happened)
    named = {
        Number.DECLARATION: subject.declaration_id,
        Number.COP: subject.cop_no,
        Number.PRE_ENTRY: subject.pre_entry_no,
        Number.LIST: subject.list_no,
    }
    _bear(rows, source, Part.STATUS, audience.of_status(subject), named)
    if isinstance(record, DeclarationAccepted | DeclarationAmended | ExportAccepted):
        contents.add(rows, record)
        content = record.content
        named = {
            Number.PAYMENT: getattr(content, "payment_no", None),
            Number.WAYBILL: content.waybill_no,
            Number.BILL: getattr(content, "bill_no", None),
        }
        _bear(rows, source, Part.REASONS, audience.of_decisions(subject), named)
    state, status, reasons = lifecycle.standing(happened)
    said = {
        "declaration_id": subject.declaration_id,
        "effect": {"HELD": "HOLD", "REFUSED": "REFUSE", "CLEARED": "PASS"}.get(state),
        "status": status,
        "reasons": msgspec.to_builtins(reasons),
        "rules": timeline.rules_of(record),
        "audience": listed(audience.of_status(subject)),
        "details": {"state": state, "revision": subject.revision, "list_no": subject.list_no},
    }
    timeline.tell(rows, record, source, said)


def _finding(rows: Rows, record: FindingRecorded, source: Inbound) -> None:
    _kept(rows, record, source)
    finding = {"declaration_id": record.declaration_id, "found_at_ms": record.found_at_ms}
    rows.findings.setdefault(record.finding_id, timeline.finding_of(record) | finding)


def _tax_bill(rows: Rows, record: TaxBillIssued | TaxBillStatusChanged, source: Inbound) -> None:
    order = timeline.order_of(source)
    row = tax_bills.laid(rows, record, order, source.offset)
    bill = record.bill
    named = {Number.TAX_BILL: bill.bill_no, Number.LIST: bill.list_no, Number.WAYBILL: bill.waybill_no}
    _bear(rows, source, Part.TAX_BILL, audience.of_bill(bill), named)
    details = {name: row[name] for name in tax_bills.TOLD}
    said = {"declaration_id": record.declaration_id, "details": details, "audience": row["audience"]}
    timeline.tell(rows, record, source, said)


def _list_end(rows: Rows, record: ListConsolidated | ListDeclared | ListCertified, source: Inbound) -> None:
    _kept(rows, record, source)
    seen = audience.codes(record.platform_code, record.merchant_code, record.agent_code, record.sender_code)
    named = {
        Number.DECLARATION_SEQ: record.declaration_seq_no,
        Number.ENTRY: getattr(record, "entry_no", None),
        Number.CERTIFICATE: getattr(record, "certificate_no", None),
    }
    _bear(rows, source, Part.REASONS, seen, named)


def _found(rows: Rows, record: WaybillFound, source: Inbound) -> None:
    _kept(rows, record, source)
    seen = audience.codes(record.waybill.issuer_code, record.waybill.sender_code)
    _bear(rows, source, Part.WAYBILL, seen, {Number.WAYBILL: record.waybill_no})


def _moved(rows: Rows, record: ParcelMoved, source: Inbound) -> None:
    _kept(rows, record, source)
    seen = audience.codes(record.carrier_code, record.platform_code)
    _bear(rows, source, Part.STATUS, seen, {Number.BILL: record.bill_no})


def _bear(rows: Rows, source: Inbound, part: Part, seen: tuple[str, ...], named: Mapping[Number, str | None]) -> None:
    """Let an order be found by the numbers that a part of it bears: its own, and those named."""
    order, audience_ = timeline.order_of(source), listed(seen)
    numbers: dict[Number, str | None] = {Number.ORDER: order, **named}
    for kind, number in numbers.items():
        if number and kind in BORNE[part]:
            rows.number(order_key(number), order, topic=source.topic, audience=audience_)


_TAKES: dict[type, Callable[[Rows, Any, Inbound], None]] = {
    **dict.fromkeys(DOCUMENTS, _document),
    **dict.fromkeys(JUDGED, _judged),
    **dict.fromkeys(LIFECYCLE, _lifecycle),
    **dict.fromkeys(UNREAD, _kept),
    **dict.fromkeys(LIST_ENDS, _list_end),
    WaybillFound: _found,
    ParcelMoved: _moved,
    FindingRecorded: _finding,
    **dict.fromkeys((TaxBillIssued, TaxBillStatusChanged), _tax_bill),
    RegisterAmended: changes.amended,
    DeadLettered: parked.dead,
    CommandAnswered: parked.answered,
    **dict.fromkeys((RedriveRequested, DiscardRequested), parked.asked),
}
