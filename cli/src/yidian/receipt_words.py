"""
Receipts in the language of the call: CEB's returnInfo is Chinese, so in English the reasons say it, else the status.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from contracts.statuses import status_of
from yidian.answers import Receipt
from yidian.language import Wording, same
from yidian.output import said

_BILLS = {"1": "tax bill issued", "2": "tax bill summarised", "3": "tax bill void"}
"""Statuses of a tax bill in CEB816 and CEB818."""
CONSOLIDATED = "399"
"""Status of a receipt that tells the result of a consolidation, which is of no document: no tax bill has it."""
NUMBERS = ("number", "certificate_no", "entry_no", "declaration_seq_no", "bill_no")
"""Which number an event of a timeline is shown by: the first of these that it has."""
_RECEIPT = "ReceiptIssued"


def of_receipt(receipt: Receipt) -> Wording:
    """Return what a receipt says."""
    reasons = said(msgspec.to_builtins(receipt.reasons))
    english = reasons.en or _status(receipt.return_status, is_of_bill=receipt.tax_bill is not None)
    return Wording(english, receipt.return_info)


def of_line(row: Mapping[str, Any]) -> Wording:
    """Return what an event of a timeline says besides its status: its reasons, its text or the number that it names."""
    details, reasons = row.get("details") or {}, said(row.get("reasons") or ())
    return reasons if reasons.en else without_reasons(row, details)


def without_reasons(row: Mapping[str, Any], details: Mapping[str, Any]) -> Wording:
    """Return what an event says that has no reasons: a receipt its text, another the number that it names."""
    if row.get("type") == _RECEIPT:
        status = row.get("status") or ""
        english = _status(status, is_of_bill=not row.get("document_id") and status != CONSOLIDATED)
        return Wording(english, details.get("return_info") or english)
    return same(next((details[name] for name in NUMBERS if details.get(name)), ""))


def _status(status: str, *, is_of_bill: bool) -> str:
    return _BILLS.get(status, "tax bill") if is_of_bill else status_of(status).en
