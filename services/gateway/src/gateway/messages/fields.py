"""
The fields of each receipt in the order of its schema, with the length of each and where its value comes from.

Names, order, lengths and occurrence are those of edition 202205 (misspelt ones included). `preNo` may be absent, as the
text has it: a cancellation of a list that nobody knows has none. Where copNo is absent its place is taken by preNo, and
by the list's number where there is none either.
"""

from collections.abc import Callable
from typing import NamedTuple

from contracts.gateway import ReceiptIssued
from gateway.messages import types
from gateway.messages.writing import return_time

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
_PLATFORM = Column("ebpCode", 18, lambda receipt: receipt.platform_code)
_MERCHANT = Column("ebcCode", 18, lambda receipt: receipt.merchant_code)
_AGENT = Column("agentCode", 18, lambda receipt: receipt.agent_code, required=False)
_CUSTOMS = Column("customsCode", 4, lambda receipt: receipt.customs_code, required=False)
_NUMBERS = (
    Column("copNo", 20, lambda receipt: receipt.cop_no or receipt.pre_entry_no or receipt.list_no),
    Column("preNo", 18, lambda receipt: receipt.pre_entry_no, required=False),
    Column("invtNo", 18, lambda receipt: receipt.list_no, required=False),
)
_OPTIONAL = (_PLATFORM._replace(required=False), _MERCHANT._replace(required=False))

SHAPES: dict[str, Shape] = {
    "CEB312": Shape(
        "OrderReturn", (_PLATFORM, _MERCHANT, Column("orderNo", 60, lambda receipt: receipt.order_no), *_OUTCOME)
    ),
    "CEB412": Shape(
        "PaymentReturn",
        (
            Column("payCode", 18, lambda receipt: receipt.document.issuer_code),
            Column("payTransactionId", 60, lambda receipt: receipt.document.number),
            *_OUTCOME,
        ),
    ),
    "CEB512": Shape(
        "LogisticsReturn",
        (
            Column("logisticsCode", 18, lambda receipt: receipt.document.issuer_code),
            Column("logisticsNo", 60, lambda receipt: receipt.document.number),
            *_OUTCOME,
        ),
    ),
    "CEB622": Shape("InventoryReturn", (_CUSTOMS, *_OPTIONAL, _AGENT, *_NUMBERS, *_OUTCOME)),
    "CEB624": Shape("InvtCancelReturn", (_CUSTOMS, _AGENT, *_OPTIONAL, *_NUMBERS, *_OUTCOME)),
}
"""By message type. Tax bills have their own shape: `gateway.messages.bills`."""

KNOWN = (*SHAPES, types.TAX_BILL, types.TAX_BILL_STATUS)
"""Every message that a receipt can make."""
