"""Parameter checks of a cancellation (CEB623). Code -623001."""

from agency.reasons import particular, reason
from agency.rules import Book
from contracts.common import Operation, Reason
from contracts.trade import ImportCancellationSubmitted
from customs.rules.documents import fields


def only_adds(cancellation: ImportCancellationSubmitted) -> Reason | None:
    """DOC-10: a cancellation knows only appType 1 (CEB623)."""
    if cancellation.operation is Operation.ADD:
        return None
    return reason("-623001", "DOC-10", particular("cancellation-not-added"))


def names_list(cancellation: ImportCancellationSubmitted) -> Reason | None:
    """DOC-08: it names order and list (CEB623)."""
    wrong = fields.without_number({"orderNo": cancellation.order_no, "invtNo": cancellation.list_no})
    return wrong and reason("-623001", "DOC-08", wrong)


def identifies_buyer_by_card(cancellation: ImportCancellationSubmitted) -> Reason | None:
    """IDN-01: the buyer's id is a resident id card (CEB623); its number is compared with the list's (STA-06)."""
    wrong = fields.wrong_id_type(cancellation.buyer_id_type)
    return wrong and reason("-623001", "IDN-01", wrong)


PARAMETERS: Book[ImportCancellationSubmitted] = Book(
    (("DOC-10", only_adds), ("DOC-08", names_list), ("IDN-01", identifies_buyer_by_card))
)
