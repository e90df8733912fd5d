"""The verdict on an export declaration, by the kit: one counts per merchant and entry number."""

from typing import Any, Final, NamedTuple

from agency.judging import Judge, is_older, is_on_file
from agency.reasons import particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Operation, Submission
from contracts.customs import ExchangeRateSet, ExportDeclarationOnFile
from contracts.trade import ExportDeclarationSubmitted
from customs import reference
from customs.rules.documents import export_declaration
from customs.rules.documents.export_declaration import PARAMETERS_CODE
from customs.rules.documents.fields import CNY
from customs.rules.export.registers import on_date
from customs.rules.registration import enterprises_are_registered
from customs.rules.state import check_clock
from mesh.declared.equivalence import shown
from mesh.declared.registers import Registers

EXISTS, UNKNOWN, STALE = "-706002", "-706003", "-706004"
CONSOLIDATED, OF_ANOTHER = "-706005", "-706006"
COUNTED, OWN, NEWER, FITS = (Evaluated(passed(rule)) for rule in ("DEC-03", "DEC-04", "STA-01", "STA-02"))


class Around(NamedTuple):
    """
    What the checks look at beside a declaration and its newest submission.

    date: of acceptance. on_file: the newest that was recorded under its number. is_consolidated: whether that is the
    number of a declaration into which customs has consolidated lists.
    """

    registers: Registers
    date: str
    on_file: ExportDeclarationOnFile | None
    is_consolidated: bool


def by_itself(declared: ExportDeclarationSubmitted, _: Submission | None, __: Around) -> Evaluated:
    """Check what a declaration must satisfy by itself."""
    return export_declaration.PARAMETERS.evaluate(declared)


def parties_are_registered(declared: ExportDeclarationSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """ENT-01: merchant and declaring enterprise are registered on the day of acceptance."""
    return enterprises_are_registered(declared, around.registers, around.date)


def is_timely(declared: Any, _: Submission | None, around: Around) -> Evaluated:
    """STA-05: appTime is not from the future."""
    return check_clock(declared, PARAMETERS_CODE, reference.ahead_ms(around.registers, around.date))


def is_in_known_currencies(declared: ExportDeclarationSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """DEC-03: every line is in yuan or in a currency that has a rate on the day of acceptance."""
    lookup = on_date(around.registers, around.date)
    for line in declared.lines:
        code = line.currency_code
        if code != CNY and lookup.find(ExchangeRateSet, code) is None:
            return failed(reason(PARAMETERS_CODE, "DEC-03", particular("currency-unknown", line.gnum, shown(code))))
    return COUNTED


def is_newer(declared: Any, former: Submission | None, _: Around) -> Evaluated:
    """STA-01: it is not older than what was recorded under its number."""
    is_stale = former is not None and is_older(declared, former)
    return failed(reason(STALE, "STA-01")) if is_stale else NEWER


def is_own(declared: ExportDeclarationSubmitted, former: Submission | None, around: Around) -> Evaluated:
    """DEC-04: its number is no consolidated declaration's; what is on file is changed by its declaring enterprise."""
    if around.is_consolidated:
        return failed(reason(CONSOLIDATED, "DEC-04"))
    is_change = declared.operation is not Operation.ADD and is_on_file(former)
    if is_change and around.on_file is not None and around.on_file.agent_code != declared.agent_code:
        return failed(reason(OF_ANOTHER, "DEC-04"))
    return OWN


def fits(declared: ExportDeclarationSubmitted, former: Submission | None, _: Around) -> Evaluated:
    """STA-02: one is added where none is on file, and changed or deleted where one is."""
    if is_on_file(former) is (declared.operation is not Operation.ADD):
        return FITS
    return failed(reason(EXISTS if is_on_file(former) else UNKNOWN, "STA-02"))


JUDGE: Final = Judge(
    "REP-01",
    checks=(by_itself, parties_are_registered, is_timely, is_in_known_currencies, is_newer, is_own, fits),
    of_deletion=(is_timely, is_newer, is_own, fits),
)
