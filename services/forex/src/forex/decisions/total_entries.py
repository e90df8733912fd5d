"""Entries of a cleared declaration into the totals."""

from contracts import topics
from contracts.forex import TotalEntered
from contracts.forex_decisions import Case
from mesh.declared.dates import china_date
from mesh.declared.processor import Emit


def total_entries(case: Case, cleared_at_ms: int) -> tuple[Emit, ...]:
    """
    Return an entry for the payment institution and one for the merchant, in the month of clearance in China.

    Totals are verified afterwards instead of item by item; so an entry never decides about a parcel.
    """
    month = china_date(cleared_at_ms)[:7]
    return tuple(
        Emit(
            topics.FOREX_TOTAL_ENTRIES,
            enterprise_code.encode(),
            TotalEntered(
                enterprise_code=enterprise_code,
                entry_id=f"{case.declaration_id}-{role}",
                month=month,
                amount_cny_e5=case.amount_paid_cny_e5,
            ),
        )
        for role, enterprise_code in (("institution", case.payment_institution_code), ("merchant", case.merchant_code))
    )
