"""
The timeline of an order: a line for each event about it, from whichever topic.

Most lines nobody ever asks for. So an event is kept as it came, in its own Avro, and becomes a line when it is read;
only of events that say more than a view may keep (documents, declarations, bills) the line itself is kept, as JSON.
Pure, as `caseview.fold.records`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from caseview.fold.rows import LIFECYCLE, Row, Rows, listed
from caseview.fold.taxes import lines_of
from contracts import codec
from contracts.common import FindingRecorded
from contracts.customs import NumberClaimAnswered, ParcelMoved
from contracts.documents import BY_RECORD
from contracts.gateway import ReceiptIssued, RegisterAmended
from contracts.mesh import Gathered
from contracts.tax import DutyAssessed, TaxBillIssued, TaxBillStatusChanged
from contracts.topics import TOPICS, Topic
from edge.access import audience
from edge.access.audience import JUDGED, Judged
from mesh.wire import headers
from mesh.wire.records import Inbound

DECISIONS: tuple[type[msgspec.Struct], ...] = tuple(
    kind for entry in TOPICS.values() for kind in entry.records if "decision" in kind.__struct_fields__
)
"""Every event of the contract that nests a decision, whoever decides."""
_OF_THEIR_OWN = frozenset(
    {
        *LIFECYCLE, *JUDGED, *DECISIONS, *BY_RECORD,
        *(FindingRecorded, Gathered, NumberClaimAnswered, ReceiptIssued, RegisterAmended),
        *(TaxBillIssued, TaxBillStatusChanged),
    }
)  # fmt: skip
"""Events of which a line says more, or less, than their fields."""


def others(entries: Iterable[Topic]) -> tuple[type[msgspec.Struct], ...]:
    """Return the events of topics that name the view of which nothing more is known than the contract says."""
    named = (entry for entry in entries if entry.role == "event" and "gateway.view" in entry.consumers)
    return tuple(dict.fromkeys(kind for entry in named for kind in entry.records if kind not in _OF_THEIR_OWN))


OTHERS = others(TOPICS.values())
"""Events of any agency that stand in the timeline by the contract alone: their particulars are their fields."""
UNSAID: Row = {
    "declaration_id": None,
    "document_id": None,
    "effect": None,
    "status": None,
    "reasons": [],
    "rules": {},
    "details": {},
    "audience": None,
}
"""What a line says of an event that says nothing itself. audience None: that of its declaration or document."""
_PLACED = ("topic", "partition", "offset", "order_key", "at_ms", "recorded_ms", "event_id", "cause")
_JSON = b"{"


def keep(rows: Rows, source: Inbound) -> None:
    """Keep an event as it came; its kind must be one of `KEPT`."""
    _place(rows, source, source.value or b"")


def tell(rows: Rows, record: Any, source: Inbound, said: Row) -> None:
    """Keep the line of an event: its type and what is said of it, as far as that differs from `UNSAID`."""
    _place(rows, source, _told(record, said))


def line(row: Mapping[str, Any]) -> Row:
    """Return a line as it is told, from a row of the table. Raises Undecodable for an event that cannot be read."""
    event = bytes(row["event"])
    if not event.startswith(_JSON):
        record = codec.decode(event)
        event = _told(record, KEPT[type(record)](record))
    said = msgspec.json.decode(event)
    placed = {name: row[name] for name in _PLACED}
    return {**placed, "agency": row["topic"].partition(".")[0], **UNSAID, **said}


def order_of(source: Inbound) -> str:
    """Return the order that an event is about: its key."""
    return source.key.decode("utf-8", "replace")


def rules_of(record: Any) -> Row:
    """Return every rule evaluated, the version of the rules and the register entries used, as far as a record says."""
    return {
        "version": getattr(record, "rules_version", None),
        "evaluated": msgspec.to_builtins(getattr(record, "rules", ())),
        "registers": msgspec.to_builtins(getattr(record, "registers", ())),
    }


def _told(record: Any, said: Row) -> bytes:
    return msgspec.json.encode(said | {"type": type(record).__name__})


def _place(rows: Rows, source: Inbound, event: bytes) -> None:
    event_id, time_ms, cause, _ = headers.parse(source.headers, source.timestamp_ms)
    rows.timeline.append(
        {
            "topic": source.topic,
            "partition": source.partition,
            "offset": source.offset,
            "ordinal": rows.ordinal,
            "order_key": order_of(source),
            "at_ms": time_ms,
            "recorded_ms": source.timestamp_ms,
            "event_id": event_id,
            "cause": cause,
            "event": event,
        }
    )


def _judged(record: Judged) -> Row:
    judgement = record.judgement
    return {
        "document_id": judgement.document.document_id,
        "status": judgement.return_status,
        "reasons": msgspec.to_builtins(judgement.reasons),
        "rules": rules_of(judgement),
        "audience": listed(audience.of_judged(judgement)),
        "details": {
            "document_type": str(judgement.document.document_type),
            "number": judgement.document.number,
            "verdict": str(judgement.verdict),
            "batch_id": judgement.batch_id,
            "batch_index": judgement.batch_index,
        },
    }


def _decision(record: Any) -> Row:
    decision = record.decision
    particulars = msgspec.to_builtins(record)
    del particulars["decision"]
    hold = {"hold_id": decision.hold_id, "finding": msgspec.to_builtins(decision.finding)}
    return {
        "declaration_id": decision.declaration_id,
        "effect": str(decision.effect),
        "reasons": msgspec.to_builtins(decision.reasons),
        "rules": rules_of(decision),
        "details": {"revision": decision.revision, **hold, **particulars},
    }


def _assessed(record: DutyAssessed) -> Row:
    said = _decision(record)
    details = {name: value for name, value in said["details"].items() if name not in ("lines", "rated")}
    return said | {"details": details | {"lines": lines_of(record)}}


def _answer(record: NumberClaimAnswered) -> Row:
    return {
        "document_id": record.document_id,
        "effect": str(record.effect),
        "reasons": msgspec.to_builtins(record.reasons),
        "details": {"kind": str(record.kind), "action": str(record.action), "number": record.number},
    }


def _finding(record: FindingRecorded) -> Row:
    return {"declaration_id": record.declaration_id, "audience": listed(()), "details": finding_of(record)}


def finding_of(record: FindingRecorded) -> Row:
    """Return what the view keeps of an officer's finding."""
    return {
        "finding_id": record.finding_id,
        "hold_id": record.hold_id,
        "agency": record.agency,
        "action": str(record.action),
        "officer": record.officer,
        "authority": record.authority,
        "reason": record.reason,
    }


