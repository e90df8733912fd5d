"""Adding entries to the totals of an enterprise and month."""

from contracts.forex import TotalEntered
from contracts.forex_totals import Entry, Total
from mesh.declared.processor import NOTHING, Context, Effects, State

LONG_MOST = 2**63 - 1
"""The most that a field of 64 bits holds."""


def entered(state: State, event: TotalEntered, context: Context) -> Effects:
    """
    Add an entry to its total, once.

    Foreign exchange verifies the totals afterwards. Nothing is published: no total stops a parcel.
    """
    entry_at = f"{event.enterprise_code}/{event.entry_id}"
    if state.get(Entry, entry_at) is not None:
        return NOTHING
    total_at = f"{event.enterprise_code}/{event.month}"
    total = add(state.get(Total, total_at), event)
    return Effects(puts=((entry_at, Entry(month=event.month, amount_cny_e5=event.amount_cny_e5)), (total_at, total)))


def add(total: Total | None, event: TotalEntered) -> Total:
    """Return the total with one entry more. A sum that no field holds stays at the edge of its field and says so."""
    amount = event.amount_cny_e5 + (total.amount_cny_e5 if total else 0)
    bounded = max(-LONG_MOST, min(LONG_MOST, amount))
    return Total(
        enterprise_code=event.enterprise_code,
        month=event.month,
        amount_cny_e5=bounded,
        entries=1 + (total.entries if total else 0),
        exceeded=bounded != amount or (total is not None and total.exceeded),
    )
