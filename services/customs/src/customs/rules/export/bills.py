"""What a bill means for the list of one of its parcels (export path, "Bills"; own decisions)."""

from agency.reasons import reason
from contracts.common import Reason
from mesh.declared.equivalence import shown
from mesh.declared.keys import order_key


def names_another_bill(listed: str | None, told: str | None) -> Reason | None:
    """EXT-04: a list that names a bill travels under it, not under another (code 99126)."""
    if not listed or not told or order_key(listed) == order_key(told):
        return None
    return reason("99126", "EXT-04", shown(listed), shown(told))
