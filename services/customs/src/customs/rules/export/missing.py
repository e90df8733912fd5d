"""Why a list is refused at its deadline: the documents that never came (code 99001)."""

from collections.abc import Iterable
from typing import Final

from agency.reasons import particular, reason
from contracts.common import DocumentType, Reason

NAMED: Final = {
    DocumentType.EXPORT_ORDER: particular("missing-order"),
    DocumentType.EXPORT_WAYBILL: particular("missing-waybill"),
    DocumentType.EXPORT_RECEIPT: particular("missing-receipt"),
}


def why_missing(missing: Iterable[DocumentType]) -> tuple[Reason, ...]:
    """EXM-07: the deadline passed without these documents."""
    return tuple(reason("99001", "EXM-07", NAMED[document]) for document in missing)
