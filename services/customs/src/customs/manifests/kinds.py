"""The three kinds of parts, and what is the kind's own: its document, number letter, codes and checks by itself."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from agency.rules import Book
from contracts.common import DocumentType
from contracts.document import Document
from contracts.documents import ARRIVAL, DEPARTURE, MASTER_LIST
from contracts.trade import ArrivalSubmitted, DepartureSubmitted, MasterListSubmitted
from customs.rules.documents import bill_parts
from customs.rules.documents.waybill_status import happened_at_ms
from customs.rules.state import Codes

LISTED: Final = DocumentType.MASTER_LIST
ARRIVED: Final = DocumentType.ARRIVAL
DEPARTED: Final = DocumentType.DEPARTURE
"""Named once: a member costs its enumeration a look-up at every use."""


class Kind(NamedTuple):
    """
    A kind of part. letter: before the date in the numbers that it is given. contradicts: the code of a msgCount that
    contradicts. codes: of what its state forbids; `exists` answers a repetition too. moved_at_ms: when what it says
    came about.
    """

    form: Document
    letter: str
    contradicts: str
    codes: Codes
    book: Book[bill_parts.BillPart]
    issuer: Callable[[Any], str]
    moved_at_ms: Callable[[Any], int]

    @property
    def document_type(self) -> DocumentType:
        """Return the type of its document."""
        return self.form.document_type


def _accepted(part: bill_parts.BillPart) -> int:
    return part.accepted_at_ms


def _left(departure: DepartureSubmitted) -> int:
    return happened_at_ms(departure.departure_time) or departure.accepted_at_ms


KINDS: Final[dict[type[Any], Kind]] = {
    MasterListSubmitted: Kind(
        form=MASTER_LIST,
        letter="M",
        contradicts="-903001",
        codes=Codes(
            exists="-904001",
            unknown="-903002",
            engaged="-903003",
            stale="-903004",
            no_operation="-903002",
            parameters=bill_parts.MASTER_LIST,
        ),
        book=bill_parts.OF_MASTER_LIST,
        issuer=lambda listed: listed.agent_code,
        moved_at_ms=_accepted,
    ),
    ArrivalSubmitted: Kind(
        form=ARRIVAL,
        letter="A",
        contradicts="-803001",
        codes=Codes(
            exists="-804001",
            unknown="-803003",
            engaged="-803004",
            stale="-803005",
            no_operation="-803003",
            parameters=bill_parts.ARRIVAL,
        ),
        book=bill_parts.OF_ARRIVAL,
        issuer=lambda arrival: arrival.operator_code,
        moved_at_ms=_accepted,
    ),
    DepartureSubmitted: Kind(
        form=DEPARTURE,
        letter="D",
        contradicts="-507001",
        codes=Codes(
            exists="-508001",
            unknown="-507002",
            engaged="-507002",
            stale="-507003",
            no_operation="-507002",
            parameters=bill_parts.DEPARTURE,
        ),
        book=bill_parts.OF_DEPARTURE,
        issuer=lambda departure: departure.carrier_code,
        moved_at_ms=_left,
    ),
}
OF_TYPE: Final[dict[DocumentType, Kind]] = {kind.document_type: kind for kind in KINDS.values()}
