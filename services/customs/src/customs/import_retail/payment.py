"""Payments (CEB411): a case has several; each claims its number."""

from contracts.customs import NumberKind
from contracts.customs_clearance import PaymentOnFile
from contracts.documents import IMPORT_PAYMENT
from contracts.trade import ImportPaymentSubmitted
from customs import reference
from customs.declaration import declaring
from customs.filing import checks
from customs.filing.filed import Filed
from customs.rules.documents import payment as rules
from customs.rules.state import Codes


def to_keep(payment: ImportPaymentSubmitted) -> PaymentOnFile:
    """Return what is kept of a payment."""
    return PaymentOnFile(
        document_id=payment.document_id,
        content_digest=payment.content_digest,
        sender_code=payment.sender_code,
        accepted_at_ms=payment.accepted_at_ms,
        order_no=payment.order_no,
        platform_code=payment.platform_code,
        payment_institution_code=payment.payment_institution_code,
        payment_no=payment.payment_no,
        amount_paid_cny_e5=payment.amount_paid_cny_e5,
        pay_time=payment.pay_time,
        persons=payment.person_digests,
    )


PAYMENT = Filed(
    form=IMPORT_PAYMENT,
    codes=Codes(
        exists="-401007",
        unknown="-401006",
        engaged="-401008",
        stale="-401012",
        no_operation="-401010",
        parameters="-401009",
    ),
    book=rules.PARAMETERS,
    checks=(checks.by_itself, checks.parties_are_registered, checks.fits, checks.finds_room),
    of_deletion=(checks.fits,),
    on_record=checks.on_record,
    keep=to_keep,
    then=declaring.lay_and_match,
    is_loose=True,
    room=reference.payments_per_order,
    number=NumberKind.PAYMENT,
)
