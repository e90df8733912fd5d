"""
The fields of each receipt in the order of its schema, with the length of each and where its value comes from.

Those of its own are the document's (`answer` in its file of the contract), as edition 202205 has them, misspelt ones
included; the outcome is the same of all.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import NamedTuple

from contracts import documents
from contracts.document import SUBMITTED
from contracts.gateway import ReceiptIssued
from edge.ceb import message_types
from edge.ceb.xml import return_time

Get = Callable[[ReceiptIssued], str | None]
INFO_MOST = 1000
_NEXT, _CUT = "][Code:", "…]"


class Column(NamedTuple):
    """An element, how many characters it holds at most, its value, and whether it must be there."""

    name: str
    most: int
    get: Get
    required: bool = True


class Shape(NamedTuple):
    """A receipt message: the name of its record and the columns after guid."""

    record: str
    columns: tuple[Column, ...]


def info(receipt: ReceiptIssued) -> str:
    """
    Return returnInfo, cut after the last whole reason that fits; a first one that does not is cut and closed.

    A bracket inside a reason ends none: ``[Code:621001;Desc:清单报文校验失败，[packNo 须为 1]]``.
    """
    text = receipt.return_info
    if len(text) <= INFO_MOST:
        return text
    end = text.rfind(_NEXT, 0, INFO_MOST - 1 + len(_NEXT))
    if end > 0:
        return text[: end + 1]
    return f"{text[: INFO_MOST - len(_CUT)]}{_CUT}" if text.startswith(_NEXT[1:]) else text[:INFO_MOST]


_OUTCOME = (
    Column("returnStatus", 10, lambda receipt: receipt.return_status),
    Column("returnTime", 17, lambda receipt: return_time(receipt.return_at_ms)),
    Column("returnInfo", INFO_MOST, info),
)


def column(given: documents.Column) -> Column:
    """Return a column with its value: the first of its sources that is there."""
    gets = [_repeated(given.element) if name.startswith(SUBMITTED) else _source(name) for name in given.sources]

    def get(receipt: ReceiptIssued) -> str | None:
        return next((value for value in (each(receipt) for each in gets) if value), None)

    return Column(given.element, given.most, gets[0] if len(gets) == 1 else get, given.required)


def _source(name: str) -> Get:
    """Return how a field of the receipt is read, or of the document that it is about."""
    return attrgetter(f"document.{name}" if name in _OF_DOCUMENT else name)


def _repeated(element: str) -> Get:
    """Return how a text is read that the answer repeats of the document."""
    return lambda receipt: next((one.text for one in receipt.repeated or () if one.element == element), None)


_OF_DOCUMENT = ("issuer_code", "number")

SHAPES: dict[str, Shape] = {
    document.answer.message_type: Shape(document.answer.record, (*map(column, document.answer.columns), *_OUTCOME))
    for document in documents.DOCUMENTS
    if document.answer is not None
}
"""By message type. Tax bills and results of consolidations have their own: `bills`, `consolidations`."""

KNOWN = (*SHAPES, message_types.CONSOLIDATION, message_types.TAX_BILL, message_types.TAX_BILL_STATUS)
"""Every message that a receipt can make."""
