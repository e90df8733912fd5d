"""Parameter checks of a receipt of payment (CEB403). Code -402001, ours: the specification has the range alone."""

from agency.reasons import reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ExportReceiptSubmitted
from customs.rules.documents import figures


def has_possible_amounts(receipt: ExportReceiptSubmitted) -> Reason | None:
    """DOC-05: the amount received is positive and within the bound (own bound)."""
    wrong = figures.wrong_measure({"charge": receipt.received_e5})
    return wrong and reason("-402001", "DOC-05", wrong)


PARAMETERS: Book[ExportReceiptSubmitted] = Book((("DOC-05", has_possible_amounts),))
