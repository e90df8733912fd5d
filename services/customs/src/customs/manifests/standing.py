"""
How a bill stands, by what it counts. Pure.

Master lists and arrivals are complete once every series that has begun has all its parts, and each kind has begun. An
arrival without lines says that every parcel of the master lists has arrived.
"""

from collections.abc import Iterable
from typing import Final

from contracts.common import DocumentType
from contracts.customs import BillState, BillTallied
from contracts.customs_manifests import Bill, Series, Task
from customs.manifests.kinds import ARRIVED, DEPARTED, LISTED

REFUSE: Final = Task.REFUSE
"""Named once: a member costs its enumeration a look-up at every use."""


def of_kind(bill: Bill, document_type: DocumentType) -> list[Series]:
    """Return the series of a kind that have parts on file, in the order in which they began."""
    return [one for one in bill.series if one.document_type is document_type and one.on_file]


def is_complete(series: Series) -> bool:
    """Whether every part of a series is on file."""
    return series.on_file == series.part_count > 0


def are_complete(series: Iterable[Series]) -> bool:
    """Whether there is a series, and every part of each is on file."""
    found = tuple(series)
    return bool(found) and all(is_complete(one) for one in found)


def is_compared(bill: Bill) -> bool:
    """Whether master lists and arrivals are complete; of post without a bill, which no list names, the arrival."""
    if any(work.task is REFUSE and work.document_type is not DEPARTED for work in bill.work):
        return False
    arrived = are_complete(of_kind(bill, ARRIVED))
    return arrived and (bill.bill_no is None or are_complete(of_kind(bill, LISTED)))


def all_arrived(bill: Bill) -> bool:
    """Whether a complete arrival has no lines: then every parcel of the master lists has arrived."""
    if bill.bill_no is None:
        return False
    return any(is_complete(one) and one.lines == 0 for one in of_kind(bill, ARRIVED))


def differing(bill: Bill) -> int:
    """BIL-07: return how many parcels are listed and have not arrived, or have arrived and are not listed."""
    if bill.bill_no is None:
        return 0
    return bill.arrived - bill.matched + (0 if all_arrived(bill) else bill.listed - bill.matched)


def state_of(bill: Bill) -> BillState:
    """Return how a bill stands, in a word."""
    if are_complete(of_kind(bill, DEPARTED)):
        return BillState.DEPARTED
    if not is_compared(bill):
        return BillState.INCOMPLETE
    if differing(bill) == 0:
        return BillState.AGREEING
    return BillState.RELEASED if bill.released else BillState.DIFFERING


def tallied(bill: Bill, at_ms: int, former: Iterable[str] = ()) -> tuple[BillTallied, ...]:
    """
    Return how a bill stands for each enterprise that its documents name; nothing of post without one.

    former: enterprises that they named before, which hear of it once more.
    """
    if bill.bill_no is None:
        return ()
    begun = [series for series in bill.series if series.on_file]
    enterprises = dict.fromkeys((bill.carrier_code, *[series.issuer_code for series in bill.series], *former))
    return tuple(
        BillTallied(
            carrier_code=bill.carrier_code,
            bill_no=bill.bill_no,
            enterprise_code=enterprise,
            state=state_of(bill),
            listed=bill.listed,
            arrived=bill.arrived + (bill.listed - bill.matched if all_arrived(bill) else 0),
            differing=differing(bill),
            departed=bill.departed,
            parts_on_file=sum(series.on_file for series in begun),
            parts_missing=sum(series.part_count - series.on_file for series in begun),
            opened_at_ms=bill.opened_at_ms,
            tallied_at_ms=at_ms,
        )
        for enterprise in enterprises
    )
