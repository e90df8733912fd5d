"""What is checked of a filing against the clock and against what is on file (FIL-10 to FIL-13)."""

from typing import Final

from agency.judging import is_ahead, is_older, is_on_file
from agency.reasons import particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Operation, Submission
from contracts.trade import EnterpriseFilingSubmitted
from mesh.declared.dates import china_time

IN_TIME: Final = Evaluated(passed("FIL-10"))
NEWER: Final = Evaluated(passed("FIL-11"))
FITS: Final = Evaluated(passed("FIL-12"))
PERMITTED: Final = Evaluated(passed("FIL-13"))
Filing = EnterpriseFilingSubmitted


def check_clock(filing: Filing, most_ms: int) -> Evaluated:
    """FIL-10: appTime is not ahead of the acceptance by more than clocks may differ."""
    if not is_ahead(filing, most_ms):
        return IN_TIME
    return failed(reason("-99810", "FIL-10", china_time(filing.accepted_at_ms)))


def check_order(filing: Filing, former: Submission | None) -> Evaluated:
    """FIL-11: appTime is not before that of the filing on file."""
    if former is not None and is_on_file(former) and is_older(filing, former):
        return failed(reason("-99811", "FIL-11"))
    return NEWER


def check_operation(filing: Filing, former: Submission | None) -> Evaluated:
    """FIL-12: one is added where there is none, changed or deleted where there is one."""
    if filing.operation is Operation.UNKNOWN:
        return failed(reason("-99812", "FIL-12", particular("filing-operation")))
    there = is_on_file(former)
    if (filing.operation is Operation.ADD) != there:
        return FITS
    return failed(reason("-99812", "FIL-12", particular("filing-on-file" if there else "filing-missing")))


def check_sender(filing: Filing, filed_by: str) -> Evaluated:
    """FIL-13: whoever transmitted the filing on file changes it, or the enterprise. filed_by: empty if none is."""
    if not filed_by or filing.sender_code in (filed_by, filing.enterprise_code, filing.unified_code):
        return PERMITTED
    return failed(reason("-99813", "FIL-13"))
