"""
Checks of master lists (CEB607), arrivals (CEB507) and departures (CEB509) by themselves.

Codes -902001, -802001 and -506001 are the first of their documents' ranges for formats (section 7.3 of the
message reference, which has ranges alone).
"""

from collections.abc import Callable
from typing import Final

from agency.reasons import Particular, particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ArrivalSubmitted, DepartureSubmitted, MasterListSubmitted
from customs.rules.documents import code_tables, fields, figures
from customs.rules.documents.waybill_status import happened_at_ms
from mesh.declared.dates import DAY_MS, china_time

BillPart = MasterListSubmitted | ArrivalSubmitted | DepartureSubmitted
Wrong = Callable[[BillPart], Particular | None]

MASTER_LIST: Final = "-902001"
ARRIVAL: Final = "-802001"
DEPARTURE: Final = "-506001"

PARTS_MOST: Final = 1_000
"""Parts of one issuer on one bill; ours. A bill of 100,000 parcels has twenty."""
EXPORT: Final = "E"
YEAR_MS: Final = 366 * DAY_MS


def wrong_part(part: BillPart) -> Particular | None:
    """BIL-01: msgSeqNo is between 1 and msgCount, and there are not too many parts (own bound)."""
    if part.part_count > PARTS_MOST:
        return particular("parts-too-many", part.part_count, PARTS_MOST)
    if 1 <= part.part_no <= part.part_count:
        return None
    return particular("part-out-of-count", part.part_no, part.part_count)


def wrong_names(part: BillPart) -> Particular | None:
    """DOC-08: a part names itself, its bill if it names one, and the waybill of every line."""
    numbers = {"copNo": part.cop_no, "billNo": "-" if part.bill_no is None else part.bill_no}
    return fields.without_number(numbers) or fields.without_number(
        {f"logisticsNo(gnum {line.gnum})": line.waybill_no for line in part.lines if not line.waybill_no.strip()}
    )


def wrong_numbering(part: BillPart) -> Particular | None:
    """DOC-02: the lines of a part are numbered from 1 without a gap, none twice, in any sequence."""
    numbers = sorted(line.gnum for line in part.lines)
    return None if numbers == list(range(1, len(numbers) + 1)) else particular("lines-not-numbered")


def wrong_weight(listed: MasterListSubmitted) -> Particular | None:
    """DOC-05: the gross weight of a master list is positive and within the bound."""
    return figures.wrong_measure({"grossWeight": listed.gross_weight_kg_e5})


def wrong_flag(arrival: ArrivalSubmitted) -> Particular | None:
    """BIL-04: an arrival on a bill is one of export."""
    return None if arrival.ie_flag == EXPORT else particular("arrival-not-export")


def wrong_post(arrival: ArrivalSubmitted) -> Particular | None:
    """BIL-05: without a bill no master list says which parcels there are."""
    return None if arrival.bill_no or arrival.lines else particular("post-without-parcels")


def has_left(departure: DepartureSubmitted, ahead_ms: int) -> Reason | None:
    """BIL-09: the time of departure exists, at most so far ahead of the acceptance, a year before it at most (ours)."""
    at_ms = happened_at_ms(departure.departure_time)
    if at_ms is None or at_ms > departure.accepted_at_ms + ahead_ms:
        return reason(DEPARTURE, "BIL-09", particular("departure-ahead", china_time(departure.accepted_at_ms)))
    if at_ms < departure.accepted_at_ms - YEAR_MS:
        return reason(DEPARTURE, "BIL-09", particular("departure-long-ago", china_time(departure.accepted_at_ms)))
    return None


def _book(code: str, *own: tuple[str, Callable[..., Particular | None]]) -> Book[BillPart]:
    """Return the checks of a kind of part, which answer with this code."""

    def refusing(rule_id: str, wrong: Wrong) -> Callable[[BillPart], Reason | None]:
        def check(part: BillPart) -> Reason | None:
            said = wrong(part)
            return None if said is None else reason(code, rule_id, said)

        return check

    checks: tuple[tuple[str, Callable[..., Particular | None]], ...] = (
        ("DOC-08", wrong_names),
        ("BIL-01", wrong_part),
        ("DOC-02", wrong_numbering),
        ("COD-01", code_tables.wrong_code),
        *own,
    )
    return Book(tuple((rule_id, refusing(rule_id, wrong)) for rule_id, wrong in checks))


OF_MASTER_LIST: Final = _book(MASTER_LIST, ("DOC-05", wrong_weight))
OF_ARRIVAL: Final = _book(ARRIVAL, ("BIL-04", wrong_flag), ("BIL-05", wrong_post))
OF_DEPARTURE: Final = _book(DEPARTURE)
