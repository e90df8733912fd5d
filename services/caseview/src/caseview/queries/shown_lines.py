"""How a timeline is shown: in the order of its progress, and line by line as far as a caller may see. Pure."""

from caseview.fold.rows import Row
from caseview.fold.tax_bills import TOLD
from caseview.queries.permissions import Sight
from contracts.documents import DOCUMENTS
from contracts.gateway import ReceiptIssued
from contracts.statuses import receipt_order
from contracts.topics import (
    CUSTOMS_DECLARATIONS,
    CUSTOMS_EXPORT_NUMBER_ANSWERS,
    CUSTOMS_EXPORTS,
    CUSTOMS_NUMBER_ANSWERS,
    TOPICS,
)
from edge.access.audience import JUDGED
from edge.access.visibility import OF_DOCUMENT, Part

_OF_LIST = tuple(str(kind) for kind, part in OF_DOCUMENT.items() if part is Part.LIST)
"""Documents that only they see who are told why a declaration came out as it did."""
_BILLS = ("TaxBillIssued", "TaxBillStatusChanged")
_RECEIPT = ReceiptIssued.__name__
_PROGRESS = (
    ({document.topic for document in DOCUMENTS}, 0),
    ({topic.name for topic in TOPICS.values() if not {*JUDGED}.isdisjoint(topic.records)}, 1),
    ({CUSTOMS_NUMBER_ANSWERS, CUSTOMS_EXPORT_NUMBER_ANSWERS}, 2),
    ({CUSTOMS_DECLARATIONS, CUSTOMS_EXPORTS}, 4),
    ({topic.name for topic in TOPICS.values() if topic.owner == "gateway"}, 5),
)
_RANKS = {topic: rank for topics, rank in reversed(_PROGRESS) for topic in topics}
_DECISION = 3
"""How far a parcel is by an event: submission, verdict, number, decision (any other), lifecycle, receipt."""


def in_order(lines: list[Row]) -> list[Row]:
    """Return lines as they are read; sorting is stable, so those of one record stay in the order of their ordinals."""
    lines = sorted(lines, key=lambda row: (row["recorded_ms"], _rank(row["topic"]), row["partition"], row["offset"]))
    return _receipts_in_order(lines)


def shown(row: Row, sight: Sight, reasoned: set[str]) -> Row:
    """
    Return a line of the timeline; for an enterprise without what would tell how risk is assessed.

    Who is told only how the parcel stands (a courier) sees no reasons of the list.
    """
    shown = {name: value for name, value in row.items() if name not in {"order_key", "audience"}}
    if sight.internal:
        return shown
    open_to_all = {"document_type", "number", "verdict", "return_info", "batch_id", "batch_index", "state", "revision"}
    details = row["details"]
    if not TOPICS[row["topic"]].seen_as:
        details = {name: value for name, value in details.items() if name in open_to_all or name in TOLD}
    own = row["declaration_id"] is None or details.get("document_type", _OF_LIST[0]) not in _OF_LIST
    if row["declaration_id"] not in reasoned and not own and row["type"] not in _BILLS:
        shown["reasons"] = []
        details.pop("return_info", None)
    return {name: value for name, value in shown.items() if name != "rules"} | {"details": details}


def _rank(topic: str) -> int:
    """Order what Kafka recorded in the same millisecond, by how far a parcel is."""
    return _RANKS.get(topic, _DECISION)


def _receipts_in_order(lines: list[Row]) -> list[Row]:
    """
    Return lines with their receipts by returnTime, then progress, at the places that receipts have among the events.

    What customs decides comes to the receipts through several topics, so a refusal may be told before the recording.
    """
    receipts = iter(sorted((row for row in lines if row["type"] == _RECEIPT), key=_receipt_order))
    return [next(receipts) if row["type"] == _RECEIPT else row for row in lines]


def _receipt_order(row: Row) -> tuple[int, int]:
    return receipt_order(row["at_ms"], row["status"] or "", is_of_bill=not row["document_id"])
