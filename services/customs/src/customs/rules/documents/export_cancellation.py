"""Parameter checks of a request to cancel an export list (CEB605). Code -606001, ours."""

from agency.reasons import particular, reason
from agency.rules import Book
from contracts.common import Operation, Reason
from contracts.trade import ExportCancellationSubmitted


def is_added(request: ExportCancellationSubmitted) -> Reason | None:
    """DOC-10: a request is added; what was asked for is not changed or taken back (CEB605 appType)."""
    if request.operation is Operation.ADD:
        return None
    return reason("-606001", "DOC-10", particular("cancellation-not-added"))


PARAMETERS: Book[ExportCancellationSubmitted] = Book((("DOC-10", is_added),))
