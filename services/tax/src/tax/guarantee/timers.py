"""Timers of the ledger: try waiting requests again, and give up those that waited too long."""

from msgspec.structs import replace

from contracts.common import Effect
from contracts.tax_guarantee import ReservationStatus
from mesh.declared.dates import china_date
from mesh.declared.lookup import Lookup
from mesh.declared.processor import NOTHING, Context, Effects, State, Woken
from tax.guarantee.answers import answer
from tax.guarantee.book import Book
from tax.guarantee.reserving import arm_retry, guarantee_limit, serve_line
from tax.reference import on_date


def woken(state: State, timer: Woken, context: Context) -> Effects:
    """Work a timer, named as in `tax.guarantee.reserving`."""
    kind, _, rest = timer.key.partition("/")
    lookup = on_date(context.registers, china_date(timer.at_ms))
    if kind == "retry":
        return _retry(Book(state, rest), timer.at_ms, lookup)
    guarantor_code, declaration_id, revision = rest.rsplit("/", 2)
    return _give_up(Book(state, guarantor_code), declaration_id, int(revision), lookup)


def _retry(book: Book, at_ms: int, lookup: Lookup) -> Effects:
    """A timer that another one has replaced changes nothing."""
    if book.balance.retry_at_ms != at_ms:
        return NOTHING
    book.balance = replace(book.balance, retry_at_ms=None)
    served = serve_line(book, guarantee_limit(lookup, book.balance.guarantor_code), lookup)
    return book.effects((*served, *arm_retry(book, lookup, at_ms)))


def _give_up(book: Book, declaration_id: str, revision: int, lookup: Lookup) -> Effects:
    """Refuse a revision that still waits, unless the guarantee has become sufficient in the meantime."""
    limit = guarantee_limit(lookup, book.balance.guarantor_code)
    served = serve_line(book, limit, lookup)
    waiting = book.reservation(declaration_id)
    if waiting is None or waiting.revision != revision or waiting.status is not ReservationStatus.WAITING:
        return book.effects(served) if served else NOTHING
    book.put(replace(waiting, status=ReservationStatus.REFUSED))
    return book.effects((*served, answer(Effect.REFUSE, waiting, book.balance, limit, lookup)))
