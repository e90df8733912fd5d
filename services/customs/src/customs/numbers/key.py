"""Under which key a number is claimed: all that concerns one number of one issuer is one task's."""

from contracts.customs import NumberKind
from mesh.declared.keys import order_key


def number_key(kind: NumberKind, issuer_code: str, number: str) -> str:
    """Return kind, issuer and number, the number normalised like an order number."""
    return "|".join((kind, issuer_code, order_key(number)))
