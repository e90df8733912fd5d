"""How each document of an export is judged by the kit: what must hold by itself, of the clock, and of its case."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from agency.judging import Judge, is_older, is_on_file
from agency.reasons import reason
from agency.rules import Book, Evaluated, failed, passed
from contracts.common import Operation, Submission
from contracts.customs_export import Case, Stage
from contracts.trade import ExportListSubmitted
from customs import reference
from customs.rules.documents import export_list, export_order, export_receipt
from customs.rules.export import amounts, classification
from customs.rules.export.registers import on_date
from customs.rules.parties import OF_LIST, OF_ORDER, OF_WHAT_IS_THERE, is_of_party
from customs.rules.registration import enterprises_are_registered
from customs.rules.state import Codes, OnRecord, check_clock, forbidden
from mesh.declared.registers import Registers

Check = Callable[..., Evaluated]
REPEATED: Final = "REP-01"
NEWER, FITS = (Evaluated(passed(rule)) for rule in ("STA-01", "STA-02"))
OPEN: Final = (Stage.WAITING, Stage.DECIDING)
"""How far a list may have come that is changed: until its review is concluded."""

ORDER_CODES: Final = Codes(
    exists="-304001",
    unknown="-303001",
    engaged="-303002",
    stale="-303003",
    no_operation="-303004",
    parameters="-302001",
)
RECEIPT_CODES: Final = Codes(
    exists="-404001",
    unknown="-403001",
    engaged="-403002",
    stale="-403003",
    no_operation="-403004",
    parameters="-402001",
)
LIST_CODES: Final = Codes(
    exists="-604001",
    unknown="-603011",
    engaged="-603012",
    stale="-603013",
    no_operation="-603014",
    parameters="-602001",
)


class Around(NamedTuple):
    """What a document of an export is judged with: its case, the registers, and the day of acceptance, YYYY-MM-DD."""

    case: Case
    registers: Registers
    date: str


def by_book(book: Book[Any]) -> Check:
    """Return the check of what a document must satisfy by itself."""

    def by_itself(document: Any, _: Submission | None, __: Around) -> Evaluated:
        return book.evaluate(document)

    return by_itself


def parties_are_registered(document: Any, _: Submission | None, around: Around) -> Evaluated:
    """ENT-01: every enterprise named is registered in its role on the day of acceptance."""
    return enterprises_are_registered(document, around.registers, around.date)


def is_timely(codes: Codes) -> Check:
    """Return the check STA-05: appTime is not from the future."""

    def timely(document: Any, _: Submission | None, around: Around) -> Evaluated:
        return check_clock(document, codes.parameters, reference.ahead_ms(around.registers, around.date))

    return timely


def is_newer(codes: Codes) -> Check:
    """Return the check STA-01: it is not older than what was recorded under its number."""

    def newer(document: Any, former: Submission | None, _: Around) -> Evaluated:
        is_stale = former is not None and is_older(document, former)
        return failed(reason(codes.stale, "STA-01")) if is_stale else NEWER

    return newer


def fits(codes: Codes, on_record: Callable[[Any, Submission | None, Case], OnRecord]) -> Check:
    """Return the check STA-02: what it asks for fits what is on file. on_record: what that is."""

    def fit(document: Any, former: Submission | None, around: Around) -> Evaluated:
        code = forbidden(document.operation, on_record(document, former, around.case), codes)
        return FITS if code is None else failed(reason(code, "STA-02"))

    return fit


def qualifies(document: ExportListSubmitted, _: Submission | None, around: Around) -> Evaluated:
    """CUR-01, EXP-06, EXP-13: its value is known in yuan, and its goods may be declared by a list as it claims."""
    lookup = on_date(around.registers, around.date)
    total = sum([line.total_price_e5 for line in document.lines])
    valued = amounts.value(total, document.lines[0].currency_code, lookup)
    if valued.cny_e5 is None:
        return valued.evaluated
    declared = classification.Declared(
        document.trade_mode, document.statistics_flag, document.customs_code, valued.cny_e5, document.lines
    )
    return valued.evaluated + classification.assess(declared, lookup)


def _of_order(document: Any, former: Submission | None, case: Case) -> OnRecord:
    if not is_on_file(former) or case.order_on_file is None:
        return OnRecord.NOTHING
    if document.operation in OF_WHAT_IS_THERE and not is_of_party(document, case.order_on_file, OF_ORDER):
        return OnRecord.NOTHING
    return OnRecord.FREE if case.list_on_file is None or case.stage is Stage.WAITING else OnRecord.ENGAGED


def _of_receipt(document: Any, former: Submission | None, case: Case) -> OnRecord:
    if not is_on_file(former) or case.receipt_on_file is None:
        return OnRecord.NOTHING
    return OnRecord.ENGAGED if case.stage is Stage.CLOSED else OnRecord.FREE


def _of_list(document: ExportListSubmitted, former: Submission | None, case: Case) -> OnRecord:
    if not is_on_file(former) or case.list_on_file is None:
        return OnRecord.NOTHING
    if document.operation in OF_WHAT_IS_THERE:
        numbers = ((document.pre_entry_no, case.pre_entry_no), (document.list_no, case.list_no))
        if any(given and given != own for given, own in numbers):
            return OnRecord.NOTHING
        if not is_of_party(document, case.list_on_file, OF_LIST):
            return OnRecord.NOTHING
    if document.operation is Operation.DELETE:
        return OnRecord.FREE if case.stage is Stage.WAITING else OnRecord.ENGAGED
    return OnRecord.FREE if case.stage in OPEN else OnRecord.ENGAGED


def _judge(
    codes: Codes,
    book: Book[Any],
    on_record: Callable[[Any, Submission | None, Case], OnRecord],
    *more: Check,
) -> Judge:
    """Return how documents of a type are judged. more: what is checked after all else."""
    state = (is_timely(codes), is_newer(codes), fits(codes, on_record))
    return Judge(REPEATED, checks=(by_book(book), parties_are_registered, *state, *more), of_deletion=state)


ORDER: Final = _judge(ORDER_CODES, export_order.PARAMETERS, _of_order)
RECEIPT: Final = _judge(RECEIPT_CODES, export_receipt.PARAMETERS, _of_receipt)
LIST: Final = _judge(LIST_CODES, export_list.PARAMETERS, _of_list, qualifies)
