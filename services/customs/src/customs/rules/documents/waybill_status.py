"""Checks of a waybill status (CEB513) by itself. Code -505011."""

from datetime import UTC, datetime

from agency.reasons import particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import WaybillStatusSubmitted
from mesh.declared.dates import CHINA_MS, SECOND_MS, china_time

SIGNED_FOR = "S"


def is_signed_for(told: WaybillStatusSubmitted) -> Reason | None:
    """DOC-12: the only status that is reported is that somebody signed for the parcel (CEB513)."""
    return None if told.status == SIGNED_FOR else reason("-505011", "DOC-12", particular("status-not-signed"))


def has_happened(told: WaybillStatusSubmitted, ahead_ms: int) -> Reason | None:
    """STA-07: the time of the status is at most so far ahead of the acceptance (own decision)."""
    at_ms = happened_at_ms(told.status_time)
    if at_ms is not None and at_ms <= told.accepted_at_ms + ahead_ms:
        return None
    return reason("-505011", "STA-07", particular("status-ahead", china_time(told.accepted_at_ms)))


def happened_at_ms(status_time: str) -> int | None:
    """Return the instant of a time as sent, ms UTC; None for one that does not exist, which no gateway lets pass."""
    try:
        in_china = datetime.strptime(status_time, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return int(in_china.timestamp()) * SECOND_MS - CHINA_MS


PARAMETERS: Book[WaybillStatusSubmitted] = Book((("DOC-12", is_signed_for),))
