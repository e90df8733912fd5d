"""Receipts to messages: one each, or up to 100 of a type together."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contracts.gateway import ReceiptIssued
from edge.ceb import message_types
from edge.ceb.xml import Element, block, element, guid, message
from receipts.messages import bills, consolidations
from receipts.messages.fields import SHAPES

RECORDS_MOST = 100


class Message(NamedTuple):
    """A message: its type such as CEB622, the guid of its root, how many records it has, and its bytes."""

    message_type: str
    guid: str
    records: int
    xml: bytes


def type_of(receipt: ReceiptIssued) -> str | None:
    """Return the type of message that tells a receipt, or None if no message does."""
    kind = receipt.message_type or message_types.ANSWERS.get(receipt.document.document_type)
    if receipt.tax_bill is not None:
        return kind if kind in (message_types.TAX_BILL, message_types.TAX_BILL_STATUS) else None
    if receipt.consolidation is not None:
        return kind if kind == message_types.CONSOLIDATION else None
    return kind if kind in SHAPES else None


def write(receipts: Sequence[ReceiptIssued]) -> Message:
    """
    Write receipts of one type as one message, in order.

    The root's guid follows from the receipts, so that a message fetched again is the same byte for byte.
    Raises ValueError for none, more than 100, several types, or a type that no message tells.
    """
    kinds = {type_of(receipt) for receipt in receipts}
    if len(kinds) != 1 or len(receipts) > RECORDS_MOST or (kind := kinds.pop()) is None:
        raise ValueError("a message holds 1 to 100 receipts of one type")
    root = guid("message", kind, *(receipt.receipt_id for receipt in receipts))
    return Message(kind, root, len(receipts), message(kind, root, (_record(kind, receipt) for receipt in receipts)))


def group(receipts: Sequence[ReceiptIssued], most: int) -> Iterator[list[ReceiptIssued]]:
    """Yield runs of receipts of one type, each of at most `most`; the order of receipts of one type is kept."""
    open_runs: dict[str, list[ReceiptIssued]] = {}
    for receipt in receipts:
        kind = type_of(receipt)
        if kind is None:
            continue
        run = open_runs.setdefault(kind, [])
        run.append(receipt)
        if len(run) == min(most, RECORDS_MOST):
            yield open_runs.pop(kind)
    yield from open_runs.values()


def _record(kind: str, receipt: ReceiptIssued) -> Element:
    own = guid("record", receipt.receipt_id)
    if receipt.tax_bill is not None:
        write = bills.bill if kind == message_types.TAX_BILL else bills.state
        return write(receipt, receipt.tax_bill, own)
    if receipt.consolidation is not None:
        return consolidations.result(receipt.consolidation, own)
    shape = SHAPES[kind]
    elements = [element("guid", own)]
    for column in shape.columns:
        value = column.get(receipt)
        if value or column.required:
            elements.append(element(column.name, (value or "")[: column.most]))
    return block(shape.record, elements)