def _receipt(record: ReceiptIssued) -> Row:
    return {
        "declaration_id": record.declaration_id,
        "document_id": record.document.document_id,
        "status": record.return_status,
        "reasons": msgspec.to_builtins(record.reasons),
        "audience": listed(record.audience),
        "details": {
            "receipt_id": record.receipt_id,
            "document_type": str(record.document.document_type),
            "number": record.document.number,
            "return_info": record.return_info,
        },
    }


def particulars(record: msgspec.Struct) -> Row:
    """Return what a line says of an event by its fields alone; ciphertexts and digests are left out."""
    values = {name: getattr(record, name) for name in record.__struct_fields__}
    return {
        "declaration_id": values.get("declaration_id"),
        "document_id": values.get("document_id"),
        "details": {name: msgspec.to_builtins(value) for name, value in values.items() if not _is_closed(value)},
    }


def _movement(record: ParcelMoved) -> Row:
    """Return what a line says of a movement: of the parcel, since the document that tells it is a bill's part."""
    return particulars(record) | {"document_id": None, "reasons": msgspec.to_builtins(record.reasons)}


def _is_closed(value: Any) -> bool:
    """Tell whether a value is bytes, or holds some."""
    if isinstance(value, msgspec.Struct):
        return any(_is_closed(getattr(value, name)) for name in value.__struct_fields__)
    return isinstance(value, bytes) or (isinstance(value, tuple) and any(map(_is_closed, value)))


KEPT: dict[type, Callable[[Any], Row]] = {
    **dict.fromkeys(OTHERS, particulars),
    ParcelMoved: _movement,
    **dict.fromkeys(JUDGED, _judged),
    ReceiptIssued: _receipt,
    NumberClaimAnswered: _answer,
    FindingRecorded: _finding,
    **dict.fromkeys(DECISIONS, _decision),
    DutyAssessed: _assessed,
}
"""Events that are kept as they came, each with what its line says."""
