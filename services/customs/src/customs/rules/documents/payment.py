"""Parameter checks of a payment (CEB411). Code -401009."""

from agency.reasons import Particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ImportPaymentSubmitted
from customs.rules.documents import fields, figures


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason("-401009", rule_id, wrong)


def names_order(payment: ImportPaymentSubmitted) -> Reason | None:
    """DOC-08: a payment names its order and its own number (CEB411)."""
    numbers = {"orderNo": payment.order_no, "payTransactionId": payment.payment_no}
    return _refused("DOC-08", fields.without_number(numbers))


def identifies_payer(payment: ImportPaymentSubmitted) -> Reason | None:
    """IDN-01: the payer's id card number is possible (CEB411; own decision to check it)."""
    return _refused(
        "IDN-01", fields.wrong_person(payment.payer_id_type, payment.payer_id_possible, payment.person_digests)
    )


def has_possible_amount(payment: ImportPaymentSubmitted) -> Reason | None:
    """DOC-05: the amount paid is not negative, and no sum of such can be too large (own bound)."""
    return _refused("DOC-05", figures.wrong_amount({"amountPaid": payment.amount_paid_cny_e5}))


def is_in_yuan(payment: ImportPaymentSubmitted) -> Reason | None:
    """MAT-10: currency is 142."""
    return _refused("MAT-10", fields.wrong_currency(payment.currency_code))


PARAMETERS: Book[ImportPaymentSubmitted] = Book(
    (
        ("DOC-08", names_order),
        ("IDN-01", identifies_payer),
        ("DOC-05", has_possible_amount),
        ("MAT-10", is_in_yuan),
    )
)
