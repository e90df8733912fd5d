"""
The statuses of CEB receipts (returnStatus) in words, and how far in its life each finds a document.

All receipts of a chunk of decisions may carry one returnTime, and they come through several topics; whoever reads the
receipts of a case together orders them by returnTime, then by progress. Tax bills have statuses of their own.
"""

from typing import NamedTuple


class Status(NamedTuple):
    """A status. progress: the later one of a document's two statuses of one time has the higher number."""

    code: str
    progress: int
    zh: str
    en: str


ENDED, BILLED, CLOSED = 4, 5, 6
"""Progress of a document that is decided, as by a negative status; of a list with a tax bill; of one that is closed."""

STATUSES: tuple[Status, ...] = (
    Status("1", 0, "暂存", "draft"),
    Status("2", 1, "已申报", "recorded"),
    Status("120", 2, "入库", "matched"),
    Status("300", 3, "人工审核", "with an officer"),
    Status("500", 3, "查验", "inspection"),
    Status("100", ENDED, "退单", "refused"),
    Status("399", ENDED, "审结", "review concluded"),
    *(Status(code, ENDED, "扣留移送", "detained") for code in ("501", "502", "503", "599")),
    Status("700", ENDED, "退运", "shipped back"),
    Status("800", ENDED, "放行", "released"),
    Status("899", CLOSED, "结关", "closed"),
)

_BY_CODE = {status.code: status for status in STATUSES}
_REJECTED = Status("", ENDED, "申报失败", "rejected")
_OTHER = Status("", ENDED, "状态变更", "another status")


def status_of(code: str) -> Status:
    """Return a status by its code; a negative one and one that no table has are those of a document that is decided."""
    known = _BY_CODE.get(code)
    if known is not None:
        return known
    return (_REJECTED if code.startswith("-") else _OTHER)._replace(code=code)


def receipt_order(return_at_ms: int, code: str, *, is_of_bill: bool = False) -> tuple[int, int]:
    """Return the key by which receipts that are read together are ordered: returnTime, then progress."""
    return return_at_ms, BILLED if is_of_bill else status_of(code).progress
