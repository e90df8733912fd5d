"""
What each record says to the view. Pure: records in, rows out.

Nothing personal is taken: of a document its numbers and parties, of a decision its effect, reasons and rules.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from contracts.common import FindingRecorded
from contracts.customs import AllowanceDecided, DocumentJudged, NumberClaimAnswered
from contracts.forex import ForexDecided
from contracts.gateway import ReceiptIssued, RegisterAmended
from contracts.inspection import InspectionDecided
from contracts.mesh import DeadLettered, RedriveRequested
from contracts.tax import DutyAssessed, GuaranteeDecided, TaxBillIssued, TaxBillStatusChanged
from gateway.receipts import audience
from gateway.view import lifecycle, parked, tax_bills
from gateway.view import register_changes as changes
from gateway.view.documents import DOCUMENTS, sketch
from gateway.view.rows import LIFECYCLE, Happened, Rows, listed
from gateway.view.timeline import line_of, rules_of
from mesh.keys import order_key
from mesh.wire import Inbound

Decision = AllowanceDecided | InspectionDecided | ForexDecided | DutyAssessed | GuaranteeDecided
DECISIONS = (AllowanceDecided, InspectionDecided, ForexDecided, DutyAssessed, GuaranteeDecided)
COMMON = {"declaration_id", "effect", "reasons", "rules", "rules_version", "registers", "lines"}


def fold(rows: Rows, record: Any, source: Inbound) -> None:
    """Add to `rows` what one decoded record says. Records of other types say nothing."""
    for kinds, take in _TAKES:
        if isinstance(record, kinds):
            take(rows, record, source)
            return


def _document(rows: Rows, record: Any, source: Inbound) -> None:
    known = sketch(record)
    line = line_of(rows, record, source)
    order = line["order_key"]
    rows.number("ORDER", "", order, order)
    if known.number:
        rows.number(known.number_kind, known.issuer, order_key(known.number), order)
    rows.documents.setdefault(
        (record.batch_id, record.batch_index),
        {
            "batch_id": record.batch_id,
            "batch_index": record.batch_index,
            "document_id": record.document_id,
            "document_type": known.document_type,
            "order_key": order,
            "platform": known.platform,
            "issuer": known.issuer,
            "number": known.number,
            "sender": record.sender_code,
            "operation": str(record.operation),
            "draft": int(record.draft),
            "content_digest": record.content_digest.hex(),
            "accepted_at_ms": record.accepted_at_ms,
            "recorded_ms": source.timestamp_ms,
            "audience": listed(known.audience),
        },
    )
    line["document_id"] = record.document_id
    line["audience"] = listed(known.audience)
    line["details"] = {
        "document_type": known.document_type,
        "issuer_code": known.issuer,
        "number": known.number,
        "operation": str(record.operation),
        "batch_id": record.batch_id,
        "batch_index": record.batch_index,
        "content_digest": record.content_digest.hex(),
    }


def _judged(rows: Rows, record: DocumentJudged, source: Inbound) -> None:
    line = line_of(rows, record, source)
    order = line["order_key"]
    reasons = msgspec.to_builtins(record.reasons)
    if record.pre_entry_no:
        rows.number("PRE_ENTRY", "", order_key(record.pre_entry_no), order)
    rows.judgements.setdefault(
        (record.batch_id, record.batch_index),
        {
            "batch_id": record.batch_id,
            "batch_index": record.batch_index,
            "order_key": order,
            "document_type": str(record.document.document_type),
            "verdict": str(record.verdict),
            "status": record.return_status,
            "reasons": reasons,
        },
    )
    line |= {
        "document_id": record.document.document_id,
        "status": record.return_status,
        "reasons": reasons,
        "rules": rules_of(record),
        "audience": listed(audience.of_judged(record)),
        "details": {
            "document_type": str(record.document.document_type),
            "number": record.document.number,
            "verdict": str(record.verdict),
            "batch_id": record.batch_id,
            "batch_index": record.batch_index,
        },
    }


def _lifecycle(rows: Rows, record: Any, source: Inbound) -> None:
    line = line_of(rows, record, source)
    order, subject = line["order_key"], record.subject
    happened = Happened(record, order, line["at_ms"], source.timestamp_ms)
    rows.lifecycle.append(happened)
    rows.number("DECLARATION", "", subject.declaration_id, order)
    for kind, number in (("COP", subject.cop_no), ("PRE_ENTRY", subject.pre_entry_no), ("LIST", subject.list_no)):
        if number:
            rows.number(kind, "" if kind != "COP" else subject.merchant_code, order_key(number), order)
    state, status, reasons = lifecycle.standing(happened)
    line |= {
        "declaration_id": subject.declaration_id,
        "effect": {"HELD": "HOLD", "REFUSED": "REFUSE", "CLEARED": "PASS"}.get(state),
        "status": status,
        "reasons": msgspec.to_builtins(reasons),
        "rules": rules_of(record),
        "audience": listed(audience.of_status(subject)),
        "details": {"state": state, "revision": subject.revision, "list_no": subject.list_no},
    }


def _decision(rows: Rows, record: Decision, source: Inbound) -> None:
    line = line_of(rows, record, source)
    line |= {
        "declaration_id": record.declaration_id,
        "effect": str(record.effect),
        "reasons": msgspec.to_builtins(record.reasons),
        "rules": rules_of(record),
        "details": {name: value for name, value in msgspec.to_builtins(record).items() if name not in COMMON},
    }


def _answer(rows: Rows, record: NumberClaimAnswered, source: Inbound) -> None:
    line = line_of(rows, record, source)
    line |= {
        "document_id": record.document_id,
        "effect": str(record.effect),
        "reasons": msgspec.to_builtins(record.reasons),
        "details": {"kind": str(record.kind), "action": str(record.action), "number": record.number},
    }


def _finding(rows: Rows, record: FindingRecorded, source: Inbound) -> None:
    line = line_of(rows, record, source)
    kept = {
        "finding_id": record.finding_id,
        "hold_id": record.hold_id,
        "agency": record.agency,
        "action": str(record.action),
        "officer": record.officer,
        "authority": record.authority,
        "reason": record.reason,
    }
    line |= {"declaration_id": record.declaration_id, "audience": listed(()), "details": kept}
    rows.findings.setdefault(
        record.finding_id, kept | {"declaration_id": record.declaration_id, "found_at_ms": record.found_at_ms}
    )


def _receipt(rows: Rows, record: ReceiptIssued, source: Inbound) -> None:
    line = line_of(rows, record, source)
    line |= {
        "declaration_id": record.declaration_id,
        "document_id": record.document.document_id,
        "status": record.return_status,
        "reasons": msgspec.to_builtins(record.reasons),
        "audience": listed(record.audience),
        "details": {
            "receipt_id": record.receipt_id,
            "document_type": str(record.document.document_type),
            "number": record.document.number,
            "return_info": record.return_info,
        },
    }


def _tax_bill(rows: Rows, record: TaxBillIssued | TaxBillStatusChanged, source: Inbound) -> None:
    line = line_of(rows, record, source)
    row = tax_bills.laid(rows, record, line["order_key"])
    rows.number("TAX_BILL", "", order_key(record.bill.bill_no), line["order_key"])
    line |= {
        "declaration_id": record.declaration_id,
        "details": {name: row[name] for name in tax_bills.TOLD},
        "audience": row["audience"],
    }


_TAKES: tuple[tuple[tuple[type, ...], Callable[[Rows, Any, Inbound], None]], ...] = (
    (DOCUMENTS, _document),
    ((DocumentJudged,), _judged),
    ((ReceiptIssued,), _receipt),
    (LIFECYCLE, _lifecycle),
    (DECISIONS, _decision),
    ((NumberClaimAnswered,), _answer),
    ((FindingRecorded,), _finding),
    ((TaxBillIssued, TaxBillStatusChanged), _tax_bill),
    ((RegisterAmended,), changes.amended),
    ((DeadLettered,), parked.dead),
    ((RedriveRequested,), parked.redriven),
)
