"""
The journey of one parcel, from the gateway's answer about a number: events in lanes, one lane for each agency. Pure.

An event of a topic stands in the lane of the topic's owner; what came in and the receipts that went out, in the
gateway's. Events that happened together are one step.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from console.formatting import Line, details
from contracts.agencies import AGENCIES
from contracts.documents import DOCUMENTS

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
    "PASSED": "good", "DONE": "good", "OPEN": "wait",
}  # fmt: skip
RECEIPT = "ReceiptIssued"
SUBMITTED = frozenset(document.record.__name__ for document in DOCUMENTS)
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

    @property
    def is_submission(self) -> bool:
        """Whether it is a document that came in, whose name has the document's."""
        return self.kind in SUBMITTED


class Step(NamedTuple):
    """
    What happened together: events at one time, none of which another of them caused, by lane.

    receipts: those that the step caused. passed_ms: since the step before, on the mesh's clock; where that is 0,
    worked_ms says how long it took on the real one.
    """

    at_ms: int
    events: Mapping[str, list[Event]]
    receipts: list[Event]
    passed_ms: int | None
    worked_ms: int | None


class Journey(NamedTuple):
    """
    What the page shows: the case itself is the gateway's answer.

    lasted_ms: from the first event to the last (`lasted`).
    """

    steps: tuple[Step, ...]
    tax: Row | None
    lanes: tuple[str, ...]
    lasted_ms: int


def journey(match: Row) -> Journey:
    """Return the journey of one match."""
    timeline: list[Row] = match["timeline"]
    events = tuple(map(_event, timeline))
    lanes = {event.lane for event in events}
    return Journey(
        tuple(_steps(events)),
        _tax(timeline),
        tuple(lane for lane in LANES if lane in lanes),
        lasted(timeline),
    )


def since_before(rows: Sequence[Row]) -> list[int | None]:
    """Return how many ms each event came after the one before it: as in `Step`, of the first None."""
    spans: list[int | None] = [None for _ in rows[:1]]
    for before, row in pairwise(rows):
        passed: int = row["at_ms"] - before["at_ms"]
        spans.append(passed if passed > 0 else max(0, row["recorded_ms"] - before["recorded_ms"]))
    return spans


def lasted(rows: Sequence[Row]) -> int:
    """Return the ms from the first event to the last: on the mesh's clock, within one instant on the real one."""
    return _between(rows, "at_ms") or _between(rows, "recorded_ms")


def _between(rows: Sequence[Row], clock: str) -> int:
    times = [row[clock] for row in rows] or [0]
    return int(max(times) - min(times))


def _steps(events: Iterable[Event]) -> Iterator[Step]:
    """Yield the steps in order; a receipt stands with the step that caused it, or else the one before it."""
    grouped: list[list[Event]] = []
    receipts: list[list[Event]] = []
    place_of: dict[str, int] = {}
    for event in events:
        at = place_of.get(event.row["cause"] or "")
        if event.kind == RECEIPT and grouped:
            receipts[len(grouped) - 1 if at is None else at].append(event)
            continue
        if not grouped or not _goes_with(event, grouped[-1], is_caused=at == len(grouped) - 1):
            grouped.append([])
            receipts.append([])
        grouped[-1].append(event)
        place_of[event.row["event_id"]] = len(grouped) - 1
    for place, group in enumerate(grouped):
        before = grouped[place - 1] if place else None
        by_lane: dict[str, list[Event]] = {}
        for event in group:
            by_lane.setdefault(event.lane, []).append(event)
        passed = None if before is None else group[0].at_ms - before[0].at_ms
        worked = None if before is None else group[0].row["recorded_ms"] - before[-1].row["recorded_ms"]
        yield Step(group[0].at_ms, by_lane, receipts[place], passed, worked)


def _goes_with(event: Event, group: Sequence[Event], *, is_caused: bool) -> bool:
    """Tell whether an event is of a step. is_caused: one of the step's events caused it."""
    first = group[0]
    return not is_caused and event.at_ms == first.at_ms and (event.kind in SUBMITTED) == (first.kind in SUBMITTED)


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
