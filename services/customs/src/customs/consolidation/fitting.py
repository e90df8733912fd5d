"""What a request to consolidate must be: by itself, among its parts, and which lists it may name. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from agency.reasons import listed, particular, reason
from agency.rules import Book
from contracts.common import Operation, Reason
from contracts.customs_consolidation import Entry, Place, Request
from contracts.trade import ConsolidationSubmitted

PARAMETERS_CODE: Final = "-702001"
UNCLOSED, EXCLUDED, CONSOLIDATED, UNKNOWN = "-703002", "-703003", "-703004", "-703005"
BY_CONSIGNOR, BY_PRODUCER, BY_NAME = "1", "2", "1"
NAMED_MOST = 10
"""List numbers that a reason names."""
_LIST_NO = re.compile("[0-9]{8}E[0-9]{9}")
HEAD: Final[Mapping[str, str]] = {
    "copNo": "cop_no",
    "msgCount": "part_count",
    "declAgentCode": "declarant_code",
    "startTime": "start_time",
    "endTime": "end_time",
    "summaryFlag": "summary_flag",
    "itemNameFlag": "item_name_flag",
}
"""Fields in which the parts of a request agree, by element; agent, merchant and number are its key."""


def names_what(asked: ConsolidationSubmitted) -> Reason | None:
    """CON-01: a period whose begin is not after its end, or lists; by consignor alone, or by producer too."""
    wrong = None
    if (asked.start_time is None) != (asked.end_time is None):
        wrong = particular("period-half")
    elif asked.start_time is not None and asked.end_time is not None and asked.start_time > asked.end_time:
        wrong = particular("period-reversed")
    elif asked.start_time is None and not asked.lines:
        wrong = particular("nothing-to-consolidate")
    elif asked.summary_flag not in (BY_CONSIGNOR, BY_PRODUCER):
        wrong = particular("summary-flag-unknown")
    return None if wrong is None else reason(PARAMETERS_CODE, "CON-01", wrong)


def is_once(asked: ConsolidationSubmitted, *, is_on_file: bool) -> Reason | None:
    """CON-02: a part is submitted once, and neither changed nor deleted."""
    if asked.operation is not Operation.ADD:
        return reason("-704002", "CON-02")
    return reason("-704001", "CON-02") if is_on_file else None


def parts_agree(asked: ConsolidationSubmitted, request: Request | None) -> Reason | None:
    """CON-03: the number of a part is within their count, and its head is that of the parts on file."""
    if asked.part_no > asked.part_count:
        return reason("-703001", "CON-03", particular("part-above-count"))
    if request is None:
        return None
    differing = [name for name, field in HEAD.items() if getattr(asked, field) != getattr(request, field)]
    return reason("-703001", "CON-03", particular("parts-differ", listed(differing))) if differing else None


def lists_fit(list_nos: Iterable[str], code_of: Callable[[str], str | None]) -> Reason | None:
    """CON-04: every list is closed, to be consolidated and not consolidated yet. The first that is not decides."""
    decides, unfit = None, []
    for list_no in list_nos:
        code = code_of(list_no)
        decides = decides or code
        if code is not None and code == decides:
            unfit.append(list_no)
    if decides is None:
        return None
    shown = listed(unfit[:NAMED_MOST])
    if len(unfit) > NAMED_MOST:
        shown = particular("and-more", shown, len(unfit))
    return reason(decides, "CON-04", shown)


def unfit(list_no: str, place: Place | None, entry: Entry | None) -> str | None:
    """
    Return the code that forbids to consolidate a list, or None.

    place, entry: what is known of its number. Of a number of which no closing is known its form tells whether customs
    could have given it.
    """
    if place is None:
        return UNCLOSED if _LIST_NO.fullmatch(list_no) else UNKNOWN
    if not place.closed:
        return UNCLOSED
    if entry is None:
        return EXCLUDED
    return None if entry.waits else CONSOLIDATED


BY_ITSELF: Book[ConsolidationSubmitted] = Book((("CON-01", names_what),))
