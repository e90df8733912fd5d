"""MAT-08: by what an order names its payment, for the choice among those on file and for the match."""

from typing import NamedTuple

from contracts.customs_clearance import OrderOnFile
from mesh.declared.keys import order_key


class PaymentOf(NamedTuple):
    """By what an order names its payment, either of which may be left out: institution and normalised number."""

    institution_code: str | None
    number: str | None

    def means(self, institution_code: str, number: str) -> bool:
        """MAT-08: whether a payment is the one named, by all that is named of it; if nothing is, every one may be."""
        return self.institution_code in (None, institution_code) and self.number in (None, number)


def payment_of(order: OrderOnFile) -> PaymentOf:
    """Return by what an order names its payment; a blank name is none."""
    return PaymentOf(order.payment_institution_code, order_key(order.payment_no or "") or None)
