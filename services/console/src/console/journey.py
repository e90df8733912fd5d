"""
The journey of one parcel, from the gateway's answer about a number: events in lanes, one lane for each agency. Pure.

An event of a topic stands in the lane of the topic's owner; what came in and the receipts that went out, in the
gateway's.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from console.formatting import Line, details
from contracts.agencies import AGENCIES

Row = Mapping[str, Any]

LANES = ("gateway", *AGENCIES)
_LANE_OF = {"trade": "gateway"}
_SHOWN_ELSEWHERE = {
    "document_type", "number", "verdict", "operation", "return_info", "state", "receipt_id", "action", "officer",
    "authority", "reason", "agency", "lines",
}  # fmt: skip
_TONES = {
    "PASS": "good", "HOLD": "wait", "REFUSE": "bad", "REJECTED": "bad", "ACCEPTED": "good",
    "CLEARED": "good", "CLOSED": "good", "HELD": "wait", "WAITING": "wait", "REFUSED": "bad", "FAILED": "bad",
    "PASSED": "good",
}  # fmt: skip
BILL, ASSESSED = ("TaxBillIssued", "TaxBillStatusChanged"), "DutyAssessed"
TAX_FIELDS = ("duty_cny_e5", "consumption_tax_cny_e5", "vat_cny_e5", "total_cny_e5")


class Event(NamedTuple):
    """One line of the timeline in its lane. tone: good, wait, bad or plain; it is never the only sign."""

    lane: str
    at_ms: int
    kind: str
    tone: str
    row: Row
    fields: list[Line]


class Journey(NamedTuple):
    """What the page shows: the case itself is the gateway's answer."""

    events: tuple[Event, ...]
    tax: Row | None
    lanes: tuple[str, ...]


def journey(match: Row) -> Journey:
    """Return the journey of one match."""
    timeline: list[Row] = match["timeline"]
    events = tuple(map(_event, timeline))
    there = {event.lane for event in events}
    return Journey(events, _tax(timeline), tuple(lane for lane in LANES if lane in there))


def tone(*words: object) -> str:
    """Return the tone of the first word that has one."""
    return next((_TONES[str(word)] for word in words if str(word) in _TONES), "plain")


def _event(row: Row) -> Event:
    said = row["details"]
    lane = _LANE_OF.get(row["agency"], str(row["agency"]))
    fields = details({name: value for name, value in said.items() if name not in _SHOWN_ELSEWHERE})
    sign = tone(said.get("verdict"), row["effect"], said.get("state"))
    return Event(lane, row["at_ms"], row["type"], sign, row, fields)


def _tax(timeline: Iterable[Row]) -> Row | None:
    """Return what the newest bill says, else the newest assessment; None if there is neither or it is not shown."""
    newest: dict[str, Row] = {row["type"]: row["details"] for row in timeline}
    for kind in (*reversed(BILL), ASSESSED):
        amounts = newest.get(kind, {})
        if any(name in amounts for name in TAX_FIELDS):
            return {name: value for name, value in amounts.items() if name != "lines"}
    return None
