"""What was declared: the goods of a declaration with their values, by revision. Pure; nothing personal is taken."""

import msgspec

from caseview.fold.rows import Row, Rows
from contracts.customs import DeclarationAccepted, DeclarationAmended, ExportAccepted

LEFT_OUT = ("buyer_pseudonym", "quota_year", "deciders", "payment_no")
"""Of the content: who buys, and what customs needs for itself."""


def add(rows: Rows, record: DeclarationAccepted | DeclarationAmended | ExportAccepted) -> None:
    """Add what a declaration says in this revision; a revision is declared once."""
    content: Row = msgspec.to_builtins(record.content)
    for name in LEFT_OUT:
        content.pop(name, None)
    at = record.subject.declaration_id, record.subject.revision
    rows.contents.setdefault(at, {"declaration_id": at[0], "revision": at[1], "content": content})
