"""What the view keeps of electronic tax bills: the bill as issued, and how it stands. Pure."""

import msgspec

from caseview.fold.rows import Row, Rows, listed
from contracts.tax import TaxBillIssued, TaxBillStatusChanged
from edge.access import audience

TOLD = ("bill_no", "status", "payment_book_no", "duty_cny_e5", "consumption_tax_cny_e5", "vat_cny_e5")
"""What of a bill stands in the timeline too."""


def laid(rows: Rows, record: TaxBillIssued | TaxBillStatusChanged, order_key: str, offset: int) -> Row:
    """Lay what a record says over what the chunk says of the bill already; return the bill's row."""
    bill = record.bill
    row: Row = {
        "bill_no": bill.bill_no,
        "order_key": order_key,
        "declaration_id": record.declaration_id,
        "list_no": bill.list_no,
        "guarantor": bill.guarantor_code,
        "status": str(bill.status),
        "payment_book_no": bill.payment_book_no,
        "duty_cny_e5": bill.duty_cny_e5,
        "consumption_tax_cny_e5": bill.consumption_tax_cny_e5,
        "vat_cny_e5": bill.vat_cny_e5,
        "audience": listed(audience.of_bill(bill)),
        "told_offset": offset,
    }
    if isinstance(record, TaxBillIssued):
        lines = msgspec.to_builtins(bill.lines)
        row |= {"lines": lines, "issued_at_ms": record.issued_at_ms, "changed_at_ms": record.issued_at_ms}
    else:
        row |= {"changed_at_ms": record.changed_at_ms}
    known = rows.tax_bills.setdefault(bill.bill_no, {})
    known |= row
    return known


def stored(row: Row, before: Row | None) -> Row:
    """
    Return a bill's row over the one stored before; of a bill whose issue is not known, what its change tells.

    What comes late (its schema did) adds the lines and the issue, and takes nothing back of what a later record told.
    """
    if before is not None and row["told_offset"] < before["told_offset"]:
        issue = {name: row[name] for name in ("lines", "issued_at_ms") if name in row}
        return before | issue
    return {"lines": [], "issued_at_ms": row["changed_at_ms"]} | (before or {}) | row
