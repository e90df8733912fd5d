"""
The requests to the ledger: reserve, keep, free.

Each is idempotent per declaration and revision. A request for an older revision than the ledger knows changes nothing;
what is kept stays blocked until it is freed.
"""

from msgspec.structs import replace

from contracts.common import LedgerAction
from contracts.tax import GuaranteeRequested
from contracts.tax_guarantee import Reservation, ReservationStatus
from mesh.declared.dates import china_date
from mesh.declared.lookup import Lookup
from mesh.declared.processor import NOTHING, Context, Effects, Output, State
from tax.guarantee.book import Book
from tax.guarantee.reserving import guarantee_limit, reserve, serve_line
from tax.reference import on_date


def requested(state: State, event: GuaranteeRequested, context: Context) -> Effects:
    """Work one request. Reserving is answered at once, with PASS or HOLD; keeping and freeing are not answered."""
    book = Book(state, event.guarantor_code)
    match event.action:
        case LedgerAction.RESERVE:
            return _reserve(book, event, context)
        case LedgerAction.KEEP:
            return _keep(book, event)
        case LedgerAction.FREE:
            return _free(book, event, context)
        case _:
            return NOTHING


def _reserve(book: Book, event: GuaranteeRequested, context: Context) -> Effects:
    """A later revision replaces the former: it has the first claim on the amount reserved for that."""
    former = book.reservation(event.declaration_id)
    if former is not None and (event.revision <= former.revision or former.status is ReservationStatus.KEPT):
        return NOTHING
    lookup, limit = _limit(event, context)
    if former is not None:
        book.put(replace(former, status=ReservationStatus.FREED))
    has_first_claim = former is not None and former.status is ReservationStatus.RESERVED
    outputs: tuple[Output, ...] = () if has_first_claim else serve_line(book, limit, lookup)
    wanted = Reservation(
        declaration_id=event.declaration_id,
        revision=event.revision,
        status=ReservationStatus.UNKNOWN,
        amount_cny_e5=max(0, event.amount_cny_e5),
        answer_key=event.answer_key,
    )
    outputs += reserve(book, wanted, limit, lookup, context)
    return book.effects(outputs + serve_line(book, limit, lookup))


def _keep(book: Book, event: GuaranteeRequested) -> Effects:
    former = book.reservation(event.declaration_id)
    if former is None or former.revision != event.revision or former.status is not ReservationStatus.RESERVED:
        return NOTHING
    book.put(replace(former, status=ReservationStatus.KEPT))
    return book.effects(())


def _free(book: Book, event: GuaranteeRequested, context: Context) -> Effects:
    """A reservation never asked for is remembered as freed: a request that comes later is too late."""
    former = book.reservation(event.declaration_id)
    if former is not None and (
        event.revision < former.revision
        or (event.revision == former.revision and former.status is ReservationStatus.FREED)
    ):
        return NOTHING
    freed = Reservation(
        declaration_id=event.declaration_id,
        revision=event.revision,
        status=ReservationStatus.FREED,
        amount_cny_e5=0 if former is None else former.amount_cny_e5,
        answer_key=event.answer_key,
    )
    book.put(freed)
    lookup, limit = _limit(event, context)
    return book.effects(serve_line(book, limit, lookup))


def _limit(event: GuaranteeRequested, context: Context) -> tuple[Lookup, int]:
    lookup = on_date(context.registers, china_date(context.at_ms))
    return lookup, guarantee_limit(lookup, event.guarantor_code)
